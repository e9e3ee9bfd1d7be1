//===- Summary.cpp - What a function does to maps, for its callers --------===//

#include "graph/solve/Summary.h"

#include <string_view>
#include <unordered_map>

namespace mapgraph::solver {

bool isAsync(const Node &Event) {
  return Event.kind() == NodeKind::SyncOp &&
         (Event.syncOp() == SyncOpKind::Spawn ||
          Event.syncOp() == SyncOpKind::GroupGo ||
          Event.syncOp() == SyncOpKind::Callback);
}

// A selector is the name of its type, a dot, and the field.
Tables::Tables(const Graph &G)
    : Paths(G), Atomics(G), FieldOwners(G.Selectors.size()) {
  std::unordered_map<std::string_view, TypeId> Structs;
  for (size_t I = 0; I != G.Types.size(); ++I)
    if (G.Types[I].Kind == static_cast<uint32_t>(TypeKind::Struct))
      Structs.try_emplace(G.str(G.Types[I].Name), TypeId(I));
  for (size_t I = 0; I != G.Selectors.size(); ++I) {
    std::string_view Name = G.str(G.Selectors[I]);
    auto It = Structs.find(Name.substr(0, Name.rfind('.')));
    if (It != Structs.end())
      FieldOwners[I] = It->second;
  }
}

} // namespace mapgraph::solver
