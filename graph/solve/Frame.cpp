//===- Frame.cpp - One function with the summaries of its callees ---------===//

#include "graph/solve/Frame.h"

#include "graph/solve/Order.h"

#include <algorithm>
#include <unordered_set>

namespace mapgraph::solver {

// Items of one object in one frame, and of one summary. What is over is left
// out and the summary says so.
static constexpr unsigned MaxPerObject = 160;
static constexpr size_t MaxItems = 4000;
static constexpr size_t MaxOpen = 200;
static constexpr unsigned MaxOpenDepth = 4;

bool isAsync(const Node &Event) {
  return Event.kind() == NodeKind::SyncOp &&
         (Event.syncOp() == SyncOpKind::Spawn ||
          Event.syncOp() == SyncOpKind::GroupGo ||
          Event.syncOp() == SyncOpKind::Callback);
}

static bool runsCode(const Node &Event) {
  return Event.kind() == NodeKind::Call || isAsync(Event) ||
         (Event.kind() == NodeKind::SyncOp &&
          Event.syncOp() == SyncOpKind::Once);
}

Frame::Frame(const Graph &Program, const Callees &C, const Summaries &D,
             Tables &Shared, FunctionId Function, bool Vars)
    : G(Program), Calls(C), Done(D), T(Shared), F(Function), Variables(Vars),
      Events(Program, Function), Names(Program, C, D, Shared, Function),
      Must(Program, Events, Names, D, Shared) {
  collect();
}

void Frame::collect() {
  collectPublications();
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &E = G.node(Events.event(Pos));
    if (E.kind() == NodeKind::MapOp || E.kind() == NodeKind::Access)
      addOwn(Pos);
    else if (runsCode(E))
      addCall(Pos);
  }
}

// A path that a caller can understand, or that hangs on an allocation here.
bool Frame::isNamed(PathId P) const {
  const Path &Base = T.Paths[T.Paths.base(P)];
  // A global that no module declares in its source is the runtime's.
  if (Base.Kind == PathKind::Global)
    return static_cast<bool>(G.node(NodeId(Base.A)).Loc);
  return Base.Kind == PathKind::Param || Base.Kind == PathKind::Alloc;
}

// What the language's library keeps in its own variables and objects concerns
// nobody else.
bool Frame::isInternal(const Item &I) const {
  auto isStd = [&](FunctionId F) {
    PackageId P = F ? G.function(F).Package : PackageId();
    return P && G.package(P).Flags & PF_Std;
  };
  const Path &Base = T.Paths[T.Paths.base(I.Object)];
  if (Base.Kind == PathKind::Global)
    return isStd(G.node(I.Op).Function);
  return Base.Kind == PathKind::Alloc && isStd(G.node(I.Op).Function) &&
         isStd(G.node(NodeId(Base.A)).Function);
}

void Frame::add(Item I) {
  if (!isNamed(I.Object) || isInternal(I))
    return;
  if (Items.size() >= MaxItems || ++PerObject[I.Object] > MaxPerObject) {
    Overflow = true;
    return;
  }
  Items.push_back(I);
}

void Frame::addOwn(uint32_t Pos) {
  NodeId Op = Events.event(Pos);
  const Node &N = G.node(Op);
  Item I;
  if (N.kind() == NodeKind::MapOp) {
    if (!reads(N.mapOp()) && !writes(N.mapOp()))
      return;
    I.Write = writes(N.mapOp());
  } else {
    if (!Variables)
      return;
    I.Write = N.access() == AccessKind::Write;
  }
  NodeId Addr = G.target(Op, EdgeKind::Addr);
  if (!Addr)
    return;
  I.Op = Op;
  I.Event = Op;
  I.Locks = Must.held(Pos);
  I.MayLocks = Must.mayHeld(Pos);
  I.After = Must.after(Pos);
  I.Before = Must.before(Pos);
  if (movedOut(Addr, Pos))
    return;
  const Naming::Names Candidates = Names.names(Addr);
  // A map that is made here because none was found is put where one looks.
  size_t Found =
      std::count_if(Candidates.begin(), Candidates.end(), [&](PathId P) {
        const Path &X = T.Paths[P];
        return X.Kind != PathKind::Alloc || allocation(P) == UINT32_MAX;
      });
  I.Several = Candidates.size() > 1 && Found != 1;
  I.ViaLoad = escapedLock(Addr, I.Locks, 0);
  for (PathId P : Candidates) {
    I.Object = P;
    I.Earlier = earlier(Pos, P);
    add(I);
    addPublished(I, Pos);
  }
}

