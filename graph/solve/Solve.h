//===- Solve.h - Threads, objects and findings of a program -----*- C++ -*-===//
//
// The phases of solving a linked graph: which code runs (Callees), summaries of
// all functions bottom-up (Frame), pairs that meet (Meet, Library), and their
// reports. The same graph gives the same solution, byte for byte.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SOLVE_H
#define MAPGRAPH_GRAPH_SOLVE_SOLVE_H

#include "graph/model/Solution.h"

namespace mapgraph {

struct SolveOptions {
  unsigned Jobs = 1; ///< reserved for parallel phases; never changes results
  bool Tests = true; ///< tests are programs too
  bool Variables = false; ///< loads and stores of variables count as accesses
  bool Reasons = false;   ///< fill Solution::Safe: why pairs cannot meet
};

/// G is linked and frozen.
Solution solve(const Graph &G, const SolveOptions &Options);

} // namespace mapgraph

#endif
