//===- DeadArms.h - Arms of selects that nobody answers ---------*- C++ -*-===//
//
// An arm on a channel that nobody else works on the other end of is never
// chosen: a receive where nothing is sent or closed, a send without a buffer
// where nothing is received. What lies behind it does not happen, so the other
// arms are the ones that wait.
//
// Only for channels that are seen whole: made here, kept in variables and
// captured by closures, passed to known functions; never put into structs,
// maps or interfaces, never returned. All others may have any partner.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_DEADARMS_H
#define MAPGRAPH_GRAPH_SOLVE_DEADARMS_H

#include "graph/solve/Callees.h"

namespace mapgraph::solver {

/// The dead arms (send and receive events) in the code that is reached.
std::unordered_set<NodeId> findDeadArms(const Graph &G, const Callees &Calls);

} // namespace mapgraph::solver

#endif
