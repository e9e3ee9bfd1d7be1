//===- StoredPlaces.cpp - Fields and globals that are stored to -----------===//

#include "graph/solve/StoredPlaces.h"

#include <unordered_set>

namespace mapgraph::solver {

bool isOnlyLoaded(const Graph &G, NodeId Address) {
  for (EdgeId Id : G.out(Address))
    if (G.edge(Id).kind() != EdgeKind::Load)
      return false;
  for (EdgeId Id : G.in(Address)) {
    const Edge &E = G.edge(Id);
    bool Made = E.kind() == EdgeKind::Field || E.kind() == EdgeKind::Copy;
    bool Read = E.kind() == EdgeKind::Addr &&
                G.node(E.From).kind() == NodeKind::Access &&
                G.node(E.From).access() == AccessKind::Read;
    if (!Made && !Read)
      return false;
  }
  return true;
}

StoredPlaces::StoredPlaces(const Graph &G) : Fields(G.Selectors.size()) {
  for (const Edge &E : G.Edges)
    if (E.kind() == EdgeKind::Field && !Fields[E.label()])
      Fields[E.label()] = !isOnlyLoaded(G, E.To);
  // "type A B" has B's fields, declared where B declares them; what is made a B
  // can be converted to an A.
  std::unordered_set<LocId> Declared;
  for (size_t S = 0; S != Fields.size(); ++S)
    if (Fields[S] && G.Selectors[S].Loc)
      Declared.insert(G.Selectors[S].Loc);
  for (size_t S = 0; S != Fields.size(); ++S)
    Fields[S] |= Declared.contains(G.Selectors[S].Loc);
  for (size_t N = 0; N != G.Nodes.size(); ++N)
    if (G.Nodes[N].kind() == NodeKind::Global && !isOnlyLoaded(G, NodeId(N)))
      Globals.push_back(NodeId(N));
}

} // namespace mapgraph::solver
