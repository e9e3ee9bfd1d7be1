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

bool Lockers::isLockedByOne(PathId Map) const {
  auto It = ByMap.find(Map);
  if (It == ByMap.end() || It->second.Holders.size() != 1)
    return false;
  const Use &Of = It->second;
  if (Of.Locked.contains(*Of.Holders.begin()))
    return false; // takes it for what it does to the map
  return std::count_if(
             Of.Unlocked.begin(), Of.Unlocked.end(), [&](FunctionId F) {
               return !Of.Locked.contains(F) && !Of.Holders.contains(F);
             }) > 1;
}

} // namespace mapgraph::solver
