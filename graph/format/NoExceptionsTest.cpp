//===- NoExceptionsTest.cpp - The format from code that cannot catch ------===//
//
// Compiled without exceptions, like passes/: an exception that left the library
// would end the program.
//
//===----------------------------------------------------------------------===//

#include "graph/format/MgFile.h"

#include <gtest/gtest.h>

#ifdef __EXCEPTIONS
#error "this file is about code without exceptions"
#endif

using namespace mapgraph;

static Graph unknownOnly() {
  Graph G;
  G.addNode(NodeKind::Unknown);
  return G;
}

TEST(NoExceptionsTest, GraphsComeThrough) {
  tl::expected<std::string, std::string> Bytes = tryWriteMg(unknownOnly());
  ASSERT_TRUE(Bytes) << Bytes.error();
  tl::expected<MgContents, std::string> Read = readMg(*Bytes);
  ASSERT_TRUE(Read) << Read.error();
  EXPECT_EQ(Read->Graphs[0].Nodes.size(), 1u);
}

TEST(NoExceptionsTest, ErrorsComeThrough) {
  EXPECT_FALSE(readMg("text"));
  EXPECT_FALSE(tryWriteMg(unknownOnly(), nullptr, 1));
  EXPECT_EQ(readMg(writeMg(Graph())).error(),
            "chunk at byte 0: V1: node 0 is not the unknown value");
}
