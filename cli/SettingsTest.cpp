//===- SettingsTest.cpp ---------------------------------------------------===//

#include "cli/Settings.h"

#include <gtest/gtest.h>

using namespace mapgraph;

static Settings good(std::string_view Text) {
  Result<Settings> S = parseSettings(Text, "s.yaml");
  EXPECT_TRUE(S) << (S ? "" : S.error().Message);
  return S ? *S : Settings();
}

static std::string bad(std::string_view Text) {
  Result<Settings> S = parseSettings(Text, "s.yaml");
  if (S)
    return "good";
  EXPECT_EQ(S.error().Code, Exit::Usage);
  EXPECT_EQ(S.error().Message.find('\n'), std::string::npos);
  return S.error().Message;
}

TEST(Settings, All) {
  Settings S = good("# ours\n"
                    "exclude: ['**/*.pb.go', internal/mocks]\n"
                    "rules: {MG005: off, MG001: on, MG003: false}\n"
                    "fail-on: race\n"
                    "min-confidence: 0.8\n"
                    "tags: [a, b]\n"
                    "tests: no\n");
  EXPECT_EQ(S.File, "s.yaml");
  EXPECT_EQ(S.Exclude,
            (std::vector<std::string>{"**/*.pb.go", "internal/mocks"}));
  EXPECT_EQ(S.RulesOff, (std::set<std::string>{"MG003", "MG005"}));
  std::string Options;
  for (const SettingsOption &O : S.Options)
    Options += std::to_string(O.Line) + ' ' + O.Name + '=' + O.Value + '\n';
  EXPECT_EQ(Options, "4 fail-on=race\n5 min-confidence=0.8\n6 tags=a,b\n"
                     "7 tests=false\n");
}

TEST(Settings, Empty) {
  for (const char *Text : {"", "\n# nothing\n", "---\n", "{}", "~"})
    EXPECT_TRUE(good(Text).Options.empty()) << Text;
  EXPECT_EQ(good("exclude: a.go").Exclude, std::vector<std::string>{"a.go"});
}

TEST(Settings, ErrorsSayWhereAndWhat) {
  EXPECT_EQ(bad("tests: true\nfoo: 1\n"), "s.yaml:2: unknown key: foo");
  EXPECT_EQ(bad("tests: true\ntests: false\n"),
            "s.yaml:2: tests is given twice");
  EXPECT_EQ(bad("\ntests: [1]\n"), "s.yaml:2: expected true or false");
  EXPECT_EQ(bad("tests: maybe"), "s.yaml:1: expected true or false");
  EXPECT_EQ(bad("tests:"), "s.yaml:1: expected true or false");
  EXPECT_EQ(bad("fail-on: {a: b}"), "s.yaml:1: expected one value");
  EXPECT_EQ(bad("exclude:\n  - a\n  - [b]\n"),
            "s.yaml:3: expected a list of path patterns");
  EXPECT_EQ(bad("rules: [MG005]"),
            "s.yaml:1: expected a map of rules: {MG005: off}");
  EXPECT_EQ(bad("rules:\n  MG999: off\n"), "s.yaml:2: no such rule: MG999");
  EXPECT_EQ(bad("rules: {MG005: low}"), "s.yaml:1: expected on or off");
  EXPECT_EQ(bad("just text"), "s.yaml:1: expected keys with values");
  EXPECT_EQ(bad("[a]: b"), "s.yaml:1: expected a name");
  EXPECT_EQ(bad("tests: true\n---\ntests: true\n"),
            "s.yaml:2: a second document");
}

TEST(Settings, BadYaml) {
  for (const char *Text :
       {"exclude: [a\n", "a: b: c", "\t- x", "'", "\"\\", "%TAG", "!<", "&a *a",
        "*x", "? ?", "tests: *x", "{{{{", "- - -\n :"}) {
    std::string Message = bad(Text);
    EXPECT_TRUE(Message.starts_with("s.yaml:")) << Text << ": " << Message;
  }
}

TEST(Settings, DeepAndLargeTextsEnd) {
  // Documents without end, as the library sees it.
  EXPECT_NE(bad(std::string_view(",\0\0\0", 4)), "good");
  EXPECT_NE(bad(std::string(100000, '[')), "good");
  EXPECT_NE(bad(std::string(100000, '{')), "good");
  std::string Nested;
  for (int I = 0; I != 20000; ++I)
    Nested += "? ";
  EXPECT_NE(bad(Nested), "good");
  EXPECT_NE(bad("a: &a [*a]"), "good");
  EXPECT_EQ(bad(std::string((1 << 20) + 1, '#')),
            "s.yaml:1: too large for a file of settings");
}
