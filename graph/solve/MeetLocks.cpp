//===- MeetLocks.cpp - Pairs that a lock keeps apart ----------------------===//
//
// A lock that both sides hold, that of the object which the map hangs on, and
// the one under which one side has taken the object out of its place.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

#include "graph/solve/StaleChecks.h"

#include <algorithm>

namespace mapgraph::solver {

// A channel that more than one can send to without waiting is no lock.
bool Meet::isCounting(PathId P) const {
  if (T.Paths[P].Kind != PathKind::Alloc)
    return false;
  const Node &N = G.node(NodeId(T.Paths[P].A));
  return N.kind() == NodeKind::Object && N.object() == ObjectKind::Channel &&
         !N.has(NF_Single);
}

SetId Meet::realLocks(SetId Locks) {
  return T.Sets.select(
      Locks, [&](uint32_t C) { return !isCounting(LockCode::path(C)); });
}

// Whether some thread gives the lock back for another one.
bool Meet::givenAway(const Frame &Fr, PathId P) const {
  const Function &Row = G.function(Fr.function());
  SetId Foreign = Fr.must().foreign();
  if (Row.Flags & (FF_Main | FF_Init | FF_Test))
    Foreign = T.Sets.unite(Foreign, Fr.must().released());
  return T.Sets.contains(Foreign, LockCode::make(P, false)) ||
         T.Sets.contains(Foreign, LockCode::make(P, true));
}

// The object that a variable is part of.
static PathId wholeOf(const PathTable &Paths, PathId P) {
  while (Paths[P].Kind == PathKind::Field)
    P = Paths.parent(P);
  return P;
}

// A lock of an object does not guard what hangs on another one that was given
// to it, where that is given to others as well: those have locks of their own.
// Nor does what else threads wait for, or a channel in the object.
Meet::Holder Meet::holderOf(PathId Lock, PathId Object) const {
  if (!Stored || T.Paths.isBase(Lock) || T.Paths.isBase(Object))
    return Holder::One;
  if (T.Paths[Lock].Kind == PathKind::Deref)
    Lock = T.Paths.parent(Lock);
  PathId Of = wholeOf(T.Paths, Lock), At = Object;
  if (T.Paths[Lock].Kind != PathKind::Field || !T.Paths.hasPrefix(Object, Of))
    return Holder::One;
  Holder Out = Holder::One;
  bool Own = true; // what leads to the map itself
  while (At != Of) {
    const Path &P = T.Paths[At];
    if (P.Kind == PathKind::Field && T.Paths.isElementSelector(P.B))
      return Holder::One;
    PathId Up = T.Paths.parent(At);
    if (P.Kind == PathKind::Deref && T.Paths[Up].Kind == PathKind::Field) {
      if (!Own && Stored->isParent(T.Paths[Up].B))
        return Holder::Several;
      if (!Own && Stored->isGiven(T.Paths[Up].B))
        Out = Holder::Perhaps;
      Own = false;
    }
    At = Up;
  }
  return Out;
}

// Both hold a lock of the object that the map hangs on: where the map is one,
// so is the lock, under whatever names. Not so where two objects were given one
// map that was made apart from them.
bool Meet::guarded(const Item &A, const Item &B, bool OfCallers) {
  if (T.Paths.isBase(A.Object))
    return false;
  auto isOfSeveral = [&](uint32_t Guard) {
    return std::ranges::any_of(T.Sets[A.Locks], [&](uint32_t C) {
      PathId Lock = LockCode::path(C);
      return T.Paths[Lock].B == GuardCode::selector(Guard) &&
             holderOf(Lock, A.Object) != Holder::One;
    });
  };
  for (uint32_t C : T.Sets[A.Guards])
    if (excludes(T.Sets, B.Guards, C) && !(OfCallers && isOfSeveral(C))) {
      No = DropReason{SafeReason::CommonLock, {}, GuardCode::selector(C)};
      return true;
    }
  return false;
}

// Whether both are done by instances of one thread.
static bool isOfInstances(const Meeting &M) {
  return M.Kind == MeetKind::Instances ||
         (M.Kind == MeetKind::Tests && M.A.Event == M.B.Event);
}

// The taker has taken the object out of its place under a lock that the finder
// holds from finding it there on: it did so before, or finds another one.
bool Meet::takenFrom(const Item &Taker, const Item &Finder,
                     const std::function<bool(PathId)> &IsOne) const {
  return std::ranges::any_of(T.Sets[Taker.Taken], [&](uint32_t C) {
    return excludes(T.Sets, Finder.Found, C) && IsOne(LockCode::path(C));
  });
}

bool Meet::takenOut(const Meeting &M, Frame *Fr) {
  auto isOne = [&](PathId Lock) {
    return Fr ? !(isOfInstances(M) &&
                  perInstance(*Fr, M.A.Event, Lock, M.A.Object)) &&
                    !givenAway(*Fr, Lock)
              : everyones(Lock, M.A.Object);
  };
  return (takenFrom(M.A, M.B, isOne) || takenFrom(M.B, M.A, isOne)) &&
         !no(SafeReason::MovedOut);
}

// Whether somebody may put another lock in the place of this one.
bool Meet::isReplaced(PathId Lock) const {
  if (!Stored || T.Paths[Lock].Kind != PathKind::Deref)
    return false;
  const Path &Place = T.Paths[T.Paths.parent(Lock)];
  return Place.Kind == PathKind::Field && !T.Paths.isElementSelector(Place.B) &&
         Place.B < Stored->Fields.size() && Stored->isReplaced(Place.B);
}

// The lock of an element guards what hangs on elements: other ones have other
// locks.
bool Meet::isOfElement(PathId Lock, PathId Object) const {
  return T.Paths[Lock].Element && !T.Paths[Object].Element;
}

// A lock on the way of both excludes the pair unless both only read-lock it.
bool Meet::unlocked(Meeting &M, Frame *Fr) {
  for (Item *I : {&M.A, &M.B}) {
    I->Locks = realLocks(I->Locks);
    I->MayLocks = realLocks(I->MayLocks);
  }
  if (guarded(M.A, M.B, !Fr))
    return false;
  if (takenOut(M, Fr))
    return false;
  const auto &A = T.Sets[M.A.Locks], &B = T.Sets[M.B.Locks];
  bool Instances = Fr && isOfInstances(M);
  bool BothRead = false;
  for (uint32_t X : A)
    for (uint32_t Y : B) {
      if (LockCode::path(X) == LockCode::path(Y)) {
        if (!Fr && !everyones(LockCode::path(X), M.A.Object)) {
          (T.Paths[T.Paths.base(LockCode::path(X))].Kind == PathKind::Param
               ? M.MaybeLocked
               : M.OtherInstance) = true;
          continue;
        }
        if (Holder Of =
                Fr ? Holder::One : holderOf(LockCode::path(X), M.A.Object);
            Of != Holder::One) {
          (Of == Holder::Several ? M.OtherInstance : M.MaybeLocked) = true;
          continue;
        }
        if (Instances &&
            perInstance(*Fr, M.A.Event, LockCode::path(X), M.A.Object)) {
          M.OtherInstance = true;
          continue;
        }
        if (isOfElement(LockCode::path(X), M.A.Object)) {
          M.OtherInstance = M.OtherElement = true;
          continue;
        }
        if ((Fr && givenAway(*Fr, LockCode::path(X))) ||
            isReplaced(LockCode::path(X))) {
          M.MaybeLocked = true;
          continue;
        }
        if (!LockCode::read(X) || !LockCode::read(Y))
          return no(SafeReason::CommonLock, LockCode::path(X));
        BothRead = true;
        continue;
      }
      const Path &P = T.Paths[LockCode::path(X)];
      const Path &Q = T.Paths[LockCode::path(Y)];
      if (P.Kind == PathKind::Field && Q.Kind == PathKind::Field && P.B == Q.B)
        M.OtherInstance = true;
    }
  M.ReadLocked = BothRead;
  SetId MayA = T.Sets.unite(M.A.MayLocks, M.A.Locks);
  SetId MayB = T.Sets.unite(M.B.MayLocks, M.B.Locks);
  for (uint32_t C : T.Sets[MayA]) {
    PathId P = LockCode::path(C);
    bool Own = Fr ? Instances && perInstance(*Fr, M.A.Event, P, M.A.Object)
                  : !isOneForAll(P, M.A.Object);
    Own |= isOfElement(P, M.A.Object);
    if (!Own && excludes(T.Sets, MayB, C))
      M.MaybeLocked = true;
  }
  return true;
}

} // namespace mapgraph::solver
