//===- MustFlowSignals.cpp - What was waited for before a signal ----------===//
//
// Happens-before is transitive: who hears a signal has waited for all that the
// signaller had waited for.
//
//   go func() { wg.Wait(); close(done) }()
//   <-done          // waits for the group
//
// That is certain where all who may be heard have waited, in threads that were
// started after what is to be waited for: a thread counts from its start on.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/MustFlow.h"

#include <algorithm>
#include <map>

namespace mapgraph::solver {

static bool isSignal(uint32_t Code) {
  SyncKind K = SyncCode::kind(Code);
  return K == SyncKind::Send || K == SyncKind::Close ||
         K == SyncKind::GroupDone;
}

static bool isWait(uint32_t Code) {
  SyncKind K = SyncCode::kind(Code);
  return K == SyncKind::GroupWait || K == SyncKind::Recv ||
         K == SyncKind::Drained || K == SyncKind::Closed ||
         K == SyncKind::OnceWait;
}

static const Signal *find(const std::vector<Signal> &In, uint32_t Code) {
  for (const Signal &S : In)
    if (S.Code == Code)
      return &S;
  return nullptr;
}

using BeforeSignals = std::map<uint32_t, std::optional<SetId>>;

static std::vector<Signal> nonEmpty(const BeforeSignals &All) {
  std::vector<Signal> Out;
  for (auto [Code, Before] : All)
    if (Before != SetTable::empty())
      Out.push_back({Code, *Before});
  return Out;
}

// A name for the threads that an event starts.
static uint32_t begun(Tables &T, NodeId Event) {
  return SyncCode::make(SyncKind::Begun, T.Paths.opaque(Event));
}

// What comes before the signals of all that the event may run, by its names.
std::vector<Signal> MustFlow::signalsOf(NodeId Event) {
  if (Names.isOpen(Event))
    return {};
  const auto &Callees = Names.followed(Event);
  if (std::ranges::all_of(Callees, [&](FunctionId Callee) {
        return Done.at(Event, Callee).Signals.empty();
      }))
    return {};
  BeforeSignals All;
  for (FunctionId Callee : Callees) {
    const Summary &S = Done.at(Event, Callee);
    for (uint32_t C : T.Sets[S.AnySync]) {
      if (!isSignal(C))
        continue;
      const Signal *Known = find(S.Signals, C);
      // A group counts on who is done for sure.
      bool Certain = SyncCode::kind(C) != SyncKind::GroupDone ||
                     T.Sets.contains(S.MustSync, C);
      SetId Before = Known && Certain
                         ? Names.liftSyncs(Event, Callee, Known->Before)
                         : SetTable::empty();
      for (uint32_t As :
           T.Sets[Names.liftSyncs(Event, Callee, T.Sets.intern({C}))])
        T.Sets.narrow(All[As], Before);
    }
  }
  return nonEmpty(All);
}

// The end of a thread of a group comes after all that it waits for.
void MustFlow::addEnd(NodeId Event, std::vector<Signal> &To) {
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  PathId Group = Addr ? Names.name(Addr) : PathId();
  if (!Group || Names.isOpen(Event))
    return;
  std::optional<SetId> Waits;
  for (FunctionId Callee : Names.followed(Event)) {
    SetId Here = T.Sets.select(
        Names.liftSyncs(Event, Callee, Done.at(Event, Callee).MustSync),
        isWait);
    T.Sets.narrow(Waits, Here);
  }
  if (value(Waits) != SetTable::empty())
    To.push_back({SyncCode::make(SyncKind::GroupDone, Group), *Waits});
}

void MustFlow::collectSignals() {
  bool Any = false;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    NodeId Event = Events.event(Pos);
    const Node &E = G.node(Event);
    if (E.kind() != NodeKind::Call && !isAsync(E))
      continue;
    Effect &X = Effects[Pos];
    X.Signals = signalsOf(Event);
    if (E.kind() == NodeKind::SyncOp && E.syncOp() == SyncOpKind::GroupGo)
      addEnd(Event, X.Signals);
    if (X.Signals.empty() || !isAsync(E))
      continue;
    X.Sync = T.Sets.unite(X.Sync, T.Sets.intern({begun(T, Event)}));
    Any = true;
  }
  for (uint32_t Pos = 0; Any && Pos != Events.size(); ++Pos)
    for (uint32_t C : T.Sets[Effects[Pos].Any])
      if (isSignal(C))
        if (auto &At = Signallers[SyncCode::path(C)];
            At.empty() || At.back() != Pos)
          At.push_back(Pos);
}

