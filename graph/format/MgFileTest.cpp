//===- MgFileTest.cpp - Reading and writing .mg data ----------------------===//

#include "graph/format/MgFile.h"

#include <gtest/gtest.h>

using namespace mapgraph;

// One function that makes a map: func F() { m := map[string]int{} }
static Graph tinyGraph() {
  Graph G;
  G.addNode(NodeKind::Unknown);
  G.Packages.push_back({G.str("example.com/p")});
  NodeId Code = G.addNode(NodeKind::Function, 0, FunctionId(0));
  LocId At = G.addLoc("p.go", 3, 7);
  TypeId Map = G.addType("map[string]int", TypeKind::Map);
  NodeId Entry = G.addNode(NodeKind::Entry, 0, FunctionId(0), At);
  NodeId Make = G.addNode(NodeKind::MapOp, uint8_t(MapOpKind::Make),
                          FunctionId(0), At, Map, G.str("make"));
  NodeId M = G.addNode(NodeKind::Value, 0, FunctionId(0), At, Map);
  NodeId Return = G.addNode(NodeKind::Return, 0, FunctionId(0), At);
  G.addEdge(Make, M, EdgeKind::ResultOf);
  G.addEdge(Entry, Make, EdgeKind::Next);
  G.addEdge(Make, Return, EdgeKind::Next);
  Function F;
  F.Name = F.Display = G.str("example.com/p.F");
  F.Package = PackageId(0);
  F.Loc = At;
  F.Node = Code;
  F.First = Entry;
  F.Count = 4;
  F.Flags = FF_Defined | FF_Exported;
  G.Functions.push_back(F);
  return G;
}

TEST(MgFileTest, ReadsWhatItWrote) {
  std::string Bytes = writeMg(tinyGraph());
  tl::expected<MgContents, std::string> Read = readMg(Bytes);
  ASSERT_TRUE(Read) << Read.error();
  ASSERT_EQ(Read->Graphs.size(), 1u);
  EXPECT_EQ(Read->Graphs[0].Nodes.size(), 6u);
  EXPECT_EQ(writeMg(Read->Graphs[0]), Bytes);
}

TEST(MgFileTest, ConcatenatedFilesAreAFileAlsoWithPadding) {
  std::string One = writeMg(tinyGraph());
  tl::expected<MgContents, std::string> Read =
      readMg(std::string(3, '\0') + One + std::string(21, '\0') + One + One);
  ASSERT_TRUE(Read) << Read.error();
  EXPECT_EQ(Read->Graphs.size(), 3u);
}

TEST(MgFileTest, RefusesToExceedTheLimit) {
  tl::expected<std::string, std::string> Bytes =
      tryWriteMg(tinyGraph(), nullptr, 128);
  ASSERT_FALSE(Bytes);
  EXPECT_EQ(Bytes.error(), "the graph is too large for a chunk of a .mg file");
}
