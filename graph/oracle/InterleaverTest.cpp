//===- InterleaverTest.cpp - Truth derived by hand ------------------------===//
//
// Each program is its own text. The expected overlaps are what the Go memory
// model says of it, written as "thread.event-thread.event"; threads and events
// count from 0.
//
//===----------------------------------------------------------------------===//

#include "graph/oracle/Interleaver.h"

#include <gtest/gtest.h>

using namespace mapgraph::oracle;

static Truth truth(std::string_view Text) {
  std::optional<Program> P = parse(Text);
  EXPECT_TRUE(P) << Text;
  return Interleaver().explore(P.value_or(Program()));
}

static std::string overlaps(std::string_view Text) {
  Truth T = truth(Text);
  std::string Out;
  auto Name = [](Place P) {
    return std::to_string(P.Thread) + "." + std::to_string(P.Index);
  };
  for (uint8_t I = 0; I != 32; ++I)
    for (uint8_t J = I; J != 32; ++J) {
      Place A{uint8_t(I / 8), uint8_t(I % 8)},
          B{uint8_t(J / 8), uint8_t(J % 8)};
      if (T.overlap(A, B))
        Out += (Out.empty() ? "" : " ") + Name(A) + "-" + Name(B);
    }
  return Out;
}

TEST(InterleaverTest, ThreadsOverlapFromTheirStartToTheJoin) {
  EXPECT_EQ(overlaps("write m0; go 1; write m0; join 1; write m0 | write m0"),
            "0.2-1.0");
}

TEST(InterleaverTest, ReadersAndDifferentMapsDoNotConflict) {
  EXPECT_EQ(overlaps("go 1; read m0; write m1 | read m0"), "");
  EXPECT_EQ(overlaps("m1=m0: go 1; write m1 | read m0"), "0.1-1.0");
}

TEST(InterleaverTest, ThreadsStartedByThreads) {
  EXPECT_EQ(overlaps("go 1; read m0 | write m0; go 2 | write m0"),
            "0.1-1.0 0.1-2.0");
}

TEST(InterleaverTest, OverlapIsNotNeighbourhoodInASchedule) {
  // The write before the lock is never next to the one behind it, when the
  // locks are taken in that order; in the other order nothing orders them.
  EXPECT_EQ(overlaps("go 1; write m0; lock l0; unlock l0 | "
                     "lock l0; unlock l0; write m0"),
            "0.1-1.2");
}

TEST(InterleaverTest, CommonLockExcludes) {
  EXPECT_EQ(overlaps("go 1; lock l0; write m0; unlock l0 | "
                     "lock l0; write m0; unlock l0"),
            "");
  EXPECT_EQ(overlaps("go 1; lock l0; write m0; unlock l0 | "
                     "lock l1; write m0; unlock l1"),
            "0.2-1.1");
  EXPECT_EQ(overlaps("l1=l0: go 1; lock l0; write m0; unlock l0 | "
                     "lock l1; write m0; unlock l1"),
            "");
}

TEST(InterleaverTest, ReadLocksOrderNothingAmongReaders) {
  EXPECT_EQ(overlaps("go 1; rlock l0; write m0; runlock l0 | "
                     "rlock l0; read m0; runlock l0"),
            "0.2-1.1");
  EXPECT_EQ(overlaps("go 1; rlock l0; read m0; runlock l0 | "
                     "lock l0; write m0; unlock l0"),
            "");
  // Not even one after the other: a semaphore orders, a read lock does not.
  EXPECT_EQ(overlaps("go 1; write m0; rlock l0; runlock l0 | "
                     "rlock l0; runlock l0; write m0"),
            "0.1-1.2");
}

TEST(InterleaverTest, AnybodyMayUnlock) {
  // An unlock is before the next lock; a lock is before no unlock.
  EXPECT_EQ(overlaps("lock l0; go 1; lock l0; write m0 | write m0; unlock l0"),
            "");
  EXPECT_EQ(overlaps("go 1; write m0; lock l0 | unlock l0; write m0"),
            "0.1-1.1");
  EXPECT_TRUE(truth("go 1; lock l0 | unlock l0").panics());
}

TEST(InterleaverTest, UnbufferedChannelsOrderBothSides) {
  EXPECT_EQ(overlaps("go 1; write m0; send c0; write m0 | "
                     "write m0; recv c0; write m0"),
            "0.1-1.0 0.3-1.2");
}

TEST(InterleaverTest, BufferedSendsDoNotWaitForTheirReceive) {
  EXPECT_EQ(overlaps("cap c0=1: go 1; write m0; send c0; write m0 | "
                     "write m0; recv c0; write m0"),
            "0.1-1.0 0.3-1.0 0.3-1.2");
  // The second send waits for the first receive.
  EXPECT_EQ(overlaps("cap c0=1: go 1; send c0; send c0; write m0 | "
                     "write m0; recv c0; write m0"),
            "0.3-1.2");
}

