//===- StoredPlaces.h - Fields and globals that are stored to ---*- C++ -*-===//
//
// What any code of a program may store to, also code that nothing runs: who
// wrote it counted on it. A place whose address is used for more than reading
// counts.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_STOREDPLACES_H
#define MAPGRAPH_GRAPH_SOLVE_STOREDPLACES_H

#include "graph/model/Graph.h"

#include <algorithm>

namespace mapgraph::solver {

/// Whether the address leads to what lies there and nowhere else.
bool isOnlyLoaded(const Graph &G, NodeId Address);

struct StoredPlaces {
  std::vector<uint8_t> Fields; ///< by selector
  std::vector<NodeId> Globals; ///< ascending

  StoredPlaces() = default;
  explicit StoredPlaces(const Graph &G);

  bool field(uint32_t Selector) const { return Fields[Selector]; }
  bool global(NodeId N) const { return std::ranges::binary_search(Globals, N); }
};

} // namespace mapgraph::solver

#endif
