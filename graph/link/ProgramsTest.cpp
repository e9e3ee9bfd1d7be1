//===- ProgramsTest.cpp - Which programs a linked graph holds -------------===//

#include "graph/link/Programs.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

// "command cmd: cmd.init cmd.main" for each program.
static std::vector<std::string> describe(ProgramBuilder &P) {
  static constexpr const char *Kinds[] = {"command", "test", "kernel",
                                          "library"};
  Graph G = P.build();
  std::vector<std::string> Out;
  for (const Program &X : programs(G)) {
    Out.push_back(std::string(Kinds[size_t(X.What)]) + " " + X.Name + ":");
    for (FunctionId F : X.Roots)
      Out.back().append(" ").append(G.str(G.function(F).Name));
  }
  return Out;
}

using Lines = std::vector<std::string>;

TEST(ProgramsTest, EachOwnMainPackageIsACommand) {
  ProgramBuilder P;
  P.package("m/cmd/b", PF_Own | PF_Main);
  P.function("main", FF_Main);
  P.function("init", FF_Init);
  P.package("m/cmd/a", PF_Own | PF_Main);
  P.function("main", FF_Main);
  P.package("dep/cmd", PF_Dep | PF_Main);
  P.function("main", FF_Main);
  EXPECT_EQ(describe(P), (Lines{"command m/cmd/a: m/cmd/a.main",
                                "command m/cmd/b: m/cmd/b.init m/cmd/b.main"}));
}

TEST(ProgramsTest, PlainBitcodeRunsAllInitialisers) {
  ProgramBuilder P;
  P.package("a.cpp", 0, "c++");
  P.function("main", FF_Main | FF_Exported);
  FunctionBuilder &Called = P.function("helper_init", FF_Init);
  P.package("b.cpp", 0, "c++");
  P.function("init", FF_Init).call(Called);
  P.function("virtual", FF_Exported);
  EXPECT_EQ(describe(P), (Lines{"command a.cpp: b.cpp.init a.cpp.main"}));
}

TEST(ProgramsTest, VariantsOfATestMakeOneBinary) {
  ProgramBuilder P;
  P.package("m/p [m/p.test]", PF_Own | PF_Test);
  P.function("TestA", FF_Test | FF_Exported);
  P.function("init", FF_Init);
  P.package("m/p_test [m/p.test]", PF_Own | PF_Test);
  P.function("TestB", FF_Test | FF_Exported);
  P.package("m/q", PF_Own);
  P.function("TestC", FF_Test);
  P.package("m/p", PF_Own);
  P.function("init", FF_Init);
  EXPECT_EQ(describe(P),
            (Lines{"test m/p.test: m/p [m/p.test].init m/p [m/p.test].TestA "
                   "m/p_test [m/p.test].TestB",
                   "test m/q.test: m/q.TestC"}));
}

TEST(ProgramsTest, TheMainPackageOfATestInitialisesIt) {
  ProgramBuilder P;
  P.package("m/p [m/p.test]", PF_Own | PF_Test);
  P.function("TestA", FF_Test);
  FunctionBuilder &Init = P.function("init", FF_Init);
  P.package("m/p.test", PF_Own | PF_Test | PF_Main);
  P.function("init", FF_Init).call(Init);
  P.function("main", FF_Main);
  EXPECT_EQ(describe(P), (Lines{"test m/p.test: m/p.test.init "
                                "m/p [m/p.test].TestA"}));
}

TEST(ProgramsTest, KernelProgramsAreGroupedByUnit) {
  ProgramBuilder P;
  P.package("trace.bpf.c", 0, "ebpf");
  P.function("enter", FF_Program | FF_Exported);
  P.function("leave", FF_Program | FF_Exported);
  P.function("helper", FF_Exported);
  EXPECT_EQ(describe(P), (Lines{"kernel trace.bpf.c: trace.bpf.c.enter "
                                "trace.bpf.c.leave"}));
}

TEST(ProgramsTest, LibraryIsWhatNoCommandCallsInto) {
  ProgramBuilder P;
  P.package("m/used", PF_Own);
  P.function("Get", FF_Exported);
  FunctionBuilder &UsedInit = P.function("init", FF_Init);
  P.package("m/lib", PF_Own);
  P.function("Get", FF_Exported);
  P.function("wrapper", FF_Exported | FF_Artificial);
  P.function("hidden");
  P.function("init", FF_Init);
  P.package("dep", PF_Dep);
  P.function("Get", FF_Exported);
  P.package("m/cmd", PF_Own | PF_Main);
  FunctionBuilder &Init = P.function("init", FF_Init);
  Init.call(UsedInit);
  P.function("main", FF_Main);
  EXPECT_EQ(describe(P), (Lines{"command m/cmd: m/cmd.init m/cmd.main",
                                "library library: m/lib.init m/lib.Get"}));
}

TEST(ProgramsTest, WhatOnlyExamplesUseIsStillALibrary) {
  ProgramBuilder P;
  P.package("m/demo", PF_Own);
  FunctionBuilder &Get = P.function("Get", FF_Exported);
  P.package("m/demo/examples/a", PF_Own | PF_Main);
  P.function("main", FF_Main).call(Get);
  P.package("m/demo/cmd", PF_Own | PF_Main);
  P.function("main", FF_Main);
  EXPECT_EQ(describe(P),
            (Lines{"command m/demo/cmd: m/demo/cmd.main",
                   "command m/demo/examples/a: m/demo/examples/a.main",
                   "library library: m/demo.Get"}));
}

TEST(ProgramsTest, TheNameOfTheModuleMakesNoExample) {
  ProgramBuilder P;
  P.package("m/demo/lib", PF_Own);
  FunctionBuilder &Get = P.function("Get", FF_Exported);
  P.package("m/demo", PF_Own | PF_Main);
  P.function("main", FF_Main).call(Get);
  EXPECT_EQ(describe(P), (Lines{"command m/demo: m/demo.main"}));
}

TEST(ProgramsTest, WithoutACommandAllPackagesAreTheLibrary) {
  ProgramBuilder P;
  P.package("m/a", PF_Own);
  P.function("A", FF_Exported);
  P.package("m/b", PF_Own);
  P.function("B", FF_Exported);
  EXPECT_EQ(describe(P), (Lines{"library library: m/a.A m/b.B"}));
}

TEST(ProgramsTest, NothingToRunIsNoProgram) {
  ProgramBuilder P;
  P.function("hidden");
  EXPECT_EQ(describe(P), Lines{});
}
