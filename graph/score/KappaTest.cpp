//===- KappaTest.cpp - How much do labellers agree? -----------------------===//

#include "graph/score/Kappa.h"

#include <gtest/gtest.h>

using namespace mapgraph::score;

using Words = std::vector<std::pair<std::string, std::string>>;

static void add(Words &To, size_t Times, const char *A, const char *B) {
  To.insert(To.end(), Times, {A, B});
}

TEST(KappaTest, CohenByHand) {
  Words Items;
  add(Items, 20, "race", "race");
  add(Items, 5, "race", "silent");
  add(Items, 10, "silent", "race");
  add(Items, 15, "silent", "silent");
  // Observed 35/50; by chance 25*30/2500 + 25*20/2500 = 0.5.
  EXPECT_NEAR(*cohenKappa(Items), 0.4, 1e-12);
}

TEST(KappaTest, CohenOfFullAgreementIsOneAndOfOppositionBelowZero) {
  Words Same = {{"race", "race"}, {"silent", "silent"}};
  EXPECT_DOUBLE_EQ(*cohenKappa(Same), 1);
  Words Opposed = {{"race", "silent"}, {"silent", "race"}};
  EXPECT_DOUBLE_EQ(*cohenKappa(Opposed), -1);
}

TEST(KappaTest, ChanceAloneDefinesNothing) {
  EXPECT_FALSE(cohenKappa(Words{}));
  EXPECT_FALSE(cohenKappa(Words{{"race", "race"}, {"race", "race"}}));
}

// The example of Fleiss' paper as it is often printed: ten subjects, fourteen
// raters, five categories.
TEST(KappaTest, FleissByHand) {
  const size_t Table[10][5] = {
      {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0},
      {2, 2, 8, 1, 1},  {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2},
      {6, 5, 2, 1, 0},  {0, 2, 2, 3, 7}};
  std::vector<std::vector<std::string>> Items;
  for (const auto &Row : Table) {
    Items.emplace_back();
    for (size_t Category = 0; Category != 5; ++Category)
      Items.back().insert(Items.back().end(), Row[Category],
                          std::to_string(Category));
  }
  EXPECT_NEAR(*fleissKappa(Items), 0.210, 0.0005);
}

static Corpus threeCases(bool Third) {
  Corpus C;
  C.Cases.resize(3);
  C.Cases[0].Said = {{"anna", "race"}, {"ben", "race"}};
  C.Cases[1].Said = {{"anna", "silent"}, {"ben", "race"}};
  C.Cases[2].Said = {{"anna", "silent"}, {"ben", "silent"}};
  Label L;
  L.Said = {{"anna", "race"}, {"ben", "race"}};
  if (Third)
    L.Said.emplace("carl", "silent");
  C.Cases[2].Labels.push_back(L);
  return C;
}

TEST(KappaTest, CasesAndLabelsAreItemsOfTheirLabellers) {
  Agreement Two = agreement(threeCases(false));
  EXPECT_EQ(Two.Labellers, (std::vector<std::string>{"anna", "ben"}));
  EXPECT_EQ(Two.Items, 4u);
  // Observed 3/4; by chance 2/4*3/4 + 2/4*1/4 = 1/2.
  EXPECT_NEAR(*Two.Kappa, 0.5, 1e-12);
}

TEST(KappaTest, OnlyWhatAllHaveJudgedCounts) {
  Agreement Three = agreement(threeCases(true));
  EXPECT_EQ(Three.Labellers.size(), 3u);
  EXPECT_EQ(Three.Items, 1u);
  // One item: observed 1/3; by chance (2/3)² + (1/3)² = 5/9.
  EXPECT_NEAR(*Three.Kappa, -0.5, 1e-12);
}
