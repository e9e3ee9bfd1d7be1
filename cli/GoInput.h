//===- GoInput.h - Module graphs of Go packages -----------------*- C++ -*-===//
//
// Runs the Go front end, which loads packages as the go command does, lowers
// them and hands the module graphs over in one temporary .mg file. It says
// itself what is wrong with the packages; those that load are still analysed.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_GOINPUT_H
#define MAPGRAPH_CLI_GOINPUT_H

#include "cli/Files.h"
#include "cli/Inputs.h"
#include "cli/Options.h"
#include "graph/model/Graph.h"

namespace mapgraph {

/// What the front end wrote.
struct GoOutput {
  MappedFile File;         ///< .mg data, nothing when no package is well
  bool Incomplete = false; ///< some packages are broken, stderr says which
  double PeakMiB = 0;
};

struct GoModules {
  std::vector<Graph> Graphs;
  bool Incomplete = false; ///< as above
  double PeakMiB = 0;
};

Result<GoOutput> runFrontEnd(const GoRequest &Request,
                             const AnalysisOptions &Options);
Result<GoModules> readModules(const GoOutput &Output);
/// Both.
Result<GoModules> readGo(const GoRequest &Request,
                         const AnalysisOptions &Options);

/// A program among the packages: a main package, or those that none imports.
struct GoProgram {
  std::string Name;       ///< import path, or the patterns with " (library)" or
                          ///< " (tests)"
  GoRequest Request;      ///< that loads it and nothing else
  std::string Key;        ///< hash of all that it depends on
  bool OnlyTests = false; ///< what its exported code does is asked elsewhere
};

/// What the go command can say; packages with errors are listed, too.
Result<std::vector<GoProgram>> listGoPrograms(const GoRequest &Request,
                                              const AnalysisOptions &Options);

} // namespace mapgraph

#endif
