//===- ProgramReach.h - Which programs can do both of a pair ----*- C++ -*-===//
//
// Code is summarised once for all programs, and what a call through an
// interface can run is what it can run in any of them. A pair is one of a
// program only if that has the code of both sides in it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_PROGRAMREACH_H
#define MAPGRAPH_GRAPH_SOLVE_PROGRAMREACH_H

#include "graph/link/Programs.h"
#include "graph/solve/Meet.h"
#include "graph/solve/Reachable.h"
#include "graph/solve/Threads.h"

#include <optional>
#include <unordered_map>

namespace mapgraph::solver {

class ProgramReach {
public:
  /// Programs: those of the graph, which stay where they are.
  ProgramReach(const Graph &G, const Tables &T,
               const std::vector<Program> &Programs);

  /// The first program, that of Root before others, which reaches the frame
  /// and both sides with all calls that lead to them; none if there is none.
  /// Root: where the frame is reached from, or no function.
  const Program *of(const Meeting &M, FunctionId Root);

private:
  bool has(size_t Program, const std::vector<FunctionId> &Needed);
  std::vector<FunctionId> needed(const Meeting &M) const;

  const Graph &G;
  const Tables &T;
  const std::vector<Program> &Programs;
  std::vector<std::optional<Reachable>> Reach; ///< once somebody has asked
  std::unordered_map<FunctionId, size_t> OfRoot;
};

} // namespace mapgraph::solver

#endif
