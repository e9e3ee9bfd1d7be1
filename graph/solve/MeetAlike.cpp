//===- MeetAlike.cpp - Classes of accesses that are judged alike ----------===//
//
// A library's methods have thousands of classes of accesses to one map, which
// differ in what has happened before and after: most of it concerns objects
// that others cannot name, or nobody waits for. Without that few are left.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"
#include "graph/solve/StaleChecks.h"

#include <algorithm>
#include <map>

namespace mapgraph::solver {

// What somebody waits for before an access to the object.
std::set<PathId> Meet::heardOf(PathId Object,
                               const std::vector<ItemClasses::Class> &Of) {
  std::set<SetId> Waits;
  for (const ItemClasses::Class &C : Of)
    Waits.insert(C.Like.Before);
  std::set<PathId> Out;
  for (SetId S : Waits)
    for (uint32_t C : T.Sets[S])
      if (PathId P = SyncCode::path(C); everyones(P, Object))
        Out.insert(P);
  return Out;
}

bool Meet::hasChecks(const ItemClasses &In, const ItemClasses::Class &C) const {
  return Stale && std::ranges::any_of(C.Members, [&](ItemClasses::Member M) {
           return Stale->isCheck(In.item(M).Op);
         });
}

std::vector<Meet::Alike> Meet::alike(const ItemClasses &In,
                                     const std::vector<ItemClasses::Class> &Of,
                                     const std::set<PathId> &Heard) {
  auto heard = [&](uint32_t Facts) {
    SetId S = T.Sets.select(SetId(Facts), [&](uint32_t C) {
      return Heard.contains(SyncCode::path(C));
    });
    return S.Value;
  };
  // Who waits until all others have ended or are blocked asks for more.
  bool Idle = Heard.contains(T.everybody());
  std::map<ItemClasses::Key, size_t> Rows;
  std::vector<Alike> Out;
  for (const ItemClasses::Class &C : Of) {
    ItemClasses::Key K = In.keyOf(C.Like);
    auto &[Kind, Locks, Flags, MayLocks, Taken, Found, Guards, Before, After,
           Earlier, MadeFor] = K;
    Before = everyonesSyncs(SetId(Before), C.Like.Object).Value;
    After = heard(After);
    if (!Idle)
      Earlier = heard(Earlier);
    auto [It, New] = Rows.try_emplace(K, Out.size());
    if (New)
      Out.emplace_back();
    Out[It->second].All.push_back(&C);
    if (hasChecks(In, C))
      Out[It->second].Checks.push_back(&C);
  }
  return Out;
}

} // namespace mapgraph::solver
