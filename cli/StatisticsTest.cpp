//===- StatisticsTest.cpp - Numbers about a solved graph ------------------===//

#include "cli/Statistics.h"

#include <gtest/gtest.h>
#include <sstream>

using namespace mapgraph;

TEST(Statistics, CountsByKind) {
  Graph G;
  for (MapOpKind K : {MapOpKind::Update, MapOpKind::Update, MapOpKind::Make})
    G.addNode(NodeKind::MapOp, static_cast<uint8_t>(K));
  Solution S;
  S.Threads.resize(2);
  S.Threads[1].Root = Thread::RootKind::Spawn;
  S.Accesses.push_back({NodeId(0), 0, 0, {{"C.mu", true}}});
  S.Accesses.push_back({NodeId(1), 0, 1, {{"C.mu", false}}});
  S.Unknowns = {{"indirect call without target", 7}};
  std::ostringstream Text;
  writeText(countGraph(G, S), {{"solve", 1.5, 20}}, Text);
  std::string Out = Text.str();
  EXPECT_NE(Out.find("           2  update\n"), Out.npos) << Out;
  EXPECT_NE(Out.find("           1  make\n"), Out.npos) << Out;
  EXPECT_EQ(Out.find("delete"), Out.npos) << Out;
  EXPECT_NE(Out.find("           1  locks held"), Out.npos) << Out;
  EXPECT_NE(Out.find("           1  spawned\n"), Out.npos) << Out;
  EXPECT_NE(Out.find("           7  indirect call without target\n"), Out.npos);
  EXPECT_NE(Out.find("1.500 s      20.0 MiB  solve\n"), Out.npos) << Out;
}