// The map value, or what it hangs on, was taken from a field or a map while a
// lock was held that is no longer held here: the map has escaped its lock.
bool Frame::escapedLock(NodeId Map, SetId Now, unsigned Depth) {
  if (Depth == 6)
    return false;
  for (EdgeId Id : G.in(Map)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy || E.kind() == EdgeKind::Field ||
        E.kind() == EdgeKind::Load) {
      if (G.node(E.From).kind() == NodeKind::Value &&
          escapedLock(E.From, Now, Depth + 1))
        return true;
      continue;
    }
    if (E.kind() != EdgeKind::ResultOf)
      continue;
    NodeKind K = G.node(E.From).kind();
    uint32_t Taken = Events.position(E.From);
    if (K == NodeKind::Access || K == NodeKind::MapOp) {
      if (Taken != UINT32_MAX &&
          T.Sets.subtract(Must.held(Taken), Now) != SetTable::empty())
        return true;
      if (NodeId From = G.target(E.From, EdgeKind::Addr);
          From && K == NodeKind::Access && escapedLock(From, Now, Depth + 1))
        return true;
    }
    if (K == NodeKind::Call)
      for (FunctionId Callee : Names.followed(E.From))
        if (Done[Callee.Value].ResultEscapesLock && Now == SetTable::empty())
          return true;
  }
  return false;
}

// Whether the map was taken from a place that was given another one before the
// event, on every way and under the same lock: then nobody else has it.
bool Frame::movedOut(NodeId Map, uint32_t Pos) {
  for (EdgeId Id : G.in(Map)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy && G.node(E.From).kind() == NodeKind::Value)
      return movedOut(E.From, Pos);
    uint32_t Taken = Events.position(E.From);
    if (E.kind() != EdgeKind::ResultOf || Taken == UINT32_MAX ||
        G.node(E.From).kind() != NodeKind::Access)
      continue;
    PathId Place = Names.name(G.target(E.From, EdgeKind::Addr));
    SetId Held = Must.held(Taken);
    if (!Place || Held == SetTable::empty())
      continue;
    for (uint32_t P = 0; P != Events.size(); ++P) {
      const Node &N = G.node(Events.event(P));
      if (N.kind() == NodeKind::Access && N.access() == AccessKind::Write &&
          Events.dominates(Taken, P) && Events.dominates(P, Pos) &&
          Names.name(G.target(Events.event(P), EdgeKind::Addr)) == Place &&
          T.Sets.subtract(Held, Must.held(P)) == SetTable::empty())
        return true;
    }
  }
  return false;
}

SetId Frame::extraAfter(NodeId Event) {
  const Node &E = G.node(Event);
  if (E.kind() != NodeKind::SyncOp)
    return SetTable::empty();
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  PathId P = Addr ? Names.name(Addr) : PathId();
  if (!P)
    return SetTable::empty();
  if (E.syncOp() == SyncOpKind::GroupGo)
    return T.Sets.intern({SyncCode::make(SyncKind::GroupDone, P)});
  // The end of a thread that can be joined by its handle.
  if (E.syncOp() == SyncOpKind::Spawn)
    return T.Sets.intern({SyncCode::make(SyncKind::GroupDone, P)});
  if (E.syncOp() == SyncOpKind::Once)
    return T.Sets.intern({SyncCode::make(SyncKind::OnceDone, P)});
  return SetTable::empty();
}

SetId Frame::extraLocks(NodeId Event) {
  const Node &E = G.node(Event);
  if (E.kind() != NodeKind::SyncOp || E.syncOp() != SyncOpKind::Once)
    return SetTable::empty();
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  PathId P = Addr ? Names.name(Addr) : PathId();
  return P ? T.Sets.intern({LockCode::make(P, false)}) : SetTable::empty();
}

