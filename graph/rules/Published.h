//===- Published.h - Objects given away too early ---------------*- C++ -*-===//
//
// For an access: the event of its own function that lies before it and puts the
// map, or the object that holds it, where other threads find it: a send, an
// atomic store, a store into a map, a global or a parameter. Looks at one
// function and follows values by copies, loads and fields; what it does not see
// is "none".
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_RULES_PUBLISHED_H
#define MAPGRAPH_GRAPH_RULES_PUBLISHED_H

#include "graph/model/Graph.h"

namespace mapgraph {

/// The publishing event, or no node.
NodeId publishedBefore(const Graph &G, NodeId Op);
/// Whether the map of the access was found through an atomic load.
bool isFoundByAtomicLoad(const Graph &G, NodeId Op);
/// Whether control can come from one event to another of its function without
/// passing Avoid.
bool canFollow(const Graph &G, NodeId From, NodeId To, NodeId Avoid = {});

} // namespace mapgraph

#endif
