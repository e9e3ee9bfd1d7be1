//===- InitThreadsTest.cpp - Initialisers and the threads they start ------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {

// Package p imports a and b, which imports a; each has an initialiser.
class InitThreadsTest : public testing::Test {
protected:
  FunctionBuilder &init(std::string_view Path, uint32_t Flags) {
    P.package(Path, Flags);
    return P.function("init", FF_Init);
  }
  void update(FunctionBuilder &F, Ref Map, unsigned Times = 1) {
    for (unsigned I = 0; I != Times; ++I)
      F.update(F.load(Map));
  }
  /// Adds the main package, and solves.
  void finish() {
    FunctionBuilder &Whole = init("example.com/p", PF_Own | PF_Main);
    Whole.call(A);
    Whole.call(B);
    P.function("main", FF_Main);
    G = P.build();
    S = solve(G, {});
  }

  ProgramBuilder P;
  FunctionBuilder &A = init("example.com/a", PF_Own);
  Ref Map = P.global("m");
  FunctionBuilder &B = init("example.com/b", PF_Own);
  Graph G;
  Solution S;
};

TEST_F(InitThreadsTest, AThreadOfOneMeetsWhatTheNextDoes) {
  P.package("example.com/a", PF_Own);
  FunctionBuilder &Worker = P.function("worker");
  update(Worker, Map);
  A.spawn(Worker);
  update(B, Map);
  finish();
  ASSERT_EQ(S.Findings.size(), 1u);
  EXPECT_EQ(S.Findings[0].Rule, "MG001");
}

TEST_F(InitThreadsTest, SoDoesOneThatAHelperStarts) {
  P.package("example.com/a", PF_Own);
  FunctionBuilder &Worker = P.function("worker");
  update(Worker, Map);
  FunctionBuilder &Start = P.function("start");
  Start.spawn(Start.param());
  A.call(Start, {Worker});
  update(B, Map);
  finish();
  EXPECT_EQ(S.Findings.size(), 1u);
}

TEST_F(InitThreadsTest, WhatCameBeforeTheThreadIsOrdered) {
  update(A, Map);
  FunctionBuilder &Worker = P.function("worker");
  update(Worker, Map);
  B.call(A);
  B.spawn(Worker);
  finish();
  EXPECT_TRUE(S.Findings.empty());
}

// A third package imports the first one, too, which has been initialised then.
TEST_F(InitThreadsTest, WhatIsImportedAgainDoesNotRunAgain) {
  update(A, Map);
  FunctionBuilder &Worker = P.function("worker");
  update(Worker, Map);
  B.call(A);
  B.spawn(Worker);
  FunctionBuilder &C = init("example.com/c", PF_Own);
  C.call(A);
  FunctionBuilder &Whole = init("example.com/p", PF_Own | PF_Main);
  Whole.call(B);
  Whole.call(C);
  P.function("main", FF_Main);
  EXPECT_TRUE(solve(G = P.build(), {}).Findings.empty());
}

// But what the third does itself comes after the thread was started.
TEST_F(InitThreadsTest, WhatImportsAfterTheThreadRunsBesideIt) {
  FunctionBuilder &Worker = P.function("worker");
  update(Worker, Map);
  B.call(A);
  B.spawn(Worker);
  FunctionBuilder &C = init("example.com/c", PF_Own);
  C.call(A);
  update(C, Map);
  FunctionBuilder &Whole = init("example.com/p", PF_Own | PF_Main);
  Whole.call(B);
  Whole.call(C);
  P.function("main", FF_Main);
  EXPECT_EQ(solve(G = P.build(), {}).Findings.size(), 1u);
}

// Both together have more accesses to one object than a frame keeps.
TEST_F(InitThreadsTest, WithoutThreadsNothingIsLiftedAndLeftOut) {
  update(A, Map, 100);
  update(B, Map, 100);
  finish();
  EXPECT_TRUE(S.Findings.empty());
  EXPECT_TRUE(S.Unknowns.empty());
}

} // namespace
