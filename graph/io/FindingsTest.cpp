//===- FindingsTest.cpp - Text, JSON and SARIF of findings ----------------===//

#include "graph/io/FindingText.h"
#include "graph/io/FindingsJson.h"
#include "graph/io/FindingsSarif.h"
#include "graph/io/FindingsText.h"
#include "graph/io/GoldenFile.h"
#include "graph/query/SampleProgram.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace mapgraph;

namespace {
class Findings : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};

  std::string asText(const FindingFilter &Filter,
                     const FindingsTextOptions &Options = {}) {
    std::ostringstream OS;
    writeFindingsText(F, FindingList(F, Filter), Options, OS);
    return OS.str();
  }
};
} // namespace

TEST_F(Findings, Text) {
  EXPECT_GOLDEN("findings.txt", asText({Verdict::Possible, true}));
}

TEST_F(Findings, VerboseTextHasAllSteps) {
  P.S.Findings[0].Sides[0].Calls.assign(7, P.CallSet);
  EXPECT_GOLDEN("findings-verbose.txt",
                asText({Verdict::Possible, true}, {true, false}));
}

TEST_F(Findings, AFindingHasAtMostTwelveLines) {
  Finding &Long = P.S.Findings[1];
  Long.Why = "one\ntwo\nthree";
  for (Side &S : Long.Sides)
    S.Calls.assign(40, P.CallSet);
  P.S.Findings.erase(P.S.Findings.begin());
  std::string Text = asText({Verdict::Likely, true});
  // Twelve, an empty line and the summary.
  EXPECT_EQ(std::ranges::count(Text, '\n'), 14) << Text;
  EXPECT_NE(Text.find("… 36 calls …"), std::string::npos) << Text;
}

TEST_F(Findings, ColorOnlyWhenAskedFor) {
  EXPECT_EQ(asText({}).find('\033'), std::string::npos);
  EXPECT_NE(asText({}, {false, true}).find("\033[1;31m[MG001 race]"),
            std::string::npos);
}

TEST_F(Findings, Json) {
  std::ostringstream OS;
  writeFindingsJson(F, FindingList(F, {Verdict::Likely, true}), OS);
  EXPECT_GOLDEN("findings.json", OS.str());
}

TEST_F(Findings, Sarif) {
  std::ostringstream OS;
  writeFindingsSarif(F, FindingList(F, {}), "0.1.0", OS);
  EXPECT_GOLDEN("findings.sarif", OS.str());
}

TEST_F(Findings, WritersNeverThrowOnBytesThatAreNotUtf8) {
  P.S.Findings[0].Why = "\xff";
  std::ostringstream OS;
  writeFindingsJson(F, FindingList(F, {}), OS);
  EXPECT_NE(OS.str().find("\xef\xbf\xbd"), std::string::npos);
}

TEST_F(Findings, DependenciesAreCountedOnly) {
  FindingList List(F, {});
  EXPECT_EQ(List.shown().size(), 1u);
  EXPECT_EQ(List.hiddenInDeps(), 1u);
  EXPECT_EQ(List.summary(), "1 finding on 1 map: 1 race; hidden: 1 in "
                            "dependencies only (--deps shows them)");
}

TEST_F(Findings, ADeclarationInTheModuleIsEnough) {
  // The dependency works on a map of ours.
  P.S.Findings[1].Object = 0;
  EXPECT_EQ(FindingList(F, {}).hiddenInDeps(), 0u);
}

TEST_F(Findings, WithoutAnOwnPackageAllIsShown) {
  P.G.Packages[0].Flags = 0;
  EXPECT_EQ(FindingList(F, {}).shown().size(), 2u);
}

TEST_F(Findings, AVendoredFileIsNotOurs) {
  P.S.Objects[1].Site = {};
  P.S.Objects[1].Declared = P.G.addLoc("/src/demo/vendor/dep/dep.go", 5, 1);
  EXPECT_EQ(FindingList(F, {}).hiddenInDeps(), 1u);
  P.S.Objects[1].Declared = P.G.addLoc("/src/demo/dep.go", 5, 1);
  EXPECT_EQ(FindingList(F, {}).hiddenInDeps(), 0u);
}

