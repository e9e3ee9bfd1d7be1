//===- MustFlowDispatch.cpp - Locks and groups behind an interface --------===//
//
// A method that is found by the dynamic type of its receiver takes one lock in
// one type and another one in the next, but always that of the receiver: for
// those who call the methods it is the receiver itself that is locked. The same
// for wait groups.
//
// Only where all types that the receiver can have do so, and only the one lock
// and the one group of a type that were seen first (Tables::isOwnSync).
//
//===----------------------------------------------------------------------===//

#include "graph/solve/MustFlow.h"

namespace mapgraph::solver {

// More implementations are a hub of the language's own library.
static constexpr size_t MaxTypes = 24;

static bool isGroup(SyncKind K) {
  return K == SyncKind::GroupAdd || K == SyncKind::GroupDone ||
         K == SyncKind::GroupWait;
}

// What hangs on the receiver of a method, as one that is the receiver.
SetId MustFlow::locksOfReceiver(TypeId Type, SetId Locks) {
  PathId Self = T.Paths.param(0);
  return T.renameLocks(Locks, [&](PathId P) {
    return T.Paths.base(P) == Self && T.isOwnSync(Type, false, P) ? Self
                                                                  : PathId();
  });
}

SetId MustFlow::groupsOfReceiver(TypeId Type, SetId Syncs) {
  PathId Self = T.Paths.param(0);
  SetId Groups = T.Sets.select(
      Syncs, [](uint32_t C) { return isGroup(SyncCode::kind(C)); });
  return T.renameSyncs(Groups, [&](PathId P) {
    return T.Paths.base(P) == Self && T.isOwnSync(Type, true, P) ? Self
                                                                 : PathId();
  });
}

// What each of two types takes: what one of them only reads is not more.
SetId MustFlow::takenByBoth(SetId A, SetId B) {
  if (A == SetTable::empty() || B == SetTable::empty())
    return SetTable::empty();
  SetId Both = T.Sets.intersect(A, B);
  return Both != SetTable::empty()
             ? Both
             : T.Sets.intern({LockCode::make(T.Paths.param(0), true)});
}

void MustFlow::addDispatched(NodeId Event, Effect &To) {
  NodeId Receiver = G.target(Event, EdgeKind::Recv);
  const auto &Targets = Names.targets(Event);
  if (!Receiver || Targets.size() < 2 || Targets.size() > MaxTypes)
    return;
  Effect All;
  for (FunctionId Callee : Targets) {
    TypeId Type = G.function(Callee).Receiver;
    if (!Type)
      return;
    const Summary &S = Done.at(Event, Callee);
    SetId Taken = locksOfReceiver(Type, S.Acquired);
    SetId Syncs = groupsOfReceiver(Type, S.MustSync);
    bool First = Callee == Targets.front();
    All.Acquire = First ? Taken : takenByBoth(All.Acquire, Taken);
    All.MayAcquire = T.Sets.unite(All.MayAcquire, Taken);
    All.Release = T.Sets.unite(
        All.Release,
        locksOfReceiver(Type, T.Sets.subtract(S.Released, S.Restored)));
    All.Pause = T.Sets.unite(All.Pause, locksOfReceiver(Type, S.Restored));
    All.Sync = First ? Syncs : T.Sets.intersect(All.Sync, Syncs);
  }
  addAsNamed(All, Names.names(Receiver), To);
}

// Of is the effect on a receiver that has one of these names.
void MustFlow::addAsNamed(const Effect &Of, const Naming::Names &Receivers,
                          Effect &To) {
  bool One = Receivers.size() == 1;
  for (PathId Name : Receivers) {
    auto As = [&](PathId) { return Name; };
    To.MayAcquire =
        T.Sets.unite(To.MayAcquire, T.renameLocks(Of.MayAcquire, As));
    To.Release = T.Sets.unite(To.Release, T.renameLocks(Of.Release, As));
    To.Pause = T.Sets.unite(To.Pause, T.renameLocks(Of.Pause, As));
    if (!One)
      continue;
    To.Acquire = T.Sets.unite(To.Acquire, T.renameLocks(Of.Acquire, As));
    To.Sync = T.Sets.unite(To.Sync, T.renameSyncs(Of.Sync, As));
  }
}

} // namespace mapgraph::solver
