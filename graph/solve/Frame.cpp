//===- Frame.cpp - One function with the summaries of its callees ---------===//

#include "graph/solve/Frame.h"

#include "graph/solve/Invalidation.h"
#include "graph/solve/LostUpdate.h"

#include <algorithm>

namespace mapgraph::solver {

// Items of one object in one frame, and of one summary: what is over is left
// out and the summary says so, but of each access in each kind of thread there
// is one, up to MaxFirsts. Those take no room from others in callers either.
static constexpr unsigned MaxPerObject = 160;
static constexpr size_t MaxItems = 4000;
static constexpr unsigned MaxFirstsPerKind = 160; ///< of object and thread
static constexpr size_t MaxFirsts = 20000;

static bool runsCode(const Node &Event) {
  return Event.kind() == NodeKind::Call || isAsync(Event) ||
         (Event.kind() == NodeKind::SyncOp &&
          Event.syncOp() == SyncOpKind::Once);
}

Frame::Frame(const Graph &Program, const Callees &C, const Variants &Which,
             const Summaries &D, Tables &Shared, VariantId V, bool Vars,
             bool Own, bool Values)
    : G(Program), Calls(C), Done(D, Which, V), T(Shared), F(Which.function(V)),
      Variables(Vars), KeepOwn(Own), ByValue(Values),
      Events(Program, F, Which.cut(V)),
      Names(Program, C, Done, Shared, Events, F, Values),
      Must(Program, Events, Names, Done, Shared),
      Known(Program, C, Done, Shared, Events, Names),
      Messages(Program, C, Done, Shared, Events, Names),
      Moved(Program, C, Done, Shared, Events, Names, Must) {
  collect();
}

void Frame::collect() {
  collectPublications();
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &E = G.node(Events.event(Pos));
    addOwn(Pos);
    if (runsCode(E))
      addCall(Pos);
  }
}

// A path that a caller can understand, or that hangs on an allocation here.
bool Frame::isNamed(PathId P) const {
  if (ByValue)
    return Names.isTaken(P);
  const Path &Base = T.Paths[T.Paths.base(P)];
  // A global that no module declares in its source is the runtime's.
  if (Base.Kind == PathKind::Global)
    return static_cast<bool>(G.node(NodeId(Base.A)).Loc);
  return Base.Kind == PathKind::Param || Base.Kind == PathKind::Alloc;
}

