//===- SolveTest.cpp - Findings of small programs -------------------------===//
//
// Each test is a program as one would draw it on a board, and its twin that
// differs in the one thing which makes it right.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {

class SolveTest : public testing::Test {
protected:
  SolveTest() { P.package("example.com/p", PF_Own | PF_Main); }

  std::vector<std::string> findings() {
    G = P.build();
    S = solve(G, {});
    return verdicts(S);
  }

  using List = std::vector<std::string>;

  ProgramBuilder P;
  Graph G;
  Solution S;
};

TEST_F(SolveTest, GoroutineWritesWhileMainReads) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.update(Worker.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make();
  Main.spawn(Worker, {M});
  Main.lookup(M);
  EXPECT_EQ(findings(), List{"MG001 race"});
  ASSERT_EQ(S.Findings.size(), 1u);
  EXPECT_EQ(S.Findings[0].Sides[0].Spawned.size(), 1u);
  EXPECT_TRUE(S.Findings[0].Sides[1].Spawned.empty());
}

TEST_F(SolveTest, WritesBeforeTheSpawnAreOrdered) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.lookup(Worker.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make();
  Main.update(M);
  Main.spawn(Worker, {M});
  Main.lookup(M);
  EXPECT_EQ(findings(), List{});
}

TEST_F(SolveTest, CommonLockThroughTheSameOwner) {
  for (bool Locked : {true, false}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Worker = Q.function("worker");
    Ref W = Worker.param();
    Worker.lock(Worker.field(W, "p.C.mu"));
    Worker.update(Worker.load(Worker.field(W, "p.C.m")));
    Worker.unlock(Worker.field(W, "p.C.mu"));
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref C = Main.object();
    Main.store(Main.field(C, "p.C.m"), Main.make());
    Main.spawn(Worker, {C});
    if (Locked)
      Main.lock(Main.field(C, "p.C.mu"));
    Main.lookup(Main.load(Main.field(C, "p.C.m")));
    if (Locked)
      Main.unlock(Main.field(C, "p.C.mu"));
    Graph H = Q.build();
    Solution R = solve(H, {});
    if (Locked) {
      EXPECT_TRUE(R.Findings.empty());
      continue;
    }
    ASSERT_EQ(R.Findings.size(), 1u);
    EXPECT_EQ(R.Findings[0].Rule, "MG003");
    EXPECT_EQ(R.Findings[0].Result, Verdict::Race);
  }
}

TEST_F(SolveTest, WriteUnderTheReadLock) {
  FunctionBuilder &Worker = P.function("worker");
  Ref W = Worker.param();
  Worker.lock(Worker.field(W, "p.C.mu"), NF_Read);
  Worker.erase(Worker.load(Worker.field(W, "p.C.m")));
  Worker.unlock(Worker.field(W, "p.C.mu"), NF_Read);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref C = Main.object();
  Main.loop([&] { Main.spawn(Worker, {C}); });
  EXPECT_EQ(findings(), List{"MG002 race"});
}

TEST_F(SolveTest, OwnerMadeInTheLoopIsNotShared) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.update(Worker.load(Worker.field(Worker.param(), "p.C.m")));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.loop([&] {
    Ref C = Main.object();
    Main.store(Main.field(C, "p.C.m"), Main.make());
    Main.spawn(Worker, {C});
  });
  EXPECT_EQ(findings(), List{});
}

TEST_F(SolveTest, WaitGroupOrdersTheReadNotTheWriters) {
  FunctionBuilder &Worker = P.function("worker");
  Ref M = Worker.param(), Group = Worker.param();
  Worker.update(M);
  Worker.sync(SyncOpKind::GroupDone, Group);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make();
  Ref Wg = Main.object();
  Main.loop([&] {
    Main.sync(SyncOpKind::GroupAdd, Wg);
    Main.spawn(Worker, {Map, Wg});
  });
  Main.sync(SyncOpKind::GroupWait, Wg);
  Main.mapOp(MapOpKind::Length, Map);
  EXPECT_EQ(findings(), List{"MG001 race"});
  ASSERT_EQ(S.Findings.size(), 1u);
  EXPECT_EQ(S.Findings[0].Sides[0].Op, S.Findings[0].Sides[1].Op);
}

