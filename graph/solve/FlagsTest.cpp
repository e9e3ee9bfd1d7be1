//===- FlagsTest.cpp - Atomic variables that let in one thread ------------===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {

class FlagsTest : public testing::Test {
protected:
  FlagsTest() { P.package("example.com/p", PF_Own | PF_Main); }

  static Ref map(FunctionBuilder &F, Ref Owner) {
    return F.load(F.field(Owner, "p.C.m"));
  }
  static void free(FunctionBuilder &F, Ref Owner) {
    F.sync(SyncOpKind::AtomicStore, F.field(Owner, "p.C.flag"));
  }
  /// Behind has taken the flag; the others leave.
  static void take(FunctionBuilder &F, Ref Owner,
                   const FunctionBuilder::Part &Behind) {
    Ref Try = F.sync(SyncOpKind::AtomicRmw, F.field(Owner, "p.C.flag"),
                     NF_Try | NF_Single);
    F.branch(Behind, {}, Try);
  }
  /// Two threads that run the function, and one that runs Other.
  void twice(FunctionBuilder &F, FunctionBuilder *Other = nullptr) {
    Ref C = P.global("c");
    FunctionBuilder &Main = P.function("main", FF_Main);
    Main.spawn(F, {C});
    Main.spawn(F, {C});
    if (Other)
      Main.spawn(*Other, {C});
  }
  std::vector<std::string> findings() {
    Graph G = P.build();
    return verdicts(solve(G, {}));
  }

  using List = std::vector<std::string>;
  ProgramBuilder P;
};

TEST_F(FlagsTest, OneAtATimeUntilItIsFreed) {
  FunctionBuilder &Work = P.function("work");
  Ref C = Work.param();
  take(Work, C, [&] {
    Work.update(map(Work, C));
    free(Work, C);
  });
  twice(Work);
  EXPECT_EQ(findings(), List{});
}

