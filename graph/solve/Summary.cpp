//===- Summary.cpp - What a function does to maps, for its callers --------===//

#include "graph/solve/Summary.h"

#include "graph/solve/StructTypes.h"

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
  StructTypes Structs(G);
  for (size_t I = 0; I != G.Selectors.size(); ++I) {
    std::string_view Name = G.str(G.Selectors[I]);
    FieldOwners[I] = Structs.find(Name.substr(0, Name.rfind('.')));
  }
}

} // namespace mapgraph::solver
