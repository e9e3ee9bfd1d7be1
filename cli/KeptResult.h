//===- KeptResult.h - A solved program, kept for the next run ---*- C++ -*-===//
//
// A program whose module graphs are byte for byte those of a former run is not
// linked and solved again. The name of what is kept is a hash of the module
// graphs, of the options that the solver looks at, of the current folder and of
// this program's code; so no clock and no name of an input matters.
//
// What is kept is a .mg file, and read with all checks: a damaged one is as
// good as none. A run that explains itself needs notes which are not kept.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_KEPTRESULT_H
#define MAPGRAPH_CLI_KEPTRESULT_H

#include "cli/Options.h"
#include "graph/model/Solution.h"

#include <optional>
#include <string_view>
#include <vector>

namespace mapgraph {

class KeptResult {
public:
  /// Of no program: nothing is found, nothing kept.
  KeptResult() = default;
  /// Modules: .mg data, in the order in which it is linked.
  KeptResult(const AnalysisOptions &Options,
             const std::vector<std::string_view> &Modules);

  /// Fills Program and Solved when they are kept.
  bool find(Graph &Program, std::optional<Solution> &Solved) const;
  /// Keeps what was solved; a cache that cannot be written costs time only.
  void keep(const Graph &Program, const Solution &Solved) const;
  bool canKeep() const { return !Path.empty(); }

private:
  std::string Path;
};

} // namespace mapgraph

#endif
