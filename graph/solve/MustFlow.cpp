//===- MustFlow.cpp - Locks and synchronisation that hold for sure --------===//

#include "graph/solve/MustFlow.h"

#include <algorithm>

namespace mapgraph::solver {

using Value = std::optional<SetId>; // none: not reached yet, the full set

MustFlow::MustFlow(const Graph &Program, const Flow &E, Naming &N,
                   const CalleeSummaries &D, Tables &Shared)
    : G(Program), Events(E), Names(N), Done(D), T(Shared) {
  collect();
  Before = forward(0);
  solveAfter();
  solveMay();
  findChannelLocks();
  solveLocks();
  findHandedOver();
  solveMayLocks();
  solveEntrusted();
}

void MustFlow::collect() {
  Effects.resize(Events.size());
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    Effects[Pos] = effectOf(Events.event(Pos));
  findHandovers();
  findFlags();
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    AnySync |= Effects[Pos].Sync != SetTable::empty();
    AnyLock |= Effects[Pos].Acquire != SetTable::empty() ||
               Effects[Pos].MayAcquire != SetTable::empty() ||
               Effects[Pos].Release != SetTable::empty() ||
               Effects[Pos].Pause != SetTable::empty();
  }
  collectAny();
  LoopSync.assign(Events.size(), SetTable::empty());
  if (!AnySync)
    return;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    if (Events.loopHeader(Pos) == Pos)
      for (uint32_t In : Events.everyIteration(Pos))
        LoopSync[Pos] =
            T.Sets.unite(LoopSync[Pos], allReceived(Effects[In].Sync));
}

MustFlow::Effect MustFlow::callEffect(NodeId Event) {
  Effect Out;
  if (Names.isOpen(Event))
    return Out;
  bool First = true;
  for (FunctionId Callee : Names.followed(Event)) {
    const Summary &S = Done.at(Event, Callee);
    Effect E{
        Names.liftLocks(Event, Callee, S.Acquired),
        Names.liftLocks(Event, Callee, S.MayAcquired),
        Names.liftLocks(Event, Callee, T.Sets.subtract(S.Released, S.Restored)),
        Names.liftLocks(Event, Callee, S.Restored),
        Names.liftSyncs(Event, Callee, S.MustSync),
        Names.liftSyncs(Event, Callee, S.MaySync),
        Names.liftSyncs(Event, Callee, S.AnySync),
        Names.liftLocks(Event, Callee, S.Foreign)};
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
             T.Sets.unite(Out.Foreign, E.Foreign)};
    First = false;
  }
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
        !LockCode::read(Codes.front()) &&
        !T.Sets.contains(Taken, Codes.front()))
      E.Sync = T.Sets.unite(
          E.Sync, T.Sets.intern({SyncCode::make(
                      SyncKind::Handed, LockCode::path(Codes.front()))}));
  }
}