void Frame::addCall(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  bool Async = isAsync(G.node(Event));
  if (Names.isOpen(Event)) {
    addOpen(Pos, Async);
    return;
  }
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

SetId Frame::liftLocks(NodeId Event, FunctionId Callee, SetId S, bool &Lost) {
  if (S == SetTable::empty())
    return S;
  std::vector<uint32_t> Out;
  const std::vector<uint32_t> Codes = T.Sets[S];
  for (uint32_t C : Codes) {
    const auto &L = Names.lift(Event, Callee, LockCode::path(C));
    if (L.size() == 1)
      Out.push_back(LockCode::make(L.front(), LockCode::read(C)));
    else
      Lost = true;
  }
  return T.Sets.intern(std::move(Out));
}

SetId Frame::liftSyncs(NodeId Event, FunctionId Callee, SetId S) {
  if (S == SetTable::empty())
    return S;
  std::vector<uint32_t> Out;
  const std::vector<uint32_t> Codes = T.Sets[S];
  for (uint32_t C : Codes) {
    const auto &L = Names.lift(Event, Callee, SyncCode::path(C));
    if (L.size() == 1)
      Out.push_back(SyncCode::make(SyncCode::kind(C), L.front()));
  }
  return T.Sets.intern(std::move(Out));
}

SetId Frame::bindLocks(const Naming::Binding &B, FunctionId Callee, SetId S,
                       bool &Lost) {
  std::vector<uint32_t> Out;
  const std::vector<uint32_t> Codes = T.Sets[S];
  for (uint32_t C : Codes)
    if (PathId P = Names.lift(B, Callee, LockCode::path(C)))
      Out.push_back(LockCode::make(P, LockCode::read(C)));
    else
      Lost = true;
  return T.Sets.intern(std::move(Out));
}

SetId Frame::bindSyncs(const Naming::Binding &B, FunctionId Callee, SetId S) {
  std::vector<uint32_t> Out;
  const std::vector<uint32_t> Codes = T.Sets[S];
  for (uint32_t C : Codes)
    if (PathId P = Names.lift(B, Callee, SyncCode::path(C)))
      Out.push_back(SyncCode::make(SyncCode::kind(C), P));
  return T.Sets.intern(std::move(Out));
}

void Frame::liftItem(const Item &I, uint32_t Pos, FunctionId Callee,
                     bool Async) {
  NodeId Event = Events.event(Pos);
  const Naming::Names Objects = Names.lift(Event, Callee, I.Object);
  if (Objects.empty())
    return;
  Item New = I;
  New.Event = Event;
  New.Below = I.Object;
  New.Locks = liftLocks(Event, Callee, I.Locks, New.LostLock);
  bool Ignored = false;
  New.MayLocks = liftLocks(Event, Callee, I.MayLocks, Ignored);
  New.After =
      T.Sets.unite(liftSyncs(Event, Callee, I.After), extraAfter(Event));
  New.Before =
      T.Sets.unite(liftSyncs(Event, Callee, I.Before), Must.before(Pos));
  const SetId Inside = liftSyncs(Event, Callee, I.Earlier);
  New.Earlier = Inside;
  bool OwnThread = !Async && (I.Closed || !T.async(I.Trace));
  if (OwnThread) {
    New.Locks = T.Sets.unite(New.Locks, Must.held(Pos));
    New.MayLocks = T.Sets.unite(New.MayLocks, Must.mayHeld(Pos));
    New.Locks = T.Sets.unite(New.Locks, extraLocks(Event));
    New.After = T.Sets.unite(New.After, Must.after(Pos));
  }
  New.Closed = I.Closed && !Async;
  New.Several |= Objects.size() > 1;
  New.Trace = StepId();
  for (PathId P : Objects) {
    if (!isNamed(P))
      continue;
    if (!New.Trace)
      New.Trace = T.step(Event, Callee, Async, I.Trace);
    New.Object = P;
    if (OwnThread)
      New.Earlier = T.Sets.unite(Inside, earlier(Pos, P));
    add(New);
    addPublished(New, Pos);
  }
}

// Sends and receives that may lie between the making of the object (or the
// start of the function) and the event: the object itself, when it is sent, is
// sent after all that.
SetId Frame::earlier(uint32_t Pos, PathId Object) const {
  SetId All = Must.mayBefore(Pos);
  uint32_t Made = allocation(Object);
  if (All == SetTable::empty() || Made == UINT32_MAX)
    return All;
  SetId Out = SetTable::empty();
  if (Made == Pos)
    return Out;
  for (uint32_t P = 0; P != Events.size(); ++P)
    if (Must.mayAt(P) != SetTable::empty() && Events.canFollow(Made, P, Made) &&
        Events.canFollow(P, Pos, Made))
      Out = T.Sets.unite(Out, Must.mayAt(P));
  return Out;
}

// Where fresh objects are put for others to find: stores into what hangs on
// globals and parameters, and into maps there.
void Frame::collectPublications() {
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    NodeId Event = Events.event(Pos);
    const Node &E = G.node(Event);
    bool Map = E.kind() == NodeKind::MapOp && writes(E.mapOp());
    bool Store =
        E.kind() == NodeKind::Access && E.access() == AccessKind::Write;
    bool Atomic = E.kind() == NodeKind::SyncOp &&
                  (E.syncOp() == SyncOpKind::AtomicStore ||
                   E.syncOp() == SyncOpKind::AtomicRmw);
    NodeId Addr = G.target(Event, EdgeKind::Addr);
    NodeId Val = G.target(Event, EdgeKind::Val);
    if ((!Map && !Store && !Atomic) || !Addr || !Val)
      continue;
    PathId Place = Names.name(Addr), Value = Names.name(Val);
    if (!Place || !Value || T.Paths[Value].Kind != PathKind::Alloc)
      continue;
    PathKind Base = T.Paths[T.Paths.base(Place)].Kind;
    if (Base != PathKind::Global && Base != PathKind::Param)
      continue;
    PathId As = Map ? T.Paths.mapElement(Place) : T.Paths.deref(Place);
    publish(Value, {Pos, As}, 0);
  }
}

