//===- NinjaFileTest.cpp - Writing files for Ninja ------------------------===//

#include "cli/NinjaFile.h"
#include "cli/Child.h"
#include "cli/Files.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
using namespace mapgraph;

static constexpr const char *Odd = "a b$c:d'e\"f#h\\i";

TEST(NinjaFile, Escapes) {
  EXPECT_EQ(ninjaPath("a b$c:d"), "a$ b$$c$:d");
  EXPECT_EQ(ninjaValue("$x\ny: z"), "$$x y: z");
  EXPECT_EQ(shellWord("plain/path.ll"), "plain/path.ll");
  EXPECT_EQ(shellWord(""), "''");
  EXPECT_EQ(shellWord("it's $HOME"), "'it'\\''s $HOME'");
  EXPECT_EQ(shellCommand({"echo", "a b", "c"}), "echo 'a b' c");
}

TEST(NinjaFile, StatementsOfAStep) {
  NinjaStep Step;
  Step.Output = "out dir/x";
  Step.Inputs = {"in:1", "in$2"};
  Step.Command = {"tool", "in:1", "$"};
  Step.Description = "do in$2";
  std::string Text = ninjaFile("out dir", {Step});
  EXPECT_NE(Text.find("builddir = out dir\n"), Text.npos);
  EXPECT_NE(Text.find("build out$ dir/x: step in$:1 in$$2\n"
                      "  run = exec tool in:1 '$$'\n"
                      "  text = do in$$2\n"),
            Text.npos)
      << Text;
  Step.NamedByContent = true;
  EXPECT_NE(ninjaFile("", {Step}).find(": kept in"), Text.npos);
  Step.Alone = true;
  EXPECT_NE(ninjaFile("", {Step}).find(": kept_alone in"), Text.npos);
}

// What Ninja itself makes of it.
TEST(NinjaFile, NinjaReadsOddNames) {
  std::string Name = testing::TempDir() + "mapgraph ninja$-XXXXXX";
  fs::path Folder = mkdtemp(Name.data());
  std::string In = Folder / Odd, Out = Folder / (std::string(Odd) + ".out");
  ASSERT_TRUE(writeOutput(In, "text"));
  NinjaStep Step;
  Step.Output = Out;
  Step.Inputs = {In};
  Step.Command = {"cp", In, Out};
  std::string File = Folder / "build.ninja";
  ASSERT_TRUE(writeOutput(File, ninjaFile(Folder, {Step})));
  Result<ChildOutput> Ninja = captureChild({"ninja", "-f", File});
  ASSERT_TRUE(Ninja);
  EXPECT_EQ(Ninja->Code, 0) << Ninja->Text << Ninja->Errors;
  EXPECT_EQ(readText(Out).value_or(""), "text");
  EXPECT_TRUE(fs::exists(Folder / ".ninja_log"));
  fs::remove_all(Folder);
}