TEST_F(Findings, WeakerOnesAreCountedOnlyAndSafeOnesNotAtAll) {
  P.S.Findings[1].Result = Verdict::Safe;
  P.S.Findings[0].Result = Verdict::Possible;
  EXPECT_EQ(FindingList(F, {Verdict::Likely, true}).summary(),
            "no findings; hidden: 1 possible");
}

TEST_F(Findings, ThoseWithLittleConfidenceAreCountedOnly) {
  FindingFilter Filter;
  Filter.Deps = true;
  for (Finding &Row : P.S.Findings)
    Row.Confidence = 0.5;
  Filter.MinConfidence = 0.5;
  size_t All = FindingList(F, Filter).shown().size();
  EXPECT_GT(All, 0u);
  P.S.Findings[0].Confidence = 0.4;
  EXPECT_EQ(FindingList(F, Filter).shown().size(), All - 1);
  EXPECT_TRUE(FindingList(F, Filter).fails(Verdict::Race));
}

TEST_F(Findings, EqualOnesOfSeveralProgramsAreOne) {
  Finding Twin = P.S.Findings[0];
  std::swap(Twin.Sides[0], Twin.Sides[1]);
  Twin.Program = "demo.test";
  Twin.Result = Verdict::Likely;
  P.S.Findings.insert(P.S.Findings.begin(), Twin);
  FindingList List(F, {});
  ASSERT_EQ(List.shown().size(), 1u);
  EXPECT_EQ(List.finding(List.shown()[0]).Result, Verdict::Race);
  EXPECT_EQ(List.shown()[0].Programs,
            (std::vector<std::string>{"demo.test", "demo"}));
}

TEST_F(Findings, BothStepsOfAnIterationAreOne) {
  Finding Next = P.S.Findings[0];
  Next.Sides[1].Op = P.Delete;
  P.S.Findings.insert(P.S.Findings.begin(), Next);
  EXPECT_EQ(FindingList(F, {}).shown().size(), 2u);
  P.G.node(P.Lookup).Op = static_cast<uint8_t>(MapOpKind::IterBegin);
  P.G.node(P.Delete).Op = static_cast<uint8_t>(MapOpKind::IterNext);
  P.G.node(P.Delete).Loc = P.G.node(P.Lookup).Loc;
  EXPECT_EQ(FindingList(F, {}).shown().size(), 1u);
}

TEST_F(Findings, InconsistentLockingPointsAtTheSideWithoutTheLock) {
  Finding &R = P.S.Findings[0];
  R.Rule = "MG003";
  std::swap(R.Sides[0], R.Sides[1]);
  EXPECT_EQ(shownSides(P.G, R)[0]->Op, P.Update);
  R.Sides[1].Locks = R.Sides[0].Locks;
  EXPECT_EQ(shownSides(P.G, R)[0]->Op, P.Lookup);
}

TEST_F(Findings, MapsWithTheMostCertainFindingComeFirst) {
  Finding Weak = P.S.Findings[0];
  Weak.Sides[1].Op = P.Delete;
  Weak.Result = Verdict::Likely;
  P.S.Findings[0].Result = Verdict::Possible;
  P.S.Findings[1].Result = Verdict::Race;
  P.S.Findings.push_back(Weak);
  FindingList List(F, {Verdict::Possible, true});
  std::vector<uint32_t> Rows, Heads;
  for (const ShownFinding &Shown : List.shown()) {
    Rows.push_back(Shown.Row);
    if (Shown.NewMap)
      Heads.push_back(Shown.Row);
  }
  EXPECT_EQ(Rows, (std::vector<uint32_t>{1, 2, 0}));
  EXPECT_EQ(Heads, (std::vector<uint32_t>{1, 2}));
}

TEST_F(Findings, ExitCodeLooksAtCountedOnesInScope) {
  EXPECT_TRUE(FindingList(F, {}).fails(Verdict::Race));
  P.S.Findings[0].Result = Verdict::Possible;
  EXPECT_FALSE(FindingList(F, {}).fails(Verdict::Likely));
  EXPECT_TRUE(FindingList(F, {}).fails(Verdict::Possible));
  P.S.Findings[0].Counted = false;
  EXPECT_FALSE(FindingList(F, {}).fails(Verdict::Possible));
  EXPECT_TRUE(FindingList(F, {Verdict::Race, true}).fails(Verdict::Likely));
}

