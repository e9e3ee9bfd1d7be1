//===- EnumerateTest.cpp - All small programs -----------------------------===//

#include "graph/oracle/Enumerate.h"
#include "graph/oracle/Random.h"

#include <gtest/gtest.h>

#include <set>

using namespace mapgraph::oracle;

// 137 balanced threads of at most three events: nothing, 4 accesses, 16 pairs
// of them and 4 empty regions, 64 triples and 48 regions around, before or
// behind an access. Three of them in any order: 137·138·139/6.
TEST(EnumerateTest, LockProgramsAreComplete) {
  uint64_t Weight = 0;
  forEachLockProgram([&](const Program &, unsigned W) { Weight += W; });
  EXPECT_EQ(Weight, 437989u);
}

TEST(EnumerateTest, ProgramsDiffer) {
  std::set<Program> Seen;
  unsigned Twice = 0;
  auto Visit = [&](const Program &P, unsigned) {
    Twice += !Seen.insert(P).second;
  };
  forEachNameProgram(Visit);
  size_t Names = Seen.size();
  forEachPrimitiveProgram(Visit);
  EXPECT_EQ(Twice, 0u);
  EXPECT_GT(Names, 1000u);
  EXPECT_GT(Seen.size(), 100000u);
}

TEST(EnumerateTest, PrimitiveProgramsStartTheirThread) {
  forEachPrimitiveProgram([](const Program &P, unsigned) {
    unsigned Starts = 0;
    for (const Event &E : P.Threads[0])
      Starts += E.What == Op::Go;
    ASSERT_EQ(Starts, 1u) << text(P);
  });
}

TEST(EnumerateTest, RandomProgramsAreThoseOfTheSeed) {
  EXPECT_EQ(randomProgram(1, 7), randomProgram(1, 7));
  EXPECT_NE(randomProgram(1, 7), randomProgram(2, 7));
}

TEST(EnumerateTest, EveryThreadIsStartedOnce) {
  for (unsigned N = 0; N != 1000; ++N) {
    Program P = randomProgram(1, N);
    std::multiset<unsigned> Started;
    for (unsigned T = 0; T != P.NumThreads; ++T)
      for (const Event &E : P.Threads[T])
        if (E.What == Op::Go)
          Started.insert(E.On);
    EXPECT_EQ(Started.size(), P.NumThreads - 1u) << text(P);
    EXPECT_EQ(std::set<unsigned>(Started.begin(), Started.end()).size(),
              P.NumThreads - 1u);
  }
}
