//===- Semaphores.h - Channels that are locks -------------------*- C++ -*-===//
//
//   sem <- token; m[k] = v; <-sem
//
// Who sends on a channel and takes the message back is alone in between as long
// as the channel has room for one message and nobody takes back another one's.
// The first is told by where it is made, the second by who receives: code that
// sends itself, or that is run or started by nobody but such.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SEMAPHORES_H
#define MAPGRAPH_GRAPH_SOLVE_SEMAPHORES_H

#include "graph/model/Graph.h"

#include <cstdint>
#include <unordered_map>

namespace mapgraph::solver {

class Callees;
class Flows;

/// How many can have sent on a channel at a time, without a receive.
enum class Admits : uint8_t { Many, Perhaps, One };

/// Of sends and of channels in the code that is reached; Many where there is no
/// entry.
std::unordered_map<NodeId, Admits>
findSemaphores(const Graph &G, const Callees &Calls, Flows &Known);

} // namespace mapgraph::solver

#endif