// With an object everything is published that hangs on it.
void Frame::publish(PathId Object, Publication P, unsigned Depth) {
  Published[Object].push_back(P);
  if (Depth == 3)
    return;
  for (const Store &S : Names.stores())
    if (T.Paths.base(S.Addr) == Object && S.Value != Object &&
        T.Paths[S.Value].Kind == PathKind::Alloc)
      publish(S.Value, {P.Pos, T.Paths.deref(rebase(S.Addr, Object, P.As))},
              Depth + 1);
}

// An access to an object that has been published is one to what others find.
void Frame::addPublished(Item I, uint32_t Pos) {
  auto It = Published.find(T.Paths.base(I.Object));
  if (It == Published.end())
    return;
  PathId Object = I.Object, Base = T.Paths.base(Object);
  for (const auto &[At, As] : It->second)
    if (Events.canFollow(At, Pos, allocation(Base))) {
      I.Object = rebase(Object, Base, As);
      add(I);
    }
}

PathId Frame::rebase(PathId P, PathId From, PathId To) {
  if (P == From)
    return To;
  const Path X = T.Paths[P];
  if (X.Kind == PathKind::Field)
    return T.Paths.field(rebase(PathId(X.A), From, To), X.B);
  return X.Kind == PathKind::Deref
             ? T.Paths.deref(rebase(PathId(X.A), From, To))
             : P;
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
  O.Before = Must.before(Pos);
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
  const auto &Code = Names.lift(Event, Callee, O.Code);
  if (Code.size() != 1)
    return;
  OpenCall New = O;
  New.Code = Code.front();
  New.Event = Event;
  for (PathId &A : New.Args)
    if (A) {
      const auto &L = Names.lift(Event, Callee, A);
      A = L.size() == 1 ? L.front() : PathId();
    }
  New.Trace = T.step(Event, Callee, Async, O.Trace);
  New.Locks = liftLocks(Event, Callee, O.Locks, New.LostLock);
  New.After =
      T.Sets.unite(liftSyncs(Event, Callee, O.After), extraAfter(Event));
  New.Before =
      T.Sets.unite(liftSyncs(Event, Callee, O.Before), Must.before(Pos));
  New.Earlier = liftSyncs(Event, Callee, O.Earlier);
  if (!Async && !O.Async && !T.async(O.Trace)) {
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
    New.Event = O.Event;
    New.LostLock |= O.LostLock;
    New.Locks = bindLocks(B, Callee, I.Locks, New.LostLock);
    bool Ignored = false;
    New.MayLocks = bindLocks(B, Callee, I.MayLocks, Ignored);
    New.After = bindSyncs(B, Callee, I.After);
    New.Before = T.Sets.unite(bindSyncs(B, Callee, I.Before), O.Before);
    New.Earlier = bindSyncs(B, Callee, I.Earlier);
    if (I.Closed || !T.async(I.Trace)) {
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
    New.Locks = bindLocks(B, Callee, Inner.Locks, New.LostLock);
    New.After = bindSyncs(B, Callee, Inner.After);
    New.Before = T.Sets.unite(bindSyncs(B, Callee, Inner.Before), O.Before);
    New.Earlier = bindSyncs(B, Callee, Inner.Earlier);
    if (!Inner.Async && !T.async(Inner.Trace)) {
      New.Earlier = T.Sets.unite(New.Earlier, O.Earlier);
      New.Locks = T.Sets.unite(New.Locks, O.Locks);
      New.After = T.Sets.unite(New.After, O.After);
    }
    resolve(std::move(New), Depth + 1);
  }
}

uint32_t Frame::allocation(PathId P) const {
  const Path &Base = T.Paths[T.Paths.base(P)];
  if (Base.Kind != PathKind::Alloc)
    return UINT32_MAX;
  ContextId C(Base.B);
  return Events.position(C ? T.Paths.context(C).Call : NodeId(Base.A));
}

// A thread whose end is waited for on every way from its start to the exit is
// over when this function returns.
void Frame::closeItems() {
  std::map<std::tuple<NodeId, SetId, SetId>, bool> Answers;
  for (Item &I : Items) {
    if (I.Closed || !T.async(I.Trace) || I.After == SetTable::empty())
      continue;
    auto [It, New] = Answers.try_emplace({I.Event, I.After, I.Earlier}, false);
    if (New)
      It->second = endsBeforeExit(I);
    I.Closed = It->second;
  }
}

bool Frame::endsBeforeExit(const Item &I) {
  uint32_t Start = Events.position(I.Event);
  const auto &Between = Must.between(Start);
  bool Any = false;
  for (uint32_t P = 0; P != Events.size(); ++P) {
    const Node &N = G.node(Events.event(P));
    if (N.kind() != NodeKind::Return || N.has(NF_Panic) || !Between[P])
      continue;
    if (!ordered(G, T, I, *Between[P], Events.inLoop(Start)))
      return false;
    Any = true;
  }
  return Any;
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
    Out.Results[X.Op] = Names.names(N);
    for (EdgeId Id : G.in(N))
      Out.ResultEscapesLock |= G.edge(Id).kind() == EdgeKind::Copy &&
                               escapedLock(G.edge(Id).From, Must.acquired(), 0);
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
  struct Key {
    uint32_t Op, Object, Locks, After, Before, Spawns;
    auto operator<=>(const Key &) const = default;
  };
  std::set<Key> Seen;
  for (const Item &I : Items) {
    if (!Visible(T.Paths.base(I.Object)))
      continue;
    uint32_t Spawns = 0;
    if (I.Trace)
      for (StepId S = I.Trace; S; S = T.Steps[S.Value].Rest)
        if (T.Steps[S.Value].Async)
          Spawns = T.Steps[S.Value].Event.Value + Spawns * 31;
    if (Seen.insert({I.Op.Value, I.Object.Value, I.Locks.Value, I.After.Value,
                     I.Before.Value, Spawns})
            .second)
      Out.Items.push_back(I);
  }
  Out.OpenCalls = Open;
  auto Keep = [&](SetId S, bool Lock) {
    std::vector<uint32_t> Codes;
    for (uint32_t C : T.Sets[S])
      if (Visible(T.Paths.base(Lock ? LockCode::path(C) : SyncCode::path(C))))
        Codes.push_back(C);
    return T.Sets.intern(std::move(Codes));
  };
  Out.Acquired = Keep(Must.acquired(), true);
  Out.Released = Keep(Must.released(), true);
  Out.MustSync = Keep(Must.mustSync(), false);
  Out.MaySync = Keep(Must.maySync(), false);
  Out.Overflow = Overflow;
  return Out;
}

} // namespace mapgraph::solver
