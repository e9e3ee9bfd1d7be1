//===- FlowTest.cpp - Control flow questions ------------------------------===//

#include "graph/solve/Flow.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;
using namespace mapgraph::solver;

TEST(Flow, FollowsBranchesAndLoops) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref M = F.make();
  Ref First = F.update(M), Left, Right, Inside;
  F.branch([&] { Left = F.lookup(M); }, [&] { Right = F.lookup(M); });
  F.loop([&] { Inside = F.lookup(M); });
  Ref Last = F.lookup(M);
  Graph G = P.build();
  Flow E(G, G.node(P[First]).Function);
  auto At = [&](Ref R) { return E.position(P[R]); };
  EXPECT_TRUE(E.canFollow(At(First), At(Last)));
  EXPECT_FALSE(E.canFollow(At(Last), At(First)));
  EXPECT_FALSE(E.canFollow(At(Left), At(Right)));
  EXPECT_TRUE(E.canFollow(At(Inside), At(Inside)));
  EXPECT_FALSE(E.canFollow(At(First), At(First)));
  EXPECT_TRUE(E.dominates(At(First), At(Last)));
  EXPECT_FALSE(E.dominates(At(Left), At(Last)));
  EXPECT_TRUE(E.inLoop(At(Inside)));
  EXPECT_FALSE(E.inLoop(At(Last)));
}

TEST(Flow, AvoidsAnEventOnTheWay) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref M = F.make(), Made, Used;
  F.loop([&] {
    Made = F.object();
    Used = F.lookup(M);
  });
  Graph G = P.build();
  Flow E(G, G.node(P[Used]).Function);
  uint32_t U = E.position(P[Used]);
  EXPECT_TRUE(E.canFollow(U, U));
  EXPECT_FALSE(E.canFollow(U, U, E.position(P[Made])));
}

TEST(Flow, ALoopWithoutANextRoundIsLeftByItsBody) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref M = F.make(), Inside, Outside;
  F.loop([&] {
    F.rounds(F.param(), [&] { Inside = F.update(M); });
    Outside = F.lookup(M);
  });
  Ref Last = F.lookup(M);
  Graph G = P.build();
  NodeId Branch;
  for (uint32_t N = 0; N != G.Nodes.size(); ++N)
    if (G.Nodes[N].kind() == NodeKind::Branch &&
        G.Nodes[N].test() == TestKind::Rounds)
      Branch = NodeId(N);
  Flow E(G, G.node(P[Last]).Function, {{Branch, NextRound}});
  auto At = [&](Ref R) { return E.position(P[R]); };
  // Once in each round of the loop around it, and not without that.
  EXPECT_FALSE(E.canFollow(At(Inside), At(Inside), At(Outside)));
  EXPECT_TRUE(E.canFollow(At(Inside), At(Inside)));
  EXPECT_TRUE(E.canFollow(At(Inside), At(Last)));
  EXPECT_TRUE(E.canFollow(At(Outside), At(Outside), At(Inside)));
}
