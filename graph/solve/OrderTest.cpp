//===- OrderTest.cpp - Signals and waits of small programs ----------------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class Order : public testing::Test {
protected:
  Order() { P.package("example.com/p", PF_Own | PF_Main); }

  size_t findings(bool Variables = false) {
    G = P.build();
    SolveOptions Options;
    Options.Variables = Variables;
    return solve(G, Options).Findings.size();
  }

  ProgramBuilder P;
  Graph G;
};

/// A worker that writes a map and then gives back a lock that it was given.
class HandOver : public Order {
protected:
  HandOver()
      : Worker(P.function("worker")), Main(P.function("main", FF_Main)),
        M(Main.make()), Mutex(Main.object()) {
    Ref Map = Worker.param(), Lock = Worker.param();
    Worker.update(Map);
    Worker.unlock(Lock);
  }
  FunctionBuilder &Worker, &Main;
  Ref M, Mutex;
};

/// A worker that writes a map, then chooses between two sends.
class Arms : public Order {
protected:
  Arms() : Worker(P.function("worker")), Main(P.function("main", FF_Main)) {
    Ref Map = Worker.param(), A = Worker.param(), B = Worker.param();
    Worker.update(Map);
    Worker.branch([&] { Worker.sync(SyncOpKind::Send, A, NF_Arm); },
                  [&] { Worker.sync(SyncOpKind::Send, B, NF_Arm); });
  }
  FunctionBuilder &Worker, &Main;
};

/// A worker with a map, whose starter waits for a condition and then reads it.
class Condition : public Order {
protected:
  Condition()
      : Worker(P.function("worker")), Map(Worker.param()),
        Cond(Worker.param()) {
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref M = Main.make(), C = Main.object();
    Main.spawn(Worker, {M, C});
    Main.loop([&] { Main.sync(SyncOpKind::CondWait, C); });
    Main.lookup(M);
  }
  FunctionBuilder &Worker;
  Ref Map, Cond;
};

/// A worker of a group that writes a map, and a waiter for the group that
/// closes a channel. Main adds to the group, and hears the channel at the end.
class Chain : public Order {
protected:
  Chain()
      : Worker(P.function("worker")), Waiter(P.function("waiter")),
        Group(Waiter.param()), Done(Waiter.param()),
        Main(P.function("main", FF_Main)), M(Main.make()),
        MainGroup(Main.object()), MainDone(Main.channel()) {
    Ref Map = Worker.param(), Of = Worker.param();
    Worker.update(Map);
    Worker.sync(SyncOpKind::GroupDone, Of);
    Main.sync(SyncOpKind::GroupAdd, MainGroup);
  }
  void startWorker() { Main.spawn(Worker, {M, MainGroup}); }
  void startWaiter() { Main.spawn(Waiter, {MainGroup, MainDone}); }
  size_t heard() {
    Main.sync(SyncOpKind::Recv, MainDone);
    Main.lookup(M);
    return findings();
  }

  FunctionBuilder &Worker, &Waiter;
  Ref Group, Done;
  FunctionBuilder &Main;
  Ref M, MainGroup, MainDone;
};

/// A worker that writes a map when a channel is closed, which a once does.
class ClosedOnce : public Order {
protected:
  ClosedOnce()
      : Worker(P.function("worker")), Stop(P.function("stop")),
        Main(P.function("main", FF_Main)), M(Main.make()), Done(Main.channel()),
        Once(Main.object()) {
    Ref Map = Worker.param(), Closed = Worker.param();
    Worker.sync(SyncOpKind::Recv, Closed);
    Worker.update(Map);
    FunctionBuilder &Close = P.function("stop.func1");
    Close.sync(SyncOpKind::Close,
               Close.load(Close.field(Close.param(), "closure.1")));
    Ref By = Stop.param(), Channel = Stop.param();
    Stop.sync(SyncOpKind::Once, By, Stop.closure(Close, {Channel}));
  }
  void stop() { Main.call(Stop, {Once, Done}); }

