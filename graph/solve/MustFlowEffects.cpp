//===- MustFlowEffects.cpp - What one event does to locks and signals -----===//

#include "graph/solve/MustFlow.h"

#include <algorithm>

namespace mapgraph::solver {

MustFlow::Effect MustFlow::callEffect(NodeId Event) {
  Effect Out;
  if (Names.isOpen(Event))
    return Out;
  bool First = true;
  for (FunctionId Callee : Names.followed(Event)) {
    const Summary &S = Done.at(Event, Callee);
    Effect E{Names.liftLocks(Event, Callee, S.Acquired),
             Names.liftAnyLocks(Event, Callee, S.MayAcquired),
             Names.liftAnyLocks(Event, Callee,
                                T.Sets.subtract(S.Released, S.Restored)),
             Names.liftLocks(Event, Callee, S.Restored),
             Names.liftSyncs(Event, Callee, S.MustSync),
             Names.liftSyncs(Event, Callee, S.MaySync),
             Names.liftSyncs(Event, Callee, S.AnySync),
             Names.liftSyncs(Event, Callee, S.SomeSync),
             Names.liftLocks(Event, Callee, S.Foreign)};
    for (bool Yes : {false, true}) {
      E.On[Yes] = {Names.liftLocks(Event, Callee, S.On[Yes].Acquired),
                   Names.liftSyncs(Event, Callee, S.On[Yes].Sync)};
      if (!First)
        E.On[Yes] = {T.Sets.intersect(Out.On[Yes].Acquired, E.On[Yes].Acquired),
                     T.Sets.intersect(Out.On[Yes].Sync, E.On[Yes].Sync)};
    }
    const Outcomes On = E.On;
    if (First)
      Out = E;
    else
      Out = {T.Sets.intersect(Out.Acquire, E.Acquire),
             T.Sets.unite(Out.MayAcquire, E.MayAcquire),
             T.Sets.unite(Out.Release, E.Release),
             T.Sets.unite(Out.Pause, E.Pause),
             T.Sets.intersect(Out.Sync, E.Sync),
             T.Sets.unite(Out.May, E.May),
             T.Sets.unite(Out.Any, E.Any),
             T.Sets.unite(Out.Some, E.Some),
             T.Sets.unite(Out.Foreign, E.Foreign)};
    Out.On = On;
    First = false;
  }
  addDispatched(Event, Out);
  return Out;
}

// A lock that is given back by who never takes it was taken by somebody else.
void MustFlow::findHandovers() {
  SetId Taken = SetTable::empty();
  for (const Effect &E : Effects)
    Taken = T.Sets.unite(Taken, E.Acquire);
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    Effect &E = Effects[Pos];
    E.Sync = T.Sets.select(E.Sync, [&](uint32_t C) {
      return SyncCode::kind(C) != SyncKind::Handed ||
             !T.Sets.contains(Taken, LockCode::make(SyncCode::path(C), false));
    });
    const Node &N = G.node(Events.event(Pos));
    const std::vector<uint32_t> Codes = T.Sets[E.Release];
    if (N.kind() == NodeKind::SyncOp && Codes.size() == 1 &&
        !T.Paths.isFlag(LockCode::path(Codes.front())) &&
        !LockCode::read(Codes.front()) &&
        !T.Sets.contains(Taken, Codes.front()))
      E.Sync = T.Sets.unite(
          E.Sync, T.Sets.intern({SyncCode::make(
                      SyncKind::Handed, LockCode::path(Codes.front()))}));
  }
}

// Variables that a loop looks at to go on, and that others change under a lock:
// one waits for the other. (Without a common lock they race themselves.)
void MustFlow::findAnnouncements() {
  auto isLock = [&](NodeId N) {
    const Node &X = G.node(N);
    return X.kind() == NodeKind::SyncOp &&
           (X.syncOp() == SyncOpKind::Lock || X.syncOp() == SyncOpKind::Unlock);
  };
  bool Locks = false;
  for (uint32_t Pos = 0; Pos != Events.size() && !Locks; ++Pos)
    Locks = isLock(Events.event(Pos));
  for (uint32_t Pos = 0; Locks && Pos != Events.size(); ++Pos) {
    NodeId Event = Events.event(Pos);
    const Node &N = G.node(Event);
    if (N.kind() != NodeKind::Access || G.target(Event, EdgeKind::Val))
      continue;
    PathId P = Names.name(G.target(Event, EdgeKind::Addr));
    bool Write = N.access() == AccessKind::Write;
    if (!P || !(Write || Events.isTested(Pos)))
      continue;
    Effect &E = Effects[Pos];
    E.Sync = T.Sets.intern(
        {SyncCode::make(Write ? SyncKind::Announce : SyncKind::Notice, P)});
    if (Write)
      E.May = E.Any = E.Sync;
  }
}

