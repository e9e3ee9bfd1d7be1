//===- ChannelLocks.h - Channels that work as a mutex -----------*- C++ -*-===//
//
//   func (l lock) Lock()   { l <- struct{}{} }
//   func (l lock) Unlock() { <-l }
//
// A channel with room for one message is a lock if only those receive from it
// who have sent since they last received; one that was filled with one message
// where it was made, if only those send who have received it. Then it does not
// matter which functions do the one and the other. What a thread has is
// followed through the functions that work on the channel and their callers,
// until they have given back what they took. Who keeps it has got a message.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_CHANNELLOCKS_H
#define MAPGRAPH_GRAPH_SOLVE_CHANNELLOCKS_H

#include "graph/model/Graph.h"

#include <unordered_map>

namespace mapgraph::solver {

class Callees;
class Flows;

/// What a send or a receive does to the lock that its channel is.
enum class LockStep : uint8_t { None, Locks, Unlocks };

/// Of sends and receives, and of channels where a receive locks (Unlocks: what
/// a send does); None where there is no entry.
std::unordered_map<NodeId, LockStep>
findChannelLocks(const Graph &G, const Callees &Calls, Flows &Known);

} // namespace mapgraph::solver

#endif
