//===- Invalidation.h - Iterators and references used too late --*- C++ -*-===//
//
// What an iterator, or a reference into a map, still means where it is used:
// nothing after a change that freed or moved its element. Between threads such
// a use is an access of its own, once the lock is gone that was held when it
// was obtained (Frame); in one thread the module says which change came first.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_INVALIDATION_H
#define MAPGRAPH_GRAPH_SOLVE_INVALIDATION_H

#include "graph/solve/Report.h"

namespace mapgraph::solver {

/// Whether the operation is a use of what another operation gave.
inline bool isUse(const Node &N) {
  return N.kind() == NodeKind::MapOp && N.mapOp() == MapOpKind::Use;
}
/// Whether the two can disturb each other: what only a deletion ends survives
/// insertions.
bool canDisturb(const Node &A, const Node &B);

/// Reports the uses that a change in the same thread has made invalid.
void reportInvalidated(const Graph &G, Tables &T, const Callees &Calls,
                       const Threads &Th, ObjectNames &Names, Report &R,
                       Solution &S);

} // namespace mapgraph::solver

#endif
