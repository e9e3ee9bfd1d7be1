//===- RulesTest.cpp ------------------------------------------------------===//

#include "graph/rules/Rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace mapgraph;

static std::string content(const std::filesystem::path &Path) {
  std::ifstream In(Path);
  std::ostringstream Out;
  Out << In.rdbuf();
  return Out.str();
}

/// Ids of our rules that stand as literals in the sources of a folder.
static std::set<std::string> idsIn(const std::filesystem::path &Folder) {
  static const std::regex Literal("\"(MG[0-9]{3})\"");
  std::set<std::string> Out;
  for (const auto &Entry : std::filesystem::directory_iterator(Folder)) {
    std::string Name = Entry.path().filename().string();
    if (!Name.ends_with(".cpp") || Name.ends_with("Test.cpp"))
      continue;
    std::string Text = content(Entry.path());
    for (std::sregex_iterator It(Text.begin(), Text.end(), Literal), End;
         It != End; ++It)
      Out.insert((*It)[1]);
  }
  return Out;
}

TEST(Rules, StateIsWhatTheSolverGives) {
  std::set<std::string> Found;
  for (const RuleText &R : allRules())
    if (R.State != RuleState::Planned)
      Found.insert(std::string(R.Id));
  EXPECT_EQ(Found,
            idsIn(std::filesystem::path(MAPGRAPH_SOURCE_DIR) / "graph/solve"));
}

TEST(Rules, EachHasAllTexts) {
  std::set<std::string_view> Ids, Names;
  for (const RuleText &R : allRules()) {
    EXPECT_TRUE(isRuleId(R.Id)) << R.Id;
    EXPECT_TRUE(Ids.insert(R.Id).second) << R.Id;
    EXPECT_TRUE(Names.insert(R.Name).second) << R.Name;
    for (std::string_view Text : {R.Headline, R.Short, R.Help, R.Bad, R.Good})
      EXPECT_FALSE(Text.empty()) << R.Id;
    EXPECT_NE(R.Bad, R.Good) << R.Id;
    EXPECT_EQ(&ruleText(R.Id), &R);
  }
  EXPECT_EQ(Ids.size(), 10u);
}

TEST(Rules, OtherIdsHaveANeutralRow) {
  EXPECT_EQ(ruleText("X1").Headline, "finding on %m");
  for (const char *Word : {"MG1", "mg001", "MG0011", "12345", "cache.go:1", ""})
    EXPECT_FALSE(isRuleId(Word)) << Word;
}

TEST(Rules, TextOfOne) {
  std::ostringstream OS;
  writeText(ruleText("MG006"), OS);
  EXPECT_EQ(OS.str(),
            "MG006 check-then-act (warning)\n"
            "Check and action are not one step\n\n"
            "Each operation is locked, but another thread can change the map "
            "between them.\nHold the lock over both.\n\n"
            "bad:\n"
            "    c.mu.RLock()\n"
            "    _, ok := c.m[k]\n"
            "    c.mu.RUnlock()\n"
            "    if !ok {\n"
            "    \tc.mu.Lock()\n"
            "    \tc.m[k] = open(k) // perhaps the second one\n"
            "    \tc.mu.Unlock()\n"
            "    }\n\n"
            "good:\n"
            "    c.mu.Lock()\n"
            "    if _, ok := c.m[k]; !ok {\n"
            "    \tc.m[k] = open(k)\n"
            "    }\n"
            "    c.mu.Unlock()\n\n"
            "exit code: shown, never counted: findings of this rule leave the "
            "exit code 0\n");
}

TEST(Rules, TheReadmeHasTheTable) {
  std::string Readme =
      content(std::filesystem::path(MAPGRAPH_SOURCE_DIR) / "README.md");
  EXPECT_NE(Readme.find(rulesTable()), std::string::npos)
      << "README.md must contain\n"
      << rulesTable();
}
