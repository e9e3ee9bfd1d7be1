//===- MustFlowDispatchTest.cpp - Locks and groups behind an interface ----===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {

/// A table whose lock is behind an interface, used by main and a goroutine:
/// "p.Table.lock" holds a "*p.A" or a "*p.B", whose methods a test writes.
class Dispatch : public testing::Test {
protected:
  using Body = std::function<void(FunctionBuilder &, Ref Self)>;

  Dispatch() { P.package("example.com/p", PF_Own | PF_Main); }

  void method(std::string Type, std::string Name, const Body &Does) {
    FunctionBuilder &F = P.function("(*" + Type + ")." + Name);
    Does(F, F.param());
    P.method("*p." + Type, Name + "()", F);
  }

  /// Methods that take and give back a lock inside the object.
  void locks(std::string Type, std::string Field, uint16_t Mode = 0,
             std::string Take = "Lock", std::string Give = "Unlock") {
    std::string Selector = "p." + Type + "." + Field;
    method(Type, Take, [&](FunctionBuilder &F, Ref Self) {
      F.lock(F.field(Self, Selector), Mode);
    });
    method(Type, Give, [&](FunctionBuilder &F, Ref Self) {
      F.unlock(F.field(Self, Selector), Mode);
    });
  }

  Ref behind(FunctionBuilder &F, Ref Table) {
    return F.load(F.field(Table, "p.Table.lock"));
  }

  void updateUnder(FunctionBuilder &F, Ref Table, std::string Take,
                   std::string Give) {
    F.callMethod(behind(F, Table), Take + "()");
    F.update(F.load(F.field(Table, "p.Table.rows")));
    F.callMethod(behind(F, Table), Give + "()");
  }

  Ref table(FunctionBuilder &Main) {
    Ref Table = Main.object(ObjectKind::Heap, "p.Table");
    Main.store(Main.field(Table, "p.Table.rows"), Main.make());
    for (const char *Type : {"p.A", "p.B"})
      Main.store(Main.field(Table, "p.Table.lock"),
                 Main.iface(Main.object(ObjectKind::Heap, Type),
                            std::string("*") + Type));
    return Table;
  }

  /// Main and a goroutine change the table, each under these methods.
  std::vector<Verdict> changes(std::string Take = "Lock",
                               std::string Give = "Unlock") {
    FunctionBuilder &Worker = P.function("worker");
    updateUnder(Worker, Worker.param(), "Lock", "Unlock");
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref Table = table(Main);
    Main.spawn(Worker, {Table});
    updateUnder(Main, Table, Take, Give);
    return verdicts();
  }

  std::vector<Verdict> verdicts() {
    Graph G = P.build();
    std::vector<Verdict> Out;
    for (const Finding &F : solve(G, {}).Findings)
      Out.push_back(F.Result);
    return Out;
  }

  using List = std::vector<Verdict>;
  ProgramBuilder P;
};

} // namespace

TEST_F(Dispatch, TheLockOfTheReceiverIsHeldWhicheverTypeItHas) {
  locks("A", "mu");
  locks("B", "inner");
  EXPECT_EQ(changes(), List{});
}

TEST_F(Dispatch, ATypeWithoutLockLeavesItOpen) {
  locks("A", "mu");
  method("B", "Lock", [](FunctionBuilder &F, Ref) { F.ret(); });
  method("B", "Unlock", [](FunctionBuilder &F, Ref) { F.ret(); });
  EXPECT_EQ(changes(), List{Verdict::Possible});
}

TEST_F(Dispatch, ALockThatIsGivenBackIsNoLonger) {
  locks("A", "mu");
  locks("B", "inner");
  EXPECT_EQ(changes("Unlock", "Lock"), List{Verdict::Race});
}

TEST_F(Dispatch, TwoLocksOfATypeAreTwo) {
  for (const char *Type : {"A", "B"}) {
    locks(Type, "mu");
    locks(Type, "other", 0, "Other", "UnlockOther");
  }
  EXPECT_EQ(changes("Other", "UnlockOther").size(), 1u);
}

TEST_F(Dispatch, TheReadLockOfOneTypeIsNoMoreThanThat) {
  locks("A", "mu");
  locks("B", "inner", NF_Read);
  EXPECT_EQ(changes().size(), 1u);
}

TEST_F(Dispatch, AWaitForTheGroupOfTheReceiverJoins) {
  for (bool Waits : {true, false}) {
    P = ProgramBuilder();
    P.package("example.com/p", PF_Own | PF_Main);
    for (auto [Name, Kind] : {std::pair("Add", SyncOpKind::GroupAdd),
                              std::pair("Done", SyncOpKind::GroupDone),
                              std::pair("Wait", SyncOpKind::GroupWait)})
      for (const char *Type : {"A", "B"})
        method(Type, Name, [&](FunctionBuilder &F, Ref Self) {
          F.sync(Kind, F.field(Self, std::string("p.") + Type + ".group"));
        });
    FunctionBuilder &Worker = P.function("worker");
    Ref Given = Worker.param();
    Worker.update(Worker.load(Worker.field(Given, "p.Table.rows")));
    Worker.callMethod(behind(Worker, Given), "Done()");
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref Table = table(Main);
    Main.callMethod(behind(Main, Table), "Add()");
    Main.spawn(Worker, {Table});
    if (Waits)
      Main.callMethod(behind(Main, Table), "Wait()");
    Main.lookup(Main.load(Main.field(Table, "p.Table.rows")));
    EXPECT_EQ(verdicts(), Waits ? List{} : List{Verdict::Race});
  }
}
