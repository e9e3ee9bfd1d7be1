//===- MgFileTest.cpp - Reading and writing .mg data ----------------------===//

#include "graph/format/MgFile.h"

#include "graph/format/Chunk.h"
#include "graph/testing/ProgramBuilder.h"
#include "graph/testing/RandomProgram.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace mapgraph;

static Graph tinyGraph() {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f", FF_Exported);
  F.update(F.make());
  return P.build();
}

static Solution tinySolution() {
  Solution S;
  S.Threads.resize(1);
  S.Objects.resize(1);
  return S;
}

// The error, cut behind the number of the invariant.
static std::string broken(std::string_view Bytes) {
  tl::expected<MgContents, std::string> Read = readMg(Bytes);
  if (Read)
    return "none";
  size_t Number = Read.error().rfind(": F");
  Number = Number == std::string::npos ? 0 : Number + 2;
  return Read.error().substr(Number, 2);
}

TEST(MgFileTest, ConcatenatedFilesAreAFileAlsoWithPadding) {
  std::string One = writeMg(tinyGraph());
  tl::expected<MgContents, std::string> Read =
      readMg(std::string(3, '\0') + One + std::string(21, '\0') + One + One);
  ASSERT_TRUE(Read) << Read.error();
  EXPECT_EQ(Read->Graphs.size(), 3u);
}

TEST(MgFileTest, LinkedGraphsComeFrozen) {
  Graph G = tinyGraph();
  G.Kind = GraphKind::Linked;
  tl::expected<MgContents, std::string> Read = readMg(writeMg(G));
  ASSERT_TRUE(Read) << Read.error();
  const Graph &R = Read->Graphs[0];
  NodeId Entry = R.Functions[0].First;
  EXPECT_EQ(R.target(Entry, EdgeKind::Next), G.target(Entry, EdgeKind::Next));
}

TEST(MgFileTest, RefusesToExceedTheLimit) {
  tl::expected<std::string, std::string> Bytes =
      tryWriteMg(tinyGraph(), nullptr, 128);
  ASSERT_FALSE(Bytes);
  EXPECT_EQ(Bytes.error(), "the graph is too large for a chunk of a .mg file");
}

TEST(MgFileTest, EveryFlippedBitIsNoticed) {
  Solution S = tinySolution();
  const std::string Bytes = writeMg(tinyGraph(), &S);
  for (size_t I = 0; I != Bytes.size(); ++I) {
    for (unsigned Bit = 0; Bit != 8; ++Bit) {
      std::string Damaged = Bytes;
      Damaged[I] = static_cast<char>(Damaged[I] ^ 1 << Bit);
      EXPECT_NE(broken(Damaged), "none") << "bit " << Bit << " of byte " << I;
    }
  }
}

TEST(MgFileTest, EveryCutIsNoticed) {
  const std::string Bytes = writeMg(tinyGraph());
  size_t Padding = Bytes.size() - Bytes.find_last_not_of('\0') - 1;
  for (size_t Size = 0; Size + Padding < Bytes.size(); ++Size)
    EXPECT_NE(broken(Bytes.substr(0, Size)), "none") << Size << " bytes";
}

TEST(MgFileTest, ErrorsNameTheChunkAndTheInvariant) {
  std::string One = writeMg(tinyGraph());
  EXPECT_EQ(readMg(One + "text").error(),
            "chunk at byte " + std::to_string(One.size()) +
                ": F1: no graph data (bad magic)");
  EXPECT_EQ(broken(""), "F8");
  EXPECT_EQ(broken(std::string(64, '\0')), "F8");
  EXPECT_EQ(broken(One.substr(0, 20)), "F3");
  EXPECT_EQ(broken(One.substr(0, One.size() - 16)), "F3");
  One[40] ^= 1;
  EXPECT_EQ(broken(One), "F4");
}

TEST(MgFileTest, ChecksPayloadsWhoseChecksumIsRight) {
  std::string File;
  appendChunk(File, static_cast<ChunkKind>(7), "payload");
  EXPECT_EQ(broken(File), "F2");

  File.clear();
  appendChunk(File, ChunkKind::Graph, "no FlatBuffer, but of some length");
  EXPECT_EQ(broken(File), "F6");

  Graph G = tinyGraph();
  G.Edges[0].To = NodeId(1000);
  EXPECT_EQ(readMg(writeMg(G)).error(),
            "chunk at byte 0: V1: edge 0 (next, 2 to 1000) ends outside the "
            "graph");
}

TEST(MgFileTest, ASolutionFollowsTheOnlyGraph) {
  Solution S = tinySolution();
  std::string Graphs = writeMg(tinyGraph());
  std::string Solved = writeMg(tinyGraph(), &S);
  EXPECT_EQ(broken(Solved), "none");
  EXPECT_EQ(broken(Graphs + Solved), "F8");
  EXPECT_EQ(broken(Solved + Graphs), "F8");
  EXPECT_EQ(broken(Solved.substr(Graphs.size())), "F8");
}

// Equal bytes of what was read and what was written: the writer looks at all
// members of all rows.
RC_GTEST_PROP(MgFileProperty, ReadsWhatItWrote,
              (const std::vector<uint8_t> &Bytes)) {
  Graph G = randomProgram(Bytes);
  Solution S = randomSolution(Bytes, G);
  std::string File = writeMg(G, &S);
  tl::expected<MgContents, std::string> Read = readMg(File);
  if (!Read)
    RC_FAIL(Read.error());
  RC_ASSERT(Read->Graphs.size() == 1u);
  const Graph &R = Read->Graphs[0];
  RC_ASSERT(R.Nodes.size() == G.Nodes.size());
  RC_ASSERT(R.Edges.size() == G.Edges.size());
  for (size_t N = 0; N != G.Nodes.size(); ++N) {
    const Node &A = G.Nodes[N], &B = R.Nodes[N];
    RC_ASSERT(std::tie(A.Kind, A.Op, A.Flags, A.Function, A.Loc, A.Type) ==
              std::tie(B.Kind, B.Op, B.Flags, B.Function, B.Loc, B.Type));
    RC_ASSERT(G.str(A.Name) == R.str(B.Name));
  }
  for (size_t E = 0; E != G.Edges.size(); ++E) {
    const Edge &A = G.Edges[E], &B = R.Edges[E];
    RC_ASSERT(std::tie(A.From, A.To, A.KindAndLabel) ==
              std::tie(B.From, B.To, B.KindAndLabel));
  }
  RC_ASSERT(Read->Solved.has_value());
  RC_ASSERT(Read->Solved->Findings.size() == S.Findings.size());
  RC_ASSERT(Read->Solved->Accesses.size() == S.Accesses.size());
  RC_ASSERT(writeMg(R, &*Read->Solved) == File);
}
