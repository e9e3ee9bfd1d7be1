//===- Paths.cpp - Interned access paths ----------------------------------===//

#include "graph/solve/Paths.h"

namespace mapgraph::solver {

// The graph's selectors come first; the solver's own five stand behind them.
PathTable::PathTable(const Graph &G)
    : ElementSel(UINT32_MAX), MapKeySel(G.Selectors.size()),
      RecvSel(G.Selectors.size() + 1), FlagSel(G.Selectors.size() + 2),
      TurnSel(G.Selectors.size() + 3), StillSel(G.Selectors.size() + 4) {
  for (size_t I = 0; I != G.Selectors.size(); ++I)
    if (G.str(G.Selectors[I]) == "[]")
      ElementSel = I;
  // Large programs have about two names for a node.
  Index.reserve(G.Nodes.size() * 2);
  Rows.reserve(G.Nodes.size() * 2);
}

PathId PathTable::add(Path P) {
  uint64_t Hash = mixBits(static_cast<uint64_t>(P.A) << 32 | P.B) +
                  static_cast<uint64_t>(P.Kind) * 0x9E3779B97F4A7C15;
  PathId &Last = Recent[Hash % Recent.size()];
  if (Last && Rows[Last.Value] == P)
    return Last;
  auto [Row, New] =
      Index.add(Hash, [&](uint32_t Other) { return Rows[Other] == P; });
  if (New) {
    P.Base = P.Kind < PathKind::Field ? Row : Rows[P.A].Base;
    P.Fixed = P.Kind == PathKind::Field
                  ? Rows[P.A].Fixed
                  : P.Kind == PathKind::Alloc || P.Kind == PathKind::Opaque;
    Rows.push_back(P);
  }
  return Last = PathId(Row);
}

PathId PathTable::field(PathId P, uint32_t Selector) {
  const Path Base = Rows[P.Value];
  if (Base.Depth >= MaxDepth)
    return tooDeep();
  return add({PathKind::Field, P.Value, Selector, uint8_t(Base.Depth + 1),
              Base.Element || isElementSelector(Selector)});
}

PathId PathTable::deref(PathId P) {
  const Path Base = Rows[P.Value];
  if (Base.Depth >= MaxDepth)
    return P;
  return add({PathKind::Deref, P.Value, UINT32_MAX, uint8_t(Base.Depth + 1),
              Base.Element});
}

PathId PathTable::mapElement(PathId Map) {
  return deref(field(Map, MapKeySel));
}

bool PathTable::hasPrefix(PathId P, PathId From) const {
  for (;;) {
    if (P == From)
      return true;
    if (isBase(P))
      return false;
    P = parent(P);
  }
}

unsigned PathTable::indirections(PathId P) const {
  unsigned N = 0;
  for (; !isBase(P); P = parent(P))
    N += (*this)[P].Kind == PathKind::Deref;
  return N;
}

PathId PathTable::container(PathId P) const {
  PathId Out;
  for (; !isBase(P); P = parent(P))
    if (Rows[P.Value].Kind == PathKind::Field &&
        isElementSelector(Rows[P.Value].B)) {
      if (Out || Rows[P.Value].B == RecvSel)
        return {};
      Out = parent(P);
    }
  return Out;
}

PathId PathTable::rebase(PathId P, PathId From, PathId To) {
  if (P == From)
    return To;
  const Path X = Rows[P.Value];
  if (X.Kind == PathKind::Field)
    return field(rebase(PathId(X.A), From, To), X.B);
  return X.Kind == PathKind::Deref ? deref(rebase(PathId(X.A), From, To)) : P;
}

ContextId PathTable::push(NodeId Call, ContextId Rest, bool Short) {
  // Too long: the innermost calls are forgotten, so that the first one stays
  // an event of the frame.
  if (Rest && Contexts[Rest.Value].Depth == MaxContext)
    Rest = withoutLast(Rest);
  Context New{Call, Rest, 1, Short};
  if (Rest) {
    New.Depth = Contexts[Rest.Value].Depth + 1;
    New.Short |= Contexts[Rest.Value].Short;
  }
  uint64_t Key = static_cast<uint64_t>(Call.Value) << 32 | Rest.Value;
  auto [Row, Added] =
      ContextIndex.add(mixBits(Key + New.Short), [&](uint32_t Other) {
        const Context &C = Contexts[Other];
        return C.Call == Call && C.Rest == Rest && C.Short == New.Short;
      });
  if (Added)
    Contexts.push_back(New);
  return ContextId(Row);
}

// Of a longest one, without its innermost call. Code that calls itself asks for
// the same ones over and over.
ContextId PathTable::withoutLast(ContextId C) {
  if (C.Value >= Shorter.size())
    Shorter.resize(Contexts.size());
  if (!Shorter[C.Value])
    Shorter[C.Value] = shorten(C, MaxContext - 1);
  return Shorter[C.Value];
}

ContextId PathTable::shorten(ContextId C, uint32_t Length) {
  const Context X = Contexts[C.Value];
  if (Length == 1)
    return push(X.Call, ContextId(), true);
  return push(X.Call, shorten(X.Rest, Length - 1));
}

} // namespace mapgraph::solver
