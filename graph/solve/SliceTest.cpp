//===- SliceTest.cpp - What of a program decides about its solution -------===//

#include "graph/solve/Slice.h"

#include "graph/model/Verifier.h"
#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {

/// A goroutine that main starts writes to a map that main reads.
struct Example {
  bool DeadCode = false; ///< a function that nothing calls, before the others
  bool Locked = false;
  unsigned Lines = 0; ///< that come before

  Graph build() const {
    ProgramBuilder P;
    P.package("example.com/p", PF_Own | PF_Main);
    if (DeadCode) {
      FunctionBuilder &Dead = P.function("dead");
      Dead.update(Dead.load(Dead.field(Dead.param(), "p.Other.m")));
    }
    FunctionBuilder &Worker = P.function("worker");
    Ref W = Worker.param();
    if (Locked)
      Worker.lock(Worker.field(W, "p.T.mu"));
    Worker.update(Worker.load(Worker.field(W, "p.T.m")));
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref T = Main.object();
    Main.store(Main.field(T, "p.T.m"), Main.make());
    Main.spawn(Worker, {T});
    Main.lookup(Main.load(Main.field(T, "p.T.m")));
    Graph G = P.build();
    for (Loc &L : G.Locs)
      L.Line += Lines;
    return G;
  }
};

std::string bytes(const Graph &G) {
  std::string Out;
  Slice(G, {}).forBytes([&](std::string_view Piece) { Out += Piece; });
  return Out;
}

std::string bytes(const Example &E) { return bytes(E.build()); }

TEST(SliceTest, DeadCodeDoesNotCount) {
  Example Changed{.DeadCode = true};
  EXPECT_EQ(bytes(Example()), bytes(Changed));
  EXPECT_NE(Example().build().Nodes.size(), Changed.build().Nodes.size());
}

TEST(SliceTest, WhatIsReachedCounts) {
  EXPECT_NE(bytes(Example()), bytes({.Locked = true}));
}

TEST(SliceTest, LinesDoNotCountButAreTold) {
  Graph Before = Example().build(), After = Example{.Lines = 5}.build();
  EXPECT_EQ(bytes(Before), bytes(After));
  Slice A(Before, {}), B(After, {});
  Solution OfA = A.widen(solveSlice(A, {}));
  // The solution of one is that of the other, at other lines.
  Solution OfB = B.widen(solveSlice(A, {}));
  ASSERT_EQ(OfA.Findings.size(), 1u);
  ASSERT_EQ(OfB.Findings.size(), 1u);
  EXPECT_NE(OfA.Findings[0].Why, OfB.Findings[0].Why);
  EXPECT_EQ(OfB.Findings[0].Why, solve(After, {}).Findings[0].Why);
  EXPECT_EQ(OfB.Findings[0].Why.find('\x1a'), std::string::npos);
}

TEST(SliceTest, TwoLinesThatBecomeOneCount) {
  Graph G = Example().build(), One = G;
  for (Loc &L : One.Locs)
    L.Line = 1;
  EXPECT_NE(bytes(G), bytes(One));
}

TEST(SliceTest, RowsOfTheProgramAreNamed) {
  Graph G = Example{.DeadCode = true}.build();
  Slice Part(G, {});
  EXPECT_LT(Part.graph().Nodes.size(), G.Nodes.size());
  Solution S = Part.widen(solveSlice(Part, {}));
  EXPECT_EQ(verify(G, S), std::nullopt);
  ASSERT_EQ(S.Findings.size(), 1u);
  for (const Side &X : S.Findings[0].Sides)
    EXPECT_EQ(G.node(X.Op).kind(), NodeKind::MapOp);
  EXPECT_EQ(G.node(S.Findings[0].Sides[0].Op).mapOp(), MapOpKind::Update);
  EXPECT_EQ(G.node(S.Findings[0].Sides[1].Op).mapOp(), MapOpKind::Lookup);
}

// A name that has the mark is not taken for a position.
TEST(SliceTest, NamesWithMarksStay) {
  Graph G = Example().build();
  StringId Odd = G.str("odd\x1a:0");
  for (Node &N : G.Nodes)
    if (N.kind() == NodeKind::Param)
      N.Name = Odd;
  Slice Part(G, {});
  Solution S = Part.widen(solveSlice(Part, {}));
  ASSERT_EQ(S.Findings.size(), 1u);
  EXPECT_EQ(S.Findings[0].Why, solve(Example().build(), {}).Findings[0].Why);
}

TEST(SliceTest, WhatDeadCodeStoresIsKnown) {
  auto Build = [](bool Stored) {
    ProgramBuilder P;
    P.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Dead = P.function("dead");
    Ref D = Dead.param();
    if (Stored)
      Dead.store(Dead.field(D, "p.T.m"), Dead.make());
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.update(Main.load(Main.field(Main.object(), "p.T.m")));
    return P.build();
  };
  Graph Stored = Build(true), Nil = Build(false);
  EXPECT_NE(bytes(Stored), bytes(Nil));
  ASSERT_EQ(Slice(Nil, {}).stored().Fields.size(), 1u);
  EXPECT_FALSE(Slice(Nil, {}).stored().field(0));
  EXPECT_TRUE(Slice(Stored, {}).stored().field(0));
}

// A method counts when its name is called and its type is in an interface.
TEST(SliceTest, MethodsBehindInterfaces) {
  auto Size = [](std::string_view Called) {
    ProgramBuilder P;
    P.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Put = P.function("T.Put", FF_Method);
    Put.update(Put.load(Put.field(Put.param(), "p.T.m")));
    P.method("p.T", "Put()", Put);
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.callMethod(Main.iface(Main.object(), "p.T"), Called);
    Graph G = P.build();
    return Slice(G, {}).graph().Functions.size();
  };
  EXPECT_EQ(Size("Put()"), 2u);
  EXPECT_EQ(Size("Get()"), 1u);
}

// In plain bitcode what nobody calls is called by the loader.
TEST(SliceTest, DeadCodeThatDecidesWhatARootIsCounts) {
  auto Size = [](bool Calls) {
    ProgramBuilder P;
    P.package("unit.c", 0, "c");
    FunctionBuilder &Init = P.function("init", FF_Init);
    FunctionBuilder &Dead = P.function("dead");
    if (Calls)
      Dead.call(Init);
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.store(Main.field(Main.object(), "T.hook"), Init);
    Graph G = P.build();
    return Slice(G, {}).graph().Functions.size();
  };
  EXPECT_EQ(Size(false), 2u);
  EXPECT_EQ(Size(true), 3u);
}

} // namespace