  FunctionBuilder &Worker, &Stop, &Main;
  Ref M, Done, Once;
};

/// A worker that changes a number after it has written the map, and a reader
/// that finds the number changed.
class Numbers : public testing::Test {
protected:
  Numbers() {
    Main = &P.function("main", FF_Main);
    Map = Main->make();
    Number = Main->object();
  }
  FunctionBuilder &worker(const char *Name) {
    FunctionBuilder &F = P.function(Name);
    Ref M = F.param(), N = F.param();
    F.update(M);
    F.sync(SyncOpKind::AtomicRmw, N);
    Main->spawn(F, {Map, Number});
    return F;
  }
  size_t read(SyncOpKind K, uint16_t Flags) {
    Main->sync(SyncOpKind::AtomicLoad, Number, NF_Arm);
    Main->sync(K, Number, Flags);
    Main->lookup(Map);
    return solve(P.build(), {}).Findings.size();
  }

  ProgramBuilder P;
  FunctionBuilder *Main;
  Ref Map, Number;
};

TEST_F(Numbers, WhoFindsItChangedComesAfterTheWorker) {
  worker("worker");
  EXPECT_EQ(read(SyncOpKind::Past, NF_Arm), 0u);
}

TEST_F(Numbers, WhoFindsItUnchangedDoesNot) {
  worker("worker");
  EXPECT_EQ(read(SyncOpKind::Still, NF_Arm), 1u);
}

TEST_F(Numbers, UnlessItWasSomethingElseAtFirst) {
  Main->sync(SyncOpKind::AtomicStore, Number, NF_Single);
  worker("worker");
  EXPECT_EQ(read(SyncOpKind::Still, NF_Arm), 0u);
}

TEST_F(Numbers, SeveralMayCountItDown) {
  FunctionBuilder &F = P.function("worker");
  Ref M = F.param(), N = F.param(), Lock = P.global("lock", "Mutex");
  F.sync(SyncOpKind::Lock, Lock);
  F.update(M);
  F.sync(SyncOpKind::Unlock, Lock);
  F.sync(SyncOpKind::AtomicRmw, N);
  Main->loop([&] {
    Main->sync(SyncOpKind::AtomicRmw, Number);
    Main->spawn(F, {Map, Number});
  });
  EXPECT_EQ(read(SyncOpKind::Still, NF_Arm), 0u);
}

TEST_F(Numbers, OneOfTwoMayHaveChangedIt) {
  FunctionBuilder &Other = P.function("other");
  Other.sync(SyncOpKind::AtomicRmw, Other.param());
  worker("worker");
  Main->spawn(Other, {Number});
  EXPECT_EQ(read(SyncOpKind::Past, NF_Arm), 1u);
}

TEST_F(Numbers, UntilBothHaveIsForTheReaderToCount) {
  FunctionBuilder &Other = P.function("other");
  Other.sync(SyncOpKind::AtomicRmw, Other.param());
  worker("worker");
  Main->spawn(Other, {Number});
  EXPECT_EQ(read(SyncOpKind::Past, NF_Arm | NF_Many), 0u);
}

TEST_F(Numbers, AConstantIsStoredInEachRound) {
  FunctionBuilder &F = P.function("worker");
  Ref M = F.param(), N = F.param();
  F.loop([&] {
    F.update(M);
    F.sync(SyncOpKind::AtomicStore, N, NF_Single);
  });
  Main->spawn(F, {Map, Number});
  EXPECT_EQ(read(SyncOpKind::Past, NF_Arm), 1u);
}
} // namespace

TEST_F(Chain, WhoHearsAWaiterHasWaited) {
  Waiter.sync(SyncOpKind::GroupWait, Group);
  Waiter.sync(SyncOpKind::Close, Done);
  startWorker();
  startWaiter();
  EXPECT_EQ(heard(), 0u);
}

