//===- MeetByValueTest.cpp - One element that two threads got ------------===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// A worker that writes the map of the object that it is given, and a main that
/// takes the object out of a container.
class MeetByValue : public testing::Test {
protected:
  MeetByValue() {
    P.package("example.com/p", PF_Own | PF_Main);
    Worker = &P.function("worker");
    Given = Worker->param();
    Main = &P.function("main", FF_Main);
    All = Main->make();
    Elements = P.global("list");
  }

  static Ref map(FunctionBuilder &F, Ref Owner) {
    return F.load(F.field(Owner, "p.C.m"));
  }
  void work() { Worker->update(map(*Worker, Given)); }
  Ref find() { return Main->result(Main->lookup(All)); }
  Ref element() { return Main->load(Main->field(Main->load(Elements), "[]")); }
  Ref startInGroup() {
    work();
    Worker->sync(SyncOpKind::GroupDone, Worker->field(Given, "p.C.wg"));
    Ref C = find();
    Main->sync(SyncOpKind::GroupAdd, Main->field(C, "p.C.wg"));
    Main->spawn(*Worker, {C});
    return C;
  }
  void look(Ref C) { Main->lookup(map(*Main, C)); }

  std::vector<std::string> findings() {
    G = P.build();
    return verdicts(solve(G, {}));
  }

  using List = std::vector<std::string>;
  ProgramBuilder P;
  FunctionBuilder *Worker, *Main;
  Ref Given, All, Elements;
  Graph G;
};

TEST_F(MeetByValue, WhatWasFoundInAMap) {
  work();
  Ref C = find();
  Main->spawn(*Worker, {C});
  look(C);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, AnElementOfASlice) {
  work();
  Ref C = element();
  Main->spawn(*Worker, {C});
  look(C);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, WhatTheGoroutineHasCaptured) {
  Worker->update(Worker->load(
      Worker->field(Worker->load(Worker->field(Given, "closure.1")), "p.C.m")));
  Ref C = find();
  Main->spawn(Main->closure(*Worker, {C}));
  look(C);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, WhatAnUnknownCallReturns) {
  work();
  Ref C = Main->result(Main->call(P.declare("example.com/q.get")));
  Main->spawn(*Worker, {C});
  look(C);
  EXPECT_EQ(findings(), List{"MG001 possible"});
}

TEST_F(MeetByValue, WhatACallTakesOut) {
  work();
  FunctionBuilder &Get = P.function("get");
  Get.ret({Get.result(Get.lookup(Get.param()))});
  Ref C = Main->result(Main->call(Get, {All}));
  Main->spawn(*Worker, {C});
  look(C);
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, TwoElementsAreNotShownToBeOne) {
  work();
  Main->spawn(*Worker, {element()});
  look(element());
  EXPECT_EQ(findings(), List{"MG001 possible"});
}

TEST_F(MeetByValue, BeforeTheGoroutineStarts) {
  work();
  Ref C = find();
  look(C);
  Main->spawn(*Worker, {C});
  EXPECT_EQ(findings(), List{});
}

TEST_F(MeetByValue, GoroutinesOfDifferentRounds) {
  work();
  Main->loop([&] { Main->spawn(*Worker, {find()}); });
  EXPECT_NE(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, EachRoundTakesAnotherElement) {
  work();
  Main->loop([&] {
    Ref C = element();
    look(C);
    Main->spawn(*Worker, {C});
  });
  EXPECT_NE(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, GoroutinesOfManyRoundsShareWhatWasTakenBefore) {
  work();
  Ref C = find();
  Main->loop([&] { Main->spawn(*Worker, {C}); });
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(MeetByValue, ThePlaceNamesTheLockToo) {
  Worker->lock(Worker->field(Given, "p.C.mu"));
  work();
  Worker->unlock(Worker->field(Given, "p.C.mu"));
  Ref C = find();
  Main->spawn(*Worker, {C});
  Ref Same = find();
  Main->lock(Main->field(Same, "p.C.mu"));
  look(C);
  Main->unlock(Main->field(Same, "p.C.mu"));
  EXPECT_EQ(findings(), List{});
}

TEST_F(MeetByValue, ThePlaceNamesTheGroupToo) {
  Ref C = startInGroup();
  Main->sync(SyncOpKind::GroupWait, Main->field(find(), "p.C.wg"));
  look(C);
  EXPECT_EQ(findings(), List{});
}

TEST_F(MeetByValue, WithoutTheWaitForTheGroup) {
  look(startInGroup());
  EXPECT_EQ(findings(), List{"MG001 race"});
}
} // namespace
