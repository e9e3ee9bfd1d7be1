//===- ChangedLinesTest.cpp -----------------------------------------------===//

#include "cli/ChangedLines.h"

#include <gtest/gtest.h>

using namespace mapgraph;

/// The changed lines below 30 of a file under /top.
static std::string changed(std::string_view Diff, const char *Path = "a.go") {
  ChangedLines C;
  C.addDiff(Diff, "/top");
  std::string Out;
  for (uint32_t Line = 1; Line != 30; ++Line)
    if (C.contains(std::string("/top/") + Path, Line))
      Out += std::to_string(Line) + ' ';
  return Out;
}

TEST(ChangedLines, HunksOfSeveralFiles) {
  std::string_view Diff =
      "diff --git a/a.go b/a.go\nindex 1..2 100644\n"
      "--- a/a.go\n+++ b/a.go\n"
      "@@ -3 +3,2 @@ func f() {\n-x\n+y\n+z\n"
      "@@ -9,2 +10,0 @@\n-x\n-y\n"
      "@@ -20,0 +20 @@\n+x\n"
      "diff --git a/d/b.go b/d/b.go\nnew file mode 100644\n"
      "--- /dev/null\n+++ b/d/b.go\n@@ -0,0 +1,2 @@\n+a\n+b\n"
      "diff --git a/c.go b/c.go\ndeleted file mode 100644\n"
      "--- a/c.go\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
  EXPECT_EQ(changed(Diff), "3 4 20 ");
  EXPECT_EQ(changed(Diff, "d/b.go"), "1 2 ");
  EXPECT_EQ(changed(Diff, "c.go"), "");
}

TEST(ChangedLines, TextThatLooksLikeAHeader) {
  EXPECT_EQ(changed("--- a/a.go\n+++ b/a.go\n"
                    "@@ -3,1 +3,2 @@\n--- a/x\n+++ b/x.go\n+@@ -1 +9,9 @@\n"
                    "@@ -8,0 +9,1 @@\n+x\n\\ No newline at end of file\n"),
            "3 4 9 ");
}

TEST(ChangedLines, PathsInQuotesAndWithSpaces) {
  EXPECT_EQ(changed("+++ b/a b.go\t\n@@ -0,0 +2 @@\n+x\n", "a b.go"), "2 ");
  EXPECT_EQ(changed("+++ \"b/a\\\"\\t\\303\\244.go\"\n@@ -0,0 +2 @@\n+x\n",
                    "a\"\t\xc3\xa4.go"),
            "2 ");
}

TEST(ChangedLines, BrokenDiffsEnd) {
  for (const char *Diff :
       {"+++ ", "+++ \"b/\\", "+++ b/a.go\n@@ ", "+++ b/a.go\n@@ -1 +",
        "+++ b/a.go\n@@ -1,99999999999999999999 +1,99999999999999999999 @@\n",
        "@@ -1 +1 @@\n", "+++ b/a.go\n@@ -,+, @@"})
    changed(Diff);
}

TEST(ChangedLines, WholeFiles) {
  ChangedLines C;
  C.addFile("/top/new.go");
  EXPECT_TRUE(C.contains("/top/new.go", 1));
  EXPECT_TRUE(C.contains("/top/./new.go", UINT32_MAX));
  EXPECT_FALSE(C.contains("/top/old.go", 1));
  EXPECT_FALSE(C.contains("", 1));
}
