//===- CallGraphTest.cpp --------------------------------------------------===//

#include "graph/query/CallGraph.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

using namespace mapgraph;

static std::vector<NodeId> sites(const std::vector<CallGraph::Arc> &Path) {
  std::vector<NodeId> Out;
  for (const CallGraph::Arc &A : Path)
    Out.push_back(A.Site);
  return Out;
}

TEST(CallGraph, PathCrossesTheSpawn) {
  SampleProgram P;
  CallGraph C(P.G, &P.S);
  auto Path = C.shortestPath({P.Main}, {P.Set});
  ASSERT_TRUE(Path);
  EXPECT_EQ(sites(*Path), (std::vector{P.Spawn, P.CallSet}));
  EXPECT_TRUE(Path->at(0).Spawn);
  EXPECT_FALSE(Path->at(1).Spawn);
}

TEST(CallGraph, WithoutASolutionDirectCodeEdgesAreUsed) {
  SampleProgram P;
  P.S.Overlay.clear();
  CallGraph C(P.G, nullptr);
  auto Path = C.shortestPath({P.Main}, {P.Set});
  ASSERT_TRUE(Path);
  EXPECT_EQ(sites(*Path), (std::vector{P.Spawn, P.CallSet}));
}

TEST(CallGraph, SolvedEdgesReplaceTheDirectOnes) {
  SampleProgram P;
  P.S.Overlay.push_back(
      Edge(P.CallGet, P.G.function(P.Drop).Node, EdgeKind::Calls));
  CallGraph C(P.G, &P.S);
  EXPECT_FALSE(C.shortestPath({P.Main}, {P.Get}));
}

TEST(CallGraph, NearestGoalAndNoPath) {
  SampleProgram P;
  CallGraph C(P.G, &P.S);
  auto Path = C.shortestPath({P.Main}, {P.Set, P.Get});
  ASSERT_TRUE(Path);
  EXPECT_EQ(sites(*Path), std::vector{P.CallGet});
  EXPECT_FALSE(C.shortestPath({P.Get}, {P.Main}));
  EXPECT_TRUE(C.shortestPath({P.Main}, {P.Main})->empty());
}

TEST(CallGraph, MutualRecursionIsOneComponent) {
  SampleProgram P;
  P.S.Overlay.push_back(
      Edge(P.CallSet, P.G.function(P.Main).Node, EdgeKind::Calls));
  CallGraph C(P.G, &P.S);
  std::vector<uint32_t> Component = C.components();
  EXPECT_EQ(Component[P.Main.Value], Component[P.Closure.Value]);
  EXPECT_NE(Component[P.Main.Value], Component[P.Get.Value]);
}
