//===- NilMaps.h - Writes to maps that are surely nil -----------*- C++ -*-===//
//
// An update whose map is nil on every way to it, whatever runs: a variable that
// nothing was assigned to, a package-level variable or an unexported field that
// nothing in the graph stores to, what a function returns that returns nothing
// else. Where anything else can be there, or the code tests the map for nil
// first, nothing is said.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_NILMAPS_H
#define MAPGRAPH_GRAPH_SOLVE_NILMAPS_H

#include "graph/solve/Report.h"
#include "graph/solve/StoredPlaces.h"

namespace mapgraph::solver {

class NilMaps {
public:
  NilMaps(const Graph &G, const StoredPlaces &Stored, const Callees &Calls)
      : G(G), Stored(Stored), Calls(Calls) {}

  /// Reports the writes that are reached.
  void report(Report &R, const Threads &Th, Solution &S);

private:
  /// Where a nil comes from.
  struct Origin {
    NodeId Event;     ///< entry of a function, a return, or a read
    std::string Name; ///< of what is nil
    std::string Why;
    LocId Declared;
  };

  std::optional<Origin> origin(NodeId Value, unsigned Depth) const;
  std::optional<Origin> read(NodeId Event, NodeId Address) const;
  std::optional<Origin> returned(NodeId Call, uint32_t Index,
                                 unsigned Depth) const;
  std::string variable(NodeId Value) const;
  Finding finding(NodeId Write, const Origin &From, const Report &R,
                  Solution &S) const;

  const Graph &G;
  const StoredPlaces &Stored;
  const Callees &Calls;
};

} // namespace mapgraph::solver

#endif