TEST(InterleaverTest, BufferedChannelAsSemaphore) {
  EXPECT_EQ(overlaps("cap c0=1: go 1; send c0; write m0; recv c0 | "
                     "send c0; write m0; recv c0"),
            "");
  EXPECT_EQ(overlaps("cap c0=2: go 1; send c0; write m0; recv c0 | "
                     "send c0; write m0; recv c0"),
            "0.2-1.1");
}

TEST(InterleaverTest, OneOfTwoSendersMayBeHeard) {
  EXPECT_EQ(overlaps("cap c0=2: go 1; go 2; recv c0; write m0 | "
                     "write m0; send c0 | send c0"),
            "0.3-1.0");
  EXPECT_EQ(overlaps("cap c0=2: go 1; go 2; recv c0; recv c0; write m0 | "
                     "write m0; send c0 | send c0"),
            "");
}

TEST(InterleaverTest, CloseLetsReceiversThrough) {
  EXPECT_EQ(overlaps("go 1; write m0; close c0 | recv c0; write m0"), "");
  EXPECT_EQ(overlaps("cap c0=1: go 1; send c0; write m0; close c0 | "
                     "recv c0; write m0"),
            "0.2-1.1");
  EXPECT_EQ(overlaps("cap c0=1: go 1; send c0; write m0; close c0 | "
                     "range c0; write m0"),
            "");
  EXPECT_EQ(overlaps("go 1; send c0; write m0; close c0 | range c0; write m0"),
            "");
}

TEST(InterleaverTest, WaitWaitsForTheDonesThatWereAdded) {
  EXPECT_EQ(overlaps("add g0; go 1; wait g0; write m0 | write m0; done g0"),
            "");
  EXPECT_EQ(overlaps("go 1; wait g0; write m0 | add g0; write m0; done g0"),
            "0.2-1.1");
  EXPECT_EQ(overlaps("add g0; go 1; wait g0; write m0 | done g0; write m0"),
            "0.3-1.1");
  EXPECT_EQ(overlaps("add g0; go 1; go 2; wait g0; write m0 | "
                     "write m0; done g0 | add g0; write m0; done g0"),
            "0.4-2.1 1.0-2.1"); // thread 2 may come after the wait
}

TEST(InterleaverTest, OnceIsBeforeEveryDo) {
  EXPECT_EQ(overlaps("go 1; once-write o0 m0; read m0 | "
                     "once-write o0 m0; read m0"),
            "");
  EXPECT_EQ(overlaps("go 1; once-write o0 m0; write m0 | "
                     "once-write o0 m0; read m0"),
            "0.2-1.1");
  EXPECT_EQ(overlaps("go 1; once-write o0 m0 | read m0"), "0.1-1.0");
}

TEST(InterleaverTest, WhatRanBeforeABadEndCounts) {
  Truth T = truth("go 1; write m0; recv c0; write m0 | write m0");
  EXPECT_TRUE(T.deadlocks());
  EXPECT_TRUE(T.overlap({0, 1}, {1, 0}));
  EXPECT_FALSE(T.overlap({0, 3}, {1, 0}));
  EXPECT_FALSE(T.runs({0, 3}));
  T = truth("go 1; write m0 | write m0; done g0; write m0");
  EXPECT_TRUE(T.panics());
  EXPECT_FALSE(T.deadlocks());
  EXPECT_TRUE(T.overlap({0, 1}, {1, 0}));
  EXPECT_FALSE(T.overlap({0, 1}, {1, 2}));
}

TEST(InterleaverTest, EndsThatAreFine) {
  for (std::string_view Text :
       {"", "go 1; lock l0; unlock l0 | lock l0; unlock l0",
        "go 1; send c0 | recv c0", "cap c0=2: go 1; send c0 | "}) {
    Truth T = truth(Text);
    EXPECT_FALSE(T.deadlocks()) << Text;
    EXPECT_FALSE(T.panics()) << Text;
    EXPECT_TRUE(T.runsWhole(*parse(Text))) << Text;
  }
}

TEST(InterleaverTest, DeadlocksAndDeaths) {
  EXPECT_TRUE(truth("go 1; lock l0; lock l1 | lock l1; lock l0").deadlocks());
  EXPECT_TRUE(truth("rlock l0; lock l0").deadlocks());
  EXPECT_TRUE(truth("send c0").deadlocks());
  EXPECT_TRUE(truth("close c0; close c0").panics());
  EXPECT_TRUE(truth("close c0; send c0").panics());
  EXPECT_TRUE(truth("go 1; send c0 | close c0").panics());
  EXPECT_TRUE(truth("runlock l0").panics());
  EXPECT_TRUE(truth("go 1; unlock l0 | rlock l0").panics());
}
