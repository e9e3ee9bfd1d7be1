//===- ReasonsTest.cpp - Why pairs of small programs cannot meet ----------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class Reasons : public testing::Test {
protected:
  Reasons() { P.package("example.com/p", PF_Own | PF_Main); }

  /// The most specific reason of a pair, with what it rests on.
  std::string ask(Ref A, Ref B) {
    G = P.build();
    SolveOptions Options;
    Options.Reasons = true;
    S = solve(G, Options);
    for (const SafePair &Pair : S.Safe)
      if (std::minmax(Pair.Sides[0].Op, Pair.Sides[1].Op) ==
          std::minmax(P[A], P[B]))
        return std::string(group(Pair.Reason)) + ": " +
               sentence(Pair.Reason, Pair.By);
    return "no reason";
  }

  ProgramBuilder P;
  Graph G;
  Solution S;
};
} // namespace

TEST_F(Reasons, ACommonLock) {
  FunctionBuilder &Worker = P.function("worker");
  Ref C = Worker.param();
  Worker.lock(Worker.field(C, "p.C.mu"));
  Ref Op = Worker.update(Worker.load(Worker.field(C, "p.C.m")));
  Worker.unlock(Worker.field(C, "p.C.mu"));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref X = Main.object();
  Main.store(Main.field(X, "p.C.m"), Main.make());
  Main.loop([&] { Main.spawn(Worker, {X}); });
  EXPECT_EQ(ask(Op, Op), "common lock: both hold C.mu");
  ASSERT_EQ(S.Safe.size(), 1u);
  EXPECT_EQ(S.Safe[0].Sides[0].Spawned.size(), 1u);
  EXPECT_EQ(S.Safe[0].Sides[0].Locks.size(), 1u);
}

TEST_F(Reasons, NothingIsRememberedWithoutAsking) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.lookup(Worker.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make();
  Ref Write = Main.update(M);
  Main.spawn(Worker, {M});
  ask(Write, Write);
  EXPECT_FALSE(S.Safe.empty());
  EXPECT_TRUE(solve(G, {}).Safe.empty());
}

TEST_F(Reasons, BeforeTheStartAndAfterTheWait) {
  FunctionBuilder &Worker = P.function("worker");
  Ref M = Worker.param(), Group = Worker.param();
  Ref Op = Worker.update(M);
  Worker.sync(SyncOpKind::GroupDone, Group);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make(), Wg = Main.object();
  Ref Before = Main.update(Map);
  Main.sync(SyncOpKind::GroupAdd, Wg);
  Main.spawn(Worker, {Map, Wg});
  Main.sync(SyncOpKind::GroupWait, Wg);
  Ref After = Main.lookup(Map);
  EXPECT_EQ(ask(Before, Op),
            "ordered: the one comes before the thread of the other starts");
  EXPECT_TRUE(ask(After, Op).ends_with(
      "is waited for after the one and before the other"));
}

TEST_F(Reasons, AChannel) {
  FunctionBuilder &Worker = P.function("worker");
  Ref Got = Worker.result(Worker.sync(SyncOpKind::Recv, Worker.param()));
  Ref Op = Worker.update(Got);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Ch = Main.channel();
  Main.spawn(Worker, {Ch});
  Ref M = Main.make();
  Ref Before = Main.update(M);
  Main.send(Ch, M);
  EXPECT_TRUE(ask(Before, Op).starts_with("ordered: what is sent"))
      << S.Safe.size();
}

TEST_F(Reasons, OneObjectPerInstance) {
  FunctionBuilder &Worker = P.function("worker");
  Ref Op = Worker.update(Worker.load(Worker.field(Worker.param(), "p.C.m")));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.loop([&] {
    Ref C = Main.object();
    Main.store(Main.field(C, "p.C.m"), Main.make());
    Main.spawn(Worker, {C});
  });
  EXPECT_EQ(ask(Op, Op), "owned: each instance of the thread works on an "
                         "object of its own");
}

TEST_F(Reasons, TheThreadIsOver) {
  FunctionBuilder &Worker = P.function("worker");
  Ref M = Worker.param(), Group = Worker.param();
  Ref Op = Worker.update(M);
  Worker.sync(SyncOpKind::GroupDone, Group);
  FunctionBuilder &Run = P.function("run");
  Ref Map = Run.param(), Wg = Run.object();
  Run.sync(SyncOpKind::GroupAdd, Wg);
  Run.spawn(Worker, {Map, Wg});
  Run.sync(SyncOpKind::GroupWait, Wg);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Made = Main.make();
  Main.call(Run, {Made});
  Ref After = Main.lookup(Made);
  EXPECT_EQ(ask(After, Op), "ordered: the thread of the one is over when the "
                            "call returns that starts it");
}
