//===- FrameSummary.cpp - What callers learn of a function ----------------===//
//
// Which of its threads are over when it returns, and its accesses, locks and
// signals in the names that callers know.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Frame.h"

#include "graph/solve/Order.h"

#include <algorithm>
#include <unordered_set>

namespace mapgraph::solver {

// A thread whose end is waited for on every way from its start to the exit is
// over when this function returns; so is code that it runs and callers know.
void Frame::closeItems() {
  std::map<std::tuple<NodeId, SetId, SetId>, std::pair<Ends, bool>> Answers;
  for (Item &I : Items) {
    I.Closed |= bool(I.JoinedBy);
    if (!T.isThread(I) || I.Parallel || I.After == SetTable::empty())
      continue;
    auto [It, New] = Answers.try_emplace({I.Event, I.After, I.Earlier});
    if (New) {
      Ends At = endsAtReturns(I);
      It->second = {At, At != Ends::Everywhere &&
                            endsAtReturns(I, true) == Ends::Everywhere};
    }
    I.Closed = It->second.first == Ends::Everywhere;
    I.MayHaveEnded |= It->second.first == Ends::Somewhere;
    I.OneEnded |= It->second.second;
    if (SetId Held = I.Closed ? heldUntilEnd(I) : SetTable::empty();
        Held != SetTable::empty()) {
      I.Locks = T.Sets.unite(I.Locks, Held);
      I.Guards = guards(I);
    }
  }
  for (OpenCall &O : Open) {
    if (O.Closed || !runsInThread(O))
      continue;
    Item I;
    static_cast<Surroundings &>(I) = O;
    I.Event = O.Event;
    I.Object = O.Code;
    I.Trace = concat(O.Trace, T.step(O.Origin, {}, O.Async, {}));
    O.Repeats |= overlapsItself(I);
    if (O.After == SetTable::empty())
      continue;
    Ends At = endsAtReturns(I);
    O.Closed = At == Ends::Everywhere;
    O.MayHaveEnded |= At == Ends::Somewhere;
  }
}

// What the function holds when it starts the thread of the access, and does not
// give back before that has ended: nobody else can have it meanwhile.
SetId Frame::heldUntilEnd(const Item &I) {
  uint32_t Start = Events.position(I.Event);
  SetId Held = T.Sets.subtract(Must.held(Start), Must.foreignAt(Start));
  Wait Until;
  Until.Several = Events.inLoop(Start);
  Until.Added = I.Before;
  Until.In = this;
  return T.Sets.select(Held, [&](uint32_t C) {
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (!T.Sets.contains(Must.givenBackAt(Pos), C) ||
          (Pos != Start && !Events.canFollow(Start, Pos)))
        continue;
      auto Facts = Must.between(Start)[Pos];
      if (Pos == Start || !Facts)
        return false;
      Until.Facts = *Facts;
      Until.At = Pos;
      if (!ordered(G, T, I, Until))
        return false;
    }
    return true;
  });
}

// The last events of the ways to a return: callers can tell those apart that
// come to it with results of their own.
std::vector<uint32_t> Frame::endsOfWays(uint32_t Return) const {
  if (!G.node(Events.event(Return)).has(NF_Many))
    return {Return};
  std::vector<uint32_t> Out, Work{Return};
  while (!Work.empty()) {
    uint32_t Pos = Work.back();
    Work.pop_back();
    NodeKind K = G.node(Events.event(Pos)).kind();
    if (K != NodeKind::Return && K != NodeKind::Merge)
      Out.push_back(Pos);
    else
      for (uint32_t Before : Events.predecessors(Pos))
        Work.push_back(Before);
  }
  return Out;
}

// What happens for sure where it returns with a certain result.
SetId Frame::someSync() const {
  SetId Out = SetTable::empty();
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    if (N.kind() != NodeKind::Return || N.has(NF_Panic))
      continue;
    for (uint32_t Last : endsOfWays(Pos)) {
      if (N.has(NF_CommaOk))
        Out = T.Sets.unite(Out,
                           T.Sets.unite(Must.before(Last), Must.syncAt(Last)));
      for (uint32_t Call = 0; Call != Events.size(); ++Call)
        if (Must.someAt(Call) != SetTable::empty() &&
            Events.dominates(Call, Last))
          Out = T.Sets.unite(Out, Must.someAt(Call));
    }
  }
  return T.Sets.subtract(Out, Must.mustSync());
}

// At which returns the thread of the access is over for sure.
// One: of several threads one is enough.
Frame::Ends Frame::endsAtReturns(const Item &I, bool One) {
  uint32_t Start = Events.position(I.Event);
  Wait Until;
  Until.Several = Events.inLoop(Start) && !One;
  if (One && !Events.inLoop(Start))
    return Ends::Nowhere;
  Until.Added = I.Before;
  Until.In = this;
  bool Some = false, Others = false;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    if (N.kind() != NodeKind::Return || N.has(NF_Panic))
      continue;
    for (uint32_t Last : endsOfWays(Pos)) {
      auto Facts = Must.upTo(Start, Last);
      if (!Facts)
        continue;
      Until.Facts = *Facts;
      Until.At = Last;
      (ordered(G, T, I, Until) ? Some : Others) = true;
      // All returns are told apart, or none.
      if (Others && !N.has(NF_CommaOk))
        return Ends::Nowhere;
    }
  }
  return !Some ? Ends::Nowhere : Others ? Ends::Somewhere : Ends::Everywhere;
}

