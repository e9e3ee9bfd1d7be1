//===- FrameOwnership.cpp - Who else has an object ----------------------===//
//
// Maps that outlive their lock, that were moved out of their place, fresh
// objects that are put where others find them, and those of one thread each.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Frame.h"

#include "graph/solve/Order.h"

#include <algorithm>

namespace mapgraph::solver {

// How many copies and parts a value is followed back; loops of phis end here.
static constexpr unsigned MaxDepth = 6;
/// Of one function. What is over counts as kept by nobody, as what is handed
/// to code without a body does; the summary says that it left something out.
static constexpr size_t MaxPuts = 32;

// The map value, or what it hangs on, was taken from a field or a map while a
// lock was held that is no longer held here: the map has escaped its lock.
bool Frame::escapedLock(NodeId Map, SetId Now, unsigned Depth) {
  if (Depth == MaxDepth)
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
        if (Done.at(E.From, Callee).ResultEscapesLock &&
            Now == SetTable::empty())
          return true;
  }
  return false;
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

// Notes from where the object of the access has come: Value is what it hangs on
// at the event, the map's place or an argument.
void Frame::passOn(Item &I, NodeId Value, uint32_t Pos) {
  if (!I.Received && !I.SentOn)
    I.Received = Messages.receivedFrom(Value, Pos);
  const Path &Base = T.Paths[T.Paths.base(I.Object)];
  I.SentOn = Base.Kind == PathKind::Param &&
             (I.SentOn || Messages.isSentOn(Base.A, Pos));
}

// Whether the object of the callee is one that is made for each thread that is
// started there, whatever the place in which others find it. So is all that the
// thread comes through on its way to it: what it reads from a place that it
// shares may be another one by then.
bool Frame::isMadeFor(uint32_t Start, FunctionId Callee, PathId Object,
                      Naming::Choice Of) {
  NodeId Event = Events.event(Start);
  const Node &N = G.node(Event);
  if (!isAsync(N) || isCallback(N) || N.has(NF_Many))
    return false;
  Of.ByPlace = false;
  auto isFresh = [&](PathId Given) {
    PathId P = Names.liftOne(Event, Callee, Given, Of);
    if (!P || T.Paths.indirections(P) != 0)
      return false;
    uint32_t Made = allocation(P);
    return Made != UINT32_MAX && Events.dominates(Made, Start) &&
           !Events.canFollow(Start, Start, Made);
  };
  for (PathId Part = Object; !T.Paths.isBase(Part); Part = T.Paths.parent(Part))
    if (T.Paths[Part].Kind == PathKind::Deref && !isFresh(Part))
      return false;
  return isFresh(Object) && isFresh(T.Paths.base(Object));
}

// Where objects are put for others to find: by stores into what hangs on
// globals and parameters, and into maps there, here and in callees.
void Frame::collectPublications() {
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    collectStored(Pos);
    collectPutBelow(Pos);
  }
}

void Frame::collectStored(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const Node &E = G.node(Event);
  bool Map = E.kind() == NodeKind::MapOp && writes(E.mapOp());
  bool Store = E.kind() == NodeKind::Access && E.access() == AccessKind::Write;
  bool Send = E.kind() == NodeKind::SyncOp && E.syncOp() == SyncOpKind::Send;
  bool Atomic = isAtomicWrite(E);
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  NodeId Val = G.target(Event, EdgeKind::Val);
  if ((!Map && !Store && !Send && !Atomic) || !Addr || !Val)
    return;
  const Naming::Names Places = Names.names(Addr), Values = Names.names(Val);
  for (PathId Place : Places)
    for (PathId Value : Values) {
      PathId Of = Send ? T.Paths.message(Place) : Place;
      put(Value, Pos, Map ? T.Paths.mapElement(Place) : T.Paths.deref(Of));
    }
}

