//===- HeldTypesTest.cpp - What package-level variables can hold ----------===//

#include "graph/solve/HeldTypes.h"
#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;
using namespace mapgraph::solver;

namespace {

/// A program with the interface variable "p.v"; a test writes main.
class HeldTypesTest : public testing::Test {
protected:
  HeldTypesTest() { begin(); }

  void begin() {
    P = ProgramBuilder();
    P.package("example.com/p", PF_Own | PF_Main);
    for (const char *Type : {"p.A", "p.B", "p.C", "p.Counter", "p.Nothing"})
      P.structType(Type);
    Variable = P.global("v", "p.I");
  }

  /// Names of the types that the variable can hold; none: not known.
  std::vector<std::string> types() {
    G = P.build();
    std::vector<FunctionId> Roots;
    for (size_t I = 0; I != G.Functions.size(); ++I)
      if (G.Functions[I].Flags & FF_Main)
        Roots.push_back(FunctionId(I));
    Callees Calls(G, Roots);
    std::vector<std::string> Out;
    if (auto *Types = Calls.heldTypes(P[Variable]))
      for (TypeId T : *Types)
        Out.emplace_back(G.str(G.type(T).Name));
    return Out;
  }

  Ref made(FunctionBuilder &F, std::string Type) {
    return F.iface(F.object(ObjectKind::Heap, Type), "*" + Type);
  }

  using List = std::vector<std::string>;
  ProgramBuilder P;
  Graph G;
  Ref Variable;
};

} // namespace

TEST_F(HeldTypesTest, AllStoresThatAreReachedCount) {
  FunctionBuilder &Never = P.function("never");
  Never.store(Variable, made(Never, "p.C"));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.store(Variable, made(Main, "p.A"));
  Main.store(Variable, made(Main, "p.B"));
  EXPECT_EQ(types(), (List{"p.A", "p.B"}));
}

TEST_F(HeldTypesTest, ValuesAreFollowedThroughCallsAndVariables) {
  Ref Other = P.global("other", "p.I");
  FunctionBuilder &New = P.function("new");
  New.ret({made(New, "p.A")});
  FunctionBuilder &Set = P.function("set");
  Set.store(Variable, Set.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.store(Other, Main.result(Main.call(New)));
  Main.store(Variable, Main.load(Other));
  Main.call(Set, {made(Main, "p.B")});
  EXPECT_EQ(types(), (List{"p.A", "p.B"}));
}

TEST_F(HeldTypesTest, WhatComesFromOutsideIsNotKnown) {
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.store(Variable, made(Main, "p.A"));
  Main.store(Variable, Main.param());
  EXPECT_EQ(types(), List{});
}

TEST_F(HeldTypesTest, WhatUnknownCodeYieldsIsNotKnown) {
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.store(Variable, made(Main, "p.A"));
  Main.store(Variable,
             Main.result(Main.call(P.declare("example.com/dep.New"))));
  EXPECT_EQ(types(), List{});
}

TEST_F(HeldTypesTest, WhatAFieldHoldsIsNotKnown) {
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.store(Variable, made(Main, "p.A"));
  Main.store(Variable, Main.load(Main.field(Main.object(), "p.T.f")));
  EXPECT_EQ(types(), List{});
}

TEST_F(HeldTypesTest, WhoHasTheAddressMayStore) {
  FunctionBuilder &Set = P.function("set");
  Set.store(Set.param(), made(Set, "p.B"));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.store(Variable, made(Main, "p.A"));
  Main.call(Set, {Variable});
  EXPECT_EQ(types(), List{});
}

// put of two types behind one call: the counter changes its map.
TEST_F(HeldTypesTest, OtherTypesAreNotBehindTheVariable) {
  for (const char *Held : {"p.Nothing", "p.Counter"}) {
    begin();
    FunctionBuilder &Put = P.function("(*Counter).put");
    Put.update(Put.load(Put.field(Put.param(), "p.Counter.seen")));
    P.method("*p.Counter", "put()", Put);
    FunctionBuilder &Ignore = P.function("(*Nothing).put");
    Ignore.param();
    P.method("*p.Nothing", "put()", Ignore);
    FunctionBuilder &Send = P.function("send");
    Send.callMethod(Send.param(), "put()");
    FunctionBuilder &Worker = P.function("worker");
    Worker.call(Send, {Worker.load(Variable)});
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.store(Variable, made(Main, Held));
    Main.spawn(Worker);
    Main.spawn(Worker);
    Main.call(Send, {made(Main, "p.Counter")});
    Graph Program = P.build();
    EXPECT_EQ(solve(Program, {}).Findings.empty(),
              std::string_view(Held) == "p.Nothing");
  }
}
