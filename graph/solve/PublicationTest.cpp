//===- PublicationTest.cpp - Objects that others find while they are used -===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// A worker that writes the map of the object that it is given, and a reader
/// that finds the object in a variable of the package.
class Publication : public testing::Test {
protected:
  Publication() {
    P.package("example.com/p", PF_Own | PF_Main);
    Current = P.global("current", "*C");
    Group = P.global("group", "WaitGroup");
    Worker = &P.function("worker");
    Worker->update(map(*Worker, Worker->param()));
    Worker->sync(SyncOpKind::GroupDone, Group);
    Reader = &P.function("reader");
    Reader->lookup(map(*Reader, Reader->load(Current)));
    Main = &P.function("main", FF_Main);
    Main->sync(SyncOpKind::GroupAdd, Group);
  }

  static Ref map(FunctionBuilder &F, Ref Owner) {
    return F.load(F.field(Owner, "p.C.m"));
  }
  void start() {
    Made = Main->object(ObjectKind::Heap, "p.C");
    Main->spawn(*Worker, {Made});
  }
  void publish() {
    Main->store(Current, Made);
    Main->call(*Reader);
  }
  void wait() { Main->sync(SyncOpKind::GroupWait, Group); }

  std::vector<std::string> findings() {
    G = P.build();
    return verdicts(solve(G, {}));
  }

  using List = std::vector<std::string>;
  ProgramBuilder P;
  FunctionBuilder *Worker, *Reader, *Main;
  Ref Current, Group, Made;
  Graph G;
};

TEST_F(Publication, WhileTheGoroutineRuns) {
  start();
  publish();
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(Publication, WhenTheGoroutineHasEnded) {
  start();
  wait();
  publish();
  EXPECT_EQ(findings(), List{});
}

TEST_F(Publication, WhereNoGoroutineHasTheObject) {
  Made = Main->object(ObjectKind::Heap, "p.C");
  publish();
  Main->spawn(*Worker, {Main->object(ObjectKind::Heap, "p.C")});
  EXPECT_EQ(findings(), List{});
}
} // namespace
