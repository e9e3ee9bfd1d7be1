//===- TakenOut.cpp - Containers that were taken out of their place -------===//

#include "graph/solve/TakenOut.h"

#include <algorithm>

namespace mapgraph::solver {

// How many copies and parts a value is followed back; loops of phis end here.
static constexpr unsigned MaxDepth = 6;

static bool isPart(EdgeKind K) {
  return K == EdgeKind::Field || K == EdgeKind::Load;
}

// Whether the event finds what it gives in what is stored.
static bool isFinder(const Node &Event) {
  return Event.kind() == NodeKind::Access || Event.kind() == NodeKind::MapOp;
}

bool TakenOut::movedOut(NodeId Map, uint32_t Pos) {
  return movedOut(Map, Pos, 0);
}

bool TakenOut::movedOut(NodeId Map, uint32_t Pos, unsigned Depth) {
  if (Depth == MaxDepth)
    return false;
  bool Moved = false;
  for (EdgeId Id : G.in(Map)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy)
      Moved = movedOut(E.From, Pos, Depth + 1);
    else if (E.kind() == EdgeKind::ResultOf)
      Moved = replacement(E.From, Pos) != UINT32_MAX;
    else if (isPart(E.kind()))
      return false;
    else
      continue; // somebody uses it
    if (!Moved)
      return false;
  }
  return Moved;
}

// What stores something else in the place of the load, on every way from there
// to the event and in the load's section of a lock; none: UINT32_MAX.
uint32_t TakenOut::replacement(NodeId Load, uint32_t Pos) {
  uint32_t Taken = Events.position(Load);
  if (Taken == UINT32_MAX || G.node(Load).kind() != NodeKind::Access)
    return UINT32_MAX;
  PathId Place = Names.name(G.target(Load, EdgeKind::Addr));
  SetId Held = Must.held(Taken);
  if (!Place || Held == SetTable::empty())
    return UINT32_MAX;
  for (uint32_t P = 0; P != Events.size(); ++P) {
    const Node &N = G.node(Events.event(P));
    if (N.kind() == NodeKind::Access && N.access() == AccessKind::Write &&
        Events.dominates(Taken, P) && !Events.canFollow(Taken, Pos, P) &&
        Names.name(G.target(Events.event(P), EdgeKind::Addr)) == Place &&
        std::ranges::all_of(T.Sets[Held], [&](uint32_t C) {
          return inOneSection(Taken, P, C);
        }))
      return P;
  }
  return UINT32_MAX;
}

// Whether the lock is held at both events and not given back in between.
bool TakenOut::inOneSection(uint32_t From, uint32_t To, uint32_t Lock) const {
  if (!T.Sets.contains(Must.held(From), Lock) ||
      !T.Sets.contains(Must.held(To), Lock))
    return false;
  for (uint32_t P = 0; P != Events.size(); ++P)
    if (T.Sets.contains(Must.givenBackAt(P), Lock) &&
        Events.canFollow(From, P) && Events.canFollow(P, To, From))
      return false;
  return true;
}

SetId TakenOut::takenUnder(NodeId Value, uint32_t Pos) {
  auto [It, New] = TakenUnder.try_emplace({Value, Pos});
  if (New)
    It->second = takenOut(Value, Pos, 0);
  return It->second;
}

SetId TakenOut::takenOut(NodeId Value, uint32_t Pos, unsigned Depth) {
  if (!Value || Depth == MaxDepth)
    return SetTable::empty();
  std::optional<SetId> Out;
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy || isPart(E.kind()))
      T.Sets.narrow(Out, takenOut(E.From, Pos, Depth + 1));
    else if (E.kind() == EdgeKind::ResultOf)
      T.Sets.narrow(Out, takenBy(E.From, Pos, Depth));
  }
  return Out.value_or(SetTable::empty());
}

// The same for what the event finds.
SetId TakenOut::takenBy(NodeId Finder, uint32_t Pos, unsigned Depth) {
  if (!isFinder(G.node(Finder)))
    return SetTable::empty();
  NodeId Addr = G.target(Finder, EdgeKind::Addr);
  uint32_t Store = replacement(Finder, Pos);
  if (Store == UINT32_MAX)
    return takenOut(Addr, Pos, Depth + 1);
  uint32_t Taken = Events.position(Finder);
  if (isGivenAway(Taken, Store, Pos))
    return SetTable::empty();
  return T.Sets.select(Must.held(Taken),
                       [](uint32_t C) { return !LockCode::read(C); });
}

// Whether what was taken may be where others find it by the event, once more.
bool TakenOut::isGivenAway(uint32_t Taken, uint32_t Store, uint32_t Pos) {
  for (uint32_t P = 0; P != Events.size(); ++P)
    if (P != Store && P != Pos && givesAway(P, Taken) &&
        Events.canFollow(Taken, P) && Events.canFollow(P, Pos, Taken))
      return true;
  return false;
}

