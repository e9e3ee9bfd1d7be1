//===- AdviceTest.cpp -----------------------------------------------------===//
//
// One small program per advice; the solver makes the finding.
//
//===----------------------------------------------------------------------===//

#include "graph/rules/Advice.h"

#include "graph/rules/Published.h"
#include "graph/solve/Solve.h"
#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class AdviceTest : public testing::Test {
protected:
  AdviceTest() { P.package("example.com/p", PF_Own | PF_Main); }

  /// The advice for the first finding, or for the one of a pair of ops.
  std::string ask(Ref A = {}, Ref B = {}) {
    G = P.build();
    S = solve(G, {});
    giveAdvice(G, S, "");
    for (const Finding &F : S.Findings) {
      NodeId X = F.Sides[0].Op, Y = F.Sides[1].Op;
      if (A == Ref() || std::minmax(X, Y) == std::minmax(P[A], P[B]))
        return F.Fix;
    }
    return "no finding";
  }

  static bool has(const std::string &Text, std::string_view Part) {
    return Text.find(Part) != std::string::npos;
  }

  /// A worker that works on field m of its parameter, under a mutex or not.
  FunctionBuilder &worker(const char *Name, bool Write, bool Lock,
                          uint16_t Mode = 0, const char *Mutex = "p.C.mu") {
    FunctionBuilder &F = P.function(Name);
    Ref C = F.param();
    if (Lock)
      F.lock(F.field(C, Mutex), Mode);
    Ref M = F.load(F.field(C, "p.C.m"));
    Last = Write ? F.update(M) : F.lookup(M);
    if (Lock)
      F.unlock(F.field(C, Mutex), Mode);
    return F;
  }

  /// "set", which calls a worker with mu held.
  FunctionBuilder &callerUnderLock(FunctionBuilder &Worker) {
    FunctionBuilder &F = P.function("set");
    Ref C = F.param();
    F.lock(F.field(C, "p.C.mu"));
    F.call(Worker, {C});
    F.unlock(F.field(C, "p.C.mu"));
    return F;
  }

  /// main: makes a C and starts each worker in a loop.
  void runAll(std::initializer_list<FunctionBuilder *> Workers) {
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref C = Main.object();
    Main.store(Main.field(C, "p.C.m"), Main.make());
    for (FunctionBuilder *W : Workers)
      Main.loop([&] { Main.spawn(*W, {C}); });
  }

  ProgramBuilder P;
  Graph G;
  Solution S;
  Ref Last;
};
} // namespace

TEST_F(AdviceTest, TheLockThatTheOthersHold) {
  FunctionBuilder &A = worker("set", true, true),
                  &B = worker("put", true, true),
                  &C = worker("get", false, false);
  runAll({&A, &B, &C});
  EXPECT_EQ(ask(), "hold C.mu for the lookup in p.get, too, as 2 of 3 accesses "
                   "do");
}

TEST_F(AdviceTest, TheReadLockIsEnoughToRead) {
  FunctionBuilder &A = worker("set", true, true),
                  &B = worker("find", false, true, NF_Read),
                  &C = worker("get", false, false);
  runAll({&A, &B, &C});
  EXPECT_EQ(ask(), "hold C.mu for the lookup in p.get, too, as 2 of 3 accesses "
                   "do; RLock is enough to read");
}

TEST_F(AdviceTest, BothSidesLackTheLockOfOthers) {
  FunctionBuilder &A = worker("set", true, true),
                  &B = worker("put", true, true);
  FunctionBuilder &C = worker("drop", true, false);
  Ref Drop = Last;
  runAll({&A, &B, &C});
  EXPECT_EQ(ask(Drop, Drop),
            "hold C.mu for the update in p.drop, as 2 of 3 accesses do");
}

