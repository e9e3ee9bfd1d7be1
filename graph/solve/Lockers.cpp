//===- Lockers.cpp - Which functions lock for a map -----------------------===//

#include "graph/solve/Lockers.h"

#include <algorithm>

namespace mapgraph::solver {

bool isVariable(const PathTable &Paths, PathId P) {
  while (Paths[P].Kind == PathKind::Field)
    P = Paths.parent(P);
  return Paths[P].Kind == PathKind::Global;
}

// What has the lock as a field, or points to it from one.
static PathId holderOf(const PathTable &Paths, PathId Lock) {
  if (Paths[Lock].Kind == PathKind::Deref)
    Lock = Paths.parent(Lock);
  while (Paths[Lock].Kind == PathKind::Field)
    Lock = Paths.parent(Lock);
  return Lock;
}

// Whether the lock, a LockCode, speaks for the map: that of an object behind
// another field only if it keeps others out.
static bool isGuardedBy(const Tables &T, const Item &I, uint32_t Code) {
  PathId Lock = LockCode::path(Code);
  const Path &Owner = T.Paths[T.Paths.base(I.Object)];
  if (T.Paths[T.Paths.base(Lock)] != Owner)
    return Owner.Kind == PathKind::Global && isVariable(T.Paths, Lock);
  return !LockCode::read(Code) ||
         T.Paths.hasPrefix(I.Object, holderOf(T.Paths, Lock));
}

static PathId guardOf(const Tables &T, const Item &I) {
  for (uint32_t C : T.Sets[I.Locks])
    if (isGuardedBy(T, I, C))
      return LockCode::path(C);
  return {};
}

bool isGuarded(const Tables &T, const Item &I) { return bool(guardOf(T, I)); }

// The same by a lock that is taken and given back, not by a once.
static bool isLocked(const Tables &T, const Item &I) {
  const auto &Locks = T.Sets[I.Locks];
  return std::any_of(Locks.begin(), Locks.end(), [&](uint32_t C) {
    return isGuardedBy(T, I, C) &&
           !T.Sets.contains(
               I.After, SyncCode::make(SyncKind::OnceDone, LockCode::path(C)));
  });
}

bool Lockers::locksFor(FunctionId F, NodeId Op) {
  auto [It, New] = LockedIn.try_emplace(F);
  if (New)
    for (const Item &I : Done[F.Value].Items)
      if (isLocked(T, I))
        It->second.insert(I.Op);
  return It->second.contains(Op);
}

// The callee closest to the access that still locks for it: what calls that one
// does not know of the lock.
FunctionId Lockers::locker(FunctionId Entry, const Item &I) {
  FunctionId Out = Entry;
  for (StepId S = I.Trace; S; S = T.Steps[S.Value].Rest) {
    FunctionId Callee = T.Steps[S.Value].Callee;
    if (!locksFor(Callee, I.Op))
      break;
    Out = Callee;
  }
  return Out;
}

void Lockers::add(FunctionId Entry, const Item &I) {
  Use &Of = ByMap[I.Object];
  FunctionId Accessor = G.node(I.Op).Function;
  PathId Guard = guardOf(T, I);
  if (!Guard) {
    Of.Unlocked.insert(Accessor);
    return;
  }
  if (!isLocked(T, I))
    return; // what a once runs sets up
  if (Of.Locked.empty())
    Of.First = {Entry, Guard};
  Of.Writes |= I.Write;
  Of.Locked.insert(Accessor);
  Of.Holders.insert(locker(Entry, I));
}

bool Lockers::isLockedFor(PathId Map) const {
  auto It = ByMap.find(Map);
  return It != ByMap.end() && !It->second.Locked.empty();
}

std::pair<FunctionId, PathId> Lockers::lockFor(PathId Map) const {
  auto It = ByMap.find(Map);
  return It == ByMap.end() ? std::pair<FunctionId, PathId>() : It->second.First;
}

bool Lockers::isLockedToRead(PathId Map) const {
  return isLockedFor(Map) && !ByMap.at(Map).Writes;
}

// Whether the method itself takes the lock that the field of its receiver is.
bool Lockers::takes(FunctionId F, uint32_t LockField) const {
  auto IsOwn = [&](EdgeId E) {
    const Node &From = G.node(G.edge(E).From);
    return G.edge(E).kind() == EdgeKind::Field &&
           G.edge(E).label() == LockField && From.kind() == NodeKind::Param &&
           From.Op == 0;
  };
  const Function &Row = G.function(F);
  for (uint32_t N = 0; N != Row.Count; ++N) {
    NodeId Event(Row.First.Value + N);
    if (const Node &E = G.node(Event);
        E.kind() != NodeKind::SyncOp || E.syncOp() != SyncOpKind::Lock)
      continue;
    if (NodeId Addr = G.target(Event, EdgeKind::Addr);
        Addr && std::ranges::any_of(G.in(Addr), IsOwn))
      return true;
  }
  return false;
}

// Whether functions that do nothing to the map take the lock, too: it is there
// for something else.
bool Lockers::hasOtherUses(PathId Lock, PathId Map) const {
  auto [It, New] = OtherUses.try_emplace(Map);
  if (New)
    It->second = findOtherUses(Lock, Map);
  return It->second;
}

bool Lockers::findOtherUses(PathId Lock, PathId Map) const {
  const Path &P = T.Paths[Lock];
  if (P.Kind != PathKind::Field || !T.Paths.isBase(T.Paths.parent(Lock)))
    return false;
  return std::ranges::any_of(All, [&](FunctionId F) {
    return takes(F, P.B) &&
           std::ranges::none_of(Done[F.Value].Items,
                                [&](const Item &I) { return I.Object == Map; });
  });
}

bool Lockers::isLockedByOne(PathId Map) const {
  auto It = ByMap.find(Map);
  if (It == ByMap.end() || It->second.Holders.size() != 1)
    return false;
  const Use &Of = It->second;
  if (Of.Locked.contains(*Of.Holders.begin()) &&
      !hasOtherUses(Of.First.second, Map))
    return false; // takes it for what it does to the map
  return std::count_if(
             Of.Unlocked.begin(), Of.Unlocked.end(), [&](FunctionId F) {
               return !Of.Locked.contains(F) && !Of.Holders.contains(F);
             }) > 1;
}

} // namespace mapgraph::solver
