//===- Pipeline.h - From inputs to a solved graph ---------------*- C++ -*-===//
//
// The analysis as a list of named phases:
//
//   front end   Go packages → module graphs, or the solution of a former run
//               over the same
//   files       IR, objects and .mg files → module graphs
//   link        module graphs → program graph
//   solve       program graph → solution
//   keep        solution → cache
//
// One observer watches all phases. Bad inputs do not stop the others: they are
// told on stderr and remembered for the exit code. A single solved .mg file
// needs neither link nor solve.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_PIPELINE_H
#define MAPGRAPH_CLI_PIPELINE_H

#include "cli/Exit.h"
#include "cli/Inputs.h"
#include "cli/KeptResult.h"
#include "cli/Observer.h"
#include "cli/Options.h"
#include "graph/model/Solution.h"

#include <functional>
#include <optional>

namespace mapgraph {

class Meter;
struct GoOutput;

/// Goes to the folder of -C, once.
Result<void> enterDirectory(AnalysisOptions &Options);

/// What the phases work on.
class Analysis {
public:
  Analysis(AnalysisOptions Options);

  /// Runs every phase; fails when nothing is left to work on.
  Result<void> run();

  /// Valid after run().
  const Graph &program() const { return Program; }
  const Solution &solution() const { return *Solved; }
  const std::vector<PhaseCost> &costs() const { return Costs; }
  const AnalysisOptions &options() const { return Options; }

  /// One more phase, with the same observer: writing a picture, say.
  Result<void> phase(std::string_view Name,
                     const std::function<Result<void>()> &Body);
  /// Tells a failure on stderr and remembers its code.
  void tell(const Failure &F);
  /// A line on stderr that changes no exit code.
  void note(const std::string &Line);
  /// The worst of what was told, and of the code that the results lead to.
  Exit exitCode(Exit OfResults = Exit::Clean) const;

private:
  struct Phase {
    const char *Name;
    Result<void> (Analysis::*Run)(Meter &);
  };

  Result<void> runPhase(std::string_view Name, size_t Index, size_t Count,
                        const std::function<Result<void>(Meter &)> &Body);
  Result<void> runPhases();
  Result<void> runFrontEnd(Meter &);
  Result<void> readGraphsOf(const std::vector<GoOutput> &Outputs);
  Result<void> keepResult();
  Result<void> readFiles(Meter &);
  Result<void> linkModules(Meter &);
  Result<void> solveProgram(Meter &);
  std::vector<Phase> neededPhases() const;

  AnalysisOptions Options;
  Observers Watch;
  InputSet Inputs;
  std::vector<Graph> Modules;
  KeptResult Kept;
  Graph Program;
  std::optional<Solution> Solved;
  std::vector<PhaseCost> Costs;
  Exit Worst = Exit::Clean;
};

/// An internal error hides bad input, bad input hides findings.
Exit worse(Exit A, Exit B);

} // namespace mapgraph

#endif
