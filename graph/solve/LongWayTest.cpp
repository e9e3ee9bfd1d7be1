//===- LongWayTest.cpp - Pairs that many calls lie before, and programs ---===//

#include "graph/solve/Solve.h"
#include "graph/solve/SolveTesting.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// Main starts two goroutines which write one map, each at the end of a chain
/// of calls.
class LongWay : public testing::Test {
protected:
  enum class Lock { None, OneSide };
  std::vector<std::string> findings(unsigned Calls, Lock How = Lock::None) {
    P.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref Owner = Main.object();
    Main.store(Main.field(Owner, "p.T.m"), Main.make());
    Main.spawn(chain(Calls, How == Lock::OneSide), {Owner});
    Main.spawn(chain(Calls, false), {Owner});
    Graph G = P.build();
    return verdicts(solve(G, {}));
  }

private:
  Ref chain(unsigned Calls, bool Locked) {
    FunctionBuilder &Last = P.function("last");
    Ref T = Last.param();
    if (Locked)
      Last.lock(Last.field(T, "p.T.mu"));
    Last.update(Last.load(Last.field(T, "p.T.m")));
    Ref Callee = Last;
    for (unsigned I = 0; I != Calls; ++I) {
      FunctionBuilder &F = P.function("step");
      Ref Given = F.param();
      F.call(Callee, {Given});
      Callee = F;
    }
    return Callee;
  }

  ProgramBuilder P;
};

using List = std::vector<std::string>;

TEST_F(LongWay, ShortWaysAreShown) {
  EXPECT_EQ(findings(1), List{"MG001 race"});
}

TEST_F(LongWay, ManyCallsAreDoubted) {
  EXPECT_EQ(findings(2), List{"MG001 possible"});
}

TEST_F(LongWay, ButNotWhereOneSideLocks) {
  EXPECT_EQ(findings(3, Lock::OneSide), List{"MG003 race"});
}

TEST_F(LongWay, MoreCallsAreDoubtedThere) {
  EXPECT_EQ(findings(4, Lock::OneSide), List{"MG003 possible"});
}
} // namespace