TEST_F(Chain, NotOneThatMayHaveBegunToWaitBefore) {
  Waiter.sync(SyncOpKind::GroupWait, Group);
  Waiter.sync(SyncOpKind::Close, Done);
  startWaiter();
  startWorker();
  EXPECT_EQ(heard(), 1u);
}

TEST_F(Chain, NotOneThatSignalsFirst) {
  Waiter.sync(SyncOpKind::Close, Done);
  Waiter.sync(SyncOpKind::GroupWait, Group);
  startWorker();
  startWaiter();
  EXPECT_EQ(heard(), 1u);
}

TEST_F(Chain, NotOneThatWaitsOnSomeWaysOnly) {
  Waiter.branch([&] { Waiter.sync(SyncOpKind::GroupWait, Group); });
  Waiter.sync(SyncOpKind::Close, Done);
  startWorker();
  startWaiter();
  EXPECT_EQ(heard(), 1u);
}

TEST_F(Chain, NotWhereAnotherOneMayBeHeard) {
  Waiter.sync(SyncOpKind::GroupWait, Group);
  Waiter.sync(SyncOpKind::Send, Done);
  FunctionBuilder &Other = P.function("other");
  Other.send(Other.param());
  startWorker();
  startWaiter();
  Main.spawn(Other, {MainDone});
  EXPECT_EQ(heard(), 1u);
}

