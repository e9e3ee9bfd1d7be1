//===- LimitsTest.cpp - Work with a limit on memory and time --------------===//

#include "cli/Limits.h"

#include <csignal>
#include <cstdio>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace mapgraph;
using How = WorkEnd::How;

#if defined(__has_feature)
static constexpr bool Sanitized =
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
static constexpr bool Sanitized = false;
#endif

static WorkEnd run(const WorkLimits &Limits, const std::function<int()> &Work) {
  Result<WorkEnd> End = runLimited(Limits, Work);
  EXPECT_TRUE(End);
  return End ? *End : WorkEnd();
}

TEST(Limits, CodeAndErrorsComeBack) {
  WorkEnd End = run({4096, 60, 60}, [] {
    std::fputs("one line\n", stderr);
    return 3;
  });
  EXPECT_EQ(End.Why, How::Returned);
  EXPECT_EQ(End.Code, 3);
  EXPECT_EQ(End.Errors, "one line\n");
}

TEST(Limits, MuchTextDoesNotBlock) {
  WorkEnd End = run({}, [] {
    std::fputs(std::string(1 << 20, 'x').c_str(), stderr);
    return 0;
  });
  EXPECT_EQ(End.Why, How::Returned);
  EXPECT_GT(End.Errors.size(), 60000u);
  EXPECT_LT(End.Errors.size(), 80000u);
}

TEST(Limits, Memory) {
  if (Sanitized)
    GTEST_SKIP() << "the sanitizer needs more than any limit";
  WorkEnd End = run({256, 0, 0}, [] {
    std::vector<std::vector<char>> All;
    for (;;)
      All.emplace_back(1 << 20, 'x');
    return 0;
  });
  EXPECT_EQ(End.Why, How::Memory);
}

TEST(Limits, ProcessorTime) {
  WorkEnd End = run({0, 1, 60}, [] {
    for (volatile bool Forever = true; Forever;)
      continue;
    return 0;
  });
  EXPECT_EQ(End.Why, How::Cpu);
}

TEST(Limits, TimeOnTheClock) {
  WorkEnd End = run({0, 60, 1}, [] {
    std::this_thread::sleep_for(std::chrono::hours(1));
    return 0;
  });
  EXPECT_EQ(End.Why, How::Wall);
}

TEST(Limits, CrashesAndKills) {
  auto By = [](int Signal) {
    return run({},
               [=] {
                 signal(Signal, SIG_DFL);
                 raise(Signal);
                 return 0;
               })
        .Why;
  };
  EXPECT_EQ(By(SIGABRT), How::Crashed);
  EXPECT_EQ(By(SIGKILL), How::Killed);
}