TEST_F(SolveTest, ChannelHandsTheMapOver) {
  for (bool After : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Worker = Q.function("worker");
    Ref In = Worker.param();
    Ref Got = Worker.result(Worker.sync(SyncOpKind::Recv, In));
    Worker.update(Got);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Ch = Main.channel();
    Main.spawn(Worker, {Ch});
    Ref M = Main.make();
    Main.update(M);
    Main.send(Ch, M);
    if (After)
      Main.lookup(M);
    Graph H = Q.build();
    EXPECT_EQ(solve(H, {}).Findings.size(), After ? 1u : 0u);
  }
}

TEST_F(SolveTest, WhatIsWaitedForUnderALockHoldsIt) {
  for (bool GivenBackEarly : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Child = Q.function("child");
    Child.update(Child.param());
    Child.send(Child.param());
    FunctionBuilder &Worker = Q.function("worker");
    Ref M = Worker.param(), Mutex = Worker.param(), Done = Worker.channel();
    Worker.lock(Mutex);
    Worker.spawn(Child, {M, Done});
    if (GivenBackEarly)
      Worker.unlock(Mutex);
    Worker.sync(SyncOpKind::Recv, Done);
    if (!GivenBackEarly)
      Worker.unlock(Mutex);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make(), Lock = Main.object();
    Main.spawn(Worker, {Map, Lock});
    Main.lock(Lock);
    Main.lookup(Map);
    Main.unlock(Lock);
    Graph H = Q.build();
    EXPECT_EQ(solve(H, {}).Findings.size(), GivenBackEarly ? 1u : 0u);
  }
}

TEST_F(SolveTest, SemaphoreOfOneIsALock) {
  for (unsigned Capacity : {1, 2}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Worker = Q.function("worker");
    Ref M = Worker.param(), Ch = Worker.param();
    Worker.send(Ch);
    Worker.update(M);
    Worker.sync(SyncOpKind::Recv, Ch);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make(), Semaphore = Main.channel(Capacity);
    Main.spawn(Worker, {Map, Semaphore});
    Main.spawn(Worker, {Map, Semaphore});
    Graph H = Q.build();
    Solution R = solve(H, {});
    ASSERT_EQ(R.Findings.size(), Capacity - 1);
    if (Capacity == 2) {
      EXPECT_EQ(R.Findings[0].Result, Verdict::Race);
    }
  }
}

TEST_F(SolveTest, EachSenderMustBeHeard) {
  for (unsigned Receives : {1, 2}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Writer = Q.function("writer");
    Ref M = Writer.param(), Ch = Writer.param();
    Writer.update(M);
    Writer.send(Ch);
    FunctionBuilder &Other = Q.function("other");
    Other.send(Other.param());
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make(), Done = Main.channel(2);
    Main.spawn(Writer, {Map, Done});
    Main.spawn(Other, {Done});
    for (unsigned I = 0; I != Receives; ++I)
      Main.sync(SyncOpKind::Recv, Done);
    Main.lookup(Map);
    Graph H = Q.build();
    EXPECT_EQ(solve(H, {}).Findings.size(), Receives == 1 ? 1u : 0u);
  }
}

