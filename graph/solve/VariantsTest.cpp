//===- VariantsTest.cpp - What constants decide in a callee ---------------===//

#include "graph/solve/Variants.h"
#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;
using namespace mapgraph::solver;

namespace {

/// A function open(map, setting) that starts a writer when the setting passes
/// the test, and main, which opens and reads.
class VariantsTest : public testing::Test {
protected:
  VariantsTest() {
    P.package("example.com/p", PF_Own | PF_Main);
    Writer.update(Writer.param());
  }
  FunctionBuilder &opener(TestKind Test, std::string_view Constant) {
    FunctionBuilder &Open = P.function("open");
    Ref Map = Open.param(), Setting = Open.param();
    Open.branchOn(
        Setting, Test, Constant, [] {}, [&] { Open.spawn(Writer, {Map}); });
    return Open;
  }
  /// Passes both of its parameters on.
  FunctionBuilder &wrapper(Ref Inner) {
    FunctionBuilder &F = P.function("wrapper");
    Ref Map = F.param(), Setting = F.param();
    F.call(Inner, {Map, Setting});
    return F;
  }
  void openAndRead(Ref Open, std::string_view Setting) {
    Ref Map = Main.make();
    Main.call(Open, {Map, Main.constant(Setting)});
    Main.lookup(Map);
  }
  size_t findings() {
    Graph G = P.build();
    return solve(G, {}).Findings.size();
  }

  ProgramBuilder P;
  FunctionBuilder &Writer = P.function("writer");
  FunctionBuilder &Main = P.function("main", FF_Main);
};

TEST_F(VariantsTest, ConstantCutsTheArmThatStarts) {
  openAndRead(opener(TestKind::AtMost, "0"), "0");
  EXPECT_EQ(findings(), 0u);
}

TEST_F(VariantsTest, ConstantKeepsTheArmThatStarts) {
  openAndRead(opener(TestKind::AtMost, "0"), "1000");
  EXPECT_EQ(findings(), 1u);
}

TEST_F(VariantsTest, EachCallHasItsOwnVariant) {
  FunctionBuilder &Open = opener(TestKind::AtMost, "0");
  openAndRead(Open, "0");
  openAndRead(Open, "1");
  openAndRead(Open, "-1");
  EXPECT_EQ(findings(), 1u);
}

TEST_F(VariantsTest, StringsAreCompared) {
  FunctionBuilder &Open = opener(TestKind::Equal, "\"sync\"");
  openAndRead(Open, "\"sync\"");
  EXPECT_EQ(findings(), 0u);
}

TEST_F(VariantsTest, OtherStringsTakeTheOtherWay) {
  FunctionBuilder &Open = opener(TestKind::Equal, "\"sync\"");
  openAndRead(Open, "\"async\"");
  EXPECT_EQ(findings(), 1u);
}

TEST_F(VariantsTest, AnswersTravelThroughWrappers) {
  openAndRead(wrapper(opener(TestKind::Less, "1")), "0");
  EXPECT_EQ(findings(), 0u);
}

TEST_F(VariantsTest, WrappersKeepWhatStarts) {
  openAndRead(wrapper(opener(TestKind::Less, "1")), "1");
  EXPECT_EQ(findings(), 1u);
}

TEST_F(VariantsTest, UnknownArgumentKeepsBothWays) {
  Ref Map = Main.make();
  Main.call(opener(TestKind::AtMost, "0"), {Map, Main.value()});
  Main.lookup(Map);
  EXPECT_EQ(findings(), 1u);
}

// What only the general variant of a function would do, nobody runs.
TEST_F(VariantsTest, PairsInsideAFunctionThatIsAlwaysAnswered) {
  FunctionBuilder &F = P.function("open");
  Ref Map = F.param(), Async = F.param();
  F.branchOn(Async, TestKind::Equal, "1", [&] { F.spawn(Writer, {Map}); });
  F.update(Map);
  Main.call(F, {Main.make(), Main.constant("0")});
  EXPECT_EQ(findings(), 0u);
}

// A lock is held for sure when the arm that takes it is the only one.
TEST_F(VariantsTest, LockOfTheOnlyArmIsHeld) {
  for (bool Exclusive : {true, false}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Begin = Q.function("begin");
    Ref Owner = Begin.param(), Locks = Begin.param();
    Begin.branchOn(Locks, TestKind::Equal, "1",
                   [&] { Begin.lock(Begin.field(Owner, "p.C.mu")); });
    auto use = [&](FunctionBuilder &F, Ref C, std::string_view Setting) {
      F.call(Begin, {C, F.constant(Setting)});
      F.update(F.load(F.field(C, "p.C.m")));
      F.unlock(F.field(C, "p.C.mu"));
    };
    FunctionBuilder &Worker = Q.function("worker");
    use(Worker, Worker.param(), "1");
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref C = Main.object();
    Main.store(Main.field(C, "p.C.m"), Main.make());
    Main.spawn(Worker, {C});
    use(Main, C, Exclusive ? "1" : "0");
    Graph G = Q.build();
    EXPECT_EQ(solve(G, {}).Findings.empty(), Exclusive);
  }
}

TEST_F(VariantsTest, ArmsAreCutByTheAnswers) {
  FunctionBuilder &Open = opener(TestKind::AtMost, "0");
  Ref Map = Main.make();
  Ref Zero = Main.call(Open, {Map, Main.constant("0")});
  Ref One = Main.call(Open, {Map, Main.constant("1")});
  Ref Two = Main.call(Open, {Map, Main.constant("2")});
  Graph G = P.build();
  FunctionId Root = G.node(P[Main]).Function, F = G.node(P[Open]).Function;
  Callees Calls(G, {Root});
  Variants Which(G, Calls, {Root});
  VariantId By(Root.Value);
  EXPECT_EQ(Which.of(F).size(), 3u);
  EXPECT_FALSE(Which.isRun(VariantId(F.Value)));
  EXPECT_EQ(Which.called(By, P[One], F), Which.called(By, P[Two], F));
  const CutArms &Cut = Which.cut(Which.called(By, P[Zero], F));
  ASSERT_EQ(Cut.size(), 1u);
  EXPECT_EQ(Cut.begin()->second, 2u);
}

} // namespace
