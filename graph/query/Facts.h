//===- Facts.h - A solved program, indexed for questions --------*- C++ -*-===//
//
// A graph with its solution and the names to show them by: what every query,
// view and writer takes. It adds lookups (accesses by op and by map object) and
// no knowledge. Cost: one pass over the accesses.
//
// The graph must be frozen; graph and solution must outlive the facts.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_FACTS_H
#define MAPGRAPH_GRAPH_QUERY_FACTS_H

#include "graph/query/Names.h"

#include <map>

namespace mapgraph {

class Facts {
public:
  /// Root: see Names.
  Facts(const Graph &G, const Solution &S, std::string Root);

  const Graph &graph() const { return G; }
  const Solution &solution() const { return S; }
  const Names &names() const { return N; }

  /// Rows of Solution::Accesses, in their order.
  std::span<const uint32_t> accessesOfOp(NodeId Op) const;
  std::span<const uint32_t> accessesOfObject(uint32_t Object) const;
  const ObjectAccess &access(uint32_t Row) const { return S.Accesses[Row]; }

  /// "Cache.m", or where the map was made when it has no name.
  std::string object(uint32_t Object) const;
  /// "update of Cache.m": the op and the maps it can work on.
  std::string describe(NodeId Op) const;
  /// Ops of an object, each once, in the order of the program.
  std::vector<NodeId> opsOfObject(uint32_t Object) const;

private:
  const Graph &G;
  const Solution &S;
  Names N;
  std::map<NodeId, std::vector<uint32_t>> ByOp;
  std::vector<std::vector<uint32_t>> ByObject;
};

} // namespace mapgraph

#endif
