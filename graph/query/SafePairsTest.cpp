//===- SafePairsTest.cpp --------------------------------------------------===//

#include "graph/query/SafePairs.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

#include <sstream>

using namespace mapgraph;

namespace {
class SafePairs : public testing::Test {
protected:
  SampleProgram P;

  std::string why(NodeId A, NodeId B) {
    Facts F(P.G, P.S, SampleProgram::Root);
    std::optional<SafeAnswer> Why = SafeIndex(F).why(A, B);
    return Why ? sentence(Why->Reason, Why->By) : "none";
  }

  void note(NodeId A, NodeId B, SafeReason Reason, const char *By = "") {
    SafePair Row;
    Row.Sides[0].Op = A;
    Row.Sides[1].Op = B;
    Row.Reason = Reason;
    Row.By = By;
    P.S.Safe.push_back(Row);
  }

  std::string text(bool Deps, bool Verbose = false) {
    Facts F(P.G, P.S, SampleProgram::Root);
    std::ostringstream OS;
    writeText(safeList(F, Deps, Verbose ? SIZE_MAX : 3), F, Verbose, OS);
    return OS.str();
  }
};
} // namespace

TEST_F(SafePairs, WhatTheSolverNotedTheMostSpecificFirst) {
  note(P.Delete, P.Update, SafeReason::BeforeStart);
  note(P.Update, P.Delete, SafeReason::CommonLock, "Cache.mu");
  EXPECT_EQ(why(P.Update, P.Delete), "both hold Cache.mu");
  EXPECT_EQ(why(P.Delete, P.Update), "both hold Cache.mu");
}

TEST_F(SafePairs, AFindingIsNotSafeWhateverWasNoted) {
  note(P.Update, P.Lookup, SafeReason::CommonLock, "Cache.mu");
  EXPECT_EQ(why(P.Update, P.Lookup), "none");
}

TEST_F(SafePairs, OpsThatNobodyRunsAreNotSafe) {
  P.S.Findings.clear();
  P.S.Accesses.pop_back();
  EXPECT_EQ(why(P.DepUpdate, P.DepLookup), "none");
}

TEST_F(SafePairs, ThreadsAnswerWhatWasNotNoted) {
  EXPECT_EQ(why(P.Lookup, P.Lookup), "neither changes the map");
  EXPECT_EQ(why(P.Lookup, P.Delete), "both run in one thread, of which there "
                                     "is one instance");
  P.S.Threads[0].Many = true;
  EXPECT_EQ(why(P.Lookup, P.Delete), "each instance of the thread works on an "
                                     "object of its own");
  EXPECT_EQ(why(P.Update, P.Delete), "they never have the same object where "
                                     "their threads part");
  P.S.Findings.clear();
  EXPECT_TRUE(why(P.DepUpdate, P.DepUpdate)
                  .starts_with("nothing in the code shows that"));
  P.S.Threads[1].Parent = UINT32_MAX;
  EXPECT_TRUE(why(P.Update, P.Delete).starts_with("they never have the same"));
  P.S.Threads[1].Root = Thread::RootKind::Test;
  EXPECT_TRUE(why(P.Update, P.Delete).ends_with("run one after another"));
}

// Two instances run functions out of a variable, and neither has made the map.
TEST_F(SafePairs, WhatFunctionsInVariablesHaveCapturedIsNotKnown) {
  P.S.Findings.clear();
  Thread &T = P.S.Threads[1];
  T.Many = true;
  EXPECT_EQ(why(P.Update, P.Update), "each instance of the thread works on an "
                                     "object of its own");
  T.Site = P.Spawn;
  for (Edge &E : P.G.Edges)
    if (E.From == P.Spawn && E.kind() == EdgeKind::Code)
      E.To = P.G.target(P.Update, EdgeKind::Addr);
  EXPECT_EQ(why(P.Update, P.Update), "none");
  EXPECT_NE(text(false).find("  not known, 1 pair"), std::string::npos);
  note(P.Update, P.Update, SafeReason::CommonLock, "Cache.mu");
  EXPECT_EQ(why(P.Update, P.Update), "both hold Cache.mu");
}

TEST_F(SafePairs, AMovedOutMapIsOwned) {
  P.S.MovedOut = {P.Delete};
  EXPECT_TRUE(why(P.Delete, P.Update).starts_with("the map was taken out"));
}

TEST_F(SafePairs, FoldedByMapAndReason) {
  note(P.Delete, P.Update, SafeReason::CommonLock, "Cache.mu");
  EXPECT_EQ(text(false),
            "safe: Cache.m (map[string]int), cache.go:12:7\n"
            "  common lock, 1 pair: both hold Cache.mu\n"
            "    update cache.go:16:5 – delete cache.go:26:2\n"
            "  same thread, 1 pair: both run in one thread, of which there is "
            "one instance\n"
            "    lookup cache.go:21:12 – delete cache.go:26:2\n"
            "2 safe pairs on 1 map; 0 more maps used by one thread, 0 never "
            "changed after being made (-v lists all)\n");
}

TEST_F(SafePairs, DependenciesOnlyWhenAskedFor) {
  EXPECT_EQ(text(false).find("dep.counts"), std::string::npos);
  EXPECT_NE(text(true).find("dep.counts"), std::string::npos);
}

TEST_F(SafePairs, MapsOfOneThreadAreCounted) {
  for (ObjectAccess &A : P.S.Accesses)
    A.Thread = 0;
  P.S.Findings.clear();
  EXPECT_NE(text(false).find("0 safe pairs on 0 maps; 1 more map used by one"),
            std::string::npos)
      << text(false);
  EXPECT_NE(text(false, true).find("used by one thread:\n  Cache.m\n"),
            std::string::npos);
}

TEST_F(SafePairs, MapsThatAreOnlyReadAreCounted) {
  for (NodeId Op : {P.Update, P.Delete})
    P.G.node(Op).Op = static_cast<uint8_t>(MapOpKind::Lookup);
  P.S.Findings.clear();
  EXPECT_NE(text(false).find("1 never changed"), std::string::npos)
      << text(false);
}