TEST_F(Findings, RulesThatDoNotCountLeaveTheExitCode) {
  P.S.Findings[0].Rule = "MG006";
  EXPECT_FALSE(FindingList(F, {}).fails(Verdict::Possible));
}

TEST_F(Findings, HeadlinesOfTheRules) {
  Finding R = P.S.Findings[0];
  std::swap(R.Sides[0], R.Sides[1]);
  EXPECT_EQ(headline(F, R),
            "concurrent write and read of Cache.m (map[string]int)");
  R.Sides[0].Op = P.Delete;
  EXPECT_EQ(headline(F, R), "concurrent writes of Cache.m (map[string]int)");
  P.G.node(P.Lookup).Op = static_cast<uint8_t>(MapOpKind::IterNext);
  R.Sides[0].Op = P.Lookup;
  EXPECT_EQ(headline(F, R),
            "concurrent write and iteration of Cache.m (map[string]int)");
  R.Rule = "MG002";
  EXPECT_EQ(headline(F, R),
            "write of Cache.m (map[string]int) under a read lock");
  R.Rule = "X1";
  EXPECT_EQ(headline(F, R), "finding on Cache.m (map[string]int)");
}

TEST_F(Findings, CallsInWrappersAreNotShown) {
  Function &Wrapper = P.G.Functions[P.Main.Value];
  EXPECT_NE(asText({}).find("calls: main.main at"), std::string::npos);
  Wrapper.Flags |= FF_Artificial;
  EXPECT_EQ(asText({}).find("main.main at"), std::string::npos) << asText({});
}

TEST_F(Findings, TheUseOutsideTheLockComesFirst) {
  Finding &R = P.S.Findings[0];
  R.Rule = "MG005";
  EXPECT_EQ(shownSides(P.G, R).front()->Op, P.Update);
  R.Sides[0].Locks.swap(R.Sides[1].Locks);
  EXPECT_EQ(shownSides(P.G, R).front()->Op, P.Lookup);
}

TEST_F(Findings, WhereANilComesFromHasNoThreadAndNoLock) {
  P.S.Findings[0].Rule = "MG007";
  std::string Text = asText({});
  EXPECT_NE(Text.find("  write: update at cache.go:16:5 in "), Text.npos);
  EXPECT_NE(Text.find("  nil: lookup at cache.go:21:"), Text.npos) << Text;
  EXPECT_EQ(Text.find("locks:"), Text.npos);
}

TEST_F(Findings, OneSideIsEnough) {
  P.S.Findings[0].Rule = "MG007";
  P.S.Findings[0].Sides[1] = {};
  std::string Text = asText({});
  EXPECT_TRUE(
      Text.starts_with("cache.go:16:5: write to Cache.m "
                       "(map[string]int), which is nil [MG007 certain]\n"))
      << Text;
  EXPECT_NE(Text.find("1 finding on 1 map: 1 certain"), Text.npos) << Text;
}

TEST_F(Findings, WhatAScreenHidesIsCountedAndNoReasonToFail) {
  FindingFilter Filter;
  Filter.Screens = {{"x", "dull", [](const FoldedFinding &) { return false; }},
                    {"y", "known", [](const FoldedFinding &) { return true; }},
                    {"z", "late", [](const FoldedFinding &) { return true; }}};
  FindingList List(F, Filter);
  EXPECT_TRUE(List.shown().empty());
  EXPECT_FALSE(List.fails(Verdict::Possible));
  EXPECT_EQ(List.summary(),
            "no findings; hidden: 1 known, 1 in dependencies only (--deps "
            "shows them)");
  std::vector<std::pair<std::string, size_t>> Counts{
      {"x", 0}, {"y", 1}, {"z", 0}};
  EXPECT_EQ(List.hiddenByScreen(), Counts);
}

TEST_F(Findings, WeakOnesCountAsWeakWhateverTheScreens) {
  P.S.Findings[0].Result = Verdict::Possible;
  FindingFilter Filter;
  Filter.Screens = {
      {"all", "known", [](const FoldedFinding &) { return true; }}};
  FindingList List(F, Filter);
  EXPECT_EQ(List.hiddenByVerdict().at(Verdict::Possible), 1u);
  EXPECT_EQ(List.hiddenByScreen().front().second, 0u);
  EXPECT_FALSE(List.fails(Verdict::Possible));
}
