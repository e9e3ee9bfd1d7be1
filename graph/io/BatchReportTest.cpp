//===- BatchReportTest.cpp - Merging and folding of many results ----------===//

#include "graph/io/BatchOutput.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

using namespace mapgraph;

namespace {
class Batch : public testing::Test {
protected:
  SampleProgram P;

  BatchReport analysed(const std::string &Input) const {
    return reportOf(Input, Facts(P.G, P.S, SampleProgram::Root));
  }
  static BatchReport failed(const std::string &Input,
                            const std::string &Reason) {
    return reportOf({Input, InputState::Failed, Reason, false});
  }
  static std::string asText(BatchReport R, BatchFilter Filter = {}) {
    std::ostringstream OS;
    BatchView(merge({std::move(R)}), Filter).writeText({}, OS);
    return OS.str();
  }
};
} // namespace

using Strings = std::vector<std::string>;

TEST_F(Batch, EqualFindingsOfSeveralInputsAreOneThatNamesThemAll) {
  BatchReport R = merge({analysed("b.ll"), analysed("a.ll"), analysed("c.ll")});
  ASSERT_EQ(R.Findings.size(), 2u);
  EXPECT_EQ(R.Findings[0].Programs, (Strings{"a.ll", "b.ll", "c.ll"}));
  EXPECT_EQ(R.Inputs.size(), 3u);
}

TEST_F(Batch, TheMostCertainOneIsKept) {
  BatchReport Sure = analysed("sure.ll");
  P.S.Findings[0].Result = Verdict::Likely;
  P.S.Findings[0].Assumptions = {"it rains"};
  for (const BatchReport &R : {merge({Sure, analysed("likely.ll")}),
                               merge({analysed("likely.ll"), Sure})}) {
    ASSERT_EQ(R.Findings.size(), 2u);
    EXPECT_EQ(R.Findings[0].Result, Verdict::Race);
    EXPECT_TRUE(R.Findings[0].Assumptions.empty());
    EXPECT_EQ(R.Findings[0].Programs.size(), 2u);
  }
}

TEST_F(Batch, WithoutPositionsNothingIsFolded) {
  for (Node &N : P.G.Nodes)
    N.Loc = {};
  EXPECT_EQ(merge({analysed("a.ll"), analysed("b.ll")}).Findings.size(), 4u);
}

TEST_F(Batch, MapsOfOneNameInOtherFoldersAreOthers) {
  BatchReport A = analysed("a.ll"), B = analysed("b.ll");
  for (FindingRecord &F : B.Findings) {
    F.Map.At.File = "other/" + F.Map.At.File;
    for (SideRecord &S : F.Sides)
      S.Site.At.File = "other/" + S.Site.At.File;
  }
  BatchReport R = merge({A, B});
  EXPECT_EQ(R.Findings.size(), 4u);
  EXPECT_EQ(std::ranges::count(R.Findings, true, &FindingRecord::NewMap), 4);
}

TEST_F(Batch, FingerprintsStayUnique) {
  BatchReport A = analysed("a.ll"), B = analysed("b.ll");
  for (FindingRecord &F : B.Findings)
    for (SideRecord &S : F.Sides)
      ++S.Site.At.Line;
  Strings Prints;
  for (const FindingRecord &F : merge({B, A}).Findings)
    Prints.push_back(F.Fingerprint);
  ASSERT_EQ(Prints.size(), 4u);
  std::ranges::sort(Prints);
  EXPECT_EQ(std::ranges::adjacent_find(Prints), Prints.end());
}

TEST_F(Batch, OrderAndStepsOfMergingDoNotMatter) {
  std::vector<BatchReport> Parts = {analysed("b.ll"), failed("x.bc", "broken"),
                                    analysed("a.ll")};
  Parts[2].Findings[0].Sides[0].Site.At.Line += 7;
  std::string Whole = storedText(merge(Parts));
  std::ranges::reverse(Parts);
  EXPECT_EQ(storedText(merge(Parts)), Whole);
  BatchReport Half = merge({Parts[0], Parts[1]});
  EXPECT_EQ(storedText(merge({Half, Parts[2]})), Whole);
}