TEST_F(FlagsTest, FreedTooEarly) {
  FunctionBuilder &Work = P.function("work");
  Ref C = Work.param();
  take(Work, C, [&] {
    free(Work, C);
    Work.update(map(Work, C));
  });
  twice(Work);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(FlagsTest, FreedBySomebodyElse) {
  FunctionBuilder &Work = P.function("work");
  Ref C = Work.param();
  take(Work, C, [&] {
    Work.update(map(Work, C));
    free(Work, C);
  });
  FunctionBuilder &Reset = P.function("reset");
  free(Reset, Reset.param());
  twice(Work, &Reset);
  EXPECT_EQ(findings(), List{"MG001 possible"});
}

// Who does not look at the flag meets who has taken it.
TEST_F(FlagsTest, OnlyOneSideTakesIt) {
  FunctionBuilder &Work = P.function("work");
  Ref C = Work.param();
  take(Work, C, [&] {
    Work.update(map(Work, C));
    free(Work, C);
  });
  FunctionBuilder &Look = P.function("look");
  Look.lookup(map(Look, Look.param()));
  twice(Work, &Look);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(FlagsTest, TheThreadHasItUntilItFreesIt) {
  for (unsigned Threads : {1, 2}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Thread = Q.function("thread");
    Ref T = Thread.param();
    Thread.update(map(Thread, T));
    free(Thread, T);
    FunctionBuilder &Start = Q.function("start");
    Ref C = Start.param();
    take(Start, C, [&] {
      for (unsigned I = 0; I != Threads; ++I)
        Start.spawn(Thread, {C});
    });
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Global = Q.global("c");
    Main.loop([&] { Main.call(Start, {Global}); });
    Graph G = Q.build();
    EXPECT_EQ(solve(G, {}).Findings.size(), Threads - 1);
  }
}

// One success hands the flag to one thread, not to all of a loop.
TEST_F(FlagsTest, AThreadOfALoopHasNothing) {
  FunctionBuilder &Thread = P.function("thread");
  Ref T = Thread.param();
  Thread.update(map(Thread, T));
  free(Thread, T);
  FunctionBuilder &Start = P.function("start");
  Ref C = Start.param();
  take(Start, C, [&] { Start.loop([&] { Start.spawn(Thread, {C}); }); });
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.call(Start, {P.global("c")});
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(FlagsTest, TakenOnceForGood) {
  FunctionBuilder &Thread = P.function("thread");
  Thread.update(map(Thread, Thread.param()));
  FunctionBuilder &Close = P.function("close");
  Ref C = Close.param();
  take(Close, C, [&] {
    Close.lookup(map(Close, C));
    Close.spawn(Thread, {C});
  });
  twice(Close);
  EXPECT_EQ(findings(), List{});
}

TEST_F(FlagsTest, TheWinnerMeetsItsOwnThread) {
  FunctionBuilder &Thread = P.function("thread");
  Thread.update(map(Thread, Thread.param()));
  FunctionBuilder &Close = P.function("close");
  Ref C = Close.param();
  take(Close, C, [&] {
    Close.spawn(Thread, {C});
    Close.lookup(map(Close, C));
  });
  twice(Close);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

// What is stored through a pointer that nobody knows may be any flag whose
// address somebody has.
TEST_F(FlagsTest, ClearedThroughAPointer) {
  for (bool Given : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Thread = Q.function("thread");
    Thread.update(map(Thread, Thread.param()));
    FunctionBuilder &Close = Q.function("close");
    Ref C = Close.param();
    take(Close, C, [&] { Close.spawn(Thread, {C}); });
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Global = Q.global("c"), Place = Q.global("place");
    if (Given)
      Main.store(Place, Main.field(Global, "p.C.flag"));
    Main.sync(SyncOpKind::AtomicStore, Main.load(Place));
    Main.loop([&] { Main.call(Close, {Global}); });
    Graph G = Q.build();
    EXPECT_EQ(solve(G, {}).Findings.size(), size_t(Given));
  }
}

// The same of variables that sections of a lock test and change.
class SectionFlagsTest : public FlagsTest {
protected:
  static Ref mutex(FunctionBuilder &F, Ref Owner) {
    return F.field(Owner, "p.C.mu");
  }
  static Ref state(FunctionBuilder &F, Ref Owner) {
    return F.field(Owner, "p.C.state");
  }
  /// A section that only changes the state.
  static void section(FunctionBuilder &F, Ref Owner, SyncOpKind K,
                      std::string_view Constant) {
    F.lock(mutex(F, Owner));
    F.flag(K, state(F, Owner), Constant, NF_Confined);
    F.unlock(mutex(F, Owner));
  }
  /// Behind a section that has found the state to be 0.
  static void ifStill(FunctionBuilder &F, Ref Owner,
                      const FunctionBuilder::Part &Then) {
    F.lock(mutex(F, Owner));
    F.branch(
        [&] {
          F.flag(SyncOpKind::Still, state(F, Owner));
          Then();
        },
        [&] { F.flag(SyncOpKind::Past, state(F, Owner)); });
    F.unlock(mutex(F, Owner));
  }
  /// Whether two threads that run the body meet, in a program of their own.
  static bool race(const std::function<void(FunctionBuilder &, Ref)> &Body) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Work = Q.function("work");
    Body(Work, Work.param());
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Global = Q.global("c");
    Main.spawn(Work, {Global});
    Main.spawn(Work, {Global});
    Graph G = Q.build();
    return !solve(G, {}).Findings.empty();
  }
};

TEST_F(SectionFlagsTest, OneComesOn) {
  FunctionBuilder &Work = P.function("work");
  Ref C = Work.param();
  section(Work, C, SyncOpKind::Take, "1");
  Work.update(map(Work, C));
  twice(Work);
  EXPECT_EQ(findings(), List{});
}

TEST_F(SectionFlagsTest, UntilItIsSetBack) {
  for (auto [Constant, Races] :
       {std::pair("3", true), {"", true}, {"2", false}, {"1", false}})
    EXPECT_EQ(race([&](FunctionBuilder &Work, Ref C) {
                section(Work, C, SyncOpKind::Take, "1|2");
                section(Work, C, SyncOpKind::Reset, Constant);
                Work.update(map(Work, C));
              }),
              Races)
        << Constant;
}

// What two takes set must keep out both, but for one that switches off.
TEST_F(SectionFlagsTest, TakesOfSeveralStates) {
  for (auto [Other, Races] :
       {std::pair("2", true), {"2|1", true}, {"0", false}})
    EXPECT_EQ(race([&](FunctionBuilder &Work, Ref C) {
                section(Work, C, SyncOpKind::Take, "1");
                Work.update(map(Work, C));
                section(Work, C, SyncOpKind::Take, Other);
              }),
              Races)
        << Other;
}

TEST_F(SectionFlagsTest, BeforeTheChangeAndAfterIt) {
  FunctionBuilder &Add = P.function("add");
  Ref A = Add.param();
  ifStill(Add, A, [&] { Add.update(map(Add, A)); });
  FunctionBuilder &Close = P.function("close");
  Ref C = Close.param();
  section(Close, C, SyncOpKind::Reset, "1");
  Close.lookup(map(Close, C));
  twice(Add, &Close);
  EXPECT_EQ(findings(), List{});
}

TEST_F(SectionFlagsTest, WhoHasSeenTheChangeComesAfterIt) {
  FunctionBuilder &Get = P.function("get");
  Ref C = Get.param();
  ifStill(Get, C, [&] {
    Get.update(map(Get, C));
    Get.flag(SyncOpKind::Take, state(Get, C), "1");
  });
  Get.lookup(map(Get, C));
  twice(Get);
  EXPECT_EQ(findings(), List{});
}

TEST_F(SectionFlagsTest, TheSectionIsOver) {
  FunctionBuilder &Add = P.function("add");
  Ref A = Add.param();
  ifStill(Add, A, [&] {
    Add.unlock(mutex(Add, A));
    Add.update(map(Add, A));
    Add.lock(mutex(Add, A));
  });
  FunctionBuilder &Close = P.function("close");
  Ref C = Close.param();
  section(Close, C, SyncOpKind::Reset, "1");
  Close.lookup(map(Close, C));
  Ref Global = P.global("c");
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.spawn(Add, {Global});
  Main.spawn(Close, {Global});
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(SectionFlagsTest, ChangedWithoutTheLockOrBack) {
  for (bool Back : {false, true}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Add = Q.function("add");
    Ref A = Add.param();
    ifStill(Add, A, [&] { Add.update(map(Add, A)); });
    FunctionBuilder &Close = Q.function("close");
    Ref C = Close.param();
    Close.flag(SyncOpKind::Reset, state(Close, C), "1", Back ? NF_Confined : 0);
    Close.lookup(map(Close, C));
    if (Back)
      section(Close, C, SyncOpKind::Reset, "0");
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref Global = Q.global("c");
    Main.spawn(Add, {Global});
    Main.spawn(Close, {Global});
    Graph G = Q.build();
    EXPECT_EQ(solve(G, {}).Findings.size(), 1U) << Back;
  }
}

} // namespace
