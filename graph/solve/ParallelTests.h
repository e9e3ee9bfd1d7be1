//===- ParallelTests.h - Tests that run at the same time --------*- C++ -*-===//
//
// A test function may declare itself parallel: it pauses until the serial tests
// of its program are over, and what follows runs beside the rest of the other
// parallel tests. So it is with the tests that a test function starts: their
// parallel parts begin when that function is over, and run beside each other.
// What comes before the declaration is done as by a plain call.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_PARALLELTESTS_H
#define MAPGRAPH_GRAPH_SOLVE_PARALLELTESTS_H

#include "graph/solve/Meet.h"

namespace mapgraph::solver {

/// Whether the access comes after the declaration of the test function whose
/// summary the item is in.
bool runsParallel(const Tables &T, const Item &I);

/// Whether the event may start a test function and wait for it.
bool isSubtest(const Graph &G, NodeId Event);

/// Pairs of two parallel tests among the roots of a program, on what hangs on
/// globals. Two tests stand for all that come to one op in the same way.
void meetParallelTests(const Graph &G, const Tables &T, const Summaries &Done,
                       const std::vector<FunctionId> &Roots, Meet &Pairs,
                       MeetingList &Out);

} // namespace mapgraph::solver

#endif
