//===- ScoreTest.cpp - How right are the answers? -------------------------===//

#include "graph/score/Plots.h"
#include "graph/score/ScoreText.h"

#include <gtest/gtest.h>
#include <sstream>

using namespace mapgraph::score;

static Label label(Label::Kind What, uint32_t First, uint32_t Second = 0,
                   std::vector<std::string> Rules = {}) {
  Label L;
  L.What = What;
  L.First = {"m.go", First};
  L.Second = {"m.go", Second};
  L.Rules = std::move(Rules);
  return L;
}
static Label side(uint32_t Line, std::vector<std::string> Rules = {}) {
  return label(Label::Kind::Side, Line, 0, std::move(Rules));
}
static Label silent(uint32_t Line) { return label(Label::Kind::Silent, Line); }

static FoundPair found(uint32_t A, uint32_t B, double Confidence,
                       const char *Rule = "MG001") {
  auto Side = [](uint32_t Line) {
    return FoundSide{{"m.go", Line}, "m.f", "update"};
  };
  return {Rule, "m", {Side(A), Side(B)}, Confidence >= 0.5, Confidence, "/c"};
}

static Case program(std::vector<Label> Labels) {
  Case C;
  C.Name = "one";
  C.Pattern = "P1";
  C.Labels = std::move(Labels);
  return C;
}

TEST(ScoreTest, HitsMissesAndFalseAlarms) {
  Case C = program(
      {side(1), side(2, {"MG003"}), silent(5), label(Label::Kind::Pair, 7, 8)});
  CaseScore S = scoreCase(
      C, {found(1, 2, 0.9), found(5, 6, 0.8), found(8, 7, 0.7)}, "/c");
  EXPECT_EQ(S.Count.Default.Hits, 2u);   // line 1, the pair
  EXPECT_EQ(S.Count.Default.Misses, 1u); // line 2: another rule
  EXPECT_EQ(S.Count.Default.FalseAlarms, 1u);
  ASSERT_EQ(S.Misses.size(), 1u);
  EXPECT_EQ(S.Misses[0].Text, "m.go:2 MG003: found as MG001");
  ASSERT_EQ(S.FalseAlarms.size(), 1u);
  EXPECT_EQ(S.FalseAlarms[0].Text,
            "MG001 m: update at m.go:5 and update at m.go:6");
}

TEST(ScoreTest, APairNeedsBothLines) {
  Case C = program({label(Label::Kind::Pair, 1, 2)});
  EXPECT_EQ(scoreCase(C, {found(1, 1, 0.9)}, "/c").Count.Default.Hits, 0u);
  EXPECT_EQ(scoreCase(C, {found(1, 2, 0.9)}, "/c").Count.Default.Hits, 1u);
}

TEST(ScoreTest, WhatIsOnlyPossibleCountsApart) {
  Case C = program({side(1), silent(5)});
  CaseScore S = scoreCase(C, {found(1, 2, 0.3), found(5, 6, 0.2)}, "/c");
  EXPECT_EQ(S.Count.Default.Misses, 1u);
  EXPECT_EQ(S.Count.Default.FalseAlarms, 0u);
  EXPECT_EQ(S.Count.All.Hits, 1u);
  EXPECT_EQ(S.Count.All.FalseAlarms, 1u);
  EXPECT_EQ(S.Misses.at(0).Text, "m.go:1: only possible");
}

TEST(ScoreTest, NothingMayBeFoundInASilentCase) {
  CaseScore S = scoreCase(program({}), {found(1, 2, 0.9)}, "/c");
  EXPECT_EQ(S.Count.Default.FalseAlarms, 1u);
  ASSERT_EQ(S.Items.size(), 1u); // the whole case
  EXPECT_FALSE(S.Items[0].True);
  EXPECT_DOUBLE_EQ(S.Items[0].Score, 0.9);
}

TEST(ScoreTest, UnlabelledLinesAreJudgedInCompleteCasesOnly) {
  Case C = program({side(1)});
  EXPECT_EQ(scoreCase(C, {found(8, 9, 0.9)}, "/c").Count.Default.FalseAlarms,
            0u);
  EXPECT_EQ(scoreCase(C, {found(8, 9, 0.9)}, "/c").NotJudged, 1u);
  C.Complete = true;
  EXPECT_EQ(scoreCase(C, {found(8, 9, 0.9)}, "/c").Count.Default.FalseAlarms,
            1u);
}

