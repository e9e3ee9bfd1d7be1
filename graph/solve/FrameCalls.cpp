//===- FrameCalls.cpp - What callees and threads add to a frame ---------===//
//
// Substitutes the names of callees by the frame's: of known callees by the
// operands of the call, of code that a caller hands in by what it hands in.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Frame.h"
#include "graph/solve/InitThreads.h"
#include "graph/solve/ParallelTests.h"

#include <algorithm>

namespace mapgraph::solver {

static constexpr size_t MaxOpen = 200;
static constexpr unsigned MaxOpenDepth = 4;
/// Items that the open calls of one frame may bring, new ones or not.
static constexpr size_t MaxBrought = 20000;

void Frame::addCall(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  bool Async = isAsync(G.node(Event));
  if (Names.isOpen(Event)) {
    addOpen(Pos, Async);
    return;
  }
  if (isDone(Pos))
    return;
  if (Async && picksClosure(Event))
    addOpen(Pos, Async);
  const auto &Targets = Names.followed(Event);
  if (Targets.empty() && !Calls.targets(Event).empty())
    Overflow = true;
  for (FunctionId Callee : Targets) {
    const Summary &S = Done.at(Event, Callee);
    Overflow |= S.Overflow;
    bool Import = T.AtInit && !Async && T.AtInit->isInitialiser(F) &&
                  T.AtInit->isInitialiser(Callee);
    StartsThreads |= Async || std::ranges::any_of(S.Items, [&](const Item &I) {
                       return T.isThread(I);
                     });
    for (const Item &I : S.Items)
      if (!Import || T.isThread(I) || T.AtInit->mayMeet(I))
        liftItem(I, Pos, Callee, Async);
    for (const OpenCall &O : S.OpenCalls) {
      StartsThreads |= runsInThread(O);
      liftOpen(O, Pos, Callee, Async);
    }
  }
}

// Whether a once has run its function before, whoever did.
bool Frame::isDone(uint32_t Pos) {
  for (uint32_t C : T.Sets[extraAfter(Events.event(Pos))])
    if (SyncCode::kind(C) == SyncKind::OnceDone)
      return T.Sets.contains(
          Must.before(Pos),
          SyncCode::make(SyncKind::OnceWait, SyncCode::path(C)));
  return false;
}

SetId Frame::bindLocks(const Naming::Binding &B, FunctionId Callee, SetId S,
                       bool *Lost) {
  return T.renameLocks(S, [&](PathId P) {
    PathId Out = Names.lift(B, Callee, P);
    if (!Out && Lost)
      *Lost = true;
    return Out;
  });
}

SetId Frame::bindSyncs(const Naming::Binding &B, FunctionId Callee, SetId S) {
  return T.renameSyncs(S, [&](PathId P) { return Names.lift(B, Callee, P); });
}

void Frame::liftItem(const Item &I, uint32_t Pos, FunctionId Callee,
                     bool Async) {
  NodeId Event = Events.event(Pos);
  if (Names.isSameInAll(I.Object)) {
    liftItemAs(I, Pos, Callee, Async, {}, {});
    return;
  }
  const auto Choices = Names.choices(Event, Callee, I.Object);
  for (Naming::Choice Of : Choices) {
    NodeId Chosen;
    if (Choices.size() > 1)
      Chosen = Calls.actual(Event, Callee, Of.Param);
    liftItemAs(I, Pos, Callee, Async, Of, Chosen);
    if (!Names.storesBehindParams())
      continue;
    const Naming::Names Objects = Names.lift(Event, Callee, I.Object, Of);
    // What others find there is known to them by the place.
    Of.ByPlace = true;
    if (Names.lift(Event, Callee, I.Object, Of) != Objects)
      liftItemAs(I, Pos, Callee, Async, Of, Chosen);
  }
}

// What is handed to the callee for the object, or for what it hangs on.
NodeId Frame::actualOf(PathId Object, NodeId Event, FunctionId Callee) const {
  const Path &Base = T.Paths[T.Paths.base(Object)];
  return Base.Kind == PathKind::Param ? Calls.actual(Event, Callee, Base.A)
                                      : NodeId();
}

// Adds how who does the access has come to the object that the value leads to.
void Frame::addOrigin(Item &To, NodeId Value, uint32_t Pos) {
  if (!Value)
    return;
  To.Taken = T.Sets.unite(To.Taken, Moved.takenUnder(Value, Pos));
  To.Found = T.Sets.unite(To.Found, Moved.foundUnder(Value, Pos, To.Locks));
}

// The surroundings of an item of the callee in the names of the frame. Most
// items of one callee have those of one that came not long before.
Surroundings Frame::around(const Item &I, uint32_t Pos, FunctionId Callee,
                           bool Async, const Naming::Choice &How) {
  bool Inside = !T.isThread(I);
  LiftedAround Key{Pos, Callee, How, I, Async, Inside, I.MayHaveEnded};
  uint64_t Hash = hashOf(
      std::array{I.Locks.Value, I.After.Value, I.Before.Value, I.Earlier.Value},
      Inside);
  auto &[Known, Out] = LastAround[Hash % LastAround.size()];
  if (Known == Key)
    return Out;
  Known = Key;
  Out = lifted(I, Pos, Callee, Async, Inside, How);
  entrust(Out, I, !Inside, Pos, Callee, Async, How);
  // Where the callee waited for it, it ran while who called holds this.
  if (I.MayHaveEnded && !Inside && !Async)
    Out.MayLocks = T.Sets.unite(Out.MayLocks, Must.held(Pos));
  return Out;
}

void Frame::liftItemAs(const Item &I, uint32_t Pos, FunctionId Callee,
                       bool Async, const Naming::Choice &Of, NodeId Chosen) {
  const Naming::Names Objects =
      Names.lift(Events.event(Pos), Callee, I.Object, Of);
  if (std::none_of(Objects.begin(), Objects.end(),
                   [&](PathId P) { return isNamed(P); }))
    return;
  NodeId Event = Events.event(Pos);
  // A test that a function starts and waits for, until its parallel part begins
  // or else until all that it has started in turn is over.
  bool Subtest = isSubtest(G, Event);
  bool Parallel = Subtest && runsParallel(T, I);
  Async |= Parallel;
  bool Inside = !T.isThread(I);
  Item New = I;
  static_cast<Surroundings &>(New) = around(I, Pos, Callee, Async, Of);
  bool OwnThread = !Async && Inside;
  New.Event = Event;
  New.Below = I.Object;
  New.Walked = false;
  New.Closed = (I.Closed && !Async) || (I.Parallel && Subtest && !Parallel);
  New.JoinedBy = NodeId();
  New.MayHaveEnded &= !Async;
  New.Answered &= !Async;
  New.Parallel = Parallel || (I.Parallel && !Subtest);
  New.Trace = T.step(Event, Callee, Async, I.Trace);
  if (!New.MadeFor && isMadeFor(Pos, Callee, I.Object, Of))
    New.MadeFor = Event;
  const SetId Before = New.Earlier;
  NodeId Given = actualOf(I.Object, Event, Callee);
  PathId Received =
      I.Received ? Names.liftOne(Event, Callee, I.Received, Of) : PathId();
  if (!Async && !T.async(I.Trace))
    addOrigin(New, Given, Pos);
  for (PathId P : Objects) {
    if (!isNamed(P) || isOfOtherType(I, P))
      continue;
    New.Object = P;
    New.Several = I.Several || (Chosen && !isGlobal(P));
    New.Chosen = I.Several ? NodeId() : Chosen;
    New.Received = Received;
    New.SentOn = I.SentOn;
    if (OwnThread) {
      New.Earlier = T.Sets.unite(Before, earlier(Pos, P));
      if (Given)
        passOn(New, Given, Pos);
    }
    add(New);
    addPublished(New, Pos);
    addAliases(New);
  }
}

// A thread that asks has its own turn until it sends.
SetId Frame::ownTurns(SetId Locks) const {
  return T.Sets.select(Locks, [&](uint32_t C) {
    return LockCode::read(C) && T.Paths.isTurn(LockCode::path(C));
  });
}

// What is held around code is held in it only until that gives it back. New has
// the names of the frame already, Of those of the code; Lift gives sets theirs.
template <typename Lifter>
void Frame::giveBack(Surroundings &New, const Surroundings &Of, SetId Released,
                     const Surroundings &Around, Lifter Lift) {
  SetId Given = T.Sets.subtract(Released, Lift(Of.Entrusted));
  SetId Gone = T.Sets.subtract(Released, Lift(Of.MayEntrusted));
  New.MayLocks =
      T.Sets.unite(New.MayLocks, T.Sets.subtract(Around.MayLocks, Gone));
  New.MayEntrusted = T.Sets.subtract(Around.MayEntrusted, Gone);
  if (Given != SetTable::empty()) {
    New.Locks = T.Sets.unite(T.Sets.subtract(New.Locks, Given), Lift(Of.Locks));
    New.Flags = T.Sets.unite(T.Sets.subtract(New.Flags, Given), Lift(Of.Flags));
  }
  New.Entrusted = T.Sets.subtract(Around.Entrusted, Given);
}

// What the frame holds around a call, and in a thread only what is handed over
// to it. InThread: what is surrounded is not done by who runs the callee.
void Frame::entrust(Surroundings &New, const Surroundings &Of, bool InThread,
                    uint32_t Pos, FunctionId Callee, bool Async,
                    const Naming::Choice &How) {
  NodeId Event = Events.event(Pos);
  auto lift = [&](SetId S) { return Names.liftLocks(Event, Callee, S, How); };
  New.MayLocks = lift(Of.MayLocks);
  New.Entrusted = New.MayEntrusted = SetTable::empty();
  if (InThread)
    return;
  if (Async) {
    SetId Still = lift(Of.Entrusted);
    SetId Given = T.Sets.unite(T.Sets.intersect(Still, Must.handedOver(Pos)),
                               ownTurns(Still));
    New.Locks = T.Sets.unite(New.Locks, T.flags(Given, false));
    New.Flags = T.Sets.unite(New.Flags, T.flags(Given));
    return;
  }
  Surroundings Around;
  Around.MayLocks = Must.mayHeld(Pos);
  Around.Entrusted = Must.entrusted(Pos);
  Around.MayEntrusted = Must.mayEntrusted(Pos);
  giveBack(New, Of, lift(Done.at(Event, Callee).Released), Around, lift);
}

// The same around code that O runs, which has become known.
void Frame::entrustBound(Surroundings &New, const Surroundings &Of,
                         bool InThread, const Naming::Binding &B,
                         FunctionId Callee, const OpenCall &O) {
  auto bind = [&](SetId S) { return bindLocks(B, Callee, S); };
  New.MayLocks = bind(Of.MayLocks);
  New.Entrusted = New.MayEntrusted = SetTable::empty();
  if (InThread)
    return;
  if (O.Async)
    New.Flags = T.Sets.unite(New.Flags, ownTurns(bind(Of.Entrusted)));
  else
    giveBack(New, Of, bind(Done.general(Callee).Released), O, bind);
}

// The surroundings in the names of the frame. Inside: what is surrounded is
// done by the thread that runs the callee, and over when that is.
Surroundings Frame::lifted(const Surroundings &Of, uint32_t Pos,
                           FunctionId Callee, bool Async, bool Inside,
                           const Naming::Choice &How) {
  NodeId Event = Events.event(Pos);
  Surroundings New;
  New.LostLock = Of.LostLock;
  New.Locks = Names.liftLocks(Event, Callee, Of.Locks, How, &New.LostLock);
  New.Flags = Names.liftLocks(Event, Callee, Of.Flags, How);
  New.Taken = Names.liftLocks(Event, Callee, Of.Taken, How);
  New.Found = Names.liftLocks(Event, Callee, Of.Found, How);
  New.After = Names.liftSyncs(Event, Callee, Of.After, How);
  SetId Inner = Names.liftSyncs(Event, Callee, Of.Before, How);
  New.Within = waits(Inner, Async, SetTable::empty());
  New.Before =
      waits(Inner, Async, T.Sets.unite(extraBefore(Event), Must.before(Pos)));
  New.Earlier = Names.liftSyncs(Event, Callee, Of.Earlier, How);
  // Threads that the callee starts may go on when it is over; not in a bubble,
  // which ends with the last of them.
  const Node &E = G.node(Event);
  bool Bubble = E.kind() == NodeKind::SyncOp && !E.has(NF_Many) &&
                E.syncOp() == SyncOpKind::Callback;
  if (Bubble)
    for (SetId *S : {&New.Before, &New.Within})
      *S = T.Sets.select(
          *S, [](uint32_t C) { return SyncCode::kind(C) != SyncKind::Idle; });
  if (Inside || Bubble)
    New.After = T.Sets.unite(New.After, extraAfter(Event));
  if (Inside && !Async) {
    New.Locks = T.Sets.unite(New.Locks, Must.held(Pos));
    New.Flags = T.Sets.unite(New.Flags, Must.flags(Pos));
    New.Locks = T.Sets.unite(New.Locks, extraLocks(Event));
    New.After = T.Sets.unite(New.After, Must.after(Pos));
  }
  return New;
}

// The same for code that O runs, which has become known.
Surroundings Frame::bound(const Surroundings &Of, const Naming::Binding &B,
                          FunctionId Callee, const OpenCall &O, bool Inside) {
  Surroundings New;
  New.LostLock = Of.LostLock;
  New.Locks = bindLocks(B, Callee, Of.Locks, &New.LostLock);
  New.Flags = bindLocks(B, Callee, Of.Flags);
  New.Taken = bindLocks(B, Callee, Of.Taken);
  New.Found = bindLocks(B, Callee, Of.Found);
  New.After = bindSyncs(B, Callee, Of.After);
  SetId Inner = bindSyncs(B, Callee, Of.Before);
  New.Within = waits(Inner, O.Async, O.Within);
  New.Before = waits(Inner, O.Async, O.Before);
  New.Earlier = bindSyncs(B, Callee, Of.Earlier);
  if (Inside) {
    New.Locks = T.Sets.unite(New.Locks, O.Locks);
    New.Flags = T.Sets.unite(New.Flags, O.Flags);
    New.After = T.Sets.unite(New.After, O.After);
    New.Earlier = T.Sets.unite(New.Earlier, O.Earlier);
  }
  return New;
}

// What comes before something in a callee or in a thread that starts here.
SetId Frame::waits(SetId Inner, bool Async, SetId Outer) {
  return T.Sets.unite(Async ? withoutAdds(Inner) : Inner, Outer);
}

void Frame::addOpen(uint32_t Pos, bool Async) {
  NodeId Event = Events.event(Pos);
  OpenCall O;
  O.Event = O.Origin = Event;
  O.Async = Async;
  O.Code = Names.name(G.target(Event, EdgeKind::Code));
  for (EdgeId Id : G.out(Event)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Arg || E.label() > 64)
      continue;
    if (O.Args.size() <= E.label())
      O.Args.resize(E.label() + 1);
    O.Args[E.label()] = Names.name(E.To);
  }
  O.Before = T.Sets.unite(Must.before(Pos), extraBefore(Event));
  O.After = extraAfter(Event);
  O.Locks = O.Earlier = SetTable::empty();
  if (!Async) {
    O.Earlier = Must.mayBefore(Pos);
    O.After = T.Sets.unite(O.After, Must.after(Pos));
    O.Locks = T.Sets.unite(Must.held(Pos), extraLocks(Event));
    O.Flags = Must.flags(Pos);
    O.MayLocks = Must.mayHeld(Pos);
    O.Entrusted = Must.entrusted(Pos);
    O.MayEntrusted = Must.mayEntrusted(Pos);
  }
  resolve(std::move(O), 0);
}