// All that is signalled under an event comes after what came before the event.
void MustFlow::findSignals() {
  BeforeSignals All;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    for (uint32_t C : T.Sets[Effects[Pos].Any]) {
      if (!isSignal(C))
        continue;
      SetId Here = T.Sets.select(before(Pos), isWait);
      if (const Signal *S = find(Effects[Pos].Signals, C))
        Here = T.Sets.unite(Here, S->Before);
      T.Sets.narrow(All[C], Here);
    }
  Signals = nonEmpty(All);
}

// What everybody has waited for who may be heard on the channel, or who may
// close it.
SetId MustFlow::waitedByAll(PathId Channel, SetId Before, bool OnlyClose) {
  std::optional<SetId> Out;
  auto It = Signallers.find(Channel);
  if (It == Signallers.end())
    return SetTable::empty();
  for (uint32_t Pos : It->second)
    for (SyncKind K : {SyncKind::Send, SyncKind::Close}) {
      uint32_t Code = SyncCode::make(K, Channel);
      if (!T.Sets.contains(Effects[Pos].Any, Code) ||
          (OnlyClose && K == SyncKind::Send))
        continue;
      if (!T.Sets.contains(Before, begun(T, Events.event(Pos))))
        return SetTable::empty();
      const Signal *S = find(Effects[Pos].Signals, Code);
      SetId Waits = S ? S->Before : SetTable::empty();
      T.Sets.narrow(Out, Waits);
    }
  return value(Out);
}

// What each thread has waited for that the group was added to for.
SetId MustFlow::waitedByGroup(PathId Group, SetId Before) {
  SetId Out = SetTable::empty();
  auto It = Signallers.find(Group);
  if (It == Signallers.end() || this->Before.empty())
    return Out;
  uint32_t Done = SyncCode::make(SyncKind::GroupDone, Group);
  uint32_t Add = SyncCode::make(SyncKind::GroupAdd, Group);
  for (uint32_t Pos : It->second)
    if (const Signal *S = find(Effects[Pos].Signals, Done);
        S && T.Sets.contains(Before, begun(T, Events.event(Pos))) &&
        (T.Sets.contains(before(Pos), Add) ||
         T.Sets.contains(Effects[Pos].Sync, Add)))
      Out = T.Sets.unite(Out, S->Before);
  return Out;
}

// What is certain where Waits is, behind what is certain Before.
SetId MustFlow::waitedFor(SetId Waits, SetId Before) {
  if (Signallers.empty())
    return Waits;
  std::vector<uint32_t> Work = T.Sets[Waits];
  for (SetId Out = Waits; true;) {
    SetId More = SetTable::empty();
    for (uint32_t C : Work) {
      PathId P = SyncCode::path(C);
      SyncKind K = SyncCode::kind(C);
      if (K == SyncKind::Recv || K == SyncKind::Drained)
        More = T.Sets.unite(More, waitedByAll(P, Before, false));
      else if (K == SyncKind::Closed)
        More = T.Sets.unite(More, waitedByAll(P, Before, true));
      else if (K == SyncKind::GroupWait)
        More = T.Sets.unite(More, waitedByGroup(P, Before));
    }
    Work = T.Sets[T.Sets.subtract(More, Out)];
    if (Work.empty())
      return Out;
    Out = T.Sets.unite(Out, More);
  }
}

// What is known besides on the way on which a receive has found that the
// channel is closed.
SetId MustFlow::foundClosed(uint32_t Pos, const Flow::Succ &To) {
  if (To.Label != 2)
    return SetTable::empty();
  uint32_t At = tested(Pos);
  std::vector<uint32_t> Out;
  if (At != UINT32_MAX)
    for (uint32_t C : T.Sets[Effects[At].Sync])
      if (SyncCode::kind(C) == SyncKind::Recv)
        Out.push_back(SyncCode::make(SyncKind::Closed, SyncCode::path(C)));
  return T.Sets.intern(std::move(Out));
}

} // namespace mapgraph::solver
