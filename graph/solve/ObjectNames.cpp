//===- ObjectNames.cpp - What people call an object -----------------------===//

#include "graph/solve/ObjectNames.h"

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>

namespace mapgraph::solver {

std::string_view afterSlash(std::string_view S) {
  size_t Slash = S.rfind('/');
  return Slash == std::string_view::npos ? S : S.substr(Slash + 1);
}

std::string shortPosition(const Graph &G, LocId L) {
  if (!L)
    return "an unknown place";
  return std::string(afterSlash(G.str(G.loc(L).File))) + ":" +
         std::to_string(G.loc(L).Line);
}

// "a/p [a/p.test].v" is v of package p as its tests see it.
static std::string withoutVariant(std::string_view S) {
  std::string Out(S);
  size_t Open = Out.find(" [");
  size_t Close = Out.find(']', Open);
  if (Open != std::string::npos && Close != std::string::npos)
    Out.erase(Open, Close + 1 - Open);
  return Out;
}

std::string shortField(std::string_view Selector) {
  std::string Plain = withoutVariant(Selector);
  std::string_view Tail = afterSlash(Plain);
  size_t Dot = Tail.find('.');
  // Keep "T.f"; the package in front of it says little in a finding.
  if (Dot != std::string_view::npos &&
      Tail.find('.', Dot + 1) != std::string_view::npos)
    Tail = Tail.substr(Dot + 1);
  return std::string(Tail);
}

// A C++ variable as the source has it.
static std::string demangled(std::string_view Symbol) {
  std::string Out(Symbol);
  int Status = 0;
  char *Name = abi::__cxa_demangle(Out.c_str(), nullptr, nullptr, &Status);
  if (Name && Status == 0)
    Out = Name;
  std::free(Name);
  return Out;
}

std::string shortGlobal(std::string_view Symbol) {
  // Of a variable of one translation unit the unit says little.
  Symbol = Symbol.substr(0, Symbol.find('@'));
  if (Symbol.starts_with("_Z"))
    return demangled(Symbol);
  return std::string(afterSlash(withoutVariant(Symbol)));
}

// Selectors that name a field of a type, not an element or an offset.
static bool namesField(std::string_view Selector) {
  return !Selector.starts_with("[") && !Selector.starts_with("+") &&
         !Selector.starts_with("closure.");
}

// The addresses that a value is stored into right where it is made.
static std::vector<NodeId> holdersOf(const Graph &G, NodeId Value) {
  std::vector<NodeId> Out;
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Val && G.node(E.From).kind() == NodeKind::Access)
      if (NodeId Addr = G.target(E.From, EdgeKind::Addr))
        Out.push_back(Addr);
  }
  return Out;
}

// The variable or field that holds the value.
std::string ObjectNames::holderText(NodeId Value) const {
  for (NodeId Addr : holdersOf(G, Value)) {
    if (G.node(Addr).kind() == NodeKind::Global)
      return shortGlobal(G.name(Addr));
    for (EdgeId In : G.in(Addr))
      if (const Edge &X = G.edge(In); X.kind() == EdgeKind::Field)
        if (auto S = G.str(G.Selectors[X.label()]); namesField(S))
          return shortField(S);
    if (!G.name(Addr).empty())
      return std::string(G.name(Addr));
  }
  return {};
}

// What go/ssa calls an object that the source gives no name.
static bool isUnnamed(std::string_view Name) {
  return Name == "new" || Name == "complit";
}

std::string ObjectNames::baseText(PathId P, FunctionId F) const {
  const Path &X = T.Paths[P];
  switch (X.Kind) {
  case PathKind::Param: {
    const Function &Row = G.function(F);
    for (uint32_t I = 0; F && I != Row.Count; ++I) {
      NodeId N(Row.First.Value + I);
      if (G.node(N).kind() == NodeKind::Param && G.node(N).Op == X.A &&
          !G.name(N).empty())
        return std::string(G.name(N));
    }
    return "parameter " + std::to_string(X.A);
  }
  case PathKind::Global:
    return shortGlobal(G.name(NodeId(X.A)));
  case PathKind::Alloc: {
    NodeId N(X.A);
    if (G.node(N).kind() == NodeKind::Object && !G.name(N).empty()) {
      std::string Holder = isUnnamed(G.name(N)) ? holderText(N) : "";
      return Holder.empty() ? std::string(G.name(N)) : Holder;
    }
    NodeId Result = G.target(N, EdgeKind::ResultOf);
    if (Result) {
      if (std::string Holder = holderText(Result); !Holder.empty())
        return Holder;
      if (!G.name(Result).empty())
        return std::string(G.name(Result));
    }
    LocId L = G.node(N).Loc;
    std::string What = "map";
    if (G.node(N).kind() == NodeKind::Object)
      What = G.node(N).object() == ObjectKind::Channel ? "channel" : "object";
    return L ? What + " made at " + shortPosition(G, L) : What;
  }
  case PathKind::Opaque:
    return G.name(NodeId(X.A)).empty() ? "value"
                                       : std::string(G.name(NodeId(X.A)));
  default:
    return "object";
  }
}