// What callees do with what they are given. What runs once stores for all: no
// caller can say that it is its own.
void Frame::collectPutBelow(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const Node &E = G.node(Event);
  if ((E.kind() != NodeKind::Call && !isAsync(E)) || Names.isOpen(Event))
    return;
  for (FunctionId Callee : Names.followed(Event))
    for (const Store &S : Done.at(Event, Callee).Puts)
      for (PathId Value : Names.lift(Event, Callee, S.Value))
        for (PathId As : Names.lift(Event, Callee, S.Addr))
          put(Value, Pos, As);
}

// Fresh objects are published; what becomes of parameters callers hear.
void Frame::put(PathId Value, uint32_t Pos, PathId As) {
  PathKind Base = T.Paths[T.Paths.base(As)].Kind;
  if (Base != PathKind::Global && Base != PathKind::Param)
    return;
  // Who receives a message has it from then on (Handovers).
  if (T.Paths[Value].Kind == PathKind::Alloc &&
      !T.Paths.isMessage(T.Paths.parent(As)))
    publish(Value, Pos, As);
  addPut({As, Value});
}

void Frame::addPut(const Store &S) {
  if (T.Paths[T.Paths.base(S.Value)].Kind != PathKind::Param ||
      std::ranges::find(Puts, S) != Puts.end())
    return;
  if (Puts.size() < MaxPuts)
    Puts.push_back(S);
  else
    Overflow = true;
}

// With an object everything is published that hangs on it.
void Frame::publish(PathId Object, uint32_t Pos, PathId As) {
  Renaming Found(T, Object, As);
  Found.addParts(Names.stores());
  for (PathId P : Found.renamed())
    Published[P].push_back(Publications.size());
  for (const Store &S : Names.stores())
    if (PathId Place = Found.path(S.Addr); Place != S.Addr)
      addPut({T.Paths.deref(Place), S.Value});
  Publications.push_back({Pos, std::move(Found)});
}

// An access to an object that has been published is one to what others find.
void Frame::addPublished(const Item &I, uint32_t Pos) {
  PathId Base = T.Paths.base(I.Object);
  auto It = Published.find(Base);
  if (It == Published.end())
    return;
  for (size_t Row : It->second)
    if (const Publication &P = Publications[Row];
        Events.canFollow(P.Pos, Pos, allocation(Base)))
      addFound(P.Found.item(I), P.Pos, Pos);
    else if (goesOnBehind(I, Pos, P.Pos)) {
      Item Later = P.Found.item(I);
      Later.FoundLater = true;
      add(Later);
    }
}

// Whether the access is one of a thread that can still run when the object is
// published: it was started before, and not waited for.
bool Frame::goesOnBehind(const Item &I, uint32_t Start, uint32_t Publication) {
  uint32_t Made = allocation(I.Object);
  if (!Events.dominates(Made, Start)) // who is started first gets it later
    Made = UINT32_MAX;
  if (!T.isThread(I) || I.Parallel ||
      !Events.canFollow(Start, Publication, Made))
    return false;
  Wait Until;
  Until.Facts = Must.between(Start)[Publication].value_or(SetTable::empty());
  Until.Added = I.Before;
  Until.Several = Events.inLoop(Start);
  Until.In = this;
  Until.At = Publication;
  return !ordered(G, T, I, Until);
}

// Signals and waits with the names, too, by which others find what is signalled
// or waited for. Early: only waits that come before it is put there, for what
// was there then.
SetId Frame::byPlace(SetId Syncs, bool Early) const {
  std::vector<uint32_t> More;
  for (uint32_t C : T.Sets[Syncs]) {
    PathId P = SyncCode::path(C);
    auto It = Published.find(T.Paths.base(P));
    if (It == Published.end() || It->second.size() != 1)
      continue;
    const Publication &By = Publications[It->second.front()];
    bool Late = false;
    for (uint32_t Pos = 0; Early && Pos != Events.size(); ++Pos)
      Late |=
          T.Sets.contains(Must.syncAt(Pos), C) && Events.canFollow(By.Pos, Pos);
    if (!Late)
      More.push_back(SyncCode::make(SyncCode::kind(C), By.Found.path(P)));
  }
  return T.Sets.unite(Syncs, T.Sets.intern(std::move(More)));
}

