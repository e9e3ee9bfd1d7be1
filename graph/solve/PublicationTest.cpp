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

/// A setter that puts the object where a goroutine of the reader finds it,
/// whose map main writes.
class Setter : public Publication {
protected:
  Setter() {
    Set = &P.function("set");
    Set->store(Current, Set->param());
    Main->spawn(*Reader);
    Made = Main->object(ObjectKind::Heap, "p.C");
  }
  void fill() { Main->update(map(*Main, Made)); }

  FunctionBuilder *Set;
};

TEST_F(Setter, IsCalledWithTheFullMap) {
  fill();
  Main->call(*Set, {Made});
  EXPECT_EQ(findings(), List{});
}

TEST_F(Setter, IsCalledTooEarly) {
  Main->call(*Set, {Made});
  fill();
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(Setter, IsCalledThroughAnotherFunction) {
  FunctionBuilder &Outer = P.function("outer");
  Outer.call(*Set, {Outer.param()});
  Main->call(Outer, {Made});
  fill();
  EXPECT_EQ(findings(), List{"MG001 race"});
}

TEST_F(Setter, RunsInAGoroutine) {
  Main->spawn(*Set, {Made});
  fill();
  EXPECT_EQ(findings(), List{"MG001 race"});
}

// The goroutine of another function knows the object, and does with it what
// does no harm: the reader cannot find it yet.
TEST_F(Setter, IsCalledAfterAGoroutineHasTheObject) {
  FunctionBuilder &Other = P.function("other");
  Other.lookup(Other.load(Other.field(Other.param(), "p.C.other")));
  FunctionBuilder &Maker = P.function("maker");
  Ref Object = Maker.object(ObjectKind::Heap, "p.C");
  Maker.spawn(Other, {Object});
  Maker.update(map(Maker, Object));
  Maker.ret({Object});
  Main->call(*Set, {Main->result(Main->call(Maker))});
  EXPECT_EQ(findings(), List{});
}

/// A function that makes an object, puts it into its owner and starts a worker
/// for what is there; it is called twice for one owner.
class WorkerOfAStoredObject : public Publication {
protected:
  WorkerOfAStoredObject() {
    Start = &P.function("start");
    Owner = Start->param();
  }
  void make() {
    Ref New = Start->object(ObjectKind::Heap, "p.C");
    Start->store(Start->field(New, "p.C.m"), Start->make());
    Start->store(Start->field(Owner, "p.P.news"), New);
  }
  void run() {
    Start->spawn(*Worker, {Start->load(Start->field(Owner, "p.P.news"))});
    Ref Of = Main->object(ObjectKind::Heap, "p.P");
    Main->call(*Start, {Of});
    Main->call(*Start, {Of});
  }

  FunctionBuilder *Start;
  Ref Owner;
};

TEST_F(WorkerOfAStoredObject, HasAnObjectOfItsOwn) {
  make();
  run();
  EXPECT_EQ(findings(), List{});
}

TEST_F(WorkerOfAStoredObject, OrTheOneThatIsThere) {
  Start->branch([&] { make(); });
  run();
  EXPECT_EQ(findings(), List{"MG001 race"});
}
} // namespace