TEST_F(SolveTest, GroupIsAddedToBeforeTheThread) {
  for (bool Inside : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Worker = Q.function("worker");
    Ref M = Worker.param(), Group = Worker.param();
    if (Inside)
      Worker.sync(SyncOpKind::GroupAdd, Group);
    Worker.update(M);
    Worker.sync(SyncOpKind::GroupDone, Group);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make(), Wg = Main.object();
    if (!Inside)
      Main.sync(SyncOpKind::GroupAdd, Wg);
    Main.spawn(Worker, {Map, Wg});
    Main.sync(SyncOpKind::GroupWait, Wg);
    Main.lookup(Map);
    Graph H = Q.build();
    EXPECT_EQ(solve(H, {}).Findings.size(), Inside ? 1u : 0u);
  }
}

TEST_F(SolveTest, ThreadsOfAThreadOutliveIt) {
  FunctionBuilder &Inner = P.function("inner");
  Inner.update(Inner.param());
  FunctionBuilder &Outer = P.function("outer");
  Outer.spawn(Inner, {Outer.param()});
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make(), Handle = Main.object();
  Main.spawnJoinable(Handle, Outer, {M});
  Main.sync(SyncOpKind::Join, Handle);
  Main.lookup(M);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(SolveTest, LockThatAnotherThreadGivesBack) {
  FunctionBuilder &Worker = P.function("worker");
  Ref M = Worker.param(), Mu = Worker.param();
  Worker.unlock(Mu);
  Worker.lock(Mu);
  Worker.update(M);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make(), Lock = Main.object();
  Main.lock(Lock);
  Main.spawn(Worker, {Map, Lock});
  Main.lookup(Map);
  EXPECT_EQ(findings(), List{"MG003 race"});
}

TEST_F(SolveTest, LockThatIsHandedOver) {
  FunctionBuilder &Worker = P.function("worker");
  Ref M = Worker.param(), Mu = Worker.param();
  Worker.update(M);
  Worker.unlock(Mu);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make(), Lock = Main.object();
  Main.lock(Lock);
  Main.spawn(Worker, {Map, Lock});
  Main.lock(Lock);
  Main.lookup(Map);
  Main.unlock(Lock);
  EXPECT_EQ(findings(), List{});
}

TEST_F(SolveTest, ClosureGivenToASpawnHelper) {
  FunctionBuilder &Helper = P.function("run");
  Ref F = Helper.param();
  FunctionBuilder &Thunk = P.function("run.go1");
  Ref Self = Thunk.param();
  Thunk.callIndirect(Thunk.load(Thunk.field(Self, "closure.1")));
  Helper.spawn(Thunk, {Helper.closure(Thunk, {F})});
  FunctionBuilder &A = P.function("main.func1");
  Ref X = A.param();
  A.update(A.load(A.load(A.field(X, "closure.1"))));
  FunctionBuilder &B = P.function("main.func2");
  B.param();
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Cell = Main.object();
  Main.store(Cell, Main.make());
  Main.call(Helper, {Main.closure(A, {Cell})});
  Main.call(Helper, {Main.closure(B, {})});
  Main.lookup(Main.load(Cell));
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(SolveTest, HandlersRunAtOnceAndOwnTheirArguments) {
  FunctionBuilder &Handler = P.function("handle");
  Ref Self = Handler.param(), Request = Handler.param();
  Handler.update(Handler.load(Handler.field(Self, "p.S.hits")));
  Handler.update(Handler.load(Handler.field(Request, "p.Request.Header")));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref S1 = Main.object();
  Main.store(Main.field(S1, "p.S.hits"), Main.make());
  Main.callback(Handler, {S1}, NF_Many);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(SolveTest, CallbackGivesAResultWithoutAnObject) {
  FunctionBuilder &Handler = P.function("handle");
  Handler.update(Handler.load(Handler.param()));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Cell = Main.object();
  Main.store(Cell, Main.make());
  Ref Timer = Main.result(Main.callback(Handler, {Cell}));
  Main.store(Main.field(Main.object(), "p.T.timer"), Timer);
  Main.lookup(Main.load(Cell));
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(SolveTest, LibraryNeedsEvidence) {
  for (bool Lock : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/lib");
    FunctionBuilder &Get = Q.function("(*C).Get", FF_Exported | FF_Method);
    Ref G1 = Get.param();
    if (Lock)
      Get.lock(Get.field(G1, "lib.C.mu"));
    Get.lookup(Get.load(Get.field(G1, "lib.C.m")));
    if (Lock)
      Get.unlock(Get.field(G1, "lib.C.mu"));
    FunctionBuilder &Put = Q.function("(*C).Put", FF_Exported | FF_Method);
    Put.update(Put.load(Put.field(Put.param(), "lib.C.m")));
    Graph H = Q.build();
    TypeId T = H.addType("lib.C");
    for (Function &F : H.Functions)
      F.Receiver = T;
    Solution R = solve(H, {});
    if (!Lock) {
      EXPECT_TRUE(R.Findings.empty());
      continue;
    }
    ASSERT_EQ(R.Findings.size(), 2u);
    EXPECT_EQ(R.Findings[0].Result, Verdict::Likely);
    EXPECT_EQ(R.Findings[0].Assumptions.size(), 1u);
  }
}

// Not where somebody else happens to run the same function.
TEST_F(SolveTest, CallersOfALibraryBeginWithTheirCalls) {
  ProgramBuilder Q;
  Q.package("example.com/lib");
  const uint32_t Method = FF_Exported | FF_Method;
  FunctionBuilder &All = Q.function("(*C).All", Method);
  FunctionBuilder &Get = Q.function("(*C).Get", Method);
  Ref C = Get.param();
  Get.lock(Get.field(C, "lib.C.mu"));
  Get.lookup(Get.load(Get.field(C, "lib.C.m")));
  Get.unlock(Get.field(C, "lib.C.mu"));
  FunctionBuilder &Put = Q.function("(*C).Put", Method);
  Put.update(Put.load(Put.field(Put.param(), "lib.C.m")));
  Ref Receiver = All.param();
  All.call(Get, {Receiver});
  All.call(Put, {Receiver});
  Graph H = Q.build();
  TypeId T = H.addType("lib.C");
  for (Function &F : H.Functions)
    F.Receiver = T;
  Solution R = solve(H, {});
  ASSERT_FALSE(R.Findings.empty());
  for (const Finding &F : R.Findings)
    for (const Side &X : F.Sides) {
      NodeId First = X.Calls.empty() ? X.Op : X.Calls.front();
      const Function &Root = H.function(H.node(First).Function);
      EXPECT_EQ(R.Threads[X.Thread].Entry, Root.Node)
          << R.Threads[X.Thread].Name;
    }
}

// From inside the closure the cell has no name, and the map the outer one.
TEST_F(SolveTest, CapturedVariablesHaveTheirNames) {
  FunctionBuilder &Work = P.function("main.func1");
  Work.update(Work.load(Work.load(Work.field(Work.param(), "closure.1"))));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.spawn(Main.closure(Work, {Main.value("results")}));
  findings();
  ASSERT_FALSE(S.Objects.empty());
  for (const MapObject &O : S.Objects)
    EXPECT_EQ(O.Name, "results");
}

TEST_F(SolveTest, SameGraphSameSolution) {
  FunctionBuilder &Worker = P.function("worker");
  Worker.update(Worker.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make(), N = Main.make();
  Main.spawn(Worker, {M});
  Main.spawn(Worker, {N});
  Main.lookup(M);
  Main.lookup(N);
  findings();
  Solution Again = solve(G, {});
  ASSERT_EQ(S.Findings.size(), Again.Findings.size());
  for (size_t I = 0; I != S.Findings.size(); ++I) {
    EXPECT_EQ(S.Findings[I].Sides[0].Op, Again.Findings[I].Sides[0].Op);
    EXPECT_EQ(S.Findings[I].Why, Again.Findings[I].Why);
  }
  EXPECT_EQ(S.Overlay.size(), Again.Overlay.size());
}

} // namespace