// Whether the access of a map would be one of a struct: the method of the map
// was followed for an interface that holds something else here.
bool Frame::isOfOtherType(const Item &I, PathId P) const {
  if (G.node(I.Op).kind() != NodeKind::MapOp || !Names.typeOf(P))
    return false;
  NodeId Map = G.target(I.Op, EdgeKind::Addr);
  TypeId Type = Map ? G.node(Map).Type : TypeId();
  return Type && G.type(Type).Kind == static_cast<uint32_t>(TypeKind::Map);
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

// Whether its object was made in this frame and nobody else can know it yet,
// or only threads that are started here.
bool Frame::isOwn(const Item &I, Knowing Others) {
  PathId Base = T.Paths.base(I.Object);
  uint32_t Made = allocation(Base);
  return Made != UINT32_MAX && !T.async(I.Trace) &&
         Known.isOwn(Base, Made, Events.position(I.Event), Others);
}

// Two ways to one op that differ in nothing that a pair is judged by.
Frame::ItemKey Frame::keyOf(const Item &I) const {
  return {I.Op.Value,
          I.Object.Value,
          I.Locks.Value,
          I.Flags.Value,
          I.After.Value,
          I.Before.Value,
          I.Within.Value,
          I.Earlier.Value,
          I.MayLocks.Value,
          I.Entrusted.Value,
          I.MayEntrusted.Value,
          I.Taken.Value,
          I.Found.Value,
          T.starts(I.Trace),
          I.JoinedBy.Value,
          I.Received.Value,
          I.MadeFor.Value,
          uint32_t(I.Answered) << 12 | uint32_t(I.FoundLater) << 11 |
              uint32_t(I.All) << 10 | uint32_t(I.Walked) << 9 |
              uint32_t(I.ByCell) << 8 | uint32_t(I.SentOn) << 7 |
              uint32_t(I.MayHaveEnded) << 6 | uint32_t(I.OneEnded) << 5 |
              uint32_t(I.Repeats) << 4 | uint32_t(I.Parallel) << 3 |
              uint32_t(I.Several) << 2 | uint32_t(I.LostLock) << 1 | I.Closed};
}

// Locks whose owner the map hangs on in the names of this frame, or did below
// unless it is seen here that it hangs on another one.
SetId Frame::guards(const Item &I) const {
  if (I.Locks == SetTable::empty())
    return I.Guards;
  std::vector<uint32_t> Own, Others;
  for (uint32_t C : T.Sets[I.Locks]) {
    const Path &Lock = T.Paths[LockCode::path(C)];
    if (Lock.Kind == PathKind::Field)
      (T.Paths.hasPrefix(I.Object, PathId(Lock.A)) ? Own : Others)
          .push_back(GuardCode::make(Lock.B, LockCode::read(C)));
  }
  for (uint32_t C : T.Sets[I.Guards])
    if (std::ranges::find(Others, C) == Others.end())
      Own.push_back(C);
  return T.Sets.intern(std::move(Own));
}

bool Frame::isNew(const Item &I) {
  std::pair Key(I.Event.Value, keyOf(I));
  auto [Row, New] =
      Seen.add(hashOf(Key.second, Key.first),
               [&](uint32_t Other) { return Keys[Other] == Key; });
  if (New)
    Keys.push_back(Key);
  return New;
}

// Whether there is no room for it among those that are kept anyway.
bool Frame::isExtra(const Item &I) {
  return I.Extra || ++Counted > MaxItems ||
         ++PerObject[I.Object] > MaxPerObject;
}

bool Frame::isFirst(const Item &I) {
  uint32_t Spawns = T.starts(I.Trace);
  if (Firsts.size() == MaxFirsts)
    return false;
  unsigned &Others = FirstsOf[{I.Object, Spawns}];
  return Others < MaxFirstsPerKind &&
         Firsts.insert({I.Op.Value, I.Object.Value, Spawns}).second && ++Others;
}

void Frame::add(const Item &I) {
  if (!isNamed(I.Object) || isInternal(I))
    return;
  SetId Guards = guards(I);
  bool Own = I.Own || isOwn(I, Knowing::Nobody);
  if ((Own && !KeepOwn) || !isNew(I))
    return;
  bool First = !Own && isFirst(I), Extra = !Own && isExtra(I);
  if (Extra && !First) {
    Overflow = true;
    return;
  }
  Items.push_back(I);
  Items.back().Guards = Guards;
  Items.back().Own = Own;
  Items.back().Extra = Extra;
}

// Whether the event works on an object, and how.
bool Frame::isAccess(const Node &N, Item &I) const {
  if (N.kind() == NodeKind::MapOp) {
    I.Write = writes(N.mapOp());
    return reads(N.mapOp()) || I.Write;
  }
  if (!Variables)
    return false;
  if (N.kind() == NodeKind::SyncOp) {
    Touch How = touch(N.syncOp());
    I.Write = writes(How);
    I.Atomic = mapgraph::isAtomic(How);
    return How != Touch::None;
  }
  I.Write = N.kind() == NodeKind::Access && N.access() == AccessKind::Write;
  return N.kind() == NodeKind::Access;
}

void Frame::addOwn(uint32_t Pos) {
  NodeId Op = Events.event(Pos);
  const Node &N = G.node(Op);
  Item I;
  if (!isAccess(N, I))
    return;
  NodeId Addr = G.target(Op, EdgeKind::Addr);
  if (!Addr)
    return;
  I.Op = Op;
  I.Event = Op;
  I.Locks = Must.held(Pos);
  // A change is one step only under what is held from its read on.
  if (NodeId Read = readOf(G, Op)) {
    uint32_t From = Events.position(Read);
    I.Locks = From == UINT32_MAX ? SetTable::empty()
                                 : T.Sets.intersect(I.Locks, Must.held(From));
  }
  I.Flags = Must.flags(Pos);
  I.MayLocks = Must.mayHeld(Pos);
  I.Entrusted = Must.entrusted(Pos);
  I.MayEntrusted = Must.mayEntrusted(Pos);
  // What synchronises is over when others hear of it.
  I.After = T.Sets.unite(Must.after(Pos), Must.syncAt(Pos));
  I.Before = Must.before(Pos);
  if (Moved.movedOut(Addr, Pos)) {
    if (!ByValue)
      T.MovedOut.push_back(Op);
    return;
  }
  Naming::Names Candidates = Names.names(Addr);
  if (isUse(N) && N.has(NF_Iface))
    for (PathId &P : Candidates)
      P = mapBelow(T.Paths, P);
  Candidates.erase(std::remove(Candidates.begin(), Candidates.end(), PathId()),
                   Candidates.end());
  // A map that is made here because none was found is put where one looks.
  size_t Found =
      std::count_if(Candidates.begin(), Candidates.end(), [&](PathId P) {
        const Path &X = T.Paths[P];
        return X.Kind != PathKind::Alloc || allocation(P) == UINT32_MAX;
      });
  bool Several = Candidates.size() > 1 && Found != 1;
  // Where the lock is still held, or none was, the operation that gave it
  // stands for the use.
  NodeId Taken = isUse(N) ? G.target(Op, EdgeKind::Val) : Addr;
  I.ViaLoad = Taken && escapedLock(Taken, I.Locks, 0);
  if (isUse(N) && (!I.ViaLoad || N.has(NF_Modify)))
    return;
  addOrigin(I, Addr, Pos);
  for (PathId P : Candidates) {
    I.Object = P;
    I.Several = Several && !isGlobal(P);
    I.Chosen = Several ? Addr : NodeId();
    I.Earlier = earlier(Pos, P);
    passOn(I, Addr, Pos);
    add(I);
    addPublished(I, Pos);
    addAliases(I);
  }
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
  if (E.syncOp() == SyncOpKind::Spawn || E.syncOp() == SyncOpKind::Callback)
    return T.Sets.intern({SyncCode::make(SyncKind::GroupDone, P)});
  if (E.syncOp() == SyncOpKind::Once)
    return T.Sets.intern({SyncCode::make(SyncKind::OnceDone, P)});
  return SetTable::empty();
}

// What is added to a group for the thread that the event starts.
SetId Frame::extraBefore(NodeId Event) {
  std::vector<uint32_t> Out;
  for (uint32_t C : T.Sets[extraAfter(Event)])
    if (SyncCode::kind(C) == SyncKind::GroupDone)
      Out.push_back(SyncCode::make(SyncKind::GroupAdd, SyncCode::path(C)));
    else if (SyncCode::kind(C) == SyncKind::OnceDone)
      Out.push_back(SyncCode::make(SyncKind::Won, SyncCode::path(C)));
  return T.Sets.intern(std::move(Out));
}

// What a thread adds to a group itself comes too late for those who wait for it
// already.
SetId Frame::withoutAdds(SetId Before) {
  return T.Sets.select(Before, [](uint32_t C) {
    return SyncCode::kind(C) != SyncKind::GroupAdd;
  });
}

SetId Frame::extraLocks(NodeId Event) {
  const Node &E = G.node(Event);
  if (E.kind() != NodeKind::SyncOp || E.syncOp() != SyncOpKind::Once)
    return SetTable::empty();
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  PathId P = Addr ? Names.name(Addr) : PathId();
  return P ? T.Sets.intern({LockCode::make(P, false)}) : SetTable::empty();
}

uint32_t Frame::allocation(PathId P) const {
  return Events.position(T.Paths.madeBy(P));
}

uint32_t Frame::renewal(PathId P) const {
  return Names.isTaken(P) ? Events.position(Names.takenBy(P)) : allocation(P);
}

// A value that is taken by no event is the same on a way that does not turn
// back: it was taken before the way begins.
bool Frame::isOneObject(PathId P, uint32_t From, uint32_t To) const {
  uint32_t Taken = renewal(P);
  if (Taken == UINT32_MAX)
    return Events.leadsTo(From, To);
  return Events.dominates(Taken, From) && Events.dominates(Taken, To);
}

} // namespace mapgraph::solver
