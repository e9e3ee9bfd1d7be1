//===- RowIndexTest.cpp - Tests for the flat indexes ----------------------===//

#include "graph/solve/RowIndex.h"

#include <gtest/gtest.h>
#include <map>
#include <set>
#include <vector>

using namespace mapgraph::solver;

// Few hashes, so that rows collide and the index grows over collisions.
TEST(RowIndex, NumbersRowsLikeAMap) {
  std::vector<uint32_t> Rows;
  std::map<uint32_t, uint32_t> Expected;
  RowIndex Index;
  for (uint32_t I = 0; I != 5000; ++I) {
    uint32_t Key = I * I % 1009;
    auto [Row, New] = Index.add(
        mixBits(Key % 13), [&](uint32_t Other) { return Rows[Other] == Key; });
    auto [It, First] =
        Expected.try_emplace(Key, static_cast<uint32_t>(Rows.size()));
    EXPECT_EQ(New, First);
    EXPECT_EQ(Row, It->second);
    if (New)
      Rows.push_back(Key);
  }
}

TEST(PairSet, HasEachPairOnce) {
  std::set<std::pair<uint32_t, uint32_t>> Expected;
  PairSet Set;
  for (uint32_t I = 0; I != 5000; ++I) {
    std::pair<uint32_t, uint32_t> P(I * 7 % 101, I * I % 97);
    EXPECT_EQ(Set.insert(P.first, P.second), Expected.insert(P).second);
  }
}

TEST(PairMap, KeepsAValueForEachPairUntilItIsCleared) {
  PairMap<uint32_t> Map;
  for (int Round = 0; Round != 3; ++Round) {
    std::map<std::pair<uint32_t, uint32_t>, uint32_t> Expected;
    for (uint32_t I = 0; I != 2000; ++I) {
      std::pair<uint32_t, uint32_t> P(I * 7 % 31, I * I % 37);
      auto [Row, New] = Map.add(P.first, P.second);
      EXPECT_EQ(New, Expected.try_emplace(P, 0).second);
      EXPECT_EQ(Map[Row], Expected[P]);
      Map[Row] = Expected[P] = I;
    }
    Map.clear();
  }
}
