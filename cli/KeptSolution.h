//===- KeptSolution.h - A solved slice, kept for the next run ---*- C++ -*-===//
//
// A program of which all that solving depends on is as in a former run (see
// graph/solve/Slice.h) is not solved again: its solution is that of the slice,
// with the rows and positions that it has now. The name of what is kept is a
// hash of the slice, of the options that the solver looks at, and of this
// program's code.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_KEPTSOLUTION_H
#define MAPGRAPH_CLI_KEPTSOLUTION_H

#include "graph/solve/Slice.h"

namespace mapgraph {

/// The solution of the program, from the folder Cache if it is there; "" is no
/// folder, for what has reasons, too: they are not kept.
Solution solveOnce(const Graph &Program, const SolveOptions &Solver,
                   const std::string &Cache);

} // namespace mapgraph

#endif