// What the function of a once closes is closed behind it.
void MustFlow::addOnce(NodeId Event, Effect &To) {
  std::optional<SetId> All;
  for (FunctionId Callee : Names.followed(Event)) {
    const Summary &S = Done.at(Event, Callee);
    auto closes = [&](SetId S) {
      return T.Sets.select(Names.liftSyncs(Event, Callee, S), [](uint32_t C) {
        return SyncCode::kind(C) == SyncKind::Close;
      });
    };
    T.Sets.narrow(All, closes(S.MustSync));
    To.May = T.Sets.unite(To.May, closes(S.MaySync));
  }
  std::vector<uint32_t> Codes;
  for (uint32_t C : T.Sets[value(All)])
    Codes.push_back(SyncCode::make(SyncKind::OnceClose, SyncCode::path(C)));
  To.Sync = T.Sets.unite(To.Sync, T.Sets.intern(std::move(Codes)));
}

// What threads do that the event starts, and the function of a once.
void MustFlow::addThreads(NodeId Event, Effect &To) {
  if (Names.isOpen(Event))
    return;
  bool Once = G.node(Event).syncOp() == SyncOpKind::Once;
  if (Once)
    addOnce(Event, To);
  for (FunctionId Callee : Names.followed(Event)) {
    const Summary &S = Done.at(Event, Callee);
    SetId Foreign = Once ? S.Foreign : T.Sets.unite(S.Foreign, S.Released);
    To.Any = T.Sets.unite(To.Any, Names.liftSyncs(Event, Callee, S.AnySync));
    To.Started =
        T.Sets.unite(To.Started, Names.liftSyncs(Event, Callee, S.MaySync));
    To.Foreign =
        T.Sets.unite(To.Foreign, Names.liftLocks(Event, Callee, Foreign));
  }
}

// Two sends that can follow each other are more than one.
void MustFlow::collectAny() {
  std::unordered_map<uint32_t, std::vector<uint32_t>> Senders;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    AllAny = T.Sets.unite(AllAny, Effects[Pos].Any);
    for (uint32_t C : T.Sets[Effects[Pos].Any])
      if (SyncCode::kind(C) == SyncKind::Send)
        Senders[C].push_back(Pos);
  }
  std::vector<uint32_t> More;
  for (const auto &[C, At] : Senders)
    for (uint32_t A : At)
      if (std::any_of(At.begin(), At.end(),
                      [&](uint32_t B) { return Events.canFollow(A, B); }))
        More.push_back(SyncCode::make(SyncKind::Sends, SyncCode::path(C)));
  AllAny = T.Sets.unite(AllAny, T.Sets.intern(std::move(More)));
}

// What an operation does to a flag.
void MustFlow::flagEffect(NodeId Event, const Naming::Names &Places,
                          Effect &To) {
  const FlagUse Use = T.Atomics.use(Event);
  if (Use.Kind == FlagKind::None || (Use.Sets && !Use.Takes) ||
      (Use.Takes && Places.size() != 1))
    return;
  if (Use.Kind == FlagKind::Once) {
    // What a branch tests has taken it on one way only.
    SetId &Gained = G.node(Event).has(NF_Try) ? To.Won : To.Sync;
    if (Use.Takes)
      Gained = T.Sets.unite(
          Gained,
          T.Sets.intern({SyncCode::make(SyncKind::Won, Places.front())}));
    return;
  }
  std::vector<uint32_t> Codes;
  for (PathId P : Places)
    if (PathId Flag = T.Paths.flag(P); T.Paths.isFlag(Flag))
      Codes.push_back(LockCode::make(Flag, false));
  (Use.Takes ? To.Acquire : To.Release) = T.Sets.intern(std::move(Codes));
}

SetId MustFlow::locksAt(const Naming::Names &Places, bool Read) {
  std::vector<uint32_t> Codes;
  for (PathId P : Places)
    Codes.push_back(LockCode::make(P, Read));
  return T.Sets.intern(std::move(Codes));
}

// A store into an atomic variable, and what of it others may see. A pointer is
// found with what it points to; of a number who loads it has to ask what it is.
// Again: the same number is stored again and again.
void MustFlow::atomicStore(NodeId Event, PathId Place, bool Again, Effect &To) {
  const Node &N = G.node(Event);
  auto code = [&](SyncKind K) {
    return T.Sets.intern({SyncCode::make(K, Place)});
  };
  if (G.target(Event, EdgeKind::Val)) {
    To.Sync = To.May = code(SyncKind::Publish);
    return;
  }
  bool Clears = N.has(NF_Confined);
  To.Sync =
      code(Clears || N.has(NF_Single) ? SyncKind::State : SyncKind::Raise);
  if (Clears)
    return;
  To.May = To.Any = To.Sync;
  if (Again)
    To.May = T.Sets.unite(To.May, code(SyncKind::Raise));
}

