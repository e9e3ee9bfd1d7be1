//===- ExplainTest.cpp ----------------------------------------------------===//

#include "graph/query/Explain.h"
#include "graph/query/MissingFact.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace mapgraph;

namespace {
class Explaining : public testing::Test {
protected:
  SampleProgram P;

  Explaining() {
    Finding &F = P.S.Findings[0];
    F.Same = "both use the map of one Cache";
    F.Order = "nothing waits for the goroutine";
    F.Lock = "Cache.mu is held on one side only";
  }

  ExplainedPair pair(NodeId A, NodeId B) {
    Facts F(P.G, P.S, SampleProgram::Root);
    SafeIndex Index(F);
    return explainPair(F, Index, A, B);
  }

  static std::string decisive(const ExplainedPair &Pair) {
    std::string Out;
    for (const ExplainedStep &Step : Pair.Steps)
      if (Step.Decides)
        Out += Step.Question;
    return Out;
  }

  void note(NodeId A, NodeId B, SafeReason Reason, const char *By = "") {
    SafePair Row;
    Row.Sides[0] = {A, 0, {}, {}, {}};
    Row.Sides[1] = {B, 1, {P.Spawn}, {}, {}};
    Row.Reason = Reason;
    Row.By = By;
    P.S.Safe.push_back(Row);
  }

  std::string text(const char *A, const char *B = nullptr) {
    Facts F(P.G, P.S, SampleProgram::Root);
    std::vector<Target> Second;
    if (B)
      Second = *select(B, F);
    std::ostringstream OS;
    writeText(explain(F, *select(A, F), Second), F, false, OS);
    return OS.str();
  }
};
} // namespace

TEST_F(Explaining, AFindingHasAllItsSteps) {
  EXPECT_EQ(
      text("cache.go:16", "cache.go:21"),
      "cache.go:16:5 update of Cache.m and cache.go:21:12 lookup of Cache.m: "
      "race\n[MG001]\n"
      "  one map?        yes: both use the map of one Cache\n"
      "  one writes?     yes: the update at cache.go:16:5\n"
      "  two threads?    yes: goroutine started at main.go:10:2 in main.main; "
      "main\n"
      "  ordered?        no: nothing waits for the goroutine\n"
      "  common lock?    no: Cache.mu is held on one side only (first: none; "
      "second:\n"
      "                  Cache.mu (read))\n"
      "  owned by one?   no: both threads reach it\n"
      "  missing fact:   nothing is missing, every step is shown; a lock that "
      "both\n"
      "                  sides hold in excluding modes, or an order between "
      "them, would\n"
      "                  make the pair safe\n"
      "  fix:            Hold Cache.mu in Set.\n");
}

TEST_F(Explaining, AnAssumptionIsSaidOnce) {
  Finding &F = P.S.Findings[0];
  F.Result = Verdict::Possible;
  F.Kinds = {Assumption::Callers, Assumption::FarOwner};
  F.Assumptions = {"Set is called concurrently", "both reach one owner"};
  F.Order = "Set is called concurrently";
  std::string Text = text("cache.go:16", "cache.go:21");
  EXPECT_NE(Text.find("  ordered?        no: nothing orders two callers\n"),
            Text.npos)
      << Text;
  size_t First = Text.find("Set is called concurrently");
  ASSERT_NE(First, Text.npos) << Text;
  EXPECT_EQ(Text.find("Set is called concurrently", First + 1), Text.npos)
      << Text;
  EXPECT_LT(First, Text.find("missing fact"));
}

TEST_F(Explaining, OneStepDecidesASafePair) {
  EXPECT_EQ(decisive(pair(P.Update, P.Lookup)), "");
  EXPECT_EQ(decisive(pair(P.Update, P.DepUpdate)), "one map?");
  EXPECT_EQ(decisive(pair(P.Lookup, P.Lookup)), "one writes?");
  EXPECT_EQ(decisive(pair(P.Lookup, P.Delete)), "two threads?");
  note(P.Delete, P.Update, SafeReason::BeforeStart);
  EXPECT_EQ(decisive(pair(P.Update, P.Delete)), "ordered?");
  note(P.Delete, P.Update, SafeReason::CommonLock, "Cache.mu");
  ExplainedPair Locked = pair(P.Update, P.Delete);
  EXPECT_EQ(decisive(Locked), "common lock?");
  // Another reason would still hold.
  EXPECT_NE(Locked.Missing.find("comes before the thread of the other starts"),
            std::string::npos)
      << Locked.Missing;
  P.S.Safe.clear();
  note(P.Delete, P.Update, SafeReason::PerInstance);
  EXPECT_EQ(decisive(pair(P.Update, P.Delete)), "owned by one?");
}

