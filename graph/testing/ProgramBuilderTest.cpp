//===- ProgramBuilderTest.cpp - Small programs for tests ------------------===//

#include "graph/testing/ProgramBuilder.h"

#include "graph/model/Verifier.h"
#include "graph/testing/RandomProgram.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace mapgraph;

TEST(ProgramBuilderTest, BodiesWrittenInTurnsAreContiguous) {
  ProgramBuilder P;
  FunctionBuilder &Worker = P.function("worker");
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make();
  Ref Seen = Worker.lookup(Worker.param());
  Main.spawn(Worker, {M});
  Ref Write = Main.update(M);
  Graph G = P.build();

  EXPECT_EQ(G.node(P[Seen]).mapOp(), MapOpKind::Lookup);
  EXPECT_EQ(G.node(P[Write]).mapOp(), MapOpKind::Update);
  EXPECT_EQ(G.target(P[Write], EdgeKind::Addr), P[M]);
  EXPECT_EQ(G.str(G.function(G.node(P[Write]).Function).Name),
            "example.com/p.main");
  EXPECT_EQ(G.node(G.target(P[Write], EdgeKind::Next)).kind(),
            NodeKind::Return);
}

TEST(ProgramBuilderTest, BranchesMeet) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref Then, Else;
  F.branch([&] { Then = F.mapOp(MapOpKind::Clear, {}); },
           [&] { Else = F.mapOp(MapOpKind::Length, {}); });
  Graph G = P.build();
  NodeId Merge = G.target(P[Then], EdgeKind::Next);
  EXPECT_EQ(G.node(Merge).kind(), NodeKind::Merge);
  EXPECT_EQ(G.target(P[Else], EdgeKind::Next), Merge);
}

TEST(ProgramBuilderTest, APartThatReturnsDoesNotMeet) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  F.branch([&] { F.ret(); });
  Ref After = F.mapOp(MapOpKind::Length, {});
  Graph G = P.build();
  ASSERT_EQ(G.in(P[After]).size(), 1u);
  EXPECT_EQ(G.edge(G.in(P[After])[0]).label(), 2u);
}

TEST(ProgramBuilderTest, LoopsRunAnyNumberOfTimes) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref Inside;
  F.loop([&] { Inside = F.mapOp(MapOpKind::Length, {}); });
  Ref After = F.mapOp(MapOpKind::Clear, {});
  Graph G = P.build();
  NodeId Head = G.target(P[Inside], EdgeKind::Next);
  NodeId Split = G.target(Head, EdgeKind::Next);
  EXPECT_EQ(G.target(Split, EdgeKind::Next, 1), P[Inside]);
  EXPECT_EQ(G.target(Split, EdgeKind::Next, 2), P[After]);
}

RC_GTEST_PROP(RandomProgramTest, IsWellFormed,
              (const std::vector<uint8_t> &Bytes)) {
  Graph G = randomProgram(Bytes);
  RC_ASSERT(verify(G) == std::nullopt);
  RC_ASSERT(verify(G, randomSolution(Bytes, G)) == std::nullopt);
}