// Variables that a loop looks at to go on, and that others change under a lock:
// one waits for the other. (Without a common lock they race themselves.)
void MustFlow::findFlags() {
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

// What threads do that the event starts, and the function of a once.
void MustFlow::addThreads(NodeId Event, Effect &To) {
  if (Names.isOpen(Event))
    return;
  bool Once = G.node(Event).syncOp() == SyncOpKind::Once;
  for (FunctionId Callee : Names.followed(Event)) {
    const Summary &S = Done.at(Event, Callee);
    SetId Foreign = Once ? S.Foreign : T.Sets.unite(S.Foreign, S.Released);
    To.Any = T.Sets.unite(To.Any, Names.liftSyncs(Event, Callee, S.AnySync));
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
    Out.Any = T.Sets.intern(std::move(Codes));
  };
  auto Sync = [&](SyncKind K) {
    if (Places.size() == 1)
      Out.Sync = T.Sets.unite(
          Out.Sync, T.Sets.intern({SyncCode::make(K, Places.front())}));
  };
  switch (E.syncOp()) {
  case SyncOpKind::Lock:
    if (Places.size() == 1)
      Out.Acquire =
          T.Sets.intern({LockCode::make(Places.front(), E.has(NF_Read))});
    break;
  case SyncOpKind::Unlock: {
    std::vector<uint32_t> Codes;
    for (PathId P : Places)
      Codes.push_back(LockCode::make(P, E.has(NF_Read)));
    Out.Release = T.Sets.intern(std::move(Codes));
    break;
  }
  case SyncOpKind::GroupAdd:
  case SyncOpKind::GroupGo:
    Sync(SyncKind::GroupAdd);
    break;
  case SyncOpKind::GroupDone:
    Sync(SyncKind::GroupDone);
    break;
  case SyncOpKind::GroupWait:
  case SyncOpKind::Join:
    Sync(SyncKind::GroupWait);
    break;
  case SyncOpKind::Send:
    Sync(SyncKind::Send);
    Out.May = Out.Sync;
    Any(SyncKind::Send);
    break;
  case SyncOpKind::Recv:
    Sync(SyncKind::Recv);
    Out.May = Out.Sync;
    Any(SyncKind::Recv);
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
    Sync(SyncKind::Publish);
    break;
  case SyncOpKind::AtomicLoad:
    Sync(SyncKind::Consume);
    break;
  case SyncOpKind::AtomicRmw:
    Sync(SyncKind::Publish);
    Sync(SyncKind::Consume);
    break;
  default:
    break;
  }
  return Out;
}

MustFlow::Effect MustFlow::effectOf(NodeId Event) {
  const Node &E = G.node(Event);
  if (E.kind() == NodeKind::Call)
    return callEffect(Event);
  if (Names.isDeadArm(Event))
    return {};
  if (E.kind() == NodeKind::SyncOp)
    return syncEffect(Event);
  return {};
}

// Whether the select can choose no other arm, by what follows it for sure.
bool MustFlow::isOnlyArm(uint32_t Pos) const {
  return std::ranges::all_of(Events.predecessors(Pos), [&](uint32_t Select) {
    return T.Sets.subtract(Effects[Pos].Sync, after(Select)) ==
           SetTable::empty();
  });
}

// A send that the same thread takes back by a receive, without another one in
// between, is a lock (a semaphore of capacity one).
void MustFlow::findChannelLocks() {
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    if (N.kind() != NodeKind::SyncOp || (N.has(NF_Arm) && !isOnlyArm(Pos)) ||
        (N.syncOp() != SyncOpKind::Send && N.syncOp() != SyncOpKind::Recv))
      continue;
    const std::vector<uint32_t> Codes = T.Sets[Effects[Pos].Sync];
    if (Codes.size() != 1)
      continue;
    PathId Channel = SyncCode::path(Codes.front());
    SetId Lock = T.Sets.intern({LockCode::make(Channel, false)});
    bool Send = N.syncOp() == SyncOpKind::Send;
    uint32_t Sent = SyncCode::make(SyncKind::Send, Channel);
    uint32_t Received = SyncCode::make(SyncKind::Recv, Channel);
    if (Send && T.Sets.contains(after(Pos), Received))
      Effects[Pos].Acquire = Lock;
    else if (!Send && T.Sets.contains(before(Pos), Sent))
      Effects[Pos].Release = Lock;
    else
      continue;
    AnyLock = true;
  }
}

