//===- ItemClasses.cpp - Accesses that a pair is judged alike -------------===//

#include "graph/solve/ItemClasses.h"

#include "graph/solve/Invalidation.h"

#include <algorithm>
#include <numeric>

namespace mapgraph::solver {

ItemClasses::ItemClasses(const Graph &Program,
                         std::vector<const std::vector<Item> *> Of)
    : G(Program), Lists(std::move(Of)) {
  RowIndex Index;
  std::vector<Key> Keys;
  std::vector<std::pair<PathId, size_t>> Place; // by row of Keys
  for (uint32_t L = 0; L != Lists.size(); ++L)
    for (uint32_t Pos = 0; Pos != Lists[L]->size(); ++Pos) {
      const Item &I = (*Lists[L])[Pos];
      Key K = keyOf(I);
      auto [Row, New] =
          Index.add(hashOf(K, I.Object.Value), [&](uint32_t Other) {
            return Keys[Other] == K && Place[Other].first == I.Object;
          });
      auto &OfObject = Classes[I.Object];
      if (New) {
        Keys.push_back(K);
        Place.emplace_back(I.Object, OfObject.size());
        OfObject.push_back({I, {}});
      }
      OfObject[Place[Row].second].Members.push_back({L, Pos});
    }
}

ItemClasses::Key ItemClasses::keyOf(const Item &I) const {
  const Node &N = G.node(I.Op);
  bool Survives = isUse(N) && N.has(NF_Single);
  return {uint32_t(N.kind()) << 16 | uint32_t(N.Op) << 8 | I.Atomic << 3 |
              Survives << 2 | I.Write << 1 | I.Own,
          I.Locks.Value,
          I.Flags.Value,
          I.MayLocks.Value,
          I.Taken.Value,
          I.Found.Value,
          I.Guards.Value,
          I.Before.Value,
          I.After.Value,
          I.Earlier.Value,
          I.MadeFor.Value};
}

void ItemClasses::index(const Class &C) const {
  size_t N = C.Members.size();
  auto op = [&](uint32_t Row) { return item(C.Members[Row]).Op; };
  C.From.resize(N);
  std::iota(C.From.begin(), C.From.end(), 0);
  C.UpTo = C.ByOp = C.From;
  for (size_t I = N - 1; I-- > 0;)
    if (op(C.From[I + 1]) < op(I))
      C.From[I] = C.From[I + 1];
  for (size_t I = 1; I < N; ++I)
    if (op(C.UpTo[I - 1]) <= op(I))
      C.UpTo[I] = C.UpTo[I - 1];
  std::sort(C.ByOp.begin(), C.ByOp.end(), [&](uint32_t X, uint32_t Y) {
    return std::pair(op(X), X) < std::pair(op(Y), Y);
  });
}

std::optional<ItemClasses::Member> ItemClasses::first(const Class &C, NodeId Op,
                                                      uint32_t First,
                                                      uint32_t Last) const {
  if (C.From.empty())
    index(C);
  const auto &All = C.Members;
  uint32_t Begin =
      std::lower_bound(All.begin(), All.end(), Member{First, 0}) - All.begin();
  uint32_t End =
      std::upper_bound(All.begin(), All.end(), Member{Last, UINT32_MAX}) -
      All.begin();
  if (Begin == End)
    return std::nullopt;
  if (!Op)
    return All[First ? C.From[Begin] : C.UpTo[End - 1]];
  auto It = std::lower_bound(C.ByOp.begin(), C.ByOp.end(), std::pair(Op, Begin),
                             [&](uint32_t Row, auto Key) {
                               return std::pair(item(All[Row]).Op, Row) < Key;
                             });
  if (It == C.ByOp.end() || *It >= End || item(All[*It]).Op != Op)
    return std::nullopt;
  return All[*It];
}

} // namespace mapgraph::solver
