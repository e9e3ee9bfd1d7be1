//===- LibraryTest.cpp - What shows that callers are concurrent -----------===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {

class LibraryTest : public testing::Test {
protected:
  LibraryTest() { P.package("example.com/lib"); }

  FunctionBuilder &method(std::string_view Name) {
    FunctionBuilder &F =
        P.function("(*C)." + std::string(Name), FF_Exported | FF_Method);
    This = F.param();
    return F;
  }

  Ref map(FunctionBuilder &F, Ref Of) { return F.load(F.field(Of, "lib.C.m")); }

  FunctionBuilder &lockedUpdate(std::string_view Name) {
    FunctionBuilder &F = method(Name);
    F.lock(F.field(This, "lib.C.mu"));
    F.update(map(F, This));
    F.unlock(F.field(This, "lib.C.mu"));
    return F;
  }

  void lookup(std::string_view Name) {
    FunctionBuilder &F = method(Name);
    F.lookup(map(F, This));
  }

  // All methods are those of one type.
  std::vector<std::string> verdicts() {
    Graph G = P.build();
    TypeId T = G.addType("lib.C");
    for (Function &F : G.Functions)
      if (F.Flags & FF_Method)
        F.Receiver = T;
    std::vector<std::string> Out;
    for (const Finding &F : solve(G, {}).Findings)
      Out.emplace_back(text(F.Result));
    return Out;
  }

  using List = std::vector<std::string>;

  ProgramBuilder P;
  Ref This;
};

TEST_F(LibraryTest, TheLockOfOneMethodSaysNothingOfTheOthers) {
  FunctionBuilder &Update = P.function("update");
  Update.update(map(Update, Update.param()));
  FunctionBuilder &Put = method("Put");
  Put.lock(Put.field(This, "lib.C.mu"));
  Put.call(Update, {This});
  Put.unlock(Put.field(This, "lib.C.mu"));
  lookup("Get");
  lookup("Has");
  EXPECT_EQ(verdicts(), (List{"possible", "possible"}));
}

TEST_F(LibraryTest, ReadersForgetTheLockOfTheWriter) {
  lockedUpdate("Put");
  lookup("Get");
  lookup("Has");
  EXPECT_EQ(verdicts(), (List{"likely", "likely"}));
}

TEST_F(LibraryTest, TheLockOfOneMethodIsForWhatOthersDoUnderIt) {
  lockedUpdate("Put");
  lookup("Get");
  lookup("Has");
  FunctionBuilder &Other = method("Write");
  Other.lock(Other.field(This, "lib.C.mu"));
  Other.unlock(Other.field(This, "lib.C.mu"));
  EXPECT_EQ(verdicts(), (List{"possible", "possible"}));
}

TEST_F(LibraryTest, TheLockOfAFewReadersSaysNothingOfTheWriter) {
  FunctionBuilder &Get = method("Get");
  Get.lock(Get.field(This, "lib.C.mu"));
  Get.lookup(map(Get, This));
  Get.unlock(Get.field(This, "lib.C.mu"));
  FunctionBuilder &Put = method("Put");
  Put.update(map(Put, This));
  EXPECT_EQ(verdicts(), (List{"likely", "likely"}));
  for (const char *Name : {"Has", "Size"})
    lookup(Name);
  EXPECT_EQ(verdicts(), (List{"possible", "possible", "possible", "possible"}));
}

TEST_F(LibraryTest, OneLocksAndOneForgets) {
  lockedUpdate("Put");
  lookup("Get");
  EXPECT_EQ(verdicts(), List{"likely"});
}

TEST_F(LibraryTest, TwoThatLockExpectEachOther) {
  lockedUpdate("Put");
  lockedUpdate("Add");
  lookup("Get");
  lookup("Has");
  EXPECT_EQ(verdicts(), (List{"likely", "likely", "likely", "likely"}));
}

TEST_F(LibraryTest, WrappersOfOneLockerAreOne) {
  FunctionBuilder &Update = P.function("update");
  Update.update(map(Update, Update.param()));
  FunctionBuilder &Put = P.function("put");
  Ref Of = Put.param();
  Put.lock(Put.field(Of, "lib.C.mu"));
  Put.call(Update, {Of});
  Put.unlock(Put.field(Of, "lib.C.mu"));
  for (const char *Name : {"PutAll", "PutOne"}) {
    FunctionBuilder &F = method(Name);
    F.call(Put, {This});
  }
  lookup("Get");
  lookup("Has");
  EXPECT_EQ(verdicts(), (List{"possible", "possible"}));
}

TEST_F(LibraryTest, WhatIsLeftRunningWorksOnWhatTheMakerWasGiven) {
  FunctionBuilder &Work = P.function("work");
  auto peer = [](FunctionBuilder &F, Ref Of) {
    return F.load(F.field(Of, "lib.C.peer"));
  };
  Work.update(map(Work, peer(Work, Work.param())));
  FunctionBuilder &New = P.function("New", FF_Exported);
  Ref Peer = New.param(), C = New.object(ObjectKind::Heap, "lib.C");
  New.store(New.field(C, "lib.C.peer"), Peer);
  New.spawn(Work, {C});
  New.ret({C});
  FunctionBuilder &Get = method("Get");
  Get.lookup(map(Get, peer(Get, This)));
  EXPECT_EQ(verdicts(), List{"likely"});
}

// What Name leaves running changes the map until something says stop.
TEST_F(LibraryTest, WhatStartsTheObjectIsNotCalledTwice) {
  for (const char *Name : {"Start", "Publish"}) {
    P = ProgramBuilder();
    P.package("example.com/lib");
    FunctionBuilder &Work = P.function("work");
    Ref Of = Work.param();
    Work.loop([&] { Work.update(map(Work, Of)); });
    FunctionBuilder &F = method(Name);
    F.spawn(Work, {This});
    EXPECT_EQ(verdicts(),
              List{std::string(Name) == "Start" ? "possible" : "likely"});
  }
}

} // namespace
