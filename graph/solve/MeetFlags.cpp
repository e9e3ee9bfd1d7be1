//===- MeetFlags.cpp - Pairs of which only one takes the flag -------------===//
//
// Of all who try to take a flag that is never given back one succeeds, once:
// what comes behind two successes never happens. A flag that is given back
// keeps apart who has taken it, unless somebody gives it back who has not.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

#include <algorithm>

namespace mapgraph::solver {

// Whether the name is one flag for all events of the frame.
bool Meet::isOneFlag(const Frame &Fr, PathId Flag) const {
  uint32_t Made = Fr.allocation(Flag);
  return !T.Paths[Flag].Element &&
         (Made == UINT32_MAX || !Fr.events().inLoop(Made));
}

// Whether one side is done in a section that has found a flag unchanged, and
// who does the other has changed it before, or has seen that somebody has: that
// section was over by then, and no other one finds the flag unchanged.
bool Meet::changeOrders(const Item &A, const Item &B,
                        const std::function<bool(PathId)> &IsOne) {
  auto comesBefore = [&](const Item &First, const Item &Second) {
    for (uint32_t C : T.Sets[First.Flags]) {
      if (!T.Paths.isStill(LockCode::path(C)))
        continue;
      PathId Flag = T.Paths.parent(LockCode::path(C));
      uint32_t Change = SyncCode::make(SyncKind::Changed, Flag);
      if (T.Sets.contains(Second.Before, Change) && IsOne(Flag))
        return !no(SafeReason::Unchanged, Flag);
    }
    return false;
  };
  return comesBefore(A, B) || comesBefore(B, A);
}

// Whether both sides have taken the same flag under their own events, or one
// event cannot happen twice since it comes behind taking a flag.
bool Meet::isOneWinner(Frame &Fr, const Meeting &M) {
  if (changeOrders(M.A, M.B, [&](PathId Flag) { return isOneFlag(Fr, Flag); }))
    return true;
  const Flow &E = Fr.events();
  auto wins = [&](SetId Facts, uint32_t Code) {
    if (SyncCode::kind(Code) != SyncKind::Won ||
        !T.Sets.contains(Facts, Code) || !isOneFlag(Fr, SyncCode::path(Code)))
      return false;
    no(SafeReason::Flag, SyncCode::path(Code));
    return true;
  };
  auto below = [&](const Item &I) {
    return T.Sets.subtract(I.Before, Fr.must().before(E.position(I.Event)));
  };
  bool Apart = M.A.Event != M.B.Event || M.Kind == MeetKind::Instances;
  SetId Other = Apart ? below(M.B) : SetTable::empty();
  for (uint32_t C : T.Sets[below(M.A)])
    if (wins(Other, C))
      return true;
  uint32_t Pos = E.position(M.A.Event);
  if (M.Kind != MeetKind::Instances || G.node(M.A.Event).has(NF_Many))
    return false;
  SetId Again = again(Fr, Pos);
  return std::ranges::any_of(T.Sets[Again],
                             [&](uint32_t C) { return wins(Again, C); });
}

// The same for threads without a common frame.
bool Meet::wonByBoth(const Item &A, const Item &B) {
  auto isOne = [&](PathId Flag) {
    return isOneForAll(Flag, A.Object) && !T.Paths[Flag].Element;
  };
  if (changeOrders(A, B, isOne))
    return true;
  for (uint32_t C : T.Sets[A.Before])
    if (PathId P = SyncCode::path(C); SyncCode::kind(C) == SyncKind::Won &&
                                      T.Sets.contains(B.Before, C) &&
                                      isOne(P)) {
      no(SafeReason::Flag, P);
      return true;
    }
  return false;
}

// The flag that both sides have taken at their operations, or none.
PathId Meet::commonFlag(const Meeting &M, Frame *Fr) {
  bool Instances = Fr && M.Kind == MeetKind::Instances;
  for (uint32_t C : T.Sets[M.A.Flags]) {
    PathId P = LockCode::path(C);
    if (!T.Sets.contains(M.B.Flags, C) || T.Paths[P].Element ||
        T.Paths.isTurn(P) || T.Paths.isStill(P) ||
        !(Fr || isOneForAll(P, M.A.Object)) ||
        (Instances && perInstance(*Fr, M.A.Event, P, M.A.Object)))
      continue;
    return P;
  }
  return {};
}

void Meet::settleFlags(MeetingList &Out) {
  for (auto &[M, Flag] : ByFlag) {
    M.MaybeFreed = T.Atomics.isFreed(T.Paths, Flag);
    No = DropReason{SafeReason::Flag, Flag, UINT32_MAX};
    if (M.MaybeFreed)
      Out.push_back(std::move(M));
    else
      drop(M);
  }
  ByFlag.clear();
}

} // namespace mapgraph::solver
