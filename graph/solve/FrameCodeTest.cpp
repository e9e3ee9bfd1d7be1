//===- FrameCodeTest.cpp - Functions of a list in a goroutine each --------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// A list of closures that write what they have captured.
class FrameCode : public testing::Test {
protected:
  FrameCode() {
    P.package("example.com/p", PF_Own | PF_Main);
    for (const char *Name : {"first", "second"}) {
      FunctionBuilder &F = P.function(Name);
      F.update(F.load(F.field(F.param(), "closure.1")));
      Codes.push_back(&F);
    }
    Runner = &P.function("runner");
    Given = Runner->param();
    Main = &P.function("main", FF_Main);
    List = Main->object(ObjectKind::Array, "func()");
  }

  void put(unsigned Code, Ref Captured) {
    Main->store(Main->field(List, "[]"),
                Main->closure(*Codes[Code], {Captured}));
  }
  void start() { Runner->spawn(Runner->load(Runner->field(Given, "[]"))); }

  std::vector<std::string> findings() {
    Main->call(*Runner, {List});
    G = P.build();
    std::vector<std::string> Out;
    for (const Finding &F : solve(G, {}).Findings)
      Out.push_back(F.Rule + " " + std::string(text(F.Result)));
    return Out;
  }

  using Strings = std::vector<std::string>;
  ProgramBuilder P;
  std::vector<FunctionBuilder *> Codes;
  FunctionBuilder *Runner, *Main;
  Ref Given, List;
  Graph G;
};

TEST_F(FrameCode, OneMapForAll) {
  Ref M = Main->make();
  put(0, M);
  put(1, M);
  Runner->loop([&] { start(); });
  EXPECT_EQ(findings(), Strings{"MG001 race"});
}

TEST_F(FrameCode, AMapForEach) {
  put(0, Main->make());
  put(1, Main->make());
  Runner->loop([&] { start(); });
  EXPECT_EQ(findings(), Strings{});
}

TEST_F(FrameCode, OneAfterTheOther) {
  Ref M = Main->make(), Group = P.global("group", "WaitGroup");
  for (FunctionBuilder *F : Codes)
    F->sync(SyncOpKind::GroupDone, Group);
  put(0, M);
  put(1, M);
  Runner->loop([&] {
    Runner->sync(SyncOpKind::GroupAdd, Group);
    start();
    Runner->sync(SyncOpKind::GroupWait, Group);
  });
  EXPECT_EQ(findings(), Strings{});
}
} // namespace
