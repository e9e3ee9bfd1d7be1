//===- ObjectNames.cpp - What people call an object -----------------------===//

#include "graph/solve/ObjectNames.h"

#include "graph/model/ShortNames.h"

#include <algorithm>

namespace mapgraph::solver {

std::string shortPosition(const Graph &G, LocId L) {
  if (!L)
    return "an unknown place";
  std::string_view File = G.str(G.loc(L).File);
  return std::string(File.substr(File.rfind('/') + 1)) + ":" +
         std::to_string(G.loc(L).Line);
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

// What go/ssa calls an object that the source gives no name.
static bool isUnnamed(std::string_view Name) {
  return Name == "new" || Name == "complit";
}

static std::string fieldName(const std::string &Field) {
  return Field.substr(Field.rfind('.') + 1);
}

// A field of something that may have no name.
static std::string partText(const std::string &Whole,
                            const std::string &Field) {
  return Whole.empty() ? Field : Whole + "." + Field;
}

// The variable or field at the address, where one can be named.
std::string ObjectNames::placeText(NodeId Addr, unsigned Depth) const {
  if (G.node(Addr).kind() == NodeKind::Global)
    return shortGlobal(G.name(Addr));
  for (EdgeId In : G.in(Addr))
    if (const Edge &X = G.edge(In); X.kind() == EdgeKind::Field)
      if (auto S = G.str(G.Selectors[X.label()]); namesField(S))
        return isFieldOfUnnamed(S)
                   ? partText(placeText(X.From, Depth), shortField(S))
                   : shortField(S);
  if (!isUnnamed(G.name(Addr)))
    return std::string(G.name(Addr));
  return Depth ? holderText(Addr, Depth - 1) : "";
}

// The variable or field that holds the value.
std::string ObjectNames::holderText(NodeId Value, unsigned Depth) const {
  for (NodeId Addr : holdersOf(G, Value))
    if (std::string Text = placeText(Addr, Depth); !Text.empty())
      return Text;
  return {};
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

// A captured variable has the variable's name, which the cell does not know
// from inside the closure: where the closure is made it is stored there.
std::string ObjectNames::capturedText(PathId Closure, uint32_t Cell,
                                      FunctionId F) const {
  while (T.Paths[Closure].Kind == PathKind::Deref)
    Closure = T.Paths.parent(Closure);
  const Path &X = T.Paths[Closure];
  std::vector<NodeId> Made;
  if (X.Kind == PathKind::Alloc)
    Made.push_back(NodeId(X.A));
  if (X.Kind == PathKind::Param && X.A == 0 && F)
    for (EdgeId In : G.in(G.function(F).Node))
      if (const Edge &E = G.edge(In); E.kind() == EdgeKind::Code)
        Made.push_back(E.From);
  for (NodeId Object : Made)
    for (EdgeId Out : G.out(Object))
      if (const Edge &E = G.edge(Out);
          E.kind() == EdgeKind::Field && E.label() == Cell)
        if (std::string Name = storedName(E.To); !Name.empty())
          return Name;
  return {};
}

// The name of what is stored at the address.
std::string ObjectNames::storedName(NodeId Addr) const {
  for (EdgeId In : G.in(Addr)) {
    const Edge &E = G.edge(In);
    if (E.kind() != EdgeKind::Addr)
      continue;
    if (NodeId Value = G.target(E.From, EdgeKind::Val);
        Value && !isUnnamed(G.name(Value)))
      return std::string(G.name(Value));
  }
  return {};
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
  if (Selector.starts_with("closure.")) {
    std::string Name = capturedText(Parent, X.B, F);
    return Name.empty() ? "captured variable" : Name;
  }
  if (Selector.starts_with("+"))
    return text(Parent, F) + std::string(Selector);
  std::string Field = shortField(Selector);
  // A struct without a name is known by the variable or field that holds it.
  if (isFieldOfUnnamed(Selector))
    return partText(text(Parent, F), Field);
  // So is a type that is nothing but a mutex: "Cache.mu", not "Mutex.Mutex".
  bool Wraps = Field == fieldName(Field) + "." + fieldName(Field);
  if (Wraps && T.Paths[Parent].Kind == PathKind::Field)
    if (std::string Whole = text(Parent, F); Whole.find('.') != Whole.npos)
      return Whole;
  return Field;
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