TEST_F(AdviceTest, TheLockOfACallerCounts) {
  FunctionBuilder &Helper = worker("setLocked", true, false);
  FunctionBuilder &A = callerUnderLock(Helper);
  FunctionBuilder &B = worker("get", false, false);
  runAll({&A, &B});
  EXPECT_EQ(ask(), "hold C.mu for the lookup in p.get, too, as 1 of 2 accesses "
                   "does");
}

TEST_F(AdviceTest, AHelperThatOneCallerCallsWithoutTheLock) {
  FunctionBuilder &Helper = worker("setLocked", true, false);
  Ref Op = Last;
  FunctionBuilder &A = callerUnderLock(Helper);
  FunctionBuilder &B = P.function("rename");
  B.call(Helper, {B.param()});
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref X = Main.object();
  Main.store(Main.field(X, "p.C.m"), Main.make());
  Main.spawn(A, {X});
  Main.spawn(B, {X});
  std::string Fix = ask(Op, Op);
  EXPECT_TRUE(
      Fix.starts_with("take C.mu in p.rename before it calls p.setLocked ("))
      << Fix;
  EXPECT_TRUE(has(Fix, "not further inside: p.set (")) << Fix;
}

// Go's mutexes are not reentrant.
TEST_F(AdviceTest, AHelperThatIsStartedByItself) {
  FunctionBuilder &Helper = worker("setLocked", true, false);
  Ref Op = Last;
  FunctionBuilder &A = callerUnderLock(Helper);
  runAll({&A, &Helper});
  std::string Fix = ask(Op, Op);
  EXPECT_TRUE(Fix.starts_with("split p.setLocked: a part that takes C.mu"))
      << Fix;
  EXPECT_TRUE(has(Fix, "for p.set (p.go:")) << Fix;
}

TEST_F(AdviceTest, NotAroundWhatTakesTheLockItself) {
  FunctionBuilder &Helper = worker("setLocked", true, false);
  Ref Op = Last;
  FunctionBuilder &A = P.function("set"), &B = P.function("rename"),
                  &C = P.function("both");
  for (FunctionBuilder *F : {&A, &C}) {
    Ref X = F->param(), Mu = F->field(X, "p.C.mu");
    F->lock(Mu);
    if (F == &A)
      F->call(Helper, {X});
    F->unlock(Mu);
    if (F == &C)
      F->call(Helper, {X});
  }
  B.call(C, {B.param()});
  runAll({&A, &B});
  std::string Fix = ask(Op, Op);
  EXPECT_TRUE(Fix.starts_with("take C.mu in p.both before it calls "
                              "p.setLocked ("))
      << Fix;
}

TEST_F(AdviceTest, AMapThatIsHandedInIsLockedByTheCaller) {
  FunctionBuilder &Helper = P.function("count");
  Ref Op = Helper.lookup(Helper.param());
  FunctionBuilder &A = worker("set", true, true);
  Ref Write = Last;
  FunctionBuilder &B = P.function("size");
  B.call(Helper, {B.load(B.field(B.param(), "p.C.m"))});
  runAll({&A, &B});
  EXPECT_TRUE(
      ask(Op, Write).starts_with("hold C.mu where p.size calls p.count ("))
      << ask(Op, Write);
}

TEST_F(AdviceTest, ALockOfSomethingElse) {
  FunctionBuilder &A = P.function("set");
  Ref C = A.param(), D = A.param();
  A.lock(A.field(D, "p.D.mu"));
  A.update(A.load(A.field(C, "p.C.m")));
  A.unlock(A.field(D, "p.D.mu"));
  FunctionBuilder &B = worker("get", false, false),
                  &E = worker("find", false, false);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref X = Main.object(), Y = Main.object();
  Main.store(Main.field(X, "p.C.m"), Main.make());
  Main.spawn(A, {X, Y});
  Main.spawn(B, {X});
  Main.spawn(E, {X});
  EXPECT_TRUE(ask().starts_with("guard it with a sync.RWMutex")) << ask();
}

