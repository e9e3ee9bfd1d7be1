//===- CallGraph.h - Who calls and who starts whom --------------*- C++ -*-===//
//
// Functions with the calls and thread starts between them, for paths and
// components. The edges are what solving found (Calls, Spawns); an event for
// which solving says nothing contributes the function that its code edge names
// directly, so that a linked graph without a solution can be asked too.
//
// This is *not* complete on an unsolved graph: indirect and interface calls
// are missing there. A path is a may-path: it can be infeasible.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_CALLGRAPH_H
#define MAPGRAPH_GRAPH_QUERY_CALLGRAPH_H

#include "graph/model/Solution.h"

#include <memory>
#include <optional>

namespace mapgraph {

class CallGraph {
public:
  /// From calls To at Site (a Call, Spawn, Once … event).
  struct Arc {
    FunctionId From;
    FunctionId To;
    NodeId Site;
    bool Spawn = false; ///< in another thread
    auto operator<=>(const Arc &) const = default;
  };

  /// Solution may be null.
  CallGraph(const Graph &G, const Solution *S);
  ~CallGraph();

  /// All arcs, by From, then in the order of the program.
  std::span<const Arc> arcs() const;
  std::span<const Arc> arcsFrom(FunctionId F) const;

  /// A shortest path from any of From to any of To (breadth first, the first
  /// in the order of the program); empty when From contains such a function,
  /// nothing when there is no path.
  std::optional<std::vector<Arc>>
  shortestPath(const std::vector<FunctionId> &From,
               const std::vector<FunctionId> &To) const;

  /// Number of the strongly connected component of every function: mutually
  /// recursive functions share one.
  std::vector<uint32_t> components() const;

private:
  struct Impl;
  std::unique_ptr<Impl> P;
};

} // namespace mapgraph

#endif
