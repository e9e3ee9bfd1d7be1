//===- ConcurrentTest.cpp -------------------------------------------------===//

#include "graph/query/Concurrent.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

#include <sstream>

using namespace mapgraph;

namespace {
class Concurrency : public testing::Test {
protected:
  SampleProgram P;

  PairAnswer ask(NodeId A, NodeId B) {
    Facts F(P.G, P.S, SampleProgram::Root);
    auto Op = [](NodeId N) {
      return std::vector<Target>{{Target::Kind::Op, N.Value, ""}};
    };
    ConcurrentAnswer R = concurrent(F, Op(A), Op(B));
    EXPECT_EQ(R.Pairs.size(), 1u);
    return R.Pairs.front();
  }
};
} // namespace

TEST_F(Concurrency, AFindingIsTheAnswerFromBothSides) {
  for (auto [A, B] : {std::pair(P.Update, P.Lookup), {P.Lookup, P.Update}}) {
    PairAnswer R = ask(A, B);
    EXPECT_EQ(R.Result, Verdict::Race);
    EXPECT_EQ(R.Finding, 0u);
    EXPECT_TRUE(R.CommonLocks.empty());
  }
}

TEST_F(Concurrency, OneThreadThatIsOnlyOnce) {
  PairAnswer R = ask(P.Lookup, P.Delete);
  EXPECT_EQ(R.Result, Verdict::Safe);
  EXPECT_EQ(R.Reason, "both run only in one thread: main");
}

TEST_F(Concurrency, ACommonLockInExcludingModes) {
  P.S.Threads[0].Many = true;
  PairAnswer R = ask(P.Lookup, P.Delete);
  EXPECT_EQ(R.Result, Verdict::Safe);
  EXPECT_EQ(R.Reason, "both hold Cache.mu");
}

TEST_F(Concurrency, TwoReadModesExcludeNothing) {
  P.S.Threads[0].Many = true;
  P.S.Accesses[3].Locks[0].Read = true;
  PairAnswer R = ask(P.Lookup, P.Delete);
  EXPECT_TRUE(R.CommonLocks.empty());
  EXPECT_TRUE(R.Reason.starts_with("the solver rules it out")) << R.Reason;
}

TEST_F(Concurrency, OtherReasons) {
  EXPECT_EQ(ask(P.Update, P.DepUpdate).Reason,
            "they never work on the same map");
  EXPECT_EQ(ask(P.Lookup, P.Lookup).Reason, "neither changes the map");
  P.S.Accesses.pop_back();
  P.S.Findings.clear();
  PairAnswer R = ask(P.DepUpdate, P.DepLookup);
  EXPECT_EQ(R.Result, Verdict::Unknown);
  EXPECT_EQ(R.Reason,
            "no thread is known to run the update at /mod/dep/dep.go:8:2");
}

TEST_F(Concurrency, AConflictWithoutItsOwnFindingIsPossible) {
  P.S.Findings.clear();
  EXPECT_EQ(ask(P.Update, P.Lookup).Result, Verdict::Possible);
}

TEST_F(Concurrency, MapsArePairedOpByOpMostCertainFirst) {
  Facts F(P.G, P.S, SampleProgram::Root);
  std::vector<Target> Map{{Target::Kind::Map, 0, ""}};
  ConcurrentAnswer R = concurrent(F, Map, Map);
  EXPECT_EQ(R.Pairs.size(), 10u); // 4 ops, each pair once, and with itself
  EXPECT_EQ(R.Pairs.front().Result, Verdict::Race);
  ConcurrentAnswer Few = concurrent(F, Map, Map, 3);
  EXPECT_EQ(Few.Pairs.size(), 3u);
  EXPECT_EQ(Few.Omitted, 7u);
}

TEST_F(Concurrency, Text) {
  Facts F(P.G, P.S, SampleProgram::Root);
  std::ostringstream OS;
  writeText(concurrent(F, *select("cache.go:16", F), *select("cache.go:26", F)),
            F, OS);
  EXPECT_EQ(OS.str(),
            "cache.go:16:5 update of Cache.m and cache.go:26:2 delete of "
            "Cache.m: safe\n"
            "  why: the solver rules it out: one is ordered before the other "
            "(start, join, channel, once) or the map is not shared yet\n"
            "  same map: Cache.m\n"
            "  threads of the first: goroutine started at main.go:10:2\n"
            "  threads of the second: main\n"
            "  locks in common: none\n");
}

TEST_F(Concurrency, JsonNamesTheRule) {
  Facts F(P.G, P.S, SampleProgram::Root);
  std::ostringstream OS;
  writeJson(concurrent(F, *select("cache.go:16", F), *select("cache.go:21", F)),
            F, OS);
  EXPECT_NE(OS.str().find("\"verdict\": \"race\""), std::string::npos);
  EXPECT_NE(OS.str().find("\"rule\": \"MG001\""), std::string::npos);
}
