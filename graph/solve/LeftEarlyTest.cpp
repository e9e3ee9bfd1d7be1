//===- LeftEarlyTest.cpp - Threads that are mostly waited for ------------===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// Two callers of a function that starts a goroutine and waits for its end, but
/// on some ways returns something else without.
class LeftEarly : public testing::Test {
protected:
  LeftEarly() {
    P.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Worker = P.function("worker");
    Ref Map = Worker.param(), Done = Worker.param();
    Worker.update(Map);
    Worker.sync(SyncOpKind::Close, Done);
    FunctionBuilder &Within = P.function("within");
    Ref Given = Within.param(), Channel = Within.channel();
    Within.spawn(Worker, {Given, Channel});
    auto Wait = [&] {
      Within.sync(SyncOpKind::Recv, Channel);
      Within.ret({}, NF_CommaOk);
    };
    Within.branch(Wait, [&] { Within.ret({}, NF_CommaOk); });
    Helper = Within;
  }

  enum class Held { No, Around, Before };
  std::vector<std::string> findings(Held How) {
    FunctionBuilder &Count = P.function("count");
    Ref C = Count.param();
    if (How != Held::No)
      Count.lock(Count.field(C, "p.C.mu"));
    if (How == Held::Before)
      Count.unlock(Count.field(C, "p.C.mu"));
    Count.call(Helper, {Count.load(Count.field(C, "p.C.m"))});
    if (How == Held::Around)
      Count.unlock(Count.field(C, "p.C.mu"));
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref Owner = Main.object();
    Main.store(Main.field(Owner, "p.C.m"), Main.make());
    Main.spawn(Count, {Owner});
    Main.spawn(Count, {Owner});
    G = P.build();
    return verdicts(solve(G, {}));
  }

  using List = std::vector<std::string>;
  ProgramBuilder P;
  Ref Helper;
  Graph G;
};

TEST_F(LeftEarly, UnderTheLockOfWhoWaits) {
  EXPECT_EQ(findings(Held::Around), List{"MG001 possible"});
}

TEST_F(LeftEarly, BehindTheLockOfWhoWaits) {
  EXPECT_EQ(findings(Held::Before), List{"MG001 race"});
}

TEST_F(LeftEarly, WithoutALock) {
  EXPECT_EQ(findings(Held::No), List{"MG001 race"});
}

/// A helper that waits, or takes a lock, where it returns yes.
class Answers : public testing::Test {
protected:
  Answers() { P.package("example.com/p", PF_Own | PF_Main); }

  /// A helper: what it has done where it says yes, where no, and where nothing.
  using Part = std::function<void(FunctionBuilder &, Ref)>;
  Ref helper(const Part &Yes, std::string_view No = "0") {
    FunctionBuilder &F = P.function("helper");
    Ref C = F.param();
    F.branch(
        [&] {
          Yes(F, C);
          F.answer("1");
        },
        [&] { F.answer(No); });
    return F;
  }
  static Ref channel(FunctionBuilder &F, Ref C) {
    return F.load(F.field(C, "p.C.done"));
  }
  static Ref map(FunctionBuilder &F, Ref C) {
    return F.load(F.field(C, "p.C.m"));
  }
  /// A thread that closes the channel at its end, and who asks before reading,
  /// in the one arm or in the other.
  size_t findings(Ref Helper, bool ReadsOnYes) {
    FunctionBuilder &Thread = P.function("thread");
    Ref T = Thread.param();
    Thread.update(map(Thread, T));
    Thread.sync(SyncOpKind::Close, channel(Thread, T));
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref C = Main.object();
    Main.store(Main.field(C, "p.C.m"), Main.make());
    Main.store(Main.field(C, "p.C.done"), Main.channel());
    Main.spawn(Thread, {C});
    Ref Call = Main.call(Helper, {C});
    auto Read = [&] { Main.lookup(map(Main, C)); };
    Main.branch(
        ReadsOnYes ? FunctionBuilder::Part(Read) : [] {},
        ReadsOnYes ? [] {} : FunctionBuilder::Part(Read), Call);
    Graph G = P.build();
    return solve(G, {}).Findings.size();
  }
  static void wait(FunctionBuilder &F, Ref C) {
    F.sync(SyncOpKind::Recv, channel(F, C));
  }
  ProgramBuilder P;
};

TEST_F(Answers, WaitedWhereItSaysYes) {
  EXPECT_EQ(findings(helper(wait), true), 0U);
}

TEST_F(Answers, NotWhereItSaysNo) {
  EXPECT_EQ(findings(helper(wait), false), 1U);
}

// A return that says nothing may be either.
TEST_F(Answers, OneReturnSaysNothing) {
  EXPECT_EQ(findings(helper(wait, ""), true), 1U);
}

} // namespace