std::string ObjectNames::text(PathId P, FunctionId F) const {
  const Path &X = T.Paths[P];
  if (T.Paths.isBase(P))
    return baseText(P, F);
  PathId Parent = T.Paths.parent(P);
  if (X.Kind == PathKind::Deref || T.Paths.isFlag(P))
    return text(Parent, F);
  if (T.Paths.isElementSelector(X.B))
    return text(Parent, F) + "[…]";
  std::string_view Selector = G.str(G.Selectors[X.B]);
  // A captured variable has the variable's name, which the cell does not know
  // from inside the closure.
  if (Selector.starts_with("closure."))
    return "captured variable";
  if (Selector.starts_with("+"))
    return text(Parent, F) + std::string(Selector);
  return shortField(Selector);
}

LocId ObjectNames::declaration(PathId P) const {
  const Path &Base = T.Paths[T.Paths.base(P)];
  if (Base.Kind == PathKind::Global)
    return G.node(NodeId(Base.A)).Loc;
  if (Base.Kind == PathKind::Alloc)
    return G.node(NodeId(Base.A)).Loc;
  return {};
}

// Where that is declared.
LocId ObjectNames::holderOf(NodeId Value) const {
  for (NodeId Addr : holdersOf(G, Value)) {
    for (EdgeId In : G.in(Addr))
      if (const Edge &X = G.edge(In); X.kind() == EdgeKind::Field)
        if (LocId L = G.Selectors[X.label()].Loc)
          return L;
    if (LocId L = G.node(Addr).Loc)
      return L;
  }
  return {};
}

LocId ObjectNames::holder(PathId P) const {
  for (; !T.Paths.isBase(P); P = T.Paths.parent(P)) {
    const Path &X = T.Paths[P];
    if (X.Kind == PathKind::Field && X.B < G.Selectors.size() &&
        namesField(G.str(G.Selectors[X.B])))
      return G.Selectors[X.B].Loc;
  }
  if (T.Paths[P].Kind == PathKind::Alloc)
    if (NodeId Result = G.target(NodeId(T.Paths[P].A), EdgeKind::ResultOf))
      return holderOf(Result);
  return declaration(P);
}

bool ObjectNames::isField(PathId P) const {
  const Path &X = T.Paths[P];
  if (X.Kind == PathKind::Alloc) {
    NodeId Result = G.target(NodeId(X.A), EdgeKind::ResultOf);
    return Result && holderText(Result).find('.') != std::string::npos;
  }
  if (T.Paths[T.Paths.base(P)].Kind == PathKind::Global)
    return false;
  while (!T.Paths.isBase(P) && T.Paths[P].Kind == PathKind::Deref)
    P = T.Paths.parent(P);
  return T.Paths[P].Kind == PathKind::Field &&
         T.Paths[P].B < G.Selectors.size() &&
         namesField(G.str(G.Selectors[T.Paths[P].B]));
}

uint32_t ObjectNames::row(PathId P, FunctionId F, NodeId Op, Solution &S) {
  TypeId Type = G.node(Op).Type;
  std::string Text = text(P, F);
  LocId Declared = declaration(P);
  LocId Holder = holder(P);
  // A field is one object for people, wherever its owner was made.
  bool Field = isField(P);
  LocId KeyLoc = Field ? Holder : Declared;
  auto [It, New] = Rows.try_emplace({Text, Type.Value, KeyLoc.Value},
                                    static_cast<uint32_t>(S.Objects.size()));
  if (New) {
    MapObject O;
    O.Name = std::move(Text);
    O.Type = Type;
    O.Holder = Holder;
    S.Objects.push_back(std::move(O));
  }
  // Of a field the first instance whose making is known stands for it.
  MapObject &Row = S.Objects[It->second];
  PathKind K = T.Paths[T.Paths.base(P)].Kind;
  if (!Row.Declared)
    Row.Declared = Declared;
  if (!Row.Site && (K == PathKind::Global || K == PathKind::Alloc))
    Row.Site = NodeId(T.Paths[T.Paths.base(P)].A);
  return It->second;
}

std::vector<HeldLock> heldLocks(const Tables &T, const ObjectNames &Names,
                                SetId Held, FunctionId F) {
  std::vector<HeldLock> Out;
  for (uint32_t C : T.Sets[Held])
    Out.push_back({Names.text(LockCode::path(C), F), LockCode::read(C)});
  sortLocks(Out);
  return Out;
}

void sortLocks(std::vector<HeldLock> &Locks) {
  std::sort(Locks.begin(), Locks.end()); // of one name the write lock first
  auto Tail = std::unique(
      Locks.begin(), Locks.end(),
      [](const HeldLock &A, const HeldLock &B) { return A.Name == B.Name; });
  Locks.erase(Tail, Locks.end());
}

} // namespace mapgraph::solver