// What is sent or received is the key of the lock that the channel is.
void MustFlow::channelLockEffect(NodeId Event, const Naming::Names &Places,
                                 Effect &To) {
  bool Try = G.node(Event).has(NF_Try);
  switch (Names.lockStep(Event)) {
  case LockStep::None:
    break;
  case LockStep::Locks:
    (Places.size() == 1 && !Try ? To.Acquire : To.MayAcquire) =
        locksAt(Places, false);
    break;
  case LockStep::Unlocks:
    To.Release = locksAt(Places, false);
    break;
  }
}

MustFlow::Effect MustFlow::syncEffect(NodeId Event) {
  const Node &E = G.node(Event);
  Effect Out;
  if (G.target(Event, EdgeKind::Code))
    addThreads(Event, Out);
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  if (!Addr && E.syncOp() == SyncOpKind::Join && E.has(NF_Try))
    Out.Sync = T.Sets.intern({SyncCode::make(SyncKind::Idle, T.everybody())});
  if (!Addr)
    return Out;
  const Naming::Names Places = Names.names(Addr);
  auto Any = [&](SyncKind K) {
    std::vector<uint32_t> Codes;
    for (PathId P : Places)
      Codes.push_back(SyncCode::make(K, P));
    Out.Any = T.Sets.unite(Out.Any, T.Sets.intern(std::move(Codes)));
  };
  auto Sync = [&](SyncKind K) {
    if (Places.size() == 1)
      Out.Sync = T.Sets.unite(
          Out.Sync, T.Sets.intern({SyncCode::make(K, Places.front())}));
  };
  switch (E.syncOp()) {
  case SyncOpKind::Lock:
    if (Names.idle(Addr) == Callees::Idle::Yes)
      break;
    // One of several locks: it may be the one that others take.
    (Places.size() == 1 && Names.idle(Addr) == Callees::Idle::No
         ? Out.Acquire
         : Out.MayAcquire) = locksAt(Places, E.has(NF_Read));
    break;
  case SyncOpKind::Unlock:
    Out.Release = locksAt(Places, E.has(NF_Read));
    break;
  case SyncOpKind::GroupAdd:
    Sync(SyncKind::GroupAdd);
    break;
  case SyncOpKind::GroupGo:
    Sync(SyncKind::GroupAdd);
    Any(SyncKind::GroupDone);
    break;
  case SyncOpKind::GroupDone:
    Sync(SyncKind::GroupDone);
    Any(SyncKind::GroupDone);
    break;
  case SyncOpKind::GroupWait:
  case SyncOpKind::Join:
    Sync(SyncKind::GroupWait);
    break;
  case SyncOpKind::Send:
    Sync(SyncKind::Send);
    Out.May = Out.Sync;
    Any(SyncKind::Send);
    channelLockEffect(Event, Places, Out);
    break;
  case SyncOpKind::Recv:
    Sync(SyncKind::Recv);
    Out.May = Out.Sync;
    Any(SyncKind::Recv);
    channelLockEffect(Event, Places, Out);
    break;
  case SyncOpKind::Close:
    Sync(SyncKind::Close);
    Out.May = Out.Sync;
    Any(SyncKind::Close);
    break;
  case SyncOpKind::Once:
    Sync(SyncKind::OnceWait);
    break;
  case SyncOpKind::Parallel:
    Sync(SyncKind::Parallel);
    break;
  case SyncOpKind::Cancel:
    Sync(SyncKind::Cancel);
    break;
  case SyncOpKind::CondSignal:
    Sync(SyncKind::Announce);
    Out.May = Out.Sync;
    Any(SyncKind::Announce);
    break;
  case SyncOpKind::CondWait:
    Sync(SyncKind::Notice);
    break;
  case SyncOpKind::AtomicStore:
  case SyncOpKind::AtomicRmw:
    if (Places.size() == 1)
      atomicStore(Event, Places.front(), Events.inLoop(Events.position(Event)),
                  Out);
    if (E.syncOp() == SyncOpKind::AtomicRmw)
      for (SyncKind K : {SyncKind::Consume, SyncKind::Found, SyncKind::Told})
        Sync(K);
    flagEffect(Event, Places, Out);
    break;
  case SyncOpKind::AtomicLoad:
    Sync(SyncKind::Consume);
    if (!E.has(NF_Arm))
      Sync(SyncKind::Found);
    if (E.has(NF_Many))
      Sync(SyncKind::Told);
    break;
  case SyncOpKind::Take:
  case SyncOpKind::Reset:
    flagEffect(Event, Places, Out);
    if (T.Atomics.changes(Event))
      Sync(SyncKind::Changed);
    break;
  case SyncOpKind::Past:
    if (E.has(NF_Arm))
      Sync(SyncKind::Found);
    else if (T.Atomics.changes(Event))
      Sync(SyncKind::Changed);
    if (E.has(NF_Many))
      Sync(SyncKind::Told);
    break;
  case SyncOpKind::Still:
    if (E.has(NF_Arm))
      Sync(SyncKind::Zeroed);
    else if (PathId P = Places.size() == 1 && T.Atomics.isOneWay(Event)
                            ? T.Paths.still(Places.front())
                            : PathId();
             P && T.Paths.isStill(P))
      Out.Acquire = T.Sets.intern({LockCode::make(P, false)});
    break;
  default:
    break;
  }
  // Nobody asks which case of a select it was.
  if (E.has(NF_Try) &&
      (E.syncOp() == SyncOpKind::Send || E.syncOp() == SyncOpKind::Recv))
    Out.Sync = SetTable::empty();
  return Out;
}

