//===- LocTable.h - Locations, each stored once -----------------*- C++ -*-===//
//
// Graph::addLoc keeps a text per location, which millions of them cannot
// afford; this is a hash table of row numbers, eight bytes for each.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_LINK_LOCTABLE_H
#define MAPGRAPH_GRAPH_LINK_LOCTABLE_H

#include "graph/model/Graph.h"

namespace mapgraph {

/// Adds to a vector of locations what is not yet in it.
class LocTable {
public:
  explicit LocTable(std::vector<Loc> &Rows) : Rows(Rows), Slots(64) {}
  LocId add(const Loc &L);

private:
  LocId &slot(const Loc &L);
  void grow();

  std::vector<Loc> &Rows;
  std::vector<LocId> Slots; ///< at most half of them used; a power of two
};

} // namespace mapgraph

#endif