TEST_F(AdviceTest, TheMutexThatIsThereAlready) {
  FunctionBuilder &A = worker("set", true, false);
  FunctionBuilder &B = P.function("rest");
  Ref Mu = B.field(B.param(), "p.C.mu");
  B.lock(Mu);
  B.unlock(Mu);
  runAll({&A, &B});
  EXPECT_TRUE(ask().starts_with("hold C.mu, which is there already, wherever "
                                "the map is used"))
      << ask();
}

TEST_F(AdviceTest, TheMutexOfANamesakeIsNotThere) {
  FunctionBuilder &A = worker("set", true, false);
  P.package("example.com/q", PF_Dep);
  FunctionBuilder &B = P.function("rest");
  Ref Mu = B.field(B.param(), "q.C.mu");
  B.lock(Mu);
  B.unlock(Mu);
  P.package("example.com/p", PF_Own | PF_Main);
  runAll({&A, &B});
  EXPECT_TRUE(ask().starts_with("guard it with a sync.Mutex")) << ask();
}

// A library calls back with its own lock held, which nobody else can take.
TEST_F(AdviceTest, ALockOfAnotherModuleIsOutOfReach) {
  FunctionBuilder &A = worker("set", true, false);
  FunctionBuilder &B = P.function("get");
  Ref Of = B.param();
  B.load(B.field(B.param(), "q.Host.name")); // has the lock's object at hand
  B.lookup(B.load(B.field(Of, "p.C.m")));
  P.package("example.com/q", PF_Dep);
  FunctionBuilder &Notify = P.function("notify");
  Ref C = Notify.param(), Host = Notify.param();
  Notify.lock(Notify.field(Host, "q.Host.mu"));
  Notify.call(A, {C});
  Notify.unlock(Notify.field(Host, "q.Host.mu"));
  P.package("example.com/p", PF_Own | PF_Main);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref X = Main.object(), Y = Main.object();
  Main.store(Main.field(X, "p.C.m"), Main.make());
  Main.spawn(Notify, {X, Y});
  Main.spawn(B, {X, Y});
  EXPECT_TRUE(ask().starts_with("guard it with a sync.RWMutex")) << ask();
}

TEST_F(AdviceTest, ALoopThatWaitsIsOverACopy) {
  FunctionBuilder &A = worker("set", true, true);
  FunctionBuilder &B = P.function("each");
  Ref C = B.param(), Ch = B.param();
  Ref M = B.load(B.field(C, "p.C.m"));
  Ref Begin = B.mapOp(MapOpKind::IterBegin, M);
  B.loop([&] { B.send(Ch); }, [&] { return B.mapOp(MapOpKind::IterNext, M); });
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref X = Main.object();
  Main.store(Main.field(X, "p.C.m"), Main.make());
  Main.spawn(A, {X});
  Main.spawn(B, {X, Main.channel()});
  ask();
  G.node(P[Begin]).Loc = {}; // the two steps of a range stand on one line
  for (Node &N : G.Nodes)
    if (N.kind() == NodeKind::MapOp && N.mapOp() == MapOpKind::IterNext)
      N.Loc = {};
  std::string Fix;
  for (const Finding &F : S.Findings)
    if (F.Sides[0].Op == P[Begin] || F.Sides[1].Op == P[Begin])
      Fix = advice(Facts(G, S, ""), F);
  EXPECT_TRUE(Fix.starts_with("loop over a copy in p.each, made while C.mu is "
                              "held (maps.Clone)"))
      << Fix;
}

TEST_F(AdviceTest, TheReadLockOfACaller) {
  FunctionBuilder &Helper = worker("fill", true, false);
  FunctionBuilder &A = P.function("get");
  Ref C = A.param(), Mu = A.field(C, "p.C.mu");
  A.lock(Mu, NF_Read);
  A.call(Helper, {C});
  A.unlock(Mu, NF_Read);
  runAll({&A});
  EXPECT_TRUE(ask().starts_with("take the write lock of C.mu in p.get at "))
      << ask();
}

