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

/// A function open(map, options) that starts a writer when a field of the
/// options is above 0.
class FieldsTest : public VariantsTest {
protected:
  FieldsTest() {
    Ref Map = Open.param(), Options = Open.param();
    Open.branchOn(
        Open.part(Options, "p.O.every"), TestKind::AtMost, "0", [] {},
        [&] { Open.spawn(Writer, {Map}); });
  }
  using Parts = std::vector<std::pair<std::string_view, Ref>>;
  void openAndRead(const Parts &Options) {
    Ref Map = Main.make();
    Main.give(Main.call(Open, {Map, Main.object()}), 1, Main.fields(Options));
    Main.lookup(Map);
  }

  FunctionBuilder &Open = P.function("open");
};

TEST_F(FieldsTest, FieldsThatAreNotSetAreZero) {
  openAndRead({{"p.O.size", Main.constant("3")}});
  EXPECT_EQ(findings(), 0u);
}

TEST_F(FieldsTest, ASetFieldDecides) {
  openAndRead({{"p.O.every", Main.constant("3")}});
  EXPECT_EQ(findings(), 1u);
}

TEST_F(FieldsTest, WhatIsNotKnownDecidesNothing) {
  openAndRead({{"p.O.every", Ref()}});
  EXPECT_EQ(findings(), 1u);
}

TEST_F(FieldsTest, NeitherDoesAFieldThatHasTwoValues) {
  openAndRead(
      {{"p.O.every", Main.constant("0")}, {"p.O.every", Main.constant("1")}});
  EXPECT_EQ(findings(), 1u);
}

TEST_F(FieldsTest, NorAnObjectThatOthersHave) {
  Ref Map = Main.make();
  Main.call(Open, {Map, Main.object()});
  Main.lookup(Map);
  EXPECT_EQ(findings(), 1u);
}

// A parameter is handed on behind a field, but for one field.
TEST_F(FieldsTest, AnswersTravelBehindPointers) {
  for (bool Written : {true, false}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Writer = Q.function("writer");
    Writer.update(Writer.param());
    FunctionBuilder &Begin = Q.function("begin");
    Ref Map = Begin.param();
    Ref Options = Begin.part(Begin.part(Begin.param(), "p.C.opt"), "*");
    Begin.branchOn(
        Begin.part(Options, "p.O.every"), TestKind::AtMost, "0", [] {},
        [&] { Begin.spawn(Writer, {Map}); });
    FunctionBuilder &Open = Q.function("open");
    Ref Of = Open.param(), Given = Open.param();
    Ref Rest = Open.fields(
        {{Written ? "p.O.every" : "p.O.size", Ref()}, {"...", Given}});
    Open.give(Open.call(Begin, {Of, Open.object()}), 1,
              Open.fields({{"p.C.opt", Rest}}));
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Ref M = Main.make();
    Main.give(Main.call(Open, {M, Main.object()}), 1, Main.fields({}));
    Main.lookup(M);
    Graph G = Q.build();
    EXPECT_EQ(solve(G, {}).Findings.size(), size_t(Written));
  }
}

// One goroutine for each element, and one answer is waited for.
TEST_F(VariantsTest, ALoopOverASliceOfOneStartsOne) {
  for (std::string_view Length : {"0", "1", "2"}) {
    ProgramBuilder Q;
    Q.package("example.com/p", PF_Own | PF_Main);
    FunctionBuilder &Worker = Q.function("worker");
    Ref Map = Worker.param(), Answers = Worker.param();
    Worker.update(Map);
    Worker.send(Answers);
    FunctionBuilder &Ask = Q.function("ask");
    Ref Of = Ask.param(), All = Ask.param(), Channel = Ask.channel(1);
    Ask.rounds(Ask.part(All, "len"), [&] { Ask.spawn(Worker, {Of, Channel}); });
    Ask.sync(SyncOpKind::Recv, Channel);
    Ask.lookup(Of);
    FunctionBuilder &Main = Q.function("main", FF_Main);
    Main.give(Main.call(Ask, {Main.make(), Main.object(ObjectKind::Array)}), 1,
              Main.fields({{"len", Main.constant(Length)}}));
    Graph G = Q.build();
    EXPECT_EQ(solve(G, {}).Findings.empty(), Length != "2") << Length;
  }
}

} // namespace