void Frame::liftOpen(const OpenCall &O, uint32_t Pos, FunctionId Callee,
                     bool Async) {
  NodeId Event = Events.event(Pos);
  PathId Code = Names.liftOne(Event, Callee, O.Code);
  if (!Code)
    return;
  OpenCall New = O;
  New.Code = Code;
  New.Event = Event;
  for (PathId &A : New.Args)
    if (A)
      A = Names.liftOne(Event, Callee, A);
  New.Trace = T.step(Event, Callee, Async, O.Trace);
  bool Inside = !runsInThread(O);
  New.Closed = O.Closed && !Async;
  New.MayHaveEnded &= !Async;
  if (!New.Closed)
    New.JoinedBy = NodeId();
  else if (!O.JoinedBy)
    New.JoinedBy = Event;
  static_cast<Surroundings &>(New) = lifted(O, Pos, Callee, Async, Inside, {});
  entrust(New, O, !Inside, Pos, Callee, Async, {});
  if (Inside && !Async)
    New.Earlier = T.Sets.unite(New.Earlier, Must.mayBefore(Pos));
  resolve(std::move(New), 0);
}

bool Frame::repeats(uint32_t Pos) const {
  return Events.inLoop(Pos) || G.node(Events.event(Pos)).has(NF_Many);
}

