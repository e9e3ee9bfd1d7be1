//===- CalleesTest.cpp - Who calls whom -----------------------------------===//

#include "graph/solve/Callees.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;
using namespace mapgraph::solver;

static FunctionId idOf(const Graph &G, std::string_view Suffix) {
  for (size_t I = 0; I != G.Functions.size(); ++I)
    if (G.str(G.Functions[I].Name).ends_with(Suffix))
      return FunctionId(I);
  return {};
}

TEST(Callees, FollowsFunctionsThroughFields) {
  ProgramBuilder P;
  FunctionBuilder &Called = P.function("called");
  Called.ret();
  FunctionBuilder &Other = P.function("other");
  Other.ret();
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref O = Main.object();
  Main.store(Main.field(O, "p.T.run"), Called);
  Main.store(Main.field(O, "p.T.stop"), Other);
  Ref Call = Main.callIndirect(Main.load(Main.field(O, "p.T.run")));
  Graph G = P.build();
  Callees C(G, {idOf(G, "main")});
  EXPECT_EQ(C.targets(P[Call]), std::vector{idOf(G, "called")});
  EXPECT_FALSE(C.reachable(idOf(G, "other")));
}

TEST(Callees, FindsMethodsOfTheTypesThatFlow) {
  ProgramBuilder P;
  FunctionBuilder &A = P.function("(*A).Run");
  A.param();
  FunctionBuilder &B = P.function("(*B).Run");
  B.param();
  P.method("*p.A", "Run()", A);
  P.method("*p.B", "Run()", B);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref I = Main.iface(Main.object(), "*p.A");
  Ref Call = Main.callMethod(I, "Run()", {I});
  Graph G = P.build();
  Callees C(G, {idOf(G, "main")});
  EXPECT_EQ(C.targets(P[Call]), std::vector{idOf(G, "(*A).Run")});
}

TEST(Callees, AValueOfAnInterfacePointsToTheTypesThatFlow) {
  ProgramBuilder P;
  for (const char *Struct : {"p.A", "p.B"})
    P.structType(Struct);
  FunctionBuilder &Use = P.function("use");
  Ref Given = Use.param();
  FunctionBuilder &Wrap = P.function("wrap");
  Ref Wrapped = Wrap.param();
  FunctionBuilder &Exported = P.function("Exported");
  Ref Outside = Exported.param();
  Exported.call(Wrap, {Outside});
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref A = Main.iface(Main.object(), "*p.A");
  Main.call(Use, {A});
  Main.call(Exported, {A});
  Graph G = P.build();
  Callees C(G, {idOf(G, "main"), idOf(G, "Exported")});
  TypeId OfB;
  for (size_t I = 0; I != G.Types.size(); ++I)
    if (G.str(G.Types[I].Name) == "p.B")
      OfB = TypeId(I);
  EXPECT_FALSE(C.canPointTo(P[Given], OfB));
  EXPECT_TRUE(C.canPointTo(P[Outside], OfB)) << "callers may give anything";
  EXPECT_TRUE(C.canPointTo(P[Wrapped], OfB)) << "and it is passed on";
}

TEST(Callees, CapturedCellsBelongToTheirClosure) {
  ProgramBuilder P;
  FunctionBuilder &X = P.function("x");
  X.ret();
  FunctionBuilder &Y = P.function("y");
  Y.ret();
  FunctionBuilder &First = P.function("main.func1");
  Ref Self1 = First.param();
  Ref Call1 = First.callIndirect(First.load(First.field(Self1, "closure.1")));
  FunctionBuilder &Second = P.function("main.func2");
  Ref Self2 = Second.param();
  Ref Call2 =
      Second.callIndirect(Second.load(Second.field(Self2, "closure.1")));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.callIndirect(Main.closure(First, {X}));
  Main.callIndirect(Main.closure(Second, {Y}));
  Graph G = P.build();
  Callees C(G, {idOf(G, "main")});
  EXPECT_EQ(C.targets(P[Call1]), std::vector{idOf(G, ".x")});
  EXPECT_EQ(C.targets(P[Call2]), std::vector{idOf(G, ".y")});
}

TEST(Callees, CalleesComeFirst) {
  ProgramBuilder P;
  FunctionBuilder &Leaf = P.function("leaf");
  FunctionBuilder &Even = P.function("even");
  FunctionBuilder &Odd = P.function("odd");
  Leaf.ret();
  Even.call(Odd);
  Odd.call(Even);
  Odd.call(Leaf);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.call(Even);
  Graph G = P.build();
  Callees C(G, {idOf(G, "main")});
  ASSERT_EQ(C.bottomUp().size(), 3u);
  EXPECT_EQ(C.bottomUp()[0], std::vector{idOf(G, "leaf")});
  EXPECT_EQ(C.bottomUp()[1].size(), 2u);
  EXPECT_EQ(C.bottomUp()[2], std::vector{idOf(G, "main")});
}