// The locks of elements by the names of what this function puts there, also by
// way of other elements: append takes what it adds from an array.
SetId MustFlow::putLocks(SetId Locks) {
  static constexpr unsigned MaxSteps = 3;
  SetId Out = SetTable::empty(), Last = Locks;
  for (unsigned I = 0; I != MaxSteps && Last != SetTable::empty(); ++I) {
    std::vector<uint32_t> Codes;
    for (uint32_t C : std::vector<uint32_t>(T.Sets[Last]))
      if (PathId P = LockCode::path(C); !T.Paths.isFlag(P))
        for (PathId Put : Names.putAt(P))
          Codes.push_back(LockCode::make(Put, LockCode::read(C)));
    Last = T.Sets.subtract(T.Sets.intern(std::move(Codes)), Out);
    Out = T.Sets.unite(Out, Last);
  }
  return Out;
}

MustFlow::Effect MustFlow::effectOf(NodeId Event) {
  const Node &E = G.node(Event);
  Effect Out;
  if (E.kind() == NodeKind::Call)
    Out = callEffect(Event);
  else if (E.kind() == NodeKind::SyncOp && !Names.isDeadArm(Event))
    Out = syncEffect(Event);
  // It may be any of them: for certain they are only given back.
  Out.MayAcquire = T.Sets.unite(
      Out.MayAcquire, putLocks(T.Sets.unite(Out.Acquire, Out.MayAcquire)));
  Out.Release = T.Sets.unite(Out.Release, putLocks(Out.Release));
  return Out;
}

// A send that the same thread takes back by a receive, without another one in
// between, is a lock (a semaphore of capacity one); in a select where that arm
// is chosen. The receive may be a callee's, such as a deferred closure.
void MustFlow::findChannelLocks() {
  SetId Taken = SetTable::empty();
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    PathId Channel = channelAt(Pos, SyncOpKind::Send);
    if (!Channel ||
        !T.Sets.contains(after(Pos), SyncCode::make(SyncKind::Recv, Channel)))
      continue;
    const Path &Made = T.Paths[Channel];
    NodeId Of =
        Made.Kind == PathKind::Alloc ? NodeId(Made.A) : Events.event(Pos);
    Admits To = Names.admits(Of);
    if (To == Admits::Many || Names.lockStep(Of) == LockStep::Unlocks)
      continue;
    SetId Lock = T.Sets.intern({LockCode::make(Channel, false)});
    SetId &Gets =
        To == Admits::One ? Effects[Pos].Acquire : Effects[Pos].MayAcquire;
    Gets = T.Sets.unite(Gets, Lock);
    Taken = T.Sets.unite(Taken, Lock);
  }
  AnyLock |= Taken != SetTable::empty();
  for (uint32_t Lock : T.Sets[Taken])
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
      if (PathId P = LockCode::path(Lock);
          T.Sets.contains(Effects[Pos].May,
                          SyncCode::make(SyncKind::Recv, P)) &&
          T.Sets.contains(before(Pos), SyncCode::make(SyncKind::Send, P)))
        Effects[Pos].Release =
            T.Sets.unite(Effects[Pos].Release, T.Sets.intern({Lock}));
}

} // namespace mapgraph::solver
