//===- Background.cpp - What a constructor leaves running -----------------===//

#include "graph/solve/Background.h"

namespace mapgraph::solver {

Background::Background(Tables &Shared, const Summary &Of, PathId Object)
    : T(Shared) {
  findParts(Of, Object);
  for (const Item &I : Of.Items) {
    if (I.Closed || !T.async(I.Trace))
      continue;
    PathId Renamed = rename(I.Object);
    if (Renamed == I.Object)
      continue;
    Item New = I;
    New.Object = Renamed;
    New.Locks = renameLocks(I.Locks);
    New.MayLocks = renameLocks(I.MayLocks);
    New.After = renameSyncs(I.After);
    New.Before = renameSyncs(I.Before);
    New.Earlier = renameSyncs(I.Earlier);
    Items.push_back(New);
  }
}

void Background::findParts(const Summary &Of, PathId Object) {
  Names[Object] = T.Paths.param(0);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const Store &S : Of.Stores) {
      if (T.Paths[S.Value].Kind != PathKind::Alloc || Names.contains(S.Value))
        continue;
      PathId Place = rename(S.Addr);
      if (Place == S.Addr)
        continue;
      Names[S.Value] = T.Paths.deref(Place);
      Changed = true;
    }
  }
}

PathId Background::rename(PathId P) {
  PathId Base = T.Paths.base(P);
  auto It = Names.find(Base);
  return It == Names.end() ? P : T.Paths.rebase(P, Base, It->second);
}

SetId Background::renameLocks(SetId S) {
  std::vector<uint32_t> Out;
  const std::vector<uint32_t> Codes = T.Sets[S];
  for (uint32_t C : Codes)
    Out.push_back(LockCode::make(rename(LockCode::path(C)), LockCode::read(C)));
  return T.Sets.intern(std::move(Out));
}

SetId Background::renameSyncs(SetId S) {
  std::vector<uint32_t> Out;
  const std::vector<uint32_t> Codes = T.Sets[S];
  for (uint32_t C : Codes)
    Out.push_back(SyncCode::make(SyncCode::kind(C), rename(SyncCode::path(C))));
  return T.Sets.intern(std::move(Out));
}

} // namespace mapgraph::solver