// The starter needs the thread before it writes; the thread waits for others.
TEST_F(AdviceTest, NoOrderThatWouldNeverEnd) {
  for (bool Write : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &A = Q.function("worker");
    Ref M = A.param(), Ch = A.param();
    A.sync(SyncOpKind::Recv, Ch);
    if (Write)
      A.lookup(M);
    else
      A.update(M);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make(), To = Main.channel(1);
    Main.spawn(A, {Map, To});
    Main.send(To);
    if (Write)
      Main.update(Map);
    else
      Main.lookup(Map);
    Graph H = Q.build();
    Solution R = solve(H, {});
    giveAdvice(H, R, "");
    ASSERT_FALSE(R.Findings.empty());
    EXPECT_TRUE(R.Findings[0].Fix.starts_with("guard it with a sync."))
        << R.Findings[0].Fix;
  }
}

TEST_F(AdviceTest, TheWriteLockForAWrite) {
  FunctionBuilder &A = worker("touch", true, true, NF_Read);
  runAll({&A});
  EXPECT_EQ(ask(), "take the write lock of C.mu in p.touch (Lock instead of "
                   "RLock): holders of the read lock run side by side");
}

TEST_F(AdviceTest, TheLockOfMostNotThatOfTheSlip) {
  FunctionBuilder &A = worker("set", true, true),
                  &B = worker("put", true, true),
                  &C = worker("get", false, true, 0, "p.C.other");
  runAll({&A, &B, &C});
  EXPECT_EQ(ask(), "hold C.mu for the lookup in p.get, too, as 2 of 3 accesses "
                   "do");
  EXPECT_EQ(S.Findings[0].Rule, "MG004");
}

TEST_F(AdviceTest, OneMutexInsteadOfCopies) {
  FunctionBuilder &A = P.function("add");
  Ref M = A.param();
  Ref Own = A.object();
  A.lock(A.field(Own, "p.C.mu"));
  A.update(M);
  A.unlock(A.field(Own, "p.C.mu"));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make();
  Main.loop([&] { Main.spawn(A, {Map}); });
  EXPECT_TRUE(has(ask(), "use one mutex for the map")) << S.Findings[0].Rule;
}

TEST_F(AdviceTest, WaitBeforeTheRead) {
  FunctionBuilder &A = P.function("worker");
  A.update(A.param());
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref M = Main.make();
  Main.spawn(A, {M});
  Main.lookup(M);
  EXPECT_TRUE(has(ask(), "wait for the goroutine started at")) << ask();
  EXPECT_TRUE(has(S.Findings[0].Fix, "or guard both with a sync.Mutex"));
}

TEST_F(AdviceTest, ReadAfterTheWaitThatIsThere) {
  FunctionBuilder &A = P.function("worker");
  Ref M = A.param(), Group = A.param();
  A.update(M);
  A.sync(SyncOpKind::GroupDone, Group);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make(), Wg = Main.object();
  Main.sync(SyncOpKind::GroupAdd, Wg);
  Main.spawn(A, {Map, Wg});
  Main.lookup(Map);
  Main.sync(SyncOpKind::GroupWait, Wg);
  EXPECT_TRUE(ask().starts_with("do the lookup at ")) << S.Findings[0].Fix;
  EXPECT_TRUE(has(S.Findings[0].Fix, " after the wait at "));
}

TEST_F(AdviceTest, FillBeforeTheStart) {
  for (bool WorkerWrites : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &A = Q.function("worker");
    Ref M = A.param();
    A.lookup(M);
    if (WorkerWrites)
      A.update(M);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make();
    Main.spawn(A, {Map});
    Main.update(Map);
    Graph H = Q.build();
    Solution R = solve(H, {});
    giveAdvice(H, R, "");
    ASSERT_FALSE(R.Findings.empty());
    EXPECT_EQ(R.Findings[0].Fix.starts_with("start the goroutine of"),
              !WorkerWrites)
        << R.Findings[0].Fix;
  }
}