// A thread closes the channel that its starter has made and put into a field;
// who starts anew waits for the channel of the field before.
void Frame::addPlaces(Item &I) const {
  if (Published.empty())
    return;
  if (T.isThread(I))
    I.After = byPlace(I.After, false);
  I.Before = byPlace(I.Before, true);
  I.Within = byPlace(I.Within, true);
}

// From is where others can find its object first.
void Frame::addFound(Item I, uint32_t From, uint32_t Pos) {
  I.Found =
      T.Sets.unite(I.Found, Moved.foundSince(From, Pos, I.Object, I.Locks));
  add(I);
}

// The access by the name of what the variable was given; without an object when
// that has none.
Item Frame::through(const Item &I, PathId Held, PathId Given) {
  return renameItem(
      T, I,
      [&](PathId P) { return Names.resolve(T.Paths.rebase(P, Held, Given)); },
      Aliases[{Held, Given}]);
}

// A cell that holds one of many keeps its own name, by which those who share
// the cell find the object. All others find it in its place.
void Frame::addTaken(const Item &I, PathId Cell, PathId From) {
  PathId Container = T.Paths.container(From);
  // Who receives an object has one of its own.
  if (!Container || T.Paths[Cell].Element)
    return;
  Item New = through(I, Cell, From);
  if (!New.Object)
    return;
  uint32_t Pos = Events.position(I.Event);
  New.ByCell = true;
  New.Walked =
      Events.inLoop(Pos) && !Events.canFollow(Pos, Pos, allocation(Cell));
  New.All = New.Walked && isAsync(G.node(I.Event)) && walksAll(Pos, Container);
  add(New);
}

// Where the loop looks for the next one of what it walks, if it is known to
// walk something: then what is around the loop is told apart from its rounds.
std::optional<uint32_t> Frame::walkOf(uint32_t HeaderPos) const {
  for (uint32_t Pos : Events.everyIteration(HeaderPos)) {
    const Node &N = G.node(Events.event(Pos));
    bool Counts = N.kind() == NodeKind::Branch && N.test() == TestKind::Rounds;
    bool Iterates =
        N.kind() == NodeKind::MapOp && N.mapOp() == MapOpKind::IterNext;
    if ((Counts || Iterates) && Events.loopHeader(Pos) == HeaderPos)
      return Pos;
  }
  return std::nullopt;
}

// Whether the loop around the event comes to it with each element.
bool Frame::walksAll(uint32_t Pos, PathId Container) {
  uint32_t Header = Events.loopHeader(Pos);
  auto Walk = walkOf(Header);
  if (!Walk || !Events.isInEachRound(Pos))
    return false;
  NodeId Of = G.target(Events.event(*Walk), EdgeKind::Addr);
  if (!Of)
    return T.Paths[T.Paths.base(Container)].Kind == PathKind::Param;
  const Naming::Names &Walked = Names.names(Of);
  return std::ranges::find(Walked, Container) != Walked.end();
}

// A variable that was given several values may hold any of them: an access to
// what it holds is one to each.
void Frame::addAliases(const Item &I) {
  for (PathId P = I.Object; !T.Paths.isBase(P); P = T.Paths.parent(P)) {
    if (T.Paths[P].Kind != PathKind::Deref || allocation(P) == UINT32_MAX)
      continue;
    const std::vector<PathId> Values = Names.storedAt(T.Paths.parent(P));
    if (Values.size() == 1 && T.Paths[Values.front()].Element) {
      addTaken(I, P, Values.front());
      return;
    }
    if (Values.size() < 2 || Values.size() > Naming::MaxNames)
      continue;
    for (PathId V : Values) {
      Item New = through(I, P, V);
      if (!New.Object)
        continue;
      New.Several = I.Several || !isGlobal(V);
      New.Chosen = NodeId();
      add(New);
    }
    return;
  }
}

} // namespace mapgraph::solver
