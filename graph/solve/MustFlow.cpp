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
  if (!Signallers.empty())
    Before = forward(0); // now it is known what groups were added to
  findSignals();
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
  findAnnouncements();
  findTurns();
  findAnswers();
  collectSignals();
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    AnySync |= Effects[Pos].Sync != SetTable::empty() ||
               Effects[Pos].Won != SetTable::empty();
    for (const Outcome &O : Effects[Pos].On) {
      AnySync |= O.Sync != SetTable::empty();
      AnyLock |= O.Acquired != SetTable::empty();
      AnyFlag |= T.flags(O.Acquired) != SetTable::empty();
    }
    for (SetId S : {Effects[Pos].Acquire, Effects[Pos].MayAcquire,
                    Effects[Pos].Release, Effects[Pos].Pause}) {
      AnyLock |= S != SetTable::empty();
      AnyFlag |= T.flags(S) != SetTable::empty();
    }
  }
  collectAny();
  collectSenders();
  LoopSync.assign(Events.size(), SetTable::empty());
  if (!AnySync)
    return;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    if (Events.loopHeader(Pos) == Pos)
      for (uint32_t In : Events.everyIteration(Pos))
        LoopSync[Pos] =
            T.Sets.unite(LoopSync[Pos], allReceived(Effects[In].Sync, Pos));
}

uint32_t MustFlow::tested(uint32_t Branch) const {
  NodeId Event = G.target(Events.event(Branch), EdgeKind::Cond);
  return Event ? Events.position(Event) : UINT32_MAX;
}

// What the event that a branch tests has gained on a way behind it: a call by
// its answer, all others where they succeeded.
Outcome MustFlow::gained(uint32_t From, uint32_t Label) const {
  uint32_t Pos = Label ? tested(From) : UINT32_MAX;
  if (Pos == UINT32_MAX)
    return {};
  const Effect &E = Effects[Pos];
  if (G.node(Events.event(Pos)).kind() == NodeKind::Call)
    return E.On[Label == 1];
  return Label == 1 ? Outcome{E.Acquire, E.Won} : Outcome();
}

// What is certain at all returns that may give an answer.
Outcomes MustFlow::outcomes() const {
  Outcomes Out;
  for (bool Yes : {false, true}) {
    std::optional<SetId> Locks, Syncs;
    bool Told = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      const Node &N = G.node(Events.event(Pos));
      if (N.kind() != NodeKind::Return || N.has(NF_Panic) || !Held[Pos])
        continue;
      std::string_view Says = G.str(N.Name);
      Told |= !Says.empty();
      if (Says == (Yes ? "0" : "1"))
        continue;
      T.Sets.narrow(Locks, value(Held[Pos]));
      T.Sets.narrow(Syncs, value(Before[Pos]));
    }
    if (Told)
      Out[Yes] = {value(Locks), value(Syncs)};
  }
  return Out;
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
      if (AnyFlag &&
          locks(T.Sets.unite(E.Release, E.Pause)) != SetTable::empty())
        Out = T.Sets.select(Out, [&](uint32_t C) {
          return !T.Paths.isStill(LockCode::path(C)); // the section is over
        });
      if (!Try)
        Out = T.Sets.unite(Out, E.Acquire);
      for (const Flow::Succ &S : Events.successors(Pos)) {
        SetId Edge = T.Sets.unite(Out, gained(Pos, S.Label).Acquired);
        Changed |= T.Sets.narrow(Held[S.To], Edge);
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
      T.Sets.narrow(AtExit, Here);
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
      for (const Flow::Succ &S : Events.successors(Pos))
        Changed |= T.Sets.narrow(Entrusted[S.To], Out);
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
        T.Sets.select(T.Sets.intersect(Effects[Pos].Foreign, value(Held[Pos])),
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
  keepHandedOnce();
}

// The second of several threads cannot get what the first one has.
void MustFlow::keepHandedOnce() {
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    SetId &Given = Effects[Pos].HandedOver;
    if (!G.node(Events.event(Pos)).has(NF_Many) &&
        T.Sets.subtract(Given, value(Held[Pos])) == SetTable::empty())
      continue;
    Foreign = T.Sets.unite(Foreign, Given);
    Given = SetTable::empty();
  }
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
      SetId Out =
          Pos == From && From != 0
              ? SetTable::empty()
              : T.Sets.unite(*In[Pos], waitedFor(Effects[Pos].Sync, *In[Pos]));
      for (const Flow::Succ &S : Events.successors(Pos)) {
        SetId Edge = T.Sets.unite(Out, waitedFor(foundClosed(Pos, S), Out));
        Edge = T.Sets.unite(Edge, waitedFor(gained(Pos, S.Label).Sync, Out));
        if (uint32_t H = Events.conditionOf(Pos);
            H != UINT32_MAX && !Events.inLoopOf(S.To, H))
          Edge = T.Sets.unite(Edge, LoopSync[H]);
        Changed |= S.To != From && T.Sets.narrow(In[S.To], Edge);
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

Value MustFlow::upTo(uint32_t From, uint32_t Pos) {
  Value Way = between(From)[Pos];
  if (Way)
    Way = T.Sets.unite(*Way, waitedFor(Effects[Pos].Sync, *Way));
  return Way;
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
        T.Sets.narrow(New, Edge);
      }
      if (New && New != After[Pos]) {
        After[Pos] = New;
        Changed = true;
      }
    }
  }
}

// Whether each round of the loop makes what the path names.
bool MustFlow::isMadeIn(PathId P, uint32_t Header) const {
  uint32_t Made = Events.position(T.Paths.madeBy(P));
  return Made != UINT32_MAX && Events.inLoopOf(Made, Header);
}

// What a loop has received when its condition ends it.
SetId MustFlow::allReceived(SetId S, uint32_t Header) {
  std::vector<uint32_t> Codes = T.Sets[S];
  for (size_t I = 0, E = Codes.size(); I != E; ++I)
    if (SyncCode::kind(Codes[I]) == SyncKind::Recv &&
        !isMadeIn(SyncCode::path(Codes[I]), Header))
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
