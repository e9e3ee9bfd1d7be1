//===- PackageIndex.h - Whose an event or declaration is --------*- C++ -*-===//
//
// Events belong to their function's package; a package-level variable says it
// in its symbol only.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_PACKAGEINDEX_H
#define MAPGRAPH_GRAPH_QUERY_PACKAGEINDEX_H

#include "graph/model/Graph.h"

#include <string_view>
#include <unordered_map>

namespace mapgraph {

class PackageIndex {
public:
  explicit PackageIndex(const Graph &G);

  /// The package of an event, function or global; none when not known.
  PackageId of(NodeId N) const;

private:
  const Graph &G;
  std::unordered_map<std::string_view, PackageId> ByPath;
};

} // namespace mapgraph

#endif