// Whether the event stores or sends something of what was taken, but not into
// an object that was made here.
bool TakenOut::givesAway(uint32_t Pos, uint32_t Taken) {
  NodeId Event = Events.event(Pos);
  const Node &N = G.node(Event);
  if (N.kind() == NodeKind::Call)
    return calleeGivesAway(Event, Taken);
  bool Plain = isFinder(N);
  if (!Plain && N.kind() != NodeKind::SyncOp)
    return false;
  if (Plain && isMadeHere(Names.name(G.target(Event, EdgeKind::Addr))))
    return false;
  return std::ranges::any_of(G.out(Event), [&](EdgeId Id) {
    const Edge &E = G.edge(Id);
    return (E.kind() == EdgeKind::Val || E.kind() == EdgeKind::Key) &&
           comesFrom(E.To, Taken);
  });
}

bool TakenOut::calleeGivesAway(NodeId Event, uint32_t Taken) {
  for (FunctionId Callee : Names.followed(Event))
    for (const Store &S : Done.at(Event, Callee).Stores) {
      const Path &Base = T.Paths[T.Paths.base(S.Value)];
      if (Base.Kind != PathKind::Param ||
          !comesFrom(Calls.actual(Event, Callee, Base.A), Taken))
        continue;
      for (PathId Place : Names.lift(Event, Callee, S.Addr))
        if (!isMadeHere(Place))
          return true;
    }
  return false;
}

bool TakenOut::isMadeHere(PathId Place) const {
  return Place && T.Paths[T.Paths.base(Place)].Kind == PathKind::Alloc;
}

bool TakenOut::comesFrom(NodeId Value, uint32_t Taken) {
  std::vector<Finding> By;
  finders(Value, By, 0);
  return std::ranges::any_of(By,
                             [&](const Finding &F) { return F.Pos == Taken; });
}

// Where the value is found, what it is a part of, and so on.
void TakenOut::finders(NodeId Value, std::vector<Finding> &To, unsigned Depth) {
  if (!Value)
    return;
  if (Depth == MaxDepth) {
    To.push_back({UINT32_MAX, Names.name(Value)});
    return;
  }
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy || isPart(E.kind()))
      finders(E.From, To, Depth + 1);
    if (E.kind() != EdgeKind::ResultOf)
      continue;
    uint32_t Pos = Events.position(E.From);
    if (!isFinder(G.node(E.From))) {
      To.push_back({Pos, Names.name(Value)});
      continue;
    }
    NodeId Addr = G.target(E.From, EdgeKind::Addr);
    To.push_back({Pos, Names.name(Addr)});
    finders(Addr, To, Depth + 1);
  }
}

SetId TakenOut::foundUnder(NodeId Value, uint32_t Pos, SetId Locks) {
  if (Locks == SetTable::empty())
    return Locks;
  auto [It, New] = FoundUnder.try_emplace({Value, Pos, Locks});
  if (!New)
    return It->second;
  std::vector<Finding> By;
  finders(Value, By, 0);
  It->second = T.Sets.select(
      Locks, [&](uint32_t C) { return isFoundUnder(C, By, Pos); });
  return It->second;
}

bool TakenOut::isFoundUnder(uint32_t Lock, const std::vector<Finding> &By,
                            uint32_t Pos) const {
  bool Any = false;
  for (const Finding &F : By) {
    if (!isBehind(Lock, F.Place))
      continue;
    if (!isHeldSince(F.Pos, Pos, Lock))
      return false;
    Any = true;
  }
  return Any;
}

SetId TakenOut::foundSince(uint32_t From, uint32_t Pos, PathId Object,
                           SetId Locks) const {
  return T.Sets.select(Locks, [&](uint32_t C) {
    return isBehind(C, Object) && isHeldSince(From, Pos, C);
  });
}

// Whether the lock is held while one event finds something, and from then on to
// the end of the other one.
bool TakenOut::isHeldSince(uint32_t From, uint32_t Pos, uint32_t Lock) const {
  return From != UINT32_MAX && inOneSection(From, Pos, Lock) &&
         !T.Sets.contains(Must.givenBackAt(From), Lock) &&
         !T.Sets.contains(Must.givenBackAt(Pos), Lock);
}

// Whether the place hangs on what has the lock, or both are variables.
bool TakenOut::isBehind(uint32_t Lock, PathId Place) const {
  const Path &L = T.Paths[LockCode::path(Lock)];
  if (L.Kind == PathKind::Global)
    return Place && T.Paths[T.Paths.base(Place)].Kind == PathKind::Global;
  return Place && L.Kind == PathKind::Field &&
         T.Paths.hasPrefix(Place, PathId(L.A));
}

} // namespace mapgraph::solver
