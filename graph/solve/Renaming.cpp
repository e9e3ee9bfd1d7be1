//===- Renaming.cpp - One object under another name -----------------------===//

#include "graph/solve/Renaming.h"

namespace mapgraph::solver {

// The value of a key, made when it is asked for first.
template <typename Map, typename Key, typename Maker>
static auto remembered(Map &In, Key K, Maker Make) {
  auto [It, New] = In.try_emplace(K);
  if (New)
    It->second = Make();
  return It->second;
}

Item renameItem(Tables &T, const Item &I,
                const std::function<PathId(PathId)> &To, RenameMemo &Memo) {
  auto path = [&](PathId P) {
    return remembered(Memo.Paths, P, [&] { return To(P); });
  };
  auto locks = [&](SetId S) {
    return remembered(Memo.Locks, S, [&] { return T.renameLocks(S, path); });
  };
  auto syncs = [&](SetId S) {
    return remembered(Memo.Syncs, S, [&] { return T.renameSyncs(S, path); });
  };
  Item Out = I;
  Out.Object = path(I.Object);
  if (I.Received)
    Out.Received = path(I.Received);
  Out.Locks = locks(I.Locks);
  Out.Flags = locks(I.Flags);
  Out.MayLocks = locks(I.MayLocks);
  Out.Taken = locks(I.Taken);
  Out.Found = locks(I.Found);
  Out.After = syncs(I.After);
  Out.Before = syncs(I.Before);
  Out.Within = syncs(I.Within);
  Out.Earlier = syncs(I.Earlier);
  return Out;
}

bool Renaming::addPart(const Store &S) {
  // A list would go on for ever.
  constexpr uint32_t MaxDepth = 8;
  bool Given =
      Params && T->Paths[T->Paths.base(S.Value)].Kind == PathKind::Param;
  if ((T->Paths[S.Value].Kind != PathKind::Alloc && !Given) ||
      Names.contains(S.Value))
    return false;
  PathId Place = path(S.Addr);
  if (Place == S.Addr || T->Paths[Place].Depth > MaxDepth)
    return false;
  Names[S.Value] = T->Paths.deref(Place);
  Memo = {};
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

Item Renaming::item(const Item &I) const {
  if (path(I.Object) == I.Object)
    return I;
  return renameItem(*T, I, [this](PathId P) { return path(P); }, Memo);
}

std::vector<PathId> Renaming::renamed() const {
  std::vector<PathId> Out;
  for (const auto &[From, To] : Names)
    Out.push_back(From);
  return Out;
}

} // namespace mapgraph::solver
