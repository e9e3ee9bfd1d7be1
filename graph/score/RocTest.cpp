//===- RocTest.cpp - How well does confidence tell true from false? -------===//

#include "graph/score/Roc.h"

#include <gtest/gtest.h>

using namespace mapgraph::score;

TEST(RocTest, ByHand) {
  Roc R = roc({{0.5, false},
               {0, true},
               {0.9, true},
               {0.7, false},
               {0, false},
               {0.6, true},
               {0.8, true}});
  ASSERT_EQ(R.Points.size(), 7u);
  EXPECT_EQ(R.Points.front().Recall, 0);
  EXPECT_DOUBLE_EQ(R.Points[3].Threshold, 0.7);
  EXPECT_DOUBLE_EQ(R.Points[3].Recall, 0.5);
  EXPECT_DOUBLE_EQ(R.Points[3].FalseAlarmRate, 1.0 / 3);
  EXPECT_EQ(R.Points.back().Recall, 1);
  EXPECT_EQ(R.Points.back().FalseAlarmRate, 1);
  // Of the 12 pairs of a true and a false item 8 are in order, one is tied.
  EXPECT_NEAR(R.Area, 8.5 / 12, 1e-12);
  EXPECT_DOUBLE_EQ(R.Best.Threshold, 0.8);
  EXPECT_DOUBLE_EQ(R.Best.youden(), 0.5);
}

TEST(RocTest, PerfectAndUseless) {
  EXPECT_DOUBLE_EQ(roc({{0.9, true}, {0.2, false}}).Area, 1);
  EXPECT_DOUBLE_EQ(roc({{0.5, true}, {0.5, false}}).Area, 0.5);
  EXPECT_DOUBLE_EQ(roc({{0.2, true}, {0.9, false}}).Area, 0);
}

TEST(RocTest, OfEqualThresholdsTheHighestIsBest) {
  Roc R = roc({{0.9, true}, {0.6, false}, {0.4, true}, {0, false}});
  EXPECT_DOUBLE_EQ(R.Best.youden(), 0.5);
  EXPECT_DOUBLE_EQ(R.Best.Threshold, 0.9);
}

TEST(RocTest, NeedsBothKinds) {
  EXPECT_TRUE(roc({{0.9, true}}).Points.empty());
  EXPECT_TRUE(roc({{0.9, false}}).Points.empty());
  EXPECT_TRUE(roc({}).Points.empty());
}