TEST_F(AdviceTest, MostlyReadByManyWithoutIterations) {
  for (bool Iterates : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &A = Q.function("worker");
    Ref M = A.param();
    for (int I = 0; I != 4; ++I)
      A.lookup(M);
    if (Iterates)
      A.mapOp(MapOpKind::IterBegin, M);
    A.update(M);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Map = Main.make();
    Main.loop([&] { Main.spawn(A, {Map}); });
    Graph H = Q.build();
    Solution R = solve(H, {});
    giveAdvice(H, R, "");
    bool SyncMap = false, Loop = false;
    for (const Finding &F : R.Findings) {
      EXPECT_TRUE(F.Fix.starts_with("guard it with a sync.RWMutex")) << F.Fix;
      SyncMap |= has(F.Fix, "sync.Map");
      Loop |= has(F.Fix, "for the whole loop");
    }
    EXPECT_EQ(SyncMap, !Iterates);
    EXPECT_EQ(Loop, Iterates);
  }
}

TEST_F(AdviceTest, MostlyWrittenByMany) {
  FunctionBuilder &A = P.function("worker");
  Ref M = A.param();
  for (int I = 0; I != 3; ++I)
    A.update(M);
  A.lookup(M);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Map = Main.make();
  Main.loop([&] { Main.spawn(A, {Map}); });
  std::string Fix = ask();
  EXPECT_TRUE(Fix.starts_with("guard it with a sync.Mutex")) << Fix;
  EXPECT_TRUE(has(Fix, "(1 read, 3 writes")) << Fix;
  // Shards need a key that hashes by its bytes.
  EXPECT_FALSE(has(Fix, "shards"));
  for (Type &T : G.Types)
    if (T.Kind == static_cast<uint32_t>(TypeKind::Map))
      T.Key = TypeId(G.Types.size());
  G.Types.push_back({G.str("string"), uint32_t(TypeKind::Basic), {}, {}});
  bool IsMap = false;
  for (MapObject &O : S.Objects)
    if (O.Type) {
      G.Types[O.Type.Value].Key = TypeId(G.Types.size() - 1);
      IsMap = true;
    }
  ASSERT_TRUE(IsMap);
  giveAdvice(G, S, "");
  EXPECT_TRUE(has(S.Findings[0].Fix, "shards")) << S.Findings[0].Fix;
}

TEST_F(AdviceTest, SentBeforeItIsComplete) {
  FunctionBuilder &A = P.function("receiver");
  Ref In = A.param();
  A.lookup(A.result(A.sync(SyncOpKind::Recv, In)));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Ch = Main.channel();
  Main.spawn(A, {Ch});
  Ref M = Main.make();
  Main.send(Ch, M);
  Main.update(M);
  std::string Fix = ask();
  EXPECT_TRUE(Fix.starts_with("do the update at ")) << Fix;
  EXPECT_TRUE(has(Fix, " before the send at ")) << Fix;
}

TEST_F(AdviceTest, PublishedBefore) {
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Global = P.global("current");
  Ref M = Main.make(), N = Main.make();
  Ref Before = Main.update(M);
  Ref Store = Main.store(Global, M);
  Ref After = Main.update(M), Other = Main.update(N);
  G = P.build();
  EXPECT_FALSE(publishedBefore(G, P[Before]));
  EXPECT_EQ(publishedBefore(G, P[After]), P[Store]);
  EXPECT_FALSE(publishedBefore(G, P[Other]));
}

TEST_F(AdviceTest, ANewObjectInEachTurnIsNotThePublishedOne) {
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Ch = Main.channel(), Op;
  Main.loop([&] {
    Ref M = Main.make();
    Op = Main.update(M);
    Main.send(Ch, M);
  });
  G = P.build();
  EXPECT_FALSE(publishedBefore(G, P[Op]));
}