TEST_F(Explaining, UnknownIsNotSafe) {
  P.S.Accesses.pop_back();
  P.S.Findings.pop_back();
  P.S.MovedOut.clear();
  note(P.DepUpdate, P.DepUpdate, SafeReason::OtherObject);
  ExplainedPair Pair = pair(P.DepUpdate, P.DepLookup);
  EXPECT_EQ(Pair.Result, Verdict::Unknown);
  EXPECT_EQ(Pair.Headline, "no thread is known to run the first");
}

TEST_F(Explaining, TheMissingFactOfEachAssumption) {
  Finding F = P.S.Findings[0];
  F.Assumptions = {"Count is called by several goroutines"};
  F.Sides[0].Locks = {{"a.mu", false}};
  F.Sides[1].Locks = {{"b.mu", false}};
  Facts Facts(P.G, P.S, SampleProgram::Root);
  for (int K = 0; K <= static_cast<int>(Assumption::BesideLocker); ++K) {
    F.Kinds = {static_cast<Assumption>(K)};
    std::string Fact = missingFact(Facts, F);
    EXPECT_NE(Fact.find("safe"), std::string::npos) << Fact;
    EXPECT_NE(Fact.find("race"), std::string::npos) << Fact;
  }
  F.Kinds = {Assumption::Callers, Assumption::OtherLock};
  EXPECT_EQ(missingFact(Facts, F),
            "whether a.mu of the one side and b.mu of the other are the same "
            "lock: if they are, the pair is safe; if they differ, it is a "
            "race. 1 more assumption is listed above");
}

TEST_F(Explaining, EveryReasonHasAFactThatWouldChangeIt) {
  Facts F(P.G, P.S, SampleProgram::Root);
  SafeIndex Index(F);
  for (int R = 0; R <= static_cast<int>(SafeReason::OtherObject); ++R) {
    std::string Fact = missingFact(
        F, Index, P.Update, P.Delete,
        SafeAnswer{static_cast<SafeReason>(R), "Cache.mu", UINT32_MAX});
    EXPECT_FALSE(Fact.empty() || Fact.front() == ';') << R;
  }
}

TEST_F(Explaining, AnOpWithEverybodyElseOnItsMap) {
  note(P.Delete, P.Update, SafeReason::CommonLock, "Cache.mu");
  EXPECT_EQ(text("cache.go:16"),
            "cache.go:16:5 update of Cache.m in store.(*Cache).Set\n"
            "  map:     Cache.m (map[string]int), made at cache.go:12:7\n"
            "  how:     it uses the map of one Cache\n"
            "  thread:  goroutine started at main.go:10:2 ← main\n"
            "  locks:   none\n"
            "  who else works on the map:\n"
            "    race: MG001: Both use the map of the Cache made at "
            "cache.go:11; nothing\n"
            "          orders the goroutine before or after main, and only one "
            "side holds\n"
            "          Cache.mu.\n"
            "      with lookup cache.go:21:12\n"
            "    safe: both hold Cache.mu\n"
            "      with delete cache.go:26:2\n");
}

TEST_F(Explaining, Json) {
  Facts F(P.G, P.S, SampleProgram::Root);
  std::ostringstream OS;
  writeJson(explain(F, *select("cache.go:16", F), *select("cache.go:21", F)), F,
            OS);
  auto J = nlohmann::json::parse(OS.str());
  EXPECT_EQ(J["pairs"][0]["verdict"], "race");
  EXPECT_EQ(J["pairs"][0]["rule"], "MG001");
  EXPECT_EQ(J["pairs"][0]["steps"].size(), 6u);
  std::ostringstream Op;
  writeJson(explain(F, *select("cache.go:16", F), {}), F, Op);
  J = nlohmann::json::parse(Op.str());
  EXPECT_EQ(J["ops"][0]["threads"][0]["started_by"][0]["name"], "main");
  EXPECT_EQ(J["ops"][0]["others"][0]["verdict"], "race");
}
