//===- FingerprintTest.cpp ------------------------------------------------===//

#include "graph/query/Fingerprint.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class Fingerprints : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};

  std::string of(uint32_t Row) { return fingerprint(F, P.S.Findings[Row]); }
};
} // namespace

TEST_F(Fingerprints, LinesFoldersAndTheOrderOfTheSidesDoNotMatter) {
  std::string Before = of(0);
  P.G.node(P.Update).Loc = P.G.addLoc("/elsewhere/cache.go", 99, 1);
  EXPECT_EQ(of(0), Before);
  std::swap(P.S.Findings[0].Sides[0], P.S.Findings[0].Sides[1]);
  EXPECT_EQ(of(0), Before);
}

TEST_F(Fingerprints, WhatTheBugIsMatters) {
  std::string Before = of(0);
  P.S.Findings[0].Rule = "MG003";
  EXPECT_NE(of(0), Before);
  P.S.Findings[0].Rule = "MG001";
  P.G.node(P.Update).Loc = P.G.addLoc("/src/demo/other.go", 16, 5);
  EXPECT_NE(of(0), Before);
  P.G.node(P.Update).Loc = P.G.addLoc("/src/demo/cache.go", 16, 5);
  P.S.Objects[0].Name = "Cache.n";
  EXPECT_NE(of(0), Before);
  P.S.Objects[0].Name = "Cache.m";
  P.S.Findings[0].Sides[0].Op = P.Delete;
  EXPECT_NE(of(0), Before);
}

TEST_F(Fingerprints, EqualOnesAreNumberedByPosition) {
  Finding Twin = P.S.Findings[0];
  P.S.Findings.push_back(Twin);
  NodeId Late = P.G.addNode(NodeKind::MapOp, P.G.node(P.Update).Op, P.Set,
                            P.G.addLoc("/src/demo/cache.go", 17, 5));
  P.S.Findings[0].Sides[0].Op = Late;
  std::vector<std::string> Out = fingerprints(F, {0, 2});
  EXPECT_EQ(Out[0], of(0) + ":2");
  EXPECT_EQ(Out[1], of(0) + ":1");
  EXPECT_EQ(fingerprints(F, {1}).front(), of(1) + ":1");
}

TEST(StableName, ForgetsWhatMoves) {
  EXPECT_EQ(stableName("main.main.func2.1"), "main.main.func");
  EXPECT_EQ(stableName("main.main.func10.gowrap1"), "main.main.func.gowrap");
  EXPECT_EQ(stableName("p.init.0"), "p.init");
  EXPECT_EQ(stableName("p.F[int]"), "p.F");
  EXPECT_EQ(stableName("p.(*T[map[string]int]).M"), "p.(*T).M");
  EXPECT_EQ(stableName("example.org/p [example.org/p.test].F"),
            "example.org/p.F");
  EXPECT_EQ(stableName("map made at a.go:7"), "map made at a.go");
}

TEST(StableName, KeepsWhatNames) {
  for (const char *Name : {"store.(*Cache).Set", "gopkg.in/yaml.v3.Parse",
                           "p.sum256", "Cache.m[…]", ""})
    EXPECT_EQ(stableName(Name), Name);
}