TEST_F(AdviceTest, OutsideItsLock) {
  FunctionBuilder &A = worker("set", true, true);
  for (bool Write : {false, true}) {
    FunctionBuilder &B = P.function(Write ? "fill" : "list");
    Ref C = B.param();
    B.lock(B.field(C, "p.C.mu"));
    Ref M = B.result(B.read(B.field(C, "p.C.m")));
    B.unlock(B.field(C, "p.C.mu"));
    Last = Write ? B.update(M) : B.lookup(M);
    if (!Write)
      runAll({&A, &B});
  }
  EXPECT_TRUE(ask().starts_with("copy the map while C.mu is held"))
      << S.Findings[0].Rule << ' ' << S.Findings[0].Fix;
  // Who writes must reach the shared map.
  for (Finding &F : S.Findings) {
    F.Sides[0].Locks.clear();
    EXPECT_TRUE(advice(Facts(G, S, ""), F).starts_with("keep ")) << F.Rule;
  }
}

TEST_F(AdviceTest, TheFunctionThatGivesTheMapAway) {
  FunctionBuilder &A = worker("set", true, true);
  FunctionBuilder &Get = P.function("Items");
  Ref C = Get.param();
  Get.lock(Get.field(C, "p.C.mu"));
  Ref M = Get.result(Get.read(Get.field(C, "p.C.m")));
  Get.unlock(Get.field(C, "p.C.mu"));
  Get.ret({M});
  FunctionBuilder &B = P.function("list");
  B.lookup(B.result(B.call(Get, {B.param()})));
  runAll({&A, &B});
  EXPECT_EQ(ask(), "return a copy of the map from p.Items, made while C.mu is "
                   "held (maps.Clone): who gets the map itself uses it "
                   "without the lock");
}

TEST_F(AdviceTest, OneHoldFromTheCheckToTheChange) {
  FunctionBuilder &Get = P.function("get");
  Ref C = Get.param(), Key = Get.param(), Mu = Get.field(C, "p.C.mu");
  Get.lock(Mu, NF_Read);
  Ref Check = Get.lookup(Get.load(Get.field(C, "p.C.m")), Key);
  Get.unlock(Mu, NF_Read);
  Get.branch(
      [&] {
        Get.lock(Mu);
        Get.update(Get.load(Get.field(C, "p.C.m")), Key);
        Get.unlock(Mu);
      },
      {}, Check);
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref Cache = Main.object(), K = Main.object();
  Main.store(Main.field(Cache, "p.C.m"), Main.make());
  Main.loop([&] { Main.spawn(Get, {Cache, K}); });
  EXPECT_EQ(ask(), "look the key up again under the lock of the change, and "
                   "keep what is there; or hold C.mu from the check to the "
                   "change");
  EXPECT_EQ(S.Findings.front().Rule, "MG006");
  EXPECT_FALSE(S.Findings.front().Counted);
}

TEST_F(AdviceTest, TheVariableItself) {
  FunctionBuilder &A = worker("set", true, false);
  runAll({&A});
  ask();
  Finding F = S.Findings[0];
  F.Rule = "MG008";
  EXPECT_TRUE(has(advice(Facts(G, S, ""), F), "atomic.Pointer"));
}

TEST_F(AdviceTest, APointerReceiver) {
  FunctionBuilder &A = worker("C.Add", true, true);
  runAll({&A});
  ask();
  G.Functions[G.node(P[Last]).Function.Value].Flags |= FF_Method;
  Finding F;
  F.Rule = "MG004";
  for (Side &X : F.Sides) {
    X.Op = P[Last];
    X.Locks = {{"C.mu", false}};
  }
  EXPECT_TRUE(
      advice(Facts(G, S, ""), F).starts_with("give p.C.Add a pointer receiver"))
      << advice(Facts(G, S, ""), F);
}
