//===- BoundsTest.cpp - What is left when there is too much ---------------===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
// A map that is changed under each of many locks, more than a frame keeps
// accesses of one object; the goroutine that is started last changes it, too.
std::vector<std::string> withManyLocks(unsigned Count) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  Ref Map = P.global("shared", "map[string]int");
  FunctionBuilder &Worker = P.function("worker");
  Worker.update(Worker.load(Map));
  FunctionBuilder &Start = P.function("start");
  Start.spawn(Worker);
  FunctionBuilder &Change = P.function("change");
  Change.update(Change.load(Map));
  FunctionBuilder &Main = P.function("main", FF_Main);
  for (unsigned I = 0; I != Count; ++I) {
    Ref Lock = P.global("lock" + std::to_string(I), "Mutex");
    Main.lock(Lock);
    Main.call(Change);
    Main.unlock(Lock);
  }
  Main.call(Start);
  Main.lookup(Main.load(Map));
  Graph G = P.build();
  return verdicts(solve(G, {}));
}

// A function with that many changes, run by a goroutine and by who starts it.
std::vector<std::string> withManyChanges(unsigned Count) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  Ref Map = P.global("shared", "map[string]int");
  FunctionBuilder &Work = P.function("work");
  for (unsigned I = 0; I != Count; ++I)
    Work.update(Work.load(Map));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Main.spawn(Work);
  Main.call(Work);
  Graph G = P.build();
  return verdicts(solve(G, {}));
}

TEST(Bounds, EachKindOfThreadHasRoom) {
  EXPECT_EQ(withManyChanges(2).size(), 3U);
  EXPECT_GT(withManyChanges(400).size(), 100U);
}

TEST(Bounds, TheFirstOfEachKindIsKept) {
  const std::vector<std::string> Found = {"MG001 race"};
  EXPECT_EQ(withManyLocks(3), Found);
  EXPECT_EQ(withManyLocks(300), Found);
}
} // namespace
