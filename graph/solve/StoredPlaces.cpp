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

// The parameter that the value is, perhaps as another type; or no node.
static NodeId paramOf(const Graph &G, NodeId Value) {
  if (G.node(Value).kind() == NodeKind::Param)
    return Value;
  NodeId Out;
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Copy || Out ||
        G.node(E.From).kind() != NodeKind::Param)
      return {};
    Out = E.From;
  }
  return Out;
}

static bool isReturned(const Graph &G, NodeId Object) {
  return std::ranges::any_of(G.out(Object), [&](EdgeId Id) {
    const Edge &E = G.edge(Id);
    return E.kind() == EdgeKind::Copy &&
           G.node(E.To).kind() == NodeKind::Result;
  });
}

// What the write does that stores into the field of the object.
static uint8_t kindOf(const Graph &G, NodeId Write, NodeId Object) {
  uint8_t Again = paramOf(G, Object) ? StoredPlaces::Replaced : 0;
  NodeId Value = G.target(Write, EdgeKind::Val);
  NodeId Param = Value ? paramOf(G, Value) : NodeId();
  if (!Param)
    return Again;
  uint16_t Flags = G.function(G.node(Write).Function).Flags;
  bool Makes =
      Flags & FF_Method && Flags & FF_Exported && G.node(Param).Op == 0 &&
      G.node(Object).kind() == NodeKind::Object && isReturned(G, Object);
  return Again | StoredPlaces::Given | (Makes ? StoredPlaces::Parent : 0);
}

StoredPlaces::StoredPlaces(const Graph &G) : Fields(G.Selectors.size()) {
  for (const Edge &E : G.Edges) {
    if (E.kind() != EdgeKind::Field)
      continue;
    uint8_t &Of = Fields[E.label()];
    if (!(Of & Any) && !isOnlyLoaded(G, E.To))
      Of |= Any;
    for (EdgeId Id : G.in(E.To))
      if (const Edge &X = G.edge(Id);
          X.kind() == EdgeKind::Addr &&
          G.node(X.From).kind() == NodeKind::Access &&
          G.node(X.From).access() == AccessKind::Write)
        Of |= kindOf(G, X.From, E.From);
  }
  // "type A B" has B's fields, declared where B declares them; what is made a B
  // can be converted to an A.
  std::unordered_set<LocId> Declared;
  for (size_t S = 0; S != Fields.size(); ++S)
    if (field(S) && G.Selectors[S].Loc)
      Declared.insert(G.Selectors[S].Loc);
  for (size_t S = 0; S != Fields.size(); ++S)
    Fields[S] |= Declared.contains(G.Selectors[S].Loc) ? Any : 0;
  for (size_t N = 0; N != G.Nodes.size(); ++N)
    if (G.Nodes[N].kind() == NodeKind::Global && !isOnlyLoaded(G, NodeId(N)))
      Globals.push_back(NodeId(N));
}

} // namespace mapgraph::solver
