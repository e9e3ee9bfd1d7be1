//===- MeetWalksTest.cpp - Goroutines for each element of a list ----------===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

#include <optional>

using namespace mapgraph;

namespace {
/// A function that walks a map of objects, with goroutines that write the map
/// of the object that they have captured.
class MeetWalks : public testing::Test {
protected:
  MeetWalks() {
    P.package("example.com/p", PF_Own | PF_Main);
    Worker = &P.function("worker");
    Ref Captured = Worker->load(Worker->field(Worker->param(), "closure.1"));
    Worker->update(Worker->load(Worker->field(Captured, "p.C.m")));
    Walker = &P.function("walker");
    All = Walker->param();
    Main = &P.function("main", FF_Main);
  }

  void start(Ref Element) {
    Walker->spawn(Walker->closure(*Worker, {Element}));
  }
  void walk(std::optional<Ref> Group = {}) {
    Walker->mapOp(MapOpKind::IterBegin, All);
    auto Each = [&] {
      if (Group)
        Walker->sync(SyncOpKind::GroupAdd, *Group);
      start(Element);
    };
    Walker->loop(Each, [&] {
      Ref Next = Walker->mapOp(MapOpKind::IterNext, All);
      Element = Walker->result(Next, 1);
      return Next;
    });
  }
  void run(unsigned Times = 1) {
    Ref Objects = Main->make();
    for (unsigned I = 0; I != Times; ++I)
      Main->call(*Walker, {Objects});
  }

  std::vector<std::string> findings() {
    G = P.build();
    return verdicts(solve(G, {}));
  }

  using List = std::vector<std::string>;
  ProgramBuilder P;
  FunctionBuilder *Worker, *Walker, *Main;
  Ref All, Element;
  Graph G;
};

TEST_F(MeetWalks, OneWalkHasEachElementOnce) {
  walk();
  run();
  EXPECT_EQ(findings(), List{});
}

TEST_F(MeetWalks, TheNextRoundWalksTheSame) {
  Walker->loop([&] { walk(); });
  run();
  EXPECT_EQ(findings(), List{"MG001 likely"});
}

TEST_F(MeetWalks, TwoWalks) {
  walk();
  walk();
  run();
  EXPECT_EQ(findings(), List{"MG001 likely"});
}

TEST_F(MeetWalks, TwoCalls) {
  walk();
  run(2);
  EXPECT_EQ(findings(), List{"MG001 likely"});
}

TEST_F(MeetWalks, SomethingIsRemovedInBetween) {
  Walker->loop([&] {
    walk();
    Walker->erase(All);
  });
  run();
  EXPECT_EQ(findings(), List{"MG001 possible"});
}

TEST_F(MeetWalks, NotForEachElement) {
  Walker->loop([&] {
    Walker->mapOp(MapOpKind::IterBegin, All);
    Walker->loop([&] { Walker->branch([&] { start(Element); }); },
                 [&] {
                   Ref Next = Walker->mapOp(MapOpKind::IterNext, All);
                   Element = Walker->result(Next, 1);
                   return Next;
                 });
  });
  run();
  EXPECT_EQ(findings(), List{"MG001 possible"});
}

TEST_F(MeetWalks, WaitedForBeforeTheNextWalk) {
  Ref Group = P.global("group", "WaitGroup");
  Worker->sync(SyncOpKind::GroupDone, Group);
  Walker->loop([&] {
    walk(Group);
    Walker->sync(SyncOpKind::GroupWait, Group);
  });
  run();
  EXPECT_EQ(findings(), List{});
}
} // namespace
