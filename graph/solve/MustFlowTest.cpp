//===- MustFlowTest.cpp - Locks and synchronisation on every way ----------===//

#include "graph/solve/MustFlow.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;
using namespace mapgraph::solver;

namespace {

/// Analyses one function of a program that calls nothing.
struct Analysis {
  explicit Analysis(ProgramBuilder &P)
      : G(P.build()), Calls(G, {FunctionId(0)}),
        Which(G, Calls, {FunctionId(0)}), Done(Which.size()), T(G),
        Events(G, FunctionId(0)), Callee(Done, Which, VariantId(0)),
        Names(G, Calls, Callee, T, Events, FunctionId(0)),
        Must(G, Events, Names, Callee, T) {}

  size_t heldAt(NodeId Event) {
    return T.Sets[Must.held(Events.position(Event))].size();
  }
  bool waitedBefore(NodeId Event, SyncKind K) {
    for (uint32_t C : T.Sets[Must.before(Events.position(Event))])
      if (SyncCode::kind(C) == K)
        return true;
    return false;
  }
  bool follows(NodeId Event, SyncKind K) {
    for (uint32_t C : T.Sets[Must.after(Events.position(Event))])
      if (SyncCode::kind(C) == K)
        return true;
    return false;
  }

  Graph G;
  Callees Calls;
  Variants Which;
  Summaries Done;
  Tables T;
  Flow Events;
  CalleeSummaries Callee;
  Naming Names;
  MustFlow Must;
};

TEST(MustFlow, LockOnOneWayOnlyIsNotHeld) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref Mu = F.param(), M = F.param();
  Ref Inside;
  F.branch([&] {
    F.lock(Mu);
    Inside = F.lookup(M);
  });
  Ref After = F.lookup(M);
  Analysis A(P);
  EXPECT_EQ(A.heldAt(P[Inside]), 1u);
  EXPECT_EQ(A.heldAt(P[After]), 0u);
}

TEST(MustFlow, TryLockHoldsWhereItSucceeded) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref Mu = F.param(), M = F.param();
  Ref Try = F.lock(Mu, NF_Try);
  Ref Got, Failed;
  F.branch([&] { Got = F.lookup(M); }, [&] { Failed = F.lookup(M); }, Try);
  Analysis A(P);
  EXPECT_EQ(A.heldAt(P[Got]), 1u);
  EXPECT_EQ(A.heldAt(P[Failed]), 0u);
}

TEST(MustFlow, ALoopThatWaitsIsTakenToRun) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref Ch = F.param(), M = F.param();
  Ref Before = F.lookup(M);
  F.loop([&] { F.sync(SyncOpKind::Recv, Ch); });
  Ref After = F.lookup(M);
  Analysis A(P);
  EXPECT_FALSE(A.waitedBefore(P[Before], SyncKind::Recv));
  EXPECT_TRUE(A.waitedBefore(P[After], SyncKind::Recv));
}

// Only a loop that ends because the channel is closed has heard everything.
TEST(MustFlow, ALoopOverAChannelDrainsItWhenTheReceiveDecides) {
  for (bool Decides : {true, false}) {
    ProgramBuilder P;
    FunctionBuilder &F = P.function("f");
    Ref Ch = F.param(), M = F.param();
    F.loop([] {},
           [&] {
             Ref Got = F.sync(SyncOpKind::Recv, Ch, NF_CommaOk);
             return Decides ? Got : Ref();
           });
    Ref After = F.lookup(M);
    Analysis A(P);
    EXPECT_EQ(A.waitedBefore(P[After], SyncKind::Drained), Decides);
  }
}

TEST(MustFlow, SignalOnEveryWayToTheExit) {
  ProgramBuilder P;
  FunctionBuilder &F = P.function("f");
  Ref Ch = F.param(), M = F.param();
  Ref Early, Late;
  F.branch([&] {
    Early = F.lookup(M);
    F.ret();
  });
  Late = F.lookup(M);
  F.send(Ch);
  Analysis A(P);
  EXPECT_FALSE(A.follows(P[Early], SyncKind::Send));
  EXPECT_TRUE(A.follows(P[Late], SyncKind::Send));
}

} // namespace