TEST_F(Batch, FilesHoldAllOfIt) {
  BatchReport R = merge({analysed("a b$:.ll"), failed("x", "line\xff")});
  std::string Text = storedText(R);
  ASSERT_TRUE(isStoredReport(Text));
  tl::expected<BatchReport, std::string> Read = readStored(Text);
  ASSERT_TRUE(Read) << Read.error();
  EXPECT_EQ(storedText(*Read), Text);
  EXPECT_EQ(asText(*Read), asText(merge({analysed("a b$:.ll"),
                                         failed("x", "line\xEF\xBF\xBD")})));
}

TEST_F(Batch, DamageIsSeen) {
  std::string Text = storedText(analysed("a.ll"));
  for (size_t I = 0; I < Text.size(); I += 37) {
    std::string Broken = Text;
    Broken[I] ^= 4;
    EXPECT_FALSE(readStored(Broken)) << I;
    EXPECT_FALSE(readStored(std::string_view(Text).substr(0, I))) << I;
  }
}

TEST_F(Batch, InputsWithoutAResultAreListed) {
  BatchReport R =
      merge({analysed("a.ll"), failed("b.ll", "b.ll:3:1: expected type"),
             failed("c.bc", "stopped"),
             reportOf({"d.ll", InputState::Limit, "more than 60 s", false})});
  std::string Text = asText(R);
  EXPECT_NE(Text.find("not analysed:\n  b.ll:3:1: expected type\n  c.bc: "
                      "stopped\n  d.ll: unknown(limit): more than 60 s\n"),
            std::string::npos)
      << Text;
  EXPECT_TRUE(
      Text.ends_with("4 inputs: 1 analysed, 2 failed, 1 unknown(limit)\n"))
      << Text;
  EXPECT_TRUE(BatchView(R, {}).isIncomplete());
  EXPECT_FALSE(BatchView(R, {}).hasInternalErrors());
}

TEST_F(Batch, WhatIsHiddenIsCountedAsInCheck) {
  EXPECT_NE(asText(analysed("a.ll"))
                .find("1 finding on 1 map: 1 race; hidden: 1 in dependencies "
                      "only (--deps shows them)\n"),
            std::string::npos);
  EXPECT_NE(asText(analysed("a.ll"), {.Deps = true})
                .find("2 findings on 2 maps: 1 race, 1 likely\n"),
            std::string::npos);
  EXPECT_TRUE(BatchView(analysed("a.ll"), {}).fails(Verdict::Race));
}

TEST_F(Batch, WhatAScreenHidesIsCountedAndFailsNothing) {
  BatchReport R = merge({analysed("a.ll")});
  BatchFilter Filter;
  Filter.Screens = {
      {"none", "by nothing", [](const FindingRecord &) { return false; }},
      {"all", "by all", [](const FindingRecord &) { return true; }}};
  BatchView View(R, Filter);
  EXPECT_TRUE(View.shown().empty());
  EXPECT_FALSE(View.fails(Verdict::Possible));
  Filter.FixedInBaseline = 1;
  std::string Text = asText(R, Filter);
  EXPECT_NE(Text.find(" by all"), std::string::npos);
  EXPECT_EQ(Text.find("by nothing"), std::string::npos);
  EXPECT_NE(Text.find("; 1 baseline entry is fixed\n"), std::string::npos);
}

TEST_F(Batch, LinesForCommentsAreKept) {
  BatchReport R = merge({analysed("a.ll"), analysed("b.ll")});
  ASSERT_FALSE(R.Findings[0].CommentLines.empty());
  tl::expected<BatchReport, std::string> Read = readStored(storedText(R));
  ASSERT_TRUE(Read) << Read.error();
  EXPECT_EQ(Read->Findings[0].CommentLines, R.Findings[0].CommentLines);
  EXPECT_EQ(Read->Findings[0].ChangeLines, R.Findings[0].ChangeLines);
  EXPECT_EQ(R.Findings[0].CommentLines,
            analysed("a.ll").Findings[0].CommentLines);
}
