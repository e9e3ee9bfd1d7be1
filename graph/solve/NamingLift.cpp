//===- NamingLift.cpp - Names of a callee in the names of its caller ------===//
//
// Substitutes parameters by operands, and follows what is known to be stored.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Naming.h"

namespace mapgraph::solver {

std::vector<Naming::Choice> Naming::choices(NodeId Event, FunctionId Callee,
                                            PathId P) {
  const Path Base = T.Paths[T.Paths.base(P)];
  NodeId Actual = Base.Kind == PathKind::Param
                      ? Calls.actual(Event, Callee, Base.A)
                      : NodeId();
  if (!Actual || names(Actual).size() < 2)
    return {Choice()};
  bool Dynamic = Base.A == 0 && G.target(Event, EdgeKind::Recv);
  TypeId Receiver = Dynamic ? G.function(Callee).Receiver : TypeId();
  std::vector<Choice> Out;
  for (PathId Name : names(Actual))
    if (TypeId Type = typeOf(Name); !Type || !Receiver || Type == Receiver)
      Out.push_back({Base.A, Name, false});
  return Out;
}

Naming::Lift &Naming::liftOf(const LiftKey &Key) {
  if (!LastLift.second || LastLift.first != Key)
    LastLift = {Key, &Lifted[Key]};
  return *LastLift.second;
}

const Naming::Names &Naming::lift(NodeId Event, FunctionId Callee, PathId P,
                                  Choice How) {
  LiftKey Key(Event, Callee, How);
  return lift(liftOf(Key), Key, P);
}

const Naming::Names &Naming::lift(Lift &Memo, const LiftKey &Key, PathId P) {
  if (auto It = Memo.Paths.find(P); It != Memo.Paths.end())
    return It->second;
  const auto &[Event, Callee, How] = Key;
  const Path X = T.Paths[P];
  Names Out;
  switch (X.Kind) {
  case PathKind::Param:
    if (X.A == How.Param)
      Out.push_back(How.Name);
    else if (NodeId A = Calls.actual(Event, Callee, X.A))
      Out = names(A);
    else if (isCallback(G.node(Event)))
      Out.push_back(T.Paths.fresh(Event));
    break;
  case PathKind::Global:
  case PathKind::Function:
  case PathKind::Fresh:
    Out.push_back(P);
    break;
  case PathKind::Alloc:
    Out.push_back(
        T.Paths.alloc(NodeId(X.A), T.Paths.push(Event, ContextId(X.B))));
    break;
  case PathKind::Opaque:
    Out.push_back(
        T.Paths.opaque(NodeId(X.A), T.Paths.push(Event, ContextId(X.B))));
    break;
  case PathKind::Field: {
    const Names Whole = lift(Memo, Key, PathId(X.A));
    for (PathId W : Whole)
      if (canHave(W, X.B))
        add(Out, T.Paths.field(W, X.B));
    break;
  }
  case PathKind::Deref: {
    const Names Address = lift(Memo, Key, PathId(X.A));
    for (PathId A : Address) {
      bool Given = T.Paths[T.Paths.base(A)].Kind == PathKind::Param;
      add(Out, How.ByPlace && Given ? T.Paths.deref(A) : content(A));
    }
    break;
  }
  }
  if (Out.size() > MaxNames)
    Out.resize(MaxNames);
  return Memo.Paths[P] = std::move(Out);
}

PathId Naming::liftOne(NodeId Event, FunctionId Callee, PathId P, Choice How) {
  const Names &Out = lift(Event, Callee, P, How);
  return Out.size() == 1 ? Out.front() : PathId();
}

SetId Naming::liftLocks(NodeId Event, FunctionId Callee, SetId S, Choice How,
                        bool *Lost) {
  if (S == SetTable::empty())
    return S;
  auto [It, New] = liftOf({Event, Callee, How}).Locks.try_emplace(S, S, false);
  auto &[Out, LostSome] = It->second;
  if (New)
    Out = T.renameLocks(S, [&](PathId P) {
      PathId Name = liftOne(Event, Callee, P, How);
      LostSome |= !Name;
      return Name;
    });
  if (Lost)
    *Lost |= LostSome;
  return Out;
}

SetId Naming::liftSyncs(NodeId Event, FunctionId Callee, SetId S, Choice How) {
  if (S == SetTable::empty())
    return S;
  auto [It, New] = liftOf({Event, Callee, How}).Syncs.try_emplace(S, S);
  if (New)
    It->second = T.renameSyncs(
        S, [&](PathId P) { return liftOne(Event, Callee, P, How); });
  return It->second;
}

// The first call is an event of the frame (Paths.h).
ContextId Naming::push(const Binding &B, uint32_t Inner) {
  ContextId C = T.Paths.push(B.Event, ContextId(Inner));
  return B.Outer == B.Event ? C : T.Paths.push(B.Outer, C);
}

PathId Naming::lift(const Binding &B, FunctionId Callee, PathId P) {
  const Path X = T.Paths[P];
  switch (X.Kind) {
  case PathKind::Param: {
    bool Closure = Calls.isClosure(Callee);
    if (Closure && X.A == 0)
      return B.Code;
    uint32_t Position = B.Indirect && !Closure ? X.A + 1 : X.A;
    if (B.Fresh && Position >= B.Args.size())
      return T.Paths.fresh(B.Event);
    return Position < B.Args.size() ? B.Args[Position] : PathId();
  }
  case PathKind::Global:
  case PathKind::Function:
  case PathKind::Fresh:
    return P;
  case PathKind::Alloc:
    return T.Paths.alloc(NodeId(X.A), push(B, X.B));
  case PathKind::Opaque:
    return T.Paths.opaque(NodeId(X.A), push(B, X.B));
  case PathKind::Field: {
    PathId Whole = lift(B, Callee, PathId(X.A));
    return Whole && canHave(Whole, X.B) ? T.Paths.field(Whole, X.B) : PathId();
  }
  case PathKind::Deref: {
    PathId Address = lift(B, Callee, PathId(X.A));
    return Address ? content(Address) : PathId();
  }
  }
  return {};
}

} // namespace mapgraph::solver
