//===- GoInput.h - Module graphs of Go packages -----------------*- C++ -*-===//
//
// Runs the Go front end, which loads packages as the go command does, lowers
// them and hands the module graphs over in one temporary .mg file. It says
// itself what is wrong with the packages; those that load are still analysed.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_GOINPUT_H
#define MAPGRAPH_CLI_GOINPUT_H

#include "cli/Inputs.h"
#include "cli/Options.h"
#include "graph/model/Graph.h"

namespace mapgraph {

struct GoModules {
  std::vector<Graph> Graphs;
  bool Incomplete = false; ///< some packages are broken, stderr says which
  double PeakMiB = 0;
};

Result<GoModules> readGo(const GoRequest &Request,
                         const AnalysisOptions &Options);

} // namespace mapgraph

#endif
