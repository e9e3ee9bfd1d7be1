//===- TakenOutTest.cpp - Containers that were taken out of their place ---===//

#include "graph/solve/Solve.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
/// A store with a lock and a map of maps. The taker reads an inner one after it
/// has given the lock back; the finder writes one.
class TakenOut : public testing::Test {
protected:
  TakenOut() {
    P.package("example.com/p", PF_Own | PF_Main);
    Taker = &P.function("taker");
    Finder = &P.function("finder");
    TakersStore = Taker->param();
    FindersStore = Finder->param();
  }

  Ref lockOf(FunctionBuilder &F, Ref Store) {
    return F.field(Store, "store.mu");
  }
  Ref place(FunctionBuilder &F, Ref Store) {
    return F.field(Store, "store.maps");
  }
  void locked(FunctionBuilder &F, Ref Store,
              const std::function<void()> &Body) {
    Ref Lock = lockOf(F, Store);
    F.lock(Lock);
    Body();
    F.unlock(Lock);
  }
  Ref take() { return Taker->result(Taker->read(place(*Taker, TakersStore))); }
  void replace() {
    Taker->store(place(*Taker, TakersStore), Taker->constant("nil"));
  }
  /// Takes the map out and gives it.
  Ref takeOut() {
    Ref Out;
    locked(*Taker, TakersStore, [&] {
      Out = take();
      replace();
    });
    return Out;
  }
  void use(Ref Maps) { Taker->lookup(Taker->result(Taker->lookup(Maps))); }
  Ref find() {
    Ref Maps = Finder->result(Finder->read(place(*Finder, FindersStore)));
    return Finder->result(Finder->lookup(Maps));
  }
  void findAndWrite() {
    locked(*Finder, FindersStore, [&] { Finder->update(find()); });
  }

  size_t findings() {
    FunctionBuilder &Main = P.function("main", FF_Main);
    Ref Store = Main.object();
    Main.spawn(*Taker, {Store});
    Main.spawn(*Finder, {Store});
    G = P.build();
    return solve(G, {}).Findings.size();
  }

  ProgramBuilder P;
  FunctionBuilder *Taker, *Finder;
  Ref TakersStore, FindersStore;
  Graph G;
};
} // namespace

TEST_F(TakenOut, NobodyElseFindsWhatItHolds) {
  use(takeOut());
  findAndWrite();
  EXPECT_EQ(findings(), 0u);
}

TEST_F(TakenOut, NothingElseIsPutInItsPlace) {
  Ref Maps;
  locked(*Taker, TakersStore, [&] { Maps = take(); });
  use(Maps);
  findAndWrite();
  EXPECT_EQ(findings(), 1u);
}

TEST_F(TakenOut, TwoCanTakeItBeforeItIsReplaced) {
  Ref Maps;
  locked(*Taker, TakersStore, [&] { Maps = take(); });
  locked(*Taker, TakersStore, [&] { replace(); });
  use(Maps);
  findAndWrite();
  EXPECT_EQ(findings(), 1u);
}

TEST_F(TakenOut, PutBackItIsFoundAgain) {
  Ref Maps = takeOut();
  locked(*Taker, TakersStore,
         [&] { Taker->store(place(*Taker, TakersStore), Maps); });
  use(Maps);
  findAndWrite();
  EXPECT_EQ(findings(), 1u);
}

TEST_F(TakenOut, WhoFoundItBeforeStillHasIt) {
  use(takeOut());
  Ref Found;
  locked(*Finder, FindersStore, [&] { Found = find(); });
  locked(*Finder, FindersStore, [&] { Finder->update(Found); });
  EXPECT_EQ(findings(), 1u);
}

TEST_F(TakenOut, WhoHoldsNoLockMayBeAtIt) {
  use(takeOut());
  Finder->update(find());
  EXPECT_EQ(findings(), 1u);
}

TEST_F(TakenOut, AThreadOfTheTakerHasItBesideTheTaker) {
  Ref Maps = takeOut();
  FunctionBuilder &Helper = P.function("helper");
  Ref Store = Helper.param(), Inner = Helper.param();
  locked(Helper, Store, [&] { Helper.update(Inner); });
  Ref Element = Taker->result(Taker->lookup(Maps));
  Taker->spawn(Helper, {TakersStore, Element});
  Taker->lookup(Element);
  EXPECT_EQ(findings(), 1u);
}
