//===- Order.h - Signals and waits that order accesses ----------*- C++ -*-===//
//
// The happens-before edges between threads, by the Go memory model: the end of
// a wait group's work before Wait, a send before its receive, a close before
// what it lets through, a receive before the end of an unbuffered send, what is
// done once before everybody who asked for it, a store of a fresh object before
// the load that finds it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_ORDER_H
#define MAPGRAPH_GRAPH_SOLVE_ORDER_H

#include "graph/solve/Summary.h"

#include <optional>

namespace mapgraph::solver {

/// The signal (a SyncCode) after the access that, with a wait before another
/// one, orders them; none when they are not ordered.
/// A receive counts when what it got must have been sent after the access:
/// nothing was sent before, by its thread or (Several) a like one.
std::optional<uint32_t> ordered(const Graph &G, const Tables &T,
                                const Item &First, SetId Waits, bool Several);

} // namespace mapgraph::solver

#endif
