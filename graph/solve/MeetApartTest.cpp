//===- MeetApartTest.cpp - Pairs of classes are pairs of items ------------===//

#include "graph/solve/Meet.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

#include <random>

using namespace mapgraph;
using namespace mapgraph::solver;

namespace {

class MeetApartTest : public testing::Test {
protected:
  // A function with some operations on one map of each kind.
  static Graph makeGraph() {
    ProgramBuilder P;
    P.package("example.com/p");
    FunctionBuilder &F = P.function("f", FF_Exported);
    Ref Map = F.load(F.param());
    for (int I = 0; I != 5; ++I) {
      F.lookup(Map);
      F.update(Map);
      F.erase(Map);
    }
    return P.build();
  }

  MeetApartTest() {
    for (size_t I = 0; I != G.Nodes.size(); ++I)
      if (G.Nodes[I].kind() == NodeKind::MapOp)
        Ops.push_back(NodeId(I));
  }

  SetId some(unsigned Kinds, std::function<uint32_t(unsigned)> Code) {
    return Random() % 2 ? T.Sets.intern({Code(Random() % Kinds)})
                        : SetTable::empty();
  }
  Item randomItem() {
    PathId Lock = T.Paths.field(T.Paths.param(0), 1);
    PathId Group = T.Paths.field(T.Paths.param(0), 2);
    Item I;
    I.Op = I.Event = Ops[Random() % Ops.size()];
    I.Write = writes(G.node(I.Op).mapOp());
    I.Own = Random() % 9 == 0;
    I.Object = T.Paths.field(T.Paths.param(Random() % 2), 0);
    I.Locks = some(2, [&](unsigned R) { return LockCode::make(Lock, R); });
    I.MayLocks = some(2, [&](unsigned R) { return LockCode::make(Lock, R); });
    I.Guards = some(1, [&](unsigned) { return GuardCode::make(1, false); });
    auto sync = [&](unsigned K) {
      static constexpr SyncKind Kinds[] = {SyncKind::OnceDone,
                                           SyncKind::OnceWait};
      return SyncCode::make(Kinds[K], Group);
    };
    I.After = some(2, sync);
    I.Before = some(2, sync);
    addUnheard(I);
    return I;
  }
  // Facts that decide nothing, unless somebody waits for everybody else.
  void addUnheard(Item &I) {
    PathId Other = T.Paths.field(T.Paths.param(0), 3);
    PathId Local = T.Paths.alloc(Ops.front());
    auto add = [&](SetId &To, SyncKind K, PathId P) {
      if (Random() % 3 == 0)
        To = T.Sets.unite(To, T.Sets.intern({SyncCode::make(K, P)}));
    };
    add(I.After, SyncKind::OnceDone, Other);
    add(I.After, SyncKind::Close, Local);
    add(I.Before, SyncKind::OnceWait, Local);
    add(I.Earlier, SyncKind::Send, Other);
    if (Idle)
      add(I.Before, SyncKind::Idle, T.everybody());
  }
  std::vector<std::vector<Item>> randomLists(unsigned N) {
    std::vector<std::vector<Item>> Lists(N);
    for (auto &List : Lists)
      for (unsigned I = Random() % 12; I; --I)
        List.push_back(randomItem());
    return Lists;
  }
  static std::string text(uint32_t I, uint32_t J, const Meeting &M) {
    std::string Out;
    for (uint32_t X :
         {I, J, M.A.Op.Value, M.B.Op.Value, M.A.Locks.Value, M.B.Locks.Value,
          M.A.Object.Value, uint32_t(M.ReadLocked), uint32_t(M.OtherInstance),
          uint32_t(M.MaybeLocked)})
      Out += std::to_string(X) + " ";
    return Out + M.Evidence;
  }

  const Graph G = makeGraph();
  Tables T{G};
  Callees Calls{G, {}};
  Starts When{G, Calls};
  Senders Heard{G, Calls};
  Meet Pairs{G, T, When, Heard};
  std::vector<NodeId> Ops;
  std::mt19937 Random{7};
  bool Idle = false; ///< some wait until all others have ended or are blocked
};

Meeting likeOf(uint32_t I, uint32_t J) {
  Meeting M;
  M.Kind = MeetKind::Api;
  M.Evidence = std::to_string(I) + " and " + std::to_string(J);
  return M;
}

TEST_F(MeetApartTest, ClassesOfManyListsAreJudgedAsSinglePairs) {
  size_t Met = 0;
  for (int Round = 0; Round != 60; ++Round) {
    Idle = Round % 3 == 0;
    auto Lists = randomLists(4);
    std::vector<std::string> Together, Single;
    Pairs.concurrent(Lists, likeOf, [&](uint32_t I, uint32_t J, Meeting M) {
      Together.push_back(text(I, J, M));
    });
    for (uint32_t I = 0; I != Lists.size(); ++I)
      for (uint32_t J = I; J != Lists.size(); ++J)
        for (const Item &A : Lists[I])
          for (const Item &B : Lists[J]) {
            MeetingList Out;
            Pairs.concurrent({A}, {B}, likeOf(I, J), Out);
            for (const Meeting &M : Out)
              Single.push_back(text(I, J, M));
          }
    EXPECT_EQ(Together, Single);
    Met += Single.size();
  }
  EXPECT_GT(Met, 1000u);
  EXPECT_EQ(Pairs.leftOut(), 0u);
}

TEST_F(MeetApartTest, WhatIsLeftOutOfManyAlikeIsCounted) {
  Item I = randomItem();
  I.Op = Ops[1]; // an update
  I.Write = true;
  I.Own = false;
  I.Locks = I.Guards = I.After = SetTable::empty();
  std::vector<Item> Many(100, I);
  MeetingList Out;
  Pairs.concurrent(Many, Many, {}, Out);
  EXPECT_GT(Pairs.leftOut(), 0u);
  EXPECT_EQ(Out.size() + Pairs.leftOut(), 100u * 100);
}

TEST_F(MeetApartTest, FirstOfAClassByOperationAndList) {
  auto Lists = randomLists(6);
  std::vector<const std::vector<Item> *> Refs;
  for (const auto &L : Lists)
    Refs.push_back(&L);
  ItemClasses Classes(G, Refs);
  for (const auto &[Object, List] : Classes.byObject())
    for (const ItemClasses::Class &C : List)
      for (uint32_t At = 0; At != 6; ++At)
        for (bool Up : {false, true}) {
          std::optional<ItemClasses::Member> Lowest;
          for (ItemClasses::Member M : C.Members)
            if ((Up ? M.List <= At : M.List >= At) &&
                (!Lowest || Classes.item(M).Op < Classes.item(*Lowest).Op))
              Lowest = M;
          uint32_t From = Up ? 0 : At, To = Up ? At : UINT32_MAX;
          EXPECT_EQ(Classes.first(C, {}, From, To), Lowest);
          if (Lowest)
            EXPECT_EQ(Classes.first(C, Classes.item(*Lowest).Op, From, To),
                      Lowest);
        }
}

} // namespace
