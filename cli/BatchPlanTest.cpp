//===- BatchPlanTest.cpp - The steps of a batch ---------------------------===//

#include "cli/BatchPlan.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
using namespace mapgraph;
using Strings = std::vector<std::string>;

namespace {

// A folder of its own in which a test stands.
class BatchPlanTest : public testing::Test {
protected:
  void SetUp() override {
    std::string Name = testing::TempDir() + "mapgraph-plan-XXXXXX";
    Folder = mkdtemp(Name.data());
    Before = fs::current_path();
    fs::current_path(Folder);
    Options.Analysis.Jobs = 2;
    Options.Folder = "out";
    Options.Root = "/src";
    put("a.ll", "define void @f() {\n");
    put("b.bc", "BC\xC0\xDE");
  }
  void TearDown() override {
    fs::current_path(Before);
    fs::remove_all(Folder);
  }

  static void put(const fs::path &Path, std::string_view Text) {
    if (Path.has_parent_path())
      fs::create_directories(Path.parent_path());
    std::ofstream(Path, std::ios::binary) << Text;
  }
  BatchPlan plan(const Strings &Words) const {
    return planBatch(sortInputs(Words), {}, Options);
  }
  /// The files of a plan without the folder and without those that hold paths.
  static Strings names(const BatchPlan &Plan) {
    Strings Out;
    for (const NinjaStep &S : Plan.Steps)
      if (S.NamedByContent)
        Out.push_back(fs::path(S.Output).filename());
    std::ranges::sort(Out);
    return Out;
  }
  Strings names(const Strings &Words) const { return names(plan(Words)); }

  BatchOptions Options;
  fs::path Folder, Before;
};

} // namespace

static Strings inputs(const BatchPlan &Plan) {
  Strings Out;
  for (const BatchInput &I : Plan.Inputs)
    Out.push_back(I.Name);
  return Out;
}

TEST_F(BatchPlanTest, TwoStepsForEachInputAndOneForAll) {
  BatchPlan Plan = plan({"b.bc", "a.ll"});
  EXPECT_EQ(inputs(Plan), (Strings{"a.ll", "b.bc"}));
  EXPECT_EQ(Plan.Steps.size(), 5u);
  EXPECT_EQ(Plan.Steps.back().Output, Plan.Merged);
  // The list of inputs, and two results.
  EXPECT_EQ(Plan.Steps.back().Inputs.size(), 3u);
}

TEST_F(BatchPlanTest, NamesSayAllThatAResultDependsOn) {
  Strings First = names({"a.ll", "b.bc"});
  fs::last_write_time("a.ll", fs::file_time_type::clock::now());
  Options.Folder = "elsewhere";
  EXPECT_EQ(names({"b.bc", "a.ll"}), First);

  Options.MemoryMiB = 7;
  EXPECT_NE(names({"a.ll", "b.bc"}), First);
  Options.MemoryMiB = BatchOptions().MemoryMiB;
  Options.Root = "/other";
  EXPECT_NE(names({"a.ll", "b.bc"}), First);
  Options.Root = "/src";
  Options.Analysis.Variables = true;
  EXPECT_NE(names({"a.ll", "b.bc"}), First);
  Options.Analysis.Variables = false;
  EXPECT_EQ(names({"a.ll", "b.bc"}), First);
  put("a.ll", "define void @g() {\n");
  Strings Changed = names({"a.ll", "b.bc"}), Kept;
  std::ranges::set_intersection(First, Changed, std::back_inserter(Kept));
  EXPECT_EQ(Kept.size(), 2u); // those of b.bc
}

TEST_F(BatchPlanTest, AFileIsOneInputHoweverItIsWritten) {
  put("d/c.ll", "define void @f() {\n");
  EXPECT_EQ(inputs(plan({"d", "./d/c.ll", "d//c.ll", "d/../a.ll", "a.ll"})),
            (Strings{"a.ll", "d/c.ll"}));
}

TEST_F(BatchPlanTest, WhatItWroteItselfIsNoInput) {
  put("out/graphs/x.mg", "\x89MGRAPH\n");
  put("out/graphs/y.mg", "");
  EXPECT_EQ(inputs(plan({"."})), (Strings{"a.ll", "b.bc"}));
}

TEST_F(BatchPlanTest, ProblemsAreInputsWithoutSteps) {
  put("empty.ll", "");
  BatchPlan Plan = plan({"none.bc", ".", "empty.ll"});
  EXPECT_EQ(inputs(Plan), (Strings{"a.ll", "b.bc", "empty.ll", "none.bc"}));
  EXPECT_EQ(Plan.Inputs[2].Problem, "empty.ll: empty file");
  EXPECT_EQ(Plan.Steps.size(), 5u);
}

TEST_F(BatchPlanTest, ListsAreReadBack) {
  put("list", listText({{"a $b\n", "r", ""}, {"c", "", "c: empty file"}}));
  Result<std::vector<BatchInput>> Read = readList("list");
  ASSERT_TRUE(Read);
  ASSERT_EQ(Read->size(), 2u);
  EXPECT_EQ((*Read)[0].Name, "a $b\n");
  EXPECT_EQ((*Read)[1].Problem, "c: empty file");
  put("list", "[{}]");
  EXPECT_FALSE(readList("list"));
}

TEST_F(BatchPlanTest, GoProgramsShareOneCacheAndTakeTurns) {
  GoProgram P = {"m/cmd/a", {"/src/m", {"m/cmd/a"}}, "key 1"};
  BatchPlan First = planBatch({}, {P}, Options);
  ASSERT_EQ(First.Steps.size(), 3u);
  const NinjaStep &Extract = First.Steps[0];
  EXPECT_TRUE(Extract.Alone);
  EXPECT_NE(std::ranges::find(Extract.Command, "out/go"),
            Extract.Command.end());
  P.Key = "key 2";
  EXPECT_NE(names(planBatch({}, {P}, Options)), names(First));
}
