//===- Renaming.cpp - One object under another name -----------------------===//

#include "graph/solve/Renaming.h"

namespace mapgraph::solver {

Item renameItem(Tables &T, const Item &I,
                const std::function<PathId(PathId)> &To) {
  Item Out = I;
  Out.Object = To(I.Object);
  Out.Locks = T.renameLocks(I.Locks, To);
  Out.MayLocks = T.renameLocks(I.MayLocks, To);
  Out.After = T.renameSyncs(I.After, To);
  Out.Before = T.renameSyncs(I.Before, To);
  Out.Earlier = T.renameSyncs(I.Earlier, To);
  return Out;
}

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

Item Renaming::item(const Item &I) const {
  if (path(I.Object) == I.Object)
    return I;
  return renameItem(*T, I, [this](PathId P) { return path(P); });
}

std::vector<PathId> Renaming::renamed() const {
  std::vector<PathId> Out;
  for (const auto &[From, To] : Names)
    Out.push_back(From);
  return Out;
}

} // namespace mapgraph::solver
