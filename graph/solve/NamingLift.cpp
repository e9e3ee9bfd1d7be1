//===- NamingLift.cpp - Names of a callee in the names of its caller ------===//
//
// Substitutes parameters by operands, and follows what is known to be stored.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Naming.h"

#include <algorithm>

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

uint32_t Naming::liftRow(const LiftKey &Key) {
  if (LiftRows.empty() || LastLift.first != Key)
    LastLift = {Key, LiftRows.try_emplace(Key, LiftRows.size()).first->second};
  return LastLift.second;
}

// Whether an object can have this name, as far as variables of packages tell.
bool Naming::isThere(PathId P) const {
  for (; !T.Paths.isBase(P); P = T.Paths.parent(P))
    if (const Path &X = T.Paths[P];
        X.Kind == PathKind::Field && !canHave(PathId(X.A), X.B))
      return false;
  return true;
}

Naming::Names Naming::lift(NodeId Event, FunctionId Callee, PathId P,
                           Choice How) {
  if (isSameInAll(P))
    return isThere(P) ? Names{P} : Names();
  if (T.Paths[P].Fixed) {
    PathId Out = liftFixed(Event, P);
    return Out ? Names{Out} : Names();
  }
  LiftKey Key(Event, Callee, How);
  return lift(liftRow(Key), Key, P);
}

// Whether what is given for the parameter can be the struct: the callee, or
// what it calls, also runs for values of other types.
bool Naming::canBeGiven(NodeId Event, FunctionId Callee, PathId Param,
                        TypeId Struct) const {
  const Path &P = T.Paths[Param];
  if (P.Kind != PathKind::Param || !Struct)
    return true;
  NodeId Actual = Calls.actual(Event, Callee, P.A);
  return !Actual || Calls.canPointTo(Actual, Struct);
}

// All calls at the event give it one name, whatever else is known by then.
PathId Naming::liftFixed(NodeId Event, PathId P) {
  auto [Row, New] = LiftedFixed.add(Event.Value, P.Value);
  if (!New)
    return LiftedFixed[Row];
  const Path X = T.Paths[P];
  PathId Out;
  if (X.Kind == PathKind::Field) {
    PathId Whole = liftFixed(Event, PathId(X.A));
    if (Whole && canHave(Whole, X.B))
      Out = T.Paths.field(Whole, X.B);
  } else {
    ContextId C = T.Paths.push(Event, ContextId(X.B));
    Out = X.Kind == PathKind::Alloc ? T.Paths.alloc(NodeId(X.A), C)
                                    : T.Paths.opaque(NodeId(X.A), C);
  }
  return LiftedFixed[Row] = Out;
}

Naming::Names Naming::lift(uint32_t LiftRow, const LiftKey &Key, PathId P) {
  if (T.Paths[P].Fixed) {
    PathId Out = liftFixed(std::get<0>(Key), P);
    return Out ? Names{Out} : Names();
  }
  auto [Row, New] = LiftedPaths.add(LiftRow, P.Value);
  if (!New)
    return LiftedPaths[Row];
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
  case PathKind::Opaque:
    break; // Fixed
  case PathKind::Field: {
    if (!canBeGiven(Event, Callee, PathId(X.A), T.fieldOwner(X.B)))
      break;
    const Names Whole = lift(LiftRow, Key, PathId(X.A));
    for (PathId W : Whole)
      if (canHave(W, X.B))
        add(Out, T.Paths.field(W, X.B));
    break;
  }
  case PathKind::Deref: {
    const Names Address = lift(LiftRow, Key, PathId(X.A));
    for (PathId A : Address) {
      bool Given = T.Paths[T.Paths.base(A)].Kind == PathKind::Param;
      add(Out, How.ByPlace && Given ? T.Paths.deref(A) : content(A));
    }
    break;
  }
  }
  if (Out.size() > MaxNames)
    Out.resize(MaxNames);
  return LiftedPaths[Row] = Out;
}

PathId Naming::liftOne(NodeId Event, FunctionId Callee, PathId P, Choice How) {
  if (isSameInAll(P))
    return isThere(P) ? P : PathId();
  if (T.Paths[P].Fixed)
    return liftFixed(Event, P);
  const Names Out = lift(Event, Callee, P, How);
  return Out.size() == 1 ? Out.front() : PathId();
}

SetId Naming::liftLocks(NodeId Event, FunctionId Callee, SetId S, Choice How,
                        bool *Lost) {
  if (S == SetTable::empty())
    return S;
  auto [Row, New] = LiftedLocks.add(liftRow({Event, Callee, How}), S.Value);
  if (New) {
    bool LostSome = false;
    SetId Out = T.renameLocks(S, [&](PathId P) {
      PathId Name = liftOne(Event, Callee, P, How);
      LostSome |= !Name;
      return Name;
    });
    LiftedLocks[Row] = {Out, LostSome};
  }
  if (Lost)
    *Lost |= LiftedLocks[Row].second;
  return LiftedLocks[Row].first;
}

SetId Naming::liftAnyLocks(NodeId Event, FunctionId Callee, SetId S) {
  std::vector<uint32_t> Codes;
  for (uint32_t C : std::vector<uint32_t>(T.Sets[S]))
    for (PathId P : lift(Event, Callee, LockCode::path(C)))
      if (T.Paths.isFlag(P) == T.Paths.isFlag(LockCode::path(C)))
        Codes.push_back(LockCode::make(P, LockCode::read(C)));
  return T.Sets.intern(std::move(Codes));
}

SetId Naming::liftSyncs(NodeId Event, FunctionId Callee, SetId S, Choice How) {
  if (S == SetTable::empty())
    return S;
  auto [Row, New] = LiftedSyncs.add(liftRow({Event, Callee, How}), S.Value);
  if (New)
    LiftedSyncs[Row] = T.renameSyncs(
        S, [&](PathId P) { return liftOne(Event, Callee, P, How); });
  return LiftedSyncs[Row];
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

PathId Naming::codePlace(PathId P) const {
  for (unsigned I = 0; I != 4 && T.Paths[P].Kind == PathKind::Deref; ++I) {
    PathId V = unique(T.Paths.parent(P));
    if (!V)
      break;
    P = V;
  }
  return P;
}

std::vector<PathId> Naming::putAt(PathId P) {
  std::vector<PathId> Out;
  // The address of an element, or of a part of it, occurs on the way.
  for (PathId X = P; !T.Paths.isBase(X); X = T.Paths.parent(X)) {
    bool Content = T.Paths[X].Kind == PathKind::Deref;
    PathId Place = Content ? T.Paths.parent(X) : X;
    for (auto It = Elements.lower_bound({Place, PathId(0), false});
         It != Elements.end() && std::get<0>(*It) == Place; ++It)
      if (auto [At, V, Whole] = *It; Whole != Content)
        if (PathId Here = resolve(T.Paths.rebase(P, X, V)))
          Out.push_back(Here);
  }
  return Out;
}

void Naming::addCodesAt(PathId P, unsigned Depth, std::vector<PathId> &Out) {
  static constexpr unsigned MaxSteps = 4;
  P = codePlace(P);
  if (codeOf(P)) {
    if (std::ranges::find(Out, P) == Out.end())
      Out.push_back(P);
    return;
  }
  if (Depth == MaxSteps)
    return;
  for (PathId Here : putAt(P))
    addCodesAt(Here, Depth + 1, Out);
}

std::vector<PathId> Naming::codesAt(PathId P) {
  std::vector<PathId> Out;
  addCodesAt(P, 0, Out);
  return Out;
}

} // namespace mapgraph::solver
