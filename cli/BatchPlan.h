//===- BatchPlan.h - The steps of a batch -----------------------*- C++ -*-===//
//
// Turns the inputs of a batch into steps for Ninja. Each input has two:
//
//   extract   IR, object file or Go package → graphs/NAME.mg
//   check     link, solve → results/NAME.txt, a stored BatchReport
//
// and one more step merges all results. A .mg file needs no extraction.
//
// NAME ends in a hash of all that the step's result depends on: the content of
// the input, this program, the options, the limits. So a result that is there
// is right: nothing that happens to a run, to clocks or to Ninja's log can make
// it wrong, and an input that only got a new date costs nothing.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_BATCHPLAN_H
#define MAPGRAPH_CLI_BATCHPLAN_H

#include "cli/GoInput.h"
#include "cli/Inputs.h"
#include "cli/NinjaFile.h"
#include "cli/Options.h"

namespace mapgraph {

struct BatchOptions {
  AnalysisOptions Analysis;
  std::string Folder; ///< of all that is written
  std::string Root;   ///< that positions are shown relative to; absolute
  unsigned MemoryMiB = 8192;
  unsigned Seconds = 600;
};

/// What of an input the plan knows; by name.
struct BatchInput {
  std::string Name;
  std::string Result;  ///< file with its report, "" when there is a problem
  std::string Problem; ///< why nothing is done with it
};

struct BatchPlan {
  std::vector<BatchInput> Inputs; ///< each once, by name
  std::vector<NinjaStep> Steps;
  std::string List;   ///< file for listText, which the merging step reads
  std::string Merged; ///< file with the report of all
  std::vector<std::string> Files; ///< all that the steps write
};

/// Reads every file once to know its content; Programs are those of the Go
/// packages among the inputs. Their order does not matter. What lies in Folder
/// itself is no input.
BatchPlan planBatch(InputSet Inputs, const std::vector<GoProgram> &Programs,
                    const BatchOptions &Options);

/// The inputs as text for the merging step, and back.
std::string listText(const std::vector<BatchInput> &Inputs);
Result<std::vector<BatchInput>> readList(const std::string &Path);

} // namespace mapgraph

#endif