void MustFlow::solveLocks() {
  Held.assign(Events.size(), std::nullopt);
  Held[0] = SetTable::empty();
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (!Held[Pos] || isDead(Pos))
        continue;
      const Effect &E = Effects[Pos];
      bool Try = G.node(Events.event(Pos)).has(NF_Try);
      SetId Out = T.Sets.subtract(*Held[Pos], E.Release);
      if (!Try)
        Out = T.Sets.unite(Out, E.Acquire);
      NodeId Tried = G.target(Events.event(Pos), EdgeKind::Cond);
      uint32_t TriedPos = Tried ? Events.position(Tried) : UINT32_MAX;
      for (const Flow::Succ &S : Events.successors(Pos)) {
        SetId Edge = Out;
        if (TriedPos != UINT32_MAX && S.Label == 1)
          Edge = T.Sets.unite(Edge, Effects[TriedPos].Acquire);
        SetId New = Held[S.To] ? T.Sets.intersect(*Held[S.To], Edge) : Edge;
        if (!Held[S.To] || New != *Held[S.To]) {
          Held[S.To] = New;
          Changed = true;
        }
      }
    }
    if (!AnyLock)
      break; // one round in reverse postorder reaches everything
  }
  Value AtExit;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    SetId Here = value(Held[Pos]);
    std::vector<uint32_t> Foreign;
    for (uint32_t C :
         T.Sets[T.Sets.unite(Effects[Pos].Release, Effects[Pos].Pause)])
      // What gives back either mode gives back the one that is held.
      if (!T.Sets.contains(Here, C) &&
          !(T.Sets.contains(Here, C ^ 1) &&
            T.Sets.contains(Effects[Pos].Release, C ^ 1)))
        Foreign.push_back(C);
    if (!Foreign.empty())
      Released = T.Sets.unite(Released, T.Sets.intern(std::move(Foreign)));
    const Node &N = G.node(Events.event(Pos));
    if (N.kind() == NodeKind::Return && !N.has(NF_Panic))
      AtExit = AtExit ? T.Sets.intersect(*AtExit, Here) : Here;
  }
  Acquired = value(AtExit);
}

void MustFlow::solveEntrusted() {
  if (Released == SetTable::empty())
    return;
  Entrusted.assign(Events.size(), std::nullopt);
  Entrusted[0] = Released;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (!Entrusted[Pos])
        continue;
      const Effect &E = Effects[Pos];
      SetId Out = T.Sets.subtract(*Entrusted[Pos], E.Release);
      Out = T.Sets.unite(Out, T.Sets.intersect(E.Acquire, Released));
      for (const Flow::Succ &S : Events.successors(Pos)) {
        Value &To = Entrusted[S.To];
        SetId New = To ? T.Sets.intersect(*To, Out) : Out;
        Changed |= !To || New != *To;
        To = New;
      }
    }
  }
  Restored = Released;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    if (const Node &N = G.node(Events.event(Pos));
        N.kind() == NodeKind::Return && !N.has(NF_Panic))
      Restored = T.Sets.intersect(Restored, entrusted(Pos));
}

// Whether the function itself gives back the lock that it holds at the event.
bool MustFlow::givesBackAfter(uint32_t Pos, uint32_t Lock) const {
  bool Gives = false;
  Events.walk(Pos, [&](uint32_t Next) {
    const Effect &E = Effects[Next];
    Gives |= T.Sets.contains(E.Release, Lock);
    return !Gives && !T.Sets.contains(E.Acquire, Lock);
  });
  return Gives;
}

void MustFlow::findHandedOver() {
  bool Any = false;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    SetId Given =
        T.Sets.select(T.Sets.intersect(Effects[Pos].Foreign, held(Pos)),
                      [&](uint32_t C) { return !givesBackAfter(Pos, C); });
    Effects[Pos].HandedOver = Given;
    Foreign =
        T.Sets.unite(Foreign, T.Sets.subtract(Effects[Pos].Foreign, Given));
    Any |= Given != SetTable::empty();
  }
  if (!Any)
    return;
  for (Effect &E : Effects)
    E.Release = T.Sets.unite(E.Release, E.HandedOver);
  Released = SetTable::empty();
  solveLocks();
}

// Locks that are held on some way, where those of Entry may be at the entry.
std::vector<SetId> MustFlow::mayHeldFrom(SetId Entry) const {
  std::vector<SetId> May(Events.size(), SetTable::empty());
  May[0] = Entry;
  for (bool Changed = AnyLock; Changed;) {
    Changed = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (isDead(Pos))
        continue;
      const Effect &E = Effects[Pos];
      SetId Out = T.Sets.subtract(May[Pos], E.Release);
      if (!G.node(Events.event(Pos)).has(NF_Try))
        Out = T.Sets.unite(Out, E.Acquire);
      Out = T.Sets.unite(Out, E.MayAcquire);
      for (const Flow::Succ &S : Events.successors(Pos)) {
        SetId New = T.Sets.unite(May[S.To], Out);
        Changed |= New != May[S.To];
        May[S.To] = New;
      }
    }
  }
  return May;
}

