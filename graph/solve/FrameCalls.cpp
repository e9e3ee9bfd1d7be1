//===- FrameCalls.cpp - What callees and threads add to a frame ---------===//
//
// Substitutes the names of callees by the frame's: of known callees by the
// operands of the call, of code that a caller hands in by what it hands in.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Frame.h"

#include <algorithm>

namespace mapgraph::solver {

static constexpr size_t MaxOpen = 200;
static constexpr unsigned MaxOpenDepth = 4;

void Frame::addCall(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  bool Async = isAsync(G.node(Event));
  if (Names.isOpen(Event)) {
    addOpen(Pos, Async);
    return;
  }
  if (isDone(Pos))
    return;
  const auto &Targets = Names.followed(Event);
  if (Targets.empty() && !Calls.targets(Event).empty())
    Overflow = true;
  for (FunctionId Callee : Targets) {
    const Summary &S = Done[Callee.Value];
    Overflow |= S.Overflow;
    for (const Item &I : S.Items)
      liftItem(I, Pos, Callee, Async);
    for (const OpenCall &O : S.OpenCalls)
      liftOpen(O, Pos, Callee, Async);
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
  const auto Choices = Names.choices(Event, Callee, I.Object);
  for (Naming::Choice Of : Choices) {
    NodeId Chosen;
    if (Choices.size() > 1)
      Chosen = Calls.actual(Event, Callee, Of.Param);
    const Naming::Names Objects = Names.lift(Event, Callee, I.Object, Of);
    liftItemAs(I, Pos, Callee, Async, Of, Chosen);
    // What others find there is known to them by the place.
    Of.ByPlace = true;
    if (Names.lift(Event, Callee, I.Object, Of) != Objects)
      liftItemAs(I, Pos, Callee, Async, Of, Chosen);
  }
}

void Frame::liftItemAs(const Item &I, uint32_t Pos, FunctionId Callee,
                       bool Async, const Naming::Choice &Of, NodeId Chosen) {
  const Naming::Names Objects =
      Names.lift(Events.event(Pos), Callee, I.Object, Of);
  if (std::none_of(Objects.begin(), Objects.end(),
                   [&](PathId P) { return isNamed(P); }))
    return;
  Item New = liftFacts(I, Pos, Callee, Async, Of);
  const SetId Inside = New.Earlier;
  bool OwnThread = !Async && !T.isThread(I);
  for (PathId P : Objects) {
    if (!isNamed(P))
      continue;
    New.Object = P;
    New.Several = I.Several || (Chosen && !isGlobal(P));
    New.Chosen = I.Several ? NodeId() : Chosen;
    if (OwnThread)
      New.Earlier = T.Sets.unite(Inside, earlier(Pos, P));
    add(New);
    addPublished(New, Pos);
    addAliases(New);
  }
}

// All of an item but its object, in the names of the frame.
Item Frame::liftFacts(const Item &I, uint32_t Pos, FunctionId Callee,
                      bool Async, const Naming::Choice &Of) {
  NodeId Event = Events.event(Pos);
  Item New = I;
  New.Event = Event;
  New.Below = I.Object;
  New.Chosen = NodeId();
  New.Locks = Names.liftLocks(Event, Callee, I.Locks, Of, &New.LostLock);
  New.MayLocks = Names.liftLocks(Event, Callee, I.MayLocks, Of);
  // Threads that the callee starts may go on when it is over.
  bool InCallee = !T.isThread(I);
  New.After = Names.liftSyncs(Event, Callee, I.After, Of);
  if (InCallee)
    New.After = T.Sets.unite(New.After, extraAfter(Event));
  SetId Before = Names.liftSyncs(Event, Callee, I.Before, Of);
  if (Async)
    Before = T.Sets.unite(withoutAdds(Before), extraBefore(Event));
  New.Before = T.Sets.unite(Before, Must.before(Pos));
  New.Earlier = Names.liftSyncs(Event, Callee, I.Earlier, Of);
  if (!Async && InCallee) {
    New.Locks = T.Sets.unite(New.Locks, Must.held(Pos));
    New.MayLocks = T.Sets.unite(New.MayLocks, Must.mayHeld(Pos));
    New.Locks = T.Sets.unite(New.Locks, extraLocks(Event));
    New.After = T.Sets.unite(New.After, Must.after(Pos));
  }
  New.Closed = I.Closed && !Async;
  New.Trace = T.step(Event, Callee, Async, I.Trace);
  return New;
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
  New.Locks = Names.liftLocks(Event, Callee, O.Locks, {}, &New.LostLock);
  bool InCallee = !O.Async && !T.async(O.Trace);
  New.After = Names.liftSyncs(Event, Callee, O.After);
  if (InCallee)
    New.After = T.Sets.unite(New.After, extraAfter(Event));
  SetId Before = Names.liftSyncs(Event, Callee, O.Before);
  if (Async)
    Before = T.Sets.unite(withoutAdds(Before), extraBefore(Event));
  New.Before = T.Sets.unite(Before, Must.before(Pos));
  New.Earlier = Names.liftSyncs(Event, Callee, O.Earlier);
  if (!Async && InCallee) {
    New.Earlier = T.Sets.unite(New.Earlier, Must.mayBefore(Pos));
    New.Locks = T.Sets.unite(New.Locks, Must.held(Pos));
    New.Locks = T.Sets.unite(New.Locks, extraLocks(Event));
    New.After = T.Sets.unite(New.After, Must.after(Pos));
  }
  resolve(std::move(New), 0);
}

StepId Frame::concat(StepId A, StepId B) {
  if (!A)
    return B;
  const Step S = T.Steps[A.Value];
  return T.step(S.Event, S.Callee, S.Async, concat(S.Rest, B));
}

// Runs the summary of code that has become known; else keeps the call for the
// callers if they can know more.
void Frame::resolve(OpenCall O, unsigned Depth) {
  FunctionId Callee = Names.codeOf(O.Code);
  if (!Callee) {
    if (T.Paths[T.Paths.base(O.Code)].Kind != PathKind::Param)
      return;
    if (Open.size() < MaxOpen)
      Open.push_back(std::move(O));
    else
      Overflow = true;
    return;
  }
  const Node &Origin = G.node(O.Origin);
  Naming::Binding B{O.Origin, O.Code, O.Args,
                    Origin.kind() == NodeKind::Call &&
                        Origin.call() == CallKind::Indirect,
                    Origin.kind() == NodeKind::SyncOp &&
                        Origin.syncOp() == SyncOpKind::Callback};
  bool Outer = O.Async || T.async(O.Trace);
  const Summary &S = Done[Callee.Value];
  for (const Item &I : S.Items) {
    PathId P = Names.lift(B, Callee, I.Object);
    if (!P || !isNamed(P))
      continue;
    Item New = I;
    New.Object = P;
    New.Below = PathId();
    New.Chosen = NodeId();
    New.Event = O.Event;
    New.LostLock |= O.LostLock;
    New.Locks = bindLocks(B, Callee, I.Locks, &New.LostLock);
    New.MayLocks = bindLocks(B, Callee, I.MayLocks);
    New.After = bindSyncs(B, Callee, I.After);
    SetId Before = bindSyncs(B, Callee, I.Before);
    New.Before = T.Sets.unite(O.Async ? withoutAdds(Before) : Before, O.Before);
    New.Earlier = bindSyncs(B, Callee, I.Earlier);
    if (!T.isThread(I)) {
      New.Earlier = T.Sets.unite(New.Earlier, O.Earlier);
      New.Locks = T.Sets.unite(New.Locks, O.Locks);
      New.After = T.Sets.unite(New.After, O.After);
    }
    New.Closed = I.Closed && !Outer;
    New.Trace = concat(O.Trace, T.step(O.Origin, Callee, O.Async, I.Trace));
    add(New);
  }
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
    New.Locks = bindLocks(B, Callee, Inner.Locks, &New.LostLock);
    New.After = bindSyncs(B, Callee, Inner.After);
    SetId Before = bindSyncs(B, Callee, Inner.Before);
    New.Before = T.Sets.unite(O.Async ? withoutAdds(Before) : Before, O.Before);
    New.Earlier = bindSyncs(B, Callee, Inner.Earlier);
    if (!Inner.Async && !T.async(Inner.Trace)) {
      New.Earlier = T.Sets.unite(New.Earlier, O.Earlier);
      New.Locks = T.Sets.unite(New.Locks, O.Locks);
      New.After = T.Sets.unite(New.After, O.After);
    }
    resolve(std::move(New), Depth + 1);
  }
}

} // namespace mapgraph::solver