TEST_F(Chain, AnotherOneIsNotHeardWhereTheEndIs) {
  Waiter.sync(SyncOpKind::GroupWait, Group);
  Waiter.sync(SyncOpKind::Close, Done);
  FunctionBuilder &Other = P.function("other");
  Other.send(Other.param());
  startWorker();
  startWaiter();
  Main.spawn(Other, {MainDone});
  Main.loop([] {},
            [&] { return Main.sync(SyncOpKind::Recv, MainDone, NF_CommaOk); });
  Main.lookup(M);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(ClosedOnce, WhatComesBeforeTheOnceIsOver) {
  Main.spawn(Worker, {M, Done});
  Main.lookup(M);
  stop();
  EXPECT_EQ(findings(), 0u);
}

TEST_F(ClosedOnce, NotWhatComesBehindIt) {
  Main.spawn(Worker, {M, Done});
  stop();
  Main.lookup(M);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(ClosedOnce, NotWhatComesBeforeALaterOne) {
  Main.spawn(Worker, {M, Done});
  stop();
  Main.lookup(M);
  stop();
  EXPECT_EQ(findings(), 1u);
}

TEST_F(ClosedOnce, NotWhereAnotherThreadMayRunItFirst) {
  Main.spawn(Worker, {M, Done});
  Main.spawn(Stop, {Once, Done});
  Main.lookup(M);
  stop();
  EXPECT_EQ(findings(), 1u);
}

// One answer is waited for: which thread it came from is not known. What comes
// before the wait is not concerned.
TEST_F(Order, WhoHearsOneOfSeveralThreadsAssumesMore) {
  for (bool Before : {false, true})
    for (bool Helper : {false, true}) {
      ProgramBuilder Q;
      Q.package("example.com/p", PF_Own | PF_Main);
      FunctionBuilder &Worker = Q.function("worker");
      Ref Map = Worker.param(), Answers = Worker.param();
      Worker.update(Map);
      Worker.send(Answers);
      FunctionBuilder &First = Q.function("first");
      FunctionBuilder &Main = Q.function("main", FF_Main);
      Ref M = Main.make();
      FunctionBuilder &Starter = Helper ? First : Main;
      Ref Of = Helper ? First.param() : M;
      Ref Channel = Starter.channel(1);
      Starter.loop([&] { Starter.spawn(Worker, {Of, Channel}); });
      if (Before)
        Starter.lookup(Of);
      Starter.sync(SyncOpKind::Recv, Channel);
      if (Helper)
        Main.call(First, {M});
      if (!Before)
        Main.lookup(M);
      Graph H = Q.build();
      Solution S = solve(H, {});
      ASSERT_EQ(S.Findings.size(), 2u); // and that of two workers
      size_t Likely = 0;
      for (const Finding &F : S.Findings)
        Likely += F.Result == Verdict::Likely &&
                  F.Kinds == std::vector{Assumption::NotTheFirst};
      EXPECT_EQ(Likely, size_t(!Before));
    }
}

TEST_F(HandOver, ALockThatIsHeldAtTheStartIsTakenAfterItIsGivenBack) {
  Main.lock(Mutex);
  Main.spawn(Worker, {M, Mutex});
  Main.lock(Mutex);
  Main.lookup(M);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(HandOver, NotALockThatTheStarterGivesBack) {
  Main.lock(Mutex);
  Main.spawn(Worker, {M, Mutex});
  Main.unlock(Mutex);
  Main.lock(Mutex);
  Main.lookup(M);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(HandOver, NotALockThatNobodyHolds) {
  Main.spawn(Worker, {M, Mutex});
  Main.lock(Mutex);
  Main.lookup(M);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Arms, AnArmThatNobodyAnswersIsNotChosen) {
  Ref M = Main.make(), A = Main.channel(), B = Main.channel();
  Main.spawn(Worker, {M, A, B});
  Main.sync(SyncOpKind::Recv, A);
  Main.lookup(M);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(Arms, AnArmWithABufferIs) {
  Ref M = Main.make(), A = Main.channel(), B = Main.channel(1);
  Main.spawn(Worker, {M, A, B});
  Main.sync(SyncOpKind::Recv, A);
  Main.lookup(M);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Arms, SoIsOneOfAChannelThatOthersKnow) {
  Ref Other = P.declare("example.com/q.F");
  Ref M = Main.make(), A = Main.channel(), B = Main.channel();
  Main.call(Other, {B});
  Main.spawn(Worker, {M, A, B});
  Main.sync(SyncOpKind::Recv, A);
  Main.lookup(M);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Condition, ItIsSignalledBeforeTheWaitIsOver) {
  Worker.update(Map);
  Worker.sync(SyncOpKind::CondSignal, Cond);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(Condition, WhatComesAfterASignalIsNotOrdered) {
  Worker.sync(SyncOpKind::CondSignal, Cond);
  Worker.update(Map);
  Worker.sync(SyncOpKind::CondSignal, Cond);
  EXPECT_EQ(findings(), 1u);
}

TEST_F(Order, OneReceiveARoundHearsTheThreadOfTheRound) {
  FunctionBuilder &Worker = P.function("worker");
  Ref Map = Worker.param(), Ch = Worker.param();
  Worker.update(Map);
  Worker.send(Ch);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make(), Done = Main.channel();
  Main.loop([&] {
    Main.lookup(M);
    Main.spawn(Worker, {M, Done});
    Main.sync(SyncOpKind::Recv, Done);
  });
  EXPECT_EQ(findings(), 0u);
}

TEST_F(Order, ASendMustNotMeetAClose) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.send(Worker.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Ch = Main.channel();
  Main.spawn(Worker, {Ch});
  Main.sync(SyncOpKind::Close, Ch);
  EXPECT_EQ(findings(true), 1u);
  EXPECT_EQ(findings(), 0u);
}

TEST_F(Order, AnAtomicReadMustNotMeetAPlainWriteButAnAtomicOneMay) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.sync(SyncOpKind::AtomicLoad, Worker.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref X = Main.object(), Y = Main.object();
  Main.spawn(Worker, {X});
  Main.spawn(Worker, {Y});
  Main.store(X, Main.object());
  Main.sync(SyncOpKind::AtomicStore, Y);
  EXPECT_EQ(findings(true), 1u);
}