void MustFlow::solveMayLocks() {
  MayHeld = mayHeldFrom(SetTable::empty());
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    if (const Node &N = G.node(Events.event(Pos));
        N.kind() == NodeKind::Return && !N.has(NF_Panic))
      MayAcquired = T.Sets.unite(MayAcquired, MayHeld[Pos]);
  MayEntrusted =
      Released == SetTable::empty() ? MayHeld : mayHeldFrom(Released);
}

std::vector<Value> MustFlow::forward(uint32_t From) {
  std::vector<Value> In(Events.size());
  In[From] = SetTable::empty();
  if (!AnySync) {
    In.assign(Events.size(), SetTable::empty());
    return In;
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (!In[Pos] || isDead(Pos))
        continue;
      SetId Out = Pos == From && From != 0
                      ? SetTable::empty()
                      : T.Sets.unite(*In[Pos], Effects[Pos].Sync);
      for (const Flow::Succ &S : Events.successors(Pos)) {
        SetId Edge = Out;
        if (uint32_t H = Events.conditionOf(Pos);
            H != UINT32_MAX && !Events.inLoopOf(S.To, H))
          Edge = T.Sets.unite(Edge, LoopSync[H]);
        SetId New = In[S.To] ? T.Sets.intersect(*In[S.To], Edge) : Edge;
        if (S.To != From && (!In[S.To] || New != *In[S.To])) {
          In[S.To] = New;
          Changed = true;
        }
      }
    }
  }
  return In;
}

const std::vector<Value> &MustFlow::between(uint32_t From) {
  auto It = Between.find(From);
  if (It == Between.end())
    It = Between.emplace(From, forward(From)).first;
  return It->second;
}

void MustFlow::solveAfter() {
  After.assign(Events.size(), std::nullopt);
  if (!AnySync) {
    After.assign(Events.size(), SetTable::empty());
    return;
  }
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    bool Exit = N.kind() == NodeKind::Return && !N.has(NF_Panic);
    if (Exit || !Events.reachesExit(Pos))
      After[Pos] = SetTable::empty();
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Pos = Events.size(); Pos-- > 0;) {
      if (!Events.reachesExit(Pos))
        continue;
      Value New;
      for (const Flow::Succ &S : Events.successors(Pos)) {
        if (!After[S.To] || isDead(S.To))
          continue;
        SetId Edge = T.Sets.unite(*After[S.To], Effects[S.To].Sync);
        if (uint32_t H = Events.conditionOf(Pos);
            H != UINT32_MAX && !Events.inLoopOf(S.To, H))
          Edge = T.Sets.unite(Edge, LoopSync[H]);
        New = New ? T.Sets.intersect(*New, Edge) : Edge;
      }
      if (New && New != After[Pos]) {
        After[Pos] = New;
        Changed = true;
      }
    }
  }
}

// What a loop has received when its condition ends it.
SetId MustFlow::allReceived(SetId S) {
  std::vector<uint32_t> Codes = T.Sets[S];
  for (size_t I = 0, E = Codes.size(); I != E; ++I)
    if (SyncCode::kind(Codes[I]) == SyncKind::Recv)
      Codes.push_back(
          SyncCode::make(SyncKind::Drained, SyncCode::path(Codes[I])));
  return T.Sets.intern(std::move(Codes));
}

void MustFlow::solveMay() {
  MayBefore.assign(Events.size(), SetTable::empty());
  for (const Effect &E : Effects)
    AllMay = T.Sets.unite(AllMay, E.May);
  if (AllMay == SetTable::empty())
    return;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (isDead(Pos))
        continue;
      SetId Out = T.Sets.unite(MayBefore[Pos], Effects[Pos].May);
      for (const Flow::Succ &S : Events.successors(Pos)) {
        SetId New = T.Sets.unite(MayBefore[S.To], Out);
        if (New != MayBefore[S.To]) {
          MayBefore[S.To] = New;
          Changed = true;
        }
      }
    }
  }
}

SetId MustFlow::mustSync() const { return value(After[0]); }

} // namespace mapgraph::solver
