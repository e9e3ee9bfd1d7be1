//===- LockUseTest.cpp ----------------------------------------------------===//

#include "graph/solve/LockUse.h"

#include <gtest/gtest.h>

using namespace mapgraph;
using namespace mapgraph::solver;

static Side sideOf(NodeId Op, std::vector<HeldLock> Locks) {
  Side Out;
  Out.Op = Op;
  Out.Locks = std::move(Locks);
  return Out;
}

TEST(LockUse, TheLockOfTheMapIsTheOneThatMostHold) {
  NodeId Update(1), Lookup(2), Other(3), Elsewhere(4);
  HeldLock Queue{"Cache.evictionMutex", false}, Mutex{"mutex", false};
  Solution S;
  // Rows of several threads are one operation.
  S.Accesses = {{Update, 0, 0, {Queue, Mutex}},
                {Update, 0, 1, {Queue, Mutex}},
                {Lookup, 0, 0, {}},
                {Other, 0, 0, {Mutex}},
                {Elsewhere, 1, 0, {Queue}},
                {Elsewhere, 1, 1, {Queue}}};
  LockUse Use(S);
  Side Sides[2] = {sideOf(Lookup, {}), sideOf(Update, {Queue, Mutex})};
  EXPECT_EQ(Use.usual(Sides[1].Locks, Sides).Name, "mutex");
  // Nothing is known of the map: the first, which goes by name.
  Side Unknown[2] = {sideOf(NodeId(7), {}), sideOf(NodeId(8), {Queue, Mutex})};
  EXPECT_EQ(Use.usual(Unknown[1].Locks, Unknown).Name, "Cache.evictionMutex");
}
