//===- ExpressionTest.cpp -------------------------------------------------===//

#include "graph/io/Expression.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class Expression : public testing::Test {
protected:
  SampleProgram P;
  std::string of(NodeId Op, EdgeKind K) {
    Names N(P.G, SampleProgram::Root);
    return expression(P.G, N, P.G.target(Op, K));
  }
};
} // namespace

TEST_F(Expression, FieldsAreReadLikeInTheSource) {
  EXPECT_EQ(of(P.Update, EdgeKind::Addr), "c.m");
  EXPECT_EQ(of(P.Update, EdgeKind::Key), "k");
}

TEST_F(Expression, AGlobalsLoadIsItsName) {
  EXPECT_EQ(of(P.DepUpdate, EdgeKind::Addr), "dep.counts");
}

TEST_F(Expression, ALookupsResultShowsMapAndKey) {
  EXPECT_EQ(of(P.DepUpdate, EdgeKind::Val), "dep.counts[k]");
}

TEST_F(Expression, CapturedVariables) {
  EXPECT_EQ(of(P.CallSet, EdgeKind::Arg), "captured variable");
}

TEST_F(Expression, SeveralSourcesHaveNoExpression) {
  NodeId Map = P.G.target(P.Update, EdgeKind::Addr);
  P.G.addEdge(P.G.target(P.Update, EdgeKind::Key), Map, EdgeKind::Copy);
  P.G.freeze();
  EXPECT_EQ(of(P.Update, EdgeKind::Addr), "map[string]int");
}

TEST_F(Expression, CyclesOfCopiesEnd) {
  NodeId A = P.G.addNode(NodeKind::Value, 0, P.Set);
  NodeId B = P.G.addNode(NodeKind::Value, 0, P.Set);
  P.G.addEdge(A, B, EdgeKind::Copy);
  P.G.addEdge(B, A, EdgeKind::Copy);
  P.G.freeze();
  Names N(P.G, "");
  EXPECT_EQ(expression(P.G, N, A), "value");
  NodeId Origin = originOf(P.G, A);
  EXPECT_TRUE(Origin == A || Origin == B);
}
