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
