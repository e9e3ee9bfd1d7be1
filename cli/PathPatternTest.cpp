//===- PathPatternTest.cpp ------------------------------------------------===//

#include "cli/PathPattern.h"

#include <gtest/gtest.h>

using namespace mapgraph;

static bool matches(const char *Pattern, const char *Path) {
  return PathPattern(Pattern).matches(Path);
}

TEST(PathPattern, FilesAndFolders) {
  EXPECT_TRUE(matches("internal/mocks", "internal/mocks/a/b.go"));
  EXPECT_TRUE(matches("internal/mocks/", "internal/mocks/b.go"));
  EXPECT_TRUE(matches("./internal/mocks/b.go", "internal/mocks/b.go"));
  EXPECT_TRUE(matches("internal/mocks/**", "internal/mocks/a/b.go"));
  EXPECT_FALSE(matches("internal/mocks/**", "internal/mocks2/b.go"));
  EXPECT_FALSE(matches("internal/mocks", "x/internal/mocks/b.go"));
  EXPECT_FALSE(matches("internal/mocks/b.go", "internal/mocks"));
}

TEST(PathPattern, AnyFolders) {
  for (const char *Pattern : {"**/*.pb.go", "*.pb.go", "**/**/*.pb.go"}) {
    EXPECT_TRUE(matches(Pattern, "a.pb.go")) << Pattern;
    EXPECT_TRUE(matches(Pattern, "x/y/a.pb.go")) << Pattern;
    EXPECT_FALSE(matches(Pattern, "x/a.go")) << Pattern;
  }
  EXPECT_TRUE(matches("a/**/z.go", "a/z.go"));
  EXPECT_TRUE(matches("a/**/z.go", "a/b/c/z.go"));
  EXPECT_FALSE(matches("a/**/z.go", "b/a/z.go"));
  EXPECT_TRUE(matches("**", "a/b.go"));
}

TEST(PathPattern, Names) {
  EXPECT_TRUE(matches("cmd/*/main.go", "cmd/x/main.go"));
  EXPECT_FALSE(matches("cmd/*/main.go", "cmd/x/y/main.go"));
  EXPECT_TRUE(matches("*_test.go", "a/b_test.go"));
  EXPECT_TRUE(matches("a?c*e.go", "abcdde.go"));
  EXPECT_FALSE(matches("a?c.go", "ac.go"));
  EXPECT_TRUE(matches("[x].go", "[x].go"));
  EXPECT_TRUE(matches("a*b*c", "aXbYbZc"));
}

TEST(PathPattern, NothingMatchesNothing) {
  EXPECT_FALSE(matches("", "a.go"));
  EXPECT_FALSE(matches("/", "a.go"));
  EXPECT_FALSE(matches("**", ""));
}

TEST(PathPattern, ManyStarsEnd) {
  std::string Stars, Folders;
  for (int I = 0; I != 200; ++I) {
    Stars += "*a";
    Folders += "**/*/";
  }
  std::string Name(5000, 'a'), Path;
  for (int I = 0; I != 500; ++I)
    Path += "a/";
  EXPECT_FALSE(PathPattern(Stars + "b").matches(Name));
  EXPECT_FALSE(PathPattern(Folders + "b").matches(Path));
}
