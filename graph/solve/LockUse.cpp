//===- LockUse.cpp - Which lock the accesses of a map hold ----------------===//

#include "graph/solve/LockUse.h"

#include <algorithm>
#include <set>

namespace mapgraph::solver {

LockUse::LockUse(const Solution &S) {
  // One row for each thread: operations count once.
  std::set<std::pair<NodeId, uint32_t>> Seen;
  for (const MapObject &O : S.Objects)
    Names.push_back(O.Name);
  for (const ObjectAccess &A : S.Accesses) {
    if (!Seen.insert({A.Op, A.Object}).second)
      continue;
    ObjectsOf[A.Op].push_back(A.Object);
    ++Users[A.Object];
    for (const HeldLock &L : A.Locks)
      ++Holders[{A.Object, L.Name}];
  }
}

bool LockUse::isRare(const std::string &Lock, NodeId A, NodeId B) const {
  constexpr uint32_t RareShare = 4; // one operation of so many
  std::set<uint32_t> Objects;
  for (NodeId Op : {A, B})
    if (auto Of = ObjectsOf.find(Op); Of != ObjectsOf.end())
      Objects.insert(Of->second.begin(), Of->second.end());
  uint32_t Held = 0, All = 0;
  for (uint32_t Object : Objects) {
    All += Users.at(Object);
    if (auto It = Holders.find({Object, Lock}); It != Holders.end())
      Held += It->second;
  }
  return Held != 0 && Held * RareShare <= All;
}

// Fields of one type.
static bool isBeside(std::string_view Lock, std::string_view Map) {
  size_t Dot = Lock.find('.');
  return Dot != Lock.npos && Map.starts_with(Lock.substr(0, Dot + 1));
}

const HeldLock &LockUse::usual(const std::vector<HeldLock> &Locks,
                               const Side (&Sides)[2]) const {
  std::set<uint32_t> Objects;
  for (const Side &X : Sides)
    if (auto Of = ObjectsOf.find(X.Op); Of != ObjectsOf.end())
      Objects.insert(Of->second.begin(), Of->second.end());
  return *std::ranges::max_element(Locks, {}, [&](const HeldLock &L) {
    uint32_t N = 0;
    bool Beside = false;
    for (uint32_t Object : Objects) {
      Beside |= Object < Names.size() && isBeside(L.Name, Names[Object]);
      if (auto It = Holders.find({Object, L.Name}); It != Holders.end())
        N += It->second;
    }
    return std::pair(N, Beside);
  });
}

} // namespace mapgraph::solver
