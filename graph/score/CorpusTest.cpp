//===- CorpusTest.cpp - Programs whose right answers are known ------------===//

#include "graph/score/Corpus.h"

#include <gtest/gtest.h>

using namespace mapgraph::score;

static Corpus good(std::string_view Text) {
  tl::expected<Corpus, std::string> C = parseCorpus(Text, "c.yaml");
  EXPECT_TRUE(C) << C.error();
  return C ? *C : Corpus();
}

static std::string problem(std::string_view Text) {
  tl::expected<Corpus, std::string> C = parseCorpus(Text, "c.yaml");
  return C ? "" : C.error();
}

TEST(CorpusTest, ReadsEveryKey) {
  Corpus C = good(R"(version: 1
cases:
- case: cache
  path: cases/cache
  args: [./...]
  tests: false
  pattern: P2
  language: c++
  complete: true
  labels: {anna: race, ben: silent}
  expected:
  - {line: "a.go:3", rules: [MG001, MG003]}
  - pair: ["a.go:3", {file: b/b.go, line: 5}]
    labels: {anna: race}
  silent:
  - a.go:9
  - {line: "a.go:10", labels: {ben: silent}}
)");
  ASSERT_EQ(C.Cases.size(), 1u);
  const Case &One = C.Cases[0];
  EXPECT_EQ(One.Name, "cache");
  EXPECT_EQ(One.Path, "cases/cache");
  EXPECT_EQ(One.Args, std::vector<std::string>{"./..."});
  EXPECT_FALSE(One.Tests);
  EXPECT_TRUE(One.Complete);
  EXPECT_EQ(One.Pattern, "P2");
  EXPECT_EQ(One.Language, "c++");
  EXPECT_EQ(One.Said.at("ben"), "silent");
  EXPECT_EQ(One.Line, 3u);
  ASSERT_EQ(One.Labels.size(), 4u);
  EXPECT_EQ(One.Labels[0].What, Label::Kind::Side);
  EXPECT_EQ(One.Labels[0].Rules.size(), 2u);
  EXPECT_EQ(One.Labels[1].What, Label::Kind::Pair);
  EXPECT_EQ(One.Labels[1].Second.File, "b/b.go");
  EXPECT_EQ(One.Labels[1].Second.Line, 5u);
  EXPECT_EQ(One.Labels[3].What, Label::Kind::Silent);
  EXPECT_EQ(One.Labels[3].First.Line, 10u);
  EXPECT_FALSE(One.expectsSilence());
}

TEST(CorpusTest, ReadsJsonAndABareListOfCases) {
  Corpus C = good(R"([{"case": "a", "path": "a",
  "expected": [{"pair": ["m.go:1", "m.go:2"]}]},
 {"case": "b", "path": "b", "expected": "silence"}])");
  ASSERT_EQ(C.Cases.size(), 2u);
  EXPECT_EQ(C.Cases[0].Pattern, "other");
  EXPECT_TRUE(C.Cases[0].Tests);
  EXPECT_TRUE(C.Cases[1].expectsSilence());
}

TEST(CorpusTest, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(problem("version: 2\ncases: []\n"), "c.yaml:1: version is not 1");
  EXPECT_EQ(problem("version: 1\n"), "c.yaml:1: there are no cases");
  EXPECT_EQ(problem("cases:\n- path: a\n"), "c.yaml:2: 'case' is missing");
  EXPECT_EQ(problem("- case: a\n  path: a\n  patern: P1\n"),
            "c.yaml:3: unknown key 'patern'");
  EXPECT_EQ(problem("- case: a\n  path: a\n- case: a\n  path: b\n"),
            "c.yaml:3: case 'a' stands twice");
  EXPECT_EQ(problem("- case: a\n  path: a\n  tests: maybe\n"),
            "c.yaml:3: tests is neither true nor false");
  EXPECT_EQ(problem("- case: a\n  path: a\n  silent: [a.go]\n"),
            "c.yaml:3: 'a.go' is no place (FILE:LINE)");
  EXPECT_EQ(problem("- case: a\n  path: a\n  silent: [\"a.go:0\"]\n"),
            "c.yaml:3: 'a.go:0' is no place (FILE:LINE)");
  EXPECT_EQ(problem("- case: a\n  path: a\n  expected:\n  - rules: [MG001]\n"),
            "c.yaml:4: an expectation has a pair or a line");
  EXPECT_EQ(problem("- case: a\n  path: a\n  expected:\n  - pair: [\"a:1\"]\n"),
            "c.yaml:4: a pair has two places");
  EXPECT_EQ(problem("- case: a\n  path: a\n  labels: {ann: race, ann: race}\n"),
            "c.yaml:3: a labeller stands twice");
  EXPECT_TRUE(problem("- case: [\n").starts_with("c.yaml:"));
  EXPECT_EQ(problem("just words"),
            "c.yaml:1: the corpus is not a list of keys and values");
  EXPECT_EQ(problem(""),
            "c.yaml:1: the corpus is not a list of keys and values");
}
