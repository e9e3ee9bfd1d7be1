//===- PackageIndex.cpp - Whose an event or declaration is ----------------===//

#include "graph/query/PackageIndex.h"

#include <algorithm>

namespace mapgraph {

PackageIndex::PackageIndex(const Graph &Program) : G(Program) {
  for (size_t I = 0; I != G.Packages.size(); ++I)
    ByPath.try_emplace(G.str(G.Packages[I].Path), PackageId(I));
}

PackageId PackageIndex::of(NodeId N) const {
  const Node &Row = G.node(N);
  if (Row.Function)
    return G.function(Row.Function).Package;
  if (Row.kind() != NodeKind::Global)
    return {};
  // "example.org/m.hits"
  std::string_view Symbol = G.str(Row.Name);
  auto It =
      ByPath.find(Symbol.substr(0, std::min(Symbol.rfind('.'), Symbol.size())));
  return It == ByPath.end() ? PackageId() : It->second;
}

} // namespace mapgraph