std::vector<PathId> Frame::returned() {
  std::vector<PathId> Out;
  const Function &Row = G.function(F);
  for (uint32_t I = 0; I != Row.Count; ++I)
    if (NodeId N(Row.First.Value + I); G.node(N).kind() == NodeKind::Result)
      for (PathId P : Names.names(N))
        Out.push_back(T.Paths.base(P));
  return Out;
}

// Whether the function does not return before it has come to the event of the
// access, or to the loop around that.
bool Frame::happensAlways(const Item &I) const {
  uint32_t At = Events.position(I.Event);
  if (Events.inLoop(At))
    At = Events.loopHeader(At);
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    if (const Node &N = G.node(Events.event(Pos));
        N.kind() == NodeKind::Return && !N.has(NF_Panic) &&
        !Events.dominates(At, Pos))
      return false;
  return true;
}

Summary Frame::summarize() {
  closeItems();
  Summary Out;
  const Function &Row = G.function(F);
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    const Node &X = G.node(N);
    if (X.kind() != NodeKind::Result)
      continue;
    if (Out.Results.size() <= X.Op)
      Out.Results.resize(X.Op + 1);
    const Naming::Names &Of = Names.names(N);
    Out.Results[X.Op].assign(Of.begin(), Of.end());
    for (EdgeId Id : G.in(N))
      Out.ResultEscapesLock |=
          G.edge(Id).kind() == EdgeKind::Copy &&
          escapedLock(G.edge(Id).From, Must.locks(Must.acquired()), 0);
  }
  // Allocations that callers can reach: returned, or stored where they look.
  std::unordered_set<PathId> Escaped;
  for (const auto &R : Out.Results)
    for (PathId P : R)
      Escaped.insert(T.Paths.base(P));
  auto Visible = [&](PathId Base) {
    PathKind K = T.Paths[Base].Kind;
    return K == PathKind::Param || K == PathKind::Global ||
           K == PathKind::Function || Escaped.contains(Base);
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Store &S : Names.stores()) {
      PathId Value = T.Paths.base(S.Value);
      if (Visible(T.Paths.base(S.Addr)) && !Visible(Value) &&
          T.Paths[Value].Kind == PathKind::Alloc) {
        Escaped.insert(Value);
        Changed = true;
      }
    }
  }
  for (const Store &S : Names.stores())
    if (Visible(T.Paths.base(S.Addr)) && Visible(T.Paths.base(S.Value)))
      Out.Stores.push_back(S);
  Out.Puts = Puts;
  // Callers do not tell the events of this frame apart.
  RowIndex Index;
  std::vector<ItemKey> Kept;
  for (const Item &I : Items) {
    ItemKey Key = keyOf(I);
    if (!Visible(T.Paths.base(I.Object)) || isOwn(I, Knowing::Threads) ||
        !Index
             .add(hashOf(Key, 0),
                  [&](uint32_t Other) { return Kept[Other] == Key; })
             .second)
      continue;
    Kept.push_back(Key);
    Out.Items.push_back(I);
    addPlaces(Out.Items.back());
    Out.Items.back().All &= happensAlways(I);
  }
  Out.OpenCalls = Open;
  auto Keep = [&](SetId S, bool Lock) {
    return T.Sets.select(S, [&](uint32_t C) {
      return Visible(
          T.Paths.base(Lock ? LockCode::path(C) : SyncCode::path(C)));
    });
  };
  Out.Acquired = Keep(Must.acquired(), true);
  Out.MayAcquired = Keep(Must.mayAcquired(), true);
  Out.Released = Keep(Must.released(), true);
  Out.Restored = Keep(Must.restored(), true);
  Out.MustSync = Keep(Must.mustSync(), false);
  Out.SomeSync = Keep(someSync(), false);
  const Outcomes On = Must.outcomes();
  for (bool Yes : {false, true})
    Out.On[Yes] = {Keep(On[Yes].Acquired, true), Keep(On[Yes].Sync, false)};
  Out.MaySync = Keep(Must.maySync(), false);
  Out.AnySync = Keep(Must.anySync(), false);
  for (const Signal &X : Must.signals())
    if (SetId Before = Keep(X.Before, false);
        Before != SetTable::empty() &&
        Visible(T.Paths.base(SyncCode::path(X.Code))))
      Out.Signals.push_back({X.Code, Before});
  Out.Foreign = Keep(Must.foreign(), true);
  std::ranges::copy_if(Messages.shared(), std::back_inserter(Out.Shared),
                       [&](PathId P) { return Visible(T.Paths.base(P)); });
  Out.Overflow = Overflow;
  noteFreed(Out);
  return Out;
}

// Flags that are given back without having been taken, and of which callers
// hear nothing.
void Frame::noteFreed(const Summary &Kept) {
  SetId All = T.Sets.unite(Must.foreign(), Must.released());
  for (uint32_t C :
       T.Sets[T.Sets.subtract(All, T.Sets.unite(Kept.Foreign, Kept.Released))])
    if (PathId P = LockCode::path(C); T.Paths.isFlag(P) && !T.Paths.isTurn(P))
      T.Atomics.free(T.Paths, P);
}

} // namespace mapgraph::solver