bool Frame::runsInThread(const OpenCall &O) const {
  return O.Async || T.async(O.Trace);
}

StepId Frame::concat(StepId A, StepId B) {
  if (!A)
    return B;
  const Step S = T.Steps[A.Value];
  return T.step(S.Event, S.Callee, S.Async, concat(S.Rest, B));
}

// Runs the summary of code that has become known, and of each that an element
// can be which a thread runs; else keeps the call for the callers if they can
// know more.
void Frame::resolve(OpenCall O, unsigned Depth) {
  if (FunctionId Callee = Names.codeOf(O.Code))
    return run(O, Callee, Depth, false);
  PathId Place = runsInThread(O) ? Names.codePlace(O.Code) : PathId();
  bool Picked = isPicked(Place);
  if (Picked)
    O.Code = Place;
  if (T.Paths[T.Paths.base(O.Code)].Kind == PathKind::Param) {
    if (Open.size() < MaxOpen)
      Open.push_back(std::move(O));
    else
      Overflow = true;
    return;
  }
  if (!Picked)
    return;
  for (PathId Code : pickedCodes(O)) {
    OpenCall One = O;
    One.Code = Code;
    run(One, Names.codeOf(Code), Depth, true);
  }
}

void Frame::run(const OpenCall &O, FunctionId Callee, unsigned Depth,
                bool Picked) {
  Naming::Binding B{O.Origin,
                    O.Event,
                    O.Code,
                    O.Args,
                    Calls.codeIsFirst(O.Origin, Callee),
                    isCallback(G.node(O.Origin))};
  bool Outer = runsInThread(O);
  // What ends with its own thread, or without one with that of O.
  auto closed = [&](bool Own, bool Closed) {
    return Outer ? O.Closed && (!Own || Closed) : Closed;
  };
  const Summary &S = Done.general(Callee);
  Brought += S.Items.size() + 1;
  if (Brought > MaxBrought) {
    Overflow = true;
    return;
  }
  for (const Item &I : S.Items) {
    PathId P = Names.lift(B, Callee, I.Object);
    if (!P || !isNamed(P) || isOfOtherType(I, P))
      continue;
    Item New = I;
    New.Object = P;
    if (I.Received)
      New.Received = Names.lift(B, Callee, I.Received);
    New.Below = PathId();
    New.Walked = Picked && isOncePerWalk(O, P);
    New.Chosen = NodeId();
    New.Event = O.Event;
    static_cast<Surroundings &>(New) = bound(I, B, Callee, O, !T.isThread(I));
    entrustBound(New, I, T.isThread(I), B, Callee, O);
    New.LostLock |= O.LostLock;
    New.Closed = I.Closed && !Outer;
    New.MayHaveEnded =
        Outer ? O.MayHaveEnded && !T.isThread(I) : I.MayHaveEnded;
    New.Answered &= !Outer;
    if (Outer)
      New.Repeats = O.Repeats;
    if (Outer && closed(T.async(I.Trace), I.Closed))
      New.JoinedBy = O.JoinedBy;
    New.Trace = concat(O.Trace, T.step(O.Origin, Callee, O.Async, I.Trace));
    add(New);
  }
  for (PathId P : S.Shared)
    if (PathId Here = Names.lift(B, Callee, P))
      Messages.share(Here);
  if (Depth == MaxOpenDepth)
    return;
  for (const OpenCall &Inner : S.OpenCalls) {
    OpenCall New = Inner;
    New.Code = Names.lift(B, Callee, Inner.Code);
    if (!New.Code)
      continue;
    for (PathId &A : New.Args)
      if (A)
        A = Names.lift(B, Callee, A);
    New.Event = O.Event;
    New.Trace = concat(O.Trace, T.step(O.Origin, Callee, O.Async, Inner.Trace));
    New.Closed = closed(runsInThread(Inner), Inner.Closed);
    if (Outer)
      New.JoinedBy = New.Closed ? O.JoinedBy : NodeId();
    New.Repeats |= O.Repeats;
    New.MayHaveEnded =
        Outer ? O.MayHaveEnded && !runsInThread(Inner) : Inner.MayHaveEnded;
    static_cast<Surroundings &>(New) =
        bound(Inner, B, Callee, O, !runsInThread(Inner));
    entrustBound(New, Inner, runsInThread(Inner), B, Callee, O);
    resolve(std::move(New), Depth + 1);
  }
}

} // namespace mapgraph::solver
