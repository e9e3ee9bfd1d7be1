//===- BaselineTest.cpp ---------------------------------------------------===//

#include "graph/io/Baseline.h"
#include "graph/io/BatchReport.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

#include <sstream>

using namespace mapgraph;

namespace {
class Baselines : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};
  std::vector<FindingRecord> All = reportOf("p", F).Findings;

  std::string written(const std::vector<FindingRecord> &Findings) {
    std::ostringstream OS;
    writeBaseline(Findings, OS);
    return OS.str();
  }
};
} // namespace

static std::string problem(std::string_view Text) {
  tl::expected<Baseline, std::string> B = Baseline::read(Text);
  return B ? "good" : B.error();
}

TEST_F(Baselines, WhatIsWrittenIsKnown) {
  std::string Text = written({All[0]});
  std::string Expected = R"json({
  "format": "mapgraph-baseline",
  "version": 1,
  "findings": [
    {
      "rule": "MG001",
      "map": "Cache.m",
      "sides": [
        "update in example.com/demo/store.(*Cache).Set (cache.go)",
        "lookup in example.com/demo/store.(*Cache).Get (cache.go)"
      ],
      "fingerprint": "FINGERPRINT"
    }
  ]
}
)json";
  Expected.replace(Expected.find("FINGERPRINT"), 11, All[0].Fingerprint);
  EXPECT_EQ(Text, Expected);
  tl::expected<Baseline, std::string> B = Baseline::read(Text);
  ASSERT_TRUE(B) << B.error();
  EXPECT_TRUE(B->knows(All[0].Fingerprint));
  EXPECT_FALSE(B->knows(All[1].Fingerprint));
  EXPECT_EQ(B->fixed({All[0].Fingerprint, All[1].Fingerprint}), 0u);
  EXPECT_EQ(B->fixed({All[1].Fingerprint}), 1u);
}

TEST_F(Baselines, TheOrderOfTheFindingsDoesNotMatter) {
  EXPECT_EQ(written({All[0], All[1]}), written({All[1], All[0]}));
}

TEST_F(Baselines, ACommentInAnEntryIsNoHarm) {
  const char *Text = R"({"format": "mapgraph-baseline", "version": 1,
    "note": 2, "findings": [{"fingerprint": "x", "until": "May"}]})";
  EXPECT_EQ(problem(Text), "good");
}

TEST_F(Baselines, DamageIsALineWithItsNumber) {
  std::string Text = written(All);
  EXPECT_EQ(problem(Text.substr(0, Text.find("sides"))),
            "8: not a baseline: broken JSON");
  EXPECT_EQ(problem(""), "1: not a baseline: broken JSON");
  EXPECT_EQ(problem("-8e888"), "1: not a baseline: broken JSON");
  EXPECT_EQ(problem("[]"), "1: not a baseline");
  EXPECT_EQ(problem("{}"), "1: not a baseline");
  EXPECT_EQ(problem(R"({"format": "mapgraph-baseline", "version": 2})"),
            "1: written by another version of mapgraph: write it anew with "
            "--write-baseline");
  std::string Head = R"({"format": "mapgraph-baseline", "version": 1)";
  EXPECT_EQ(problem(Head + "}"), "1: damaged baseline: no list of findings");
  EXPECT_EQ(problem(Head + R"(, "findings": [{}]})"),
            "1: damaged baseline: an entry without a fingerprint");
  EXPECT_EQ(problem(Head + R"(, "findings": [{"fingerprint": 1}]})"),
            "1: damaged baseline: an entry without a fingerprint");
  EXPECT_EQ(problem(Head + R"(, "findings": {"fingerprint": "x"}})"),
            "1: damaged baseline: no list of findings");
}

TEST_F(Baselines, DeepTextsEnd) {
  EXPECT_NE(problem(std::string(20000, '[')), "good");
}