TEST(ScoreTest, ARaceOnTheVariableIsNoHitForTheMap) {
  Case C = program({side(1)});
  EXPECT_EQ(scoreCase(C, {found(1, 2, 0.9, "MG008")}, "/c").Count.Default.Hits,
            0u);
}

TEST(ScoreTest, FilesAreComparedByTheirWholePath) {
  Case C = program({side(1)});
  EXPECT_EQ(scoreCase(C, {found(1, 2, 0.9)}, "/other").Count.Default.Hits, 0u);
  FoundPair Foreign = found(1, 2, 0.9);
  Foreign.Root.clear(); // the end of the path must do
  EXPECT_EQ(scoreCase(C, {Foreign}, "/other").Count.Default.Hits, 1u);
}

// Four cases: two hits of three, one false alarm.
static Report report() {
  Corpus C;
  C.Cases = {program({side(1), side(2)}), program({side(1), silent(2)}),
             program({}), program({})};
  C.Cases[1].Pattern = "P10";
  C.Cases[2].Pattern = "P2";
  C.Cases[3].Pattern = "P2";
  std::vector<std::vector<FoundPair>> Found = {
      {found(1, 1, 0.9), found(2, 3, 0.8)},
      {found(1, 4, 0.2)},
      {found(5, 6, 0.6)},
      {}};
  Report R;
  for (size_t I = 0; I != 4; ++I)
    R.add(C.Cases[I], scoreCase(C.Cases[I], Found[I], "/c"));
  R.finish(C);
  return R;
}

TEST(ScoreTest, ReportByHand) {
  Report R = report();
  EXPECT_EQ(R.NumCases, 4u);
  EXPECT_EQ(R.NumLabels, 3u);
  EXPECT_DOUBLE_EQ(*R.Total.Default.precision(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(*R.Total.Default.recall(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(*R.Total.All.precision(), 3.0 / 4);
  EXPECT_DOUBLE_EQ(*R.Total.All.recall(), 1);
  EXPECT_FALSE(R.ByPattern.at("P2").Default.recall());
  EXPECT_EQ(inOrder(R.ByPattern),
            (std::vector<std::string>{"P1", "P2", "P10"}));
  // True: 0.9 0.8 0.2; false: 0.6 (a case), 0 (line 2), 0 (a case).
  EXPECT_NEAR(R.Curve.Area, 8.0 / 9, 1e-12);
  EXPECT_DOUBLE_EQ(R.Curve.Best.Threshold, 0.8);
}

TEST(ScoreTest, TextAndJsonSayTheSame) {
  std::ostringstream Text, Json;
  writeText(report(), false, Text);
  writeJson(report(), Json);
  EXPECT_NE(Text.str().find("all                  2       1             1"
                            "       0.67    0.67"),
            std::string::npos)
      << Text.str();
  EXPECT_NE(Json.str().find("\"precision\": 0.6667"), std::string::npos);
  EXPECT_NE(Json.str().find("\"agreement\": null"), std::string::npos);
}

TEST(ScoreTest, PlotsShowTheNumbers) {
  std::ostringstream Curve, Bars, Again;
  plotRoc(report().Curve, Curve);
  plotRoc(report().Curve, Again);
  plotPatterns(report(), Bars);
  EXPECT_EQ(Curve.str(), Again.str());
  // The curve goes from the lower left corner to the upper right one.
  EXPECT_NE(Curve.str().find("points=\"70,430 70,303.3"), std::string::npos)
      << Curve.str();
  EXPECT_NE(Curve.str().find("450,50\"/>"), std::string::npos);
  EXPECT_NE(Curve.str().find("best threshold 0.80"), std::string::npos);
  for (const char *Word : {">P1<", ">P10<", ">2/2<", ">all<", "precision"})
    EXPECT_NE(Bars.str().find(Word), std::string::npos) << Word;
}

TEST(ScoreTest, AnEmptyCurveSaysWhy) {
  std::ostringstream Curve;
  plotRoc(Roc(), Curve);
  EXPECT_NE(Curve.str().find("all of one kind"), std::string::npos);
}
