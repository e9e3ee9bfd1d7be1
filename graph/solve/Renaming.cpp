//===- Renaming.cpp - One object under another name -----------------------===//

#include "graph/solve/Renaming.h"

namespace mapgraph::solver {

bool Renaming::addPart(const Store &S) {
  // A list would go on for ever.
  constexpr uint32_t MaxDepth = 8;
  if (T->Paths[S.Value].Kind != PathKind::Alloc || Names.contains(S.Value))
    return false;
  PathId Place = path(S.Addr);
  if (Place == S.Addr || T->Paths[Place].Depth > MaxDepth)
    return false;
  Names[S.Value] = T->Paths.deref(Place);
  return true;
}

// The longest name that is renamed decides.
PathId Renaming::path(PathId P) const {
  for (PathId From = P;; From = T->Paths.parent(From)) {
    if (auto It = Names.find(From); It != Names.end())
      return T->Paths.rebase(P, From, It->second);
    if (T->Paths.isBase(From))
      return P;
  }
}

SetId Renaming::locks(SetId S) const {
  std::vector<uint32_t> Out;
  for (uint32_t C : T->Sets[S])
    Out.push_back(LockCode::make(path(LockCode::path(C)), LockCode::read(C)));
  return T->Sets.intern(std::move(Out));
}

SetId Renaming::syncs(SetId S) const {
  std::vector<uint32_t> Out;
  for (uint32_t C : T->Sets[S])
    Out.push_back(SyncCode::make(SyncCode::kind(C), path(SyncCode::path(C))));
  return T->Sets.intern(std::move(Out));
}

Item Renaming::item(const Item &I) const {
  Item Out = I;
  Out.Object = path(I.Object);
  if (Out.Object == I.Object)
    return Out;
  Out.Locks = locks(I.Locks);
  Out.MayLocks = locks(I.MayLocks);
  Out.After = syncs(I.After);
  Out.Before = syncs(I.Before);
  Out.Earlier = syncs(I.Earlier);
  return Out;
}

std::vector<PathId> Renaming::renamed() const {
  std::vector<PathId> Out;
  for (const auto &[From, To] : Names)
    Out.push_back(From);
  return Out;
}

} // namespace mapgraph::solver
