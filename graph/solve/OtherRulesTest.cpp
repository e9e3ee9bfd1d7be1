//===- OtherRulesTest.cpp - Rules that are not about two threads of Go ----===//

#include "graph/solve/Invalidation.h"
#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace mapgraph;

static std::vector<std::string> findings(const Graph &G) {
  return verdicts(solve(G, {}));
}

using List = std::vector<std::string>;

TEST(NilMaps, NothingButNil) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Nil = Main.value("nil");
  Main.lookup(Nil);
  Main.update(Main.copy({Nil, Nil}));
  EXPECT_EQ(findings(P.build()), List{"MG007 race"});
}

TEST(NilMaps, PerhapsMade) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Made = Main.make();
  Main.update(Main.copy({Main.value("nil"), Made}));
  EXPECT_EQ(findings(P.build()), List{});
}

// type Q P: what is stored in a P is found in the Q that it is converted to.
TEST(NilMaps, AFieldOfTwoTypes) {
  for (bool Same : {false, true}) {
    ProgramBuilder P;
    P.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.store(Main.field(Main.object(), "p.P.m"), Main.make());
    FunctionBuilder &Fill = P.function("fill");
    Fill.update(Fill.result(Fill.read(Fill.field(Fill.param(), "p.Q.m"))));
    Main.call(Fill, {Main.object()});
    Graph G = P.build();
    for (FieldSelector &S : G.Selectors)
      if (G.str(S.Name).ends_with(".m"))
        S.Loc = G.addLoc("p.go", Same || G.str(S.Name) == "p.P.m" ? 3 : 7, 0);
    EXPECT_EQ(findings(G), Same ? List{} : List{"MG007 race"});
  }
}

TEST(NilMaps, ATestDecides) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Write = Main.update(Main.value("nil"));
  Graph G = P.build();
  G.node(P[Write]).Flags |= NF_CommaOk;
  EXPECT_EQ(findings(G), List{});
}

TEST(NilMaps, WhatAFunctionReturns) {
  for (bool Sometimes : {false, true}) {
    ProgramBuilder P;
    P.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &None = P.function("none");
    if (Sometimes)
      None.branch([&] { None.ret({None.make()}); });
    None.ret({None.value("nil")});
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.update(Main.result(Main.call(None)));
    EXPECT_EQ(findings(P.build()), Sometimes ? List{} : List{"MG007 race"});
  }
}

// Who finds no entry puts one there, and removes it later.
static List ownEntry(bool AtOnce) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  Ref Map = P.global("m"), Mutex = P.global("mu", "sync.Mutex");
  FunctionBuilder &Do = P.function("do");
  Ref Key = Do.param();
  Do.lock(Mutex);
  Ref Check = Do.lookup(Map, Key);
  auto Found = [&] {
    Do.unlock(Mutex);
    Do.ret();
  };
  Do.branch(Found, {}, Check);
  if (!AtOnce) {
    Do.unlock(Mutex);
    Do.lock(Mutex);
  }
  Do.update(Map, Key);
  Do.unlock(Mutex);
  Do.lock(Mutex);
  Do.erase(Map, Key);
  Do.unlock(Mutex);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.spawn(Do, {Main.constant("\"a\"")});
  Main.call(Do, {Main.constant("\"a\"")});
  return findings(P.build());
}

TEST(StaleChecks, WhoPutsAnEntryAtOnceMayRemoveIt) {
  EXPECT_EQ(ownEntry(/*AtOnce=*/true), List{});
}

TEST(StaleChecks, AnEntryThatIsPutLater) {
  List Out = ownEntry(/*AtOnce=*/false);
  EXPECT_TRUE(std::ranges::count(Out, "MG006 race")) << Out.size();
}

namespace {
/// A kernel program that looks up and changes a value.
struct Counter {
  Counter() {
    P.package("count.c", PF_Own, "ebpf");
    Ref Map = P.global("counts");
    FunctionBuilder &Count = P.function("count", FF_Program);
    Ref Lock = P.global("lock");
    Lookup = Count.lookup(Map);
    Ref Value = Count.result(Lookup);
    Locked = Count.lock(Lock);
    Ref Old = Count.result(Count.read(Value));
    Write = Count.store(Value, Old);
    Count.unlock(Lock);
    Count.erase(P.global("others"));
  }

  List findings(uint16_t OfLookup = 0) {
    Graph G = P.build();
    G.node(P[Write]).Flags |= NF_Modify;
    G.node(P[Lookup]).Flags |= OfLookup;
    if (Unlocked)
      G.node(P[Locked]).Flags |= NF_Try; // nobody asks whether it succeeded
    return ::findings(G);
  }

  ProgramBuilder P;
  Ref Lookup, Locked, Write;
  bool Unlocked = true;
};
} // namespace

TEST(LostUpdates, PlainChange) {
  EXPECT_EQ(Counter().findings(), List{"MG010 likely"});
  EXPECT_EQ(Counter().findings(NF_Single), List{"MG010 race"});
}

TEST(LostUpdates, ValueOfOneCpu) {
  EXPECT_EQ(Counter().findings(NF_Confined), List{});
}

TEST(LostUpdates, LockFromReadToWrite) {
  Counter C;
  C.Unlocked = false;
  EXPECT_EQ(C.findings(), List{});
}

TEST(Invalidation, WhatOnlyDeletionEnds) {
  auto Op = [](MapOpKind K, uint16_t Flags = 0) {
    Node N;
    N.Kind = static_cast<uint8_t>(NodeKind::MapOp);
    N.Op = static_cast<uint8_t>(K);
    N.Flags = Flags;
    return N;
  };
  Node Reference = Op(MapOpKind::Use, NF_Single), Step = Op(MapOpKind::Use);
  for (MapOpKind K : {MapOpKind::Update, MapOpKind::Rehash}) {
    EXPECT_FALSE(solver::canDisturb(Reference, Op(K)));
    EXPECT_FALSE(solver::canDisturb(Op(K), Reference));
    EXPECT_TRUE(solver::canDisturb(Step, Op(K)));
  }
  for (MapOpKind K : {MapOpKind::Delete, MapOpKind::Clear, MapOpKind::Move})
    EXPECT_TRUE(solver::canDisturb(Reference, Op(K)));
}
