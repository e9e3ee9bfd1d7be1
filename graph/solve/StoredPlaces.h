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
  /// What is stored in a field.
  enum Kind : uint8_t {
    Any = 1,
    Given = 2, ///< a parameter: other objects may be given it, too
    /// The receiver, into an object that an exported method makes and returns:
    /// each call gives it to another one.
    Parent = 4,
    /// Something, into an object that was made before and given to a function.
    Replaced = 8,
  };
  std::vector<uint8_t> Fields; ///< by selector: of Kind
  std::vector<NodeId> Globals; ///< ascending

  StoredPlaces() = default;
  explicit StoredPlaces(const Graph &G);

  bool field(uint32_t Selector) const { return Fields[Selector] & Any; }
  bool isGiven(uint32_t Selector) const { return Fields[Selector] & Given; }
  bool isParent(uint32_t Selector) const { return Fields[Selector] & Parent; }
  bool isReplaced(uint32_t Selector) const {
    return Fields[Selector] & Replaced;
  }
  bool global(NodeId N) const { return std::ranges::binary_search(Globals, N); }
};

} // namespace mapgraph::solver

#endif
