//===- NamingStores.cpp - What a function and its callees store -----------===//
//
// Which places hold what, in the names of one function; channels hold what is
// sent to them.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Naming.h"

#include <algorithm>

namespace mapgraph::solver {

static constexpr size_t MaxStores = 1000;

void Naming::addStore(PathId Addr, PathId Value) {
  if (Addr == Value || Known.size() >= MaxStores)
    return;
  const Path &A = T.Paths[Addr];
  // An element is one of many: a store into it says nothing about the others.
  if (A.Element && !T.Paths.isMessage(Addr))
    return;
  PathKind Base = T.Paths[T.Paths.base(Addr)].Kind;
  if (Base != PathKind::Param && Base != PathKind::Alloc)
    return; // a global has one name in all frames, whatever it holds
  if (!KnownIndex.insert(Addr.Value, Value.Value))
    return;
  Known.push_back({Addr, Value});
  BehindParams |= Base == PathKind::Param;
  ByAddr[Addr].push_back(Value);
}

// Whether the next that happens to the place is another store, such as a field
// of a literal that is set right after.
bool Naming::isOverwritten(NodeId Event, PathId Addr) {
  uint32_t Pos = Events.position(Event);
  if (Pos == UINT32_MAX)
    return false;
  while (Events.successors(Pos).size() == 1) {
    uint32_t Next = Events.successors(Pos).front().To;
    if (Next <= Pos)
      return false;
    Pos = Next;
    const Node &N = G.node(Events.event(Pos));
    if (N.kind() == NodeKind::Call || N.kind() == NodeKind::SyncOp)
      return false;
    if (N.kind() == NodeKind::Access &&
        name(G.target(Events.event(Pos), EdgeKind::Addr)) == Addr)
      return N.access() == AccessKind::Write;
  }
  return false;
}

void Naming::addStores(NodeId Event) {
  const Node &E = G.node(Event);
  bool Write = E.kind() == NodeKind::Access && E.access() == AccessKind::Write;
  bool Send = E.kind() == NodeKind::SyncOp && E.syncOp() == SyncOpKind::Send;
  bool Atomic = isAtomicWrite(E);
  bool Update = E.kind() == NodeKind::MapOp && writes(E.mapOp());
  if (!Write && !Send && !Atomic && !Update)
    return;
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  if (!Addr)
    return;
  const Names Places = names(Addr);
  for (EdgeId Id : G.out(Event)) {
    const Edge &Op = G.edge(Id);
    if (Op.kind() != EdgeKind::Val)
      continue;
    bool Whole = G.node(Op.To).has(NF_Aggregate);
    const Names Values = names(Op.To);
    for (PathId A : Places) {
      PathId Place = Update ? T.Paths.parent(T.Paths.mapElement(A)) : A;
      if (T.Paths[Place].Element && Elements.size() < MaxStores)
        for (PathId V : Values)
          Elements.insert({Place, V, Whole});
    }
    for (PathId A : Places)
      for (PathId V : Values)
        if (T.Paths[V].Kind == PathKind::Alloc)
          Put.insert({Update ? T.Paths.mapElement(A) : T.Paths.deref(A), V});
    if (Update)
      continue;
    if (Write && Places.size() == 1 && isOverwritten(Event, Places.front()))
      continue;
    for (PathId A : Places)
      for (PathId V : Values)
        addStore(Send ? T.Paths.message(A) : A, Whole ? T.Paths.deref(V) : V);
    // Who looks what is there counts on others to have put it there.
    if (Atomic && E.syncOp() == SyncOpKind::AtomicRmw && !Values.empty())
      for (PathId A : Places)
        addStore(A, T.everybody());
  }
}

void Naming::collectStores() {
  Known.clear();
  KnownIndex.clear();
  Put.clear();
  Elements.clear();
  ByAddr.clear();
  BehindParams = false;
  const Function &Row = G.function(F);
  // Its own stores first: there is room for so many.
  for (uint32_t I = 0; I != Row.Count; ++I)
    if (NodeId N(Row.First.Value + I); !isDead(N))
      addStores(N);
  // Then those of callees: what they answer over a channel that they were sent
  // is known only when it is known what else is sent.
  if (addStoresOfCallees(false)) {
    forgetLifts();
    addStoresOfCallees(true);
  }
  std::ranges::sort(Known);
}

// All, or those to channels (and what hangs on them) that were received;
// whether there are such.
bool Naming::addStoresOfCallees(bool Answers) {
  const Function &Row = G.function(F);
  bool Found = false;
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    NodeKind K = G.node(N).kind();
    if ((K != NodeKind::Call && K != NodeKind::SyncOp) || isDead(N))
      continue;
    // What runs once stores for all: no caller can say that it is its own.
    bool Once = K == NodeKind::SyncOp && G.node(N).syncOp() == SyncOpKind::Once;
    if (Once || isOpen(N))
      continue;
    for (FunctionId Callee : followed(N))
      for (const Store &S : Done.at(N, Callee).Stores) {
        bool Answer = T.Paths.isMessage(S.Addr) &&
                      T.Paths[T.Paths.parent(S.Addr)].Element;
        Found |= Answer;
        if (Answers && !Answer)
          continue;
        const Names Places = lift(N, Callee, S.Addr);
        const Names Values = lift(N, Callee, S.Value);
        for (PathId A : Places)
          for (PathId V : Values)
            addStore(A, V);
      }
  }
  return Found;
}

} // namespace mapgraph::solver
