//===- IgnoreCommentsTest.cpp ---------------------------------------------===//

#include "cli/IgnoreComments.h"

#include <gtest/gtest.h>

using namespace mapgraph;

/// "line>first-last rules", with "!" when the reason is missing; one per line.
static std::string found(std::string_view Text,
                         SourceLanguage L = SourceLanguage::Go) {
  std::string Out;
  for (const IgnoreComment &C : ignoreComments(Text, L)) {
    Out += std::to_string(C.Line) + '>';
    if (C.First <= C.Last)
      Out += std::to_string(C.First) +
             (C.First == C.Last ? "" : "-" + std::to_string(C.Last));
    for (const std::string &Rule : C.Rules)
      Out += ' ' + Rule;
    Out += C.HasReason ? "\n" : "!\n";
  }
  return Out;
}

TEST(IgnoreComments, BesideCodeOrAboveIt) {
  EXPECT_EQ(found("m[k] = v //mapgraph:ignore MG001 why\nm[l] = v\n"),
            "1>1 MG001\n");
  EXPECT_EQ(found("\t// mapgraph:ignore MG001 why\n\tm[k] = v\n"),
            "1>2 MG001\n");
  EXPECT_EQ(found("/* mapgraph:ignore MG001 why */ m[k] = v\n"), "1>1 MG001\n");
  EXPECT_EQ(found("/*\n * mapgraph:ignore MG001 why\n */\nm[k] = v"),
            "1>4 MG001\n");
}

TEST(IgnoreComments, CommentsBetweenArePassedOverBlankLinesAreNot) {
  EXPECT_EQ(found("//mapgraph:ignore MG001 a\n//mapgraph:ignore MG003 b\n"
                  "// m is a map\n/* and\n more */\nm map[int]int\n"),
            "1>6 MG001\n2>6 MG003\n");
  EXPECT_EQ(found("//mapgraph:ignore MG001 a\n\nm map[int]int\n"),
            "1> MG001\n");
  EXPECT_EQ(found("//mapgraph:ignore MG001 a"), "1> MG001\n");
}

TEST(IgnoreComments, RulesAndReason) {
  EXPECT_EQ(found("x //mapgraph:ignore MG001,MG003, my-rule: why\n"),
            "1>1 MG001 MG003 my-rule\n");
  EXPECT_EQ(found("x //mapgraph:ignore MG001 // why\r\n"), "1>1 MG001\n");
  EXPECT_EQ(found("x //mapgraph:ignore MG001 nötig\n"), "1>1 MG001\n");
  EXPECT_EQ(found("x //mapgraph:ignore MG001\n"), "1>1 MG001!\n");
  EXPECT_EQ(found("x //mapgraph:ignore MG001 -- \n"), "1>1 MG001!\n");
  EXPECT_EQ(found("x //mapgraph:ignore\n"), "1>1!\n");
  EXPECT_EQ(found("x //mapgraph:ignore ,\n"), "1>1!\n");
}

TEST(IgnoreComments, OnlyAtTheBeginningOfAComment) {
  EXPECT_EQ(found("x // write mapgraph:ignore MG001 why\n"), "");
  EXPECT_EQ(found("x //mapgraph:ignored MG001 why\n"), "");
  EXPECT_EQ(found("x / /mapgraph:ignore MG001 why\n"), "");
}

TEST(IgnoreComments, NotInGoLiterals) {
  EXPECT_EQ(found("s := \"//mapgraph:ignore MG001 why\"\n"), "");
  EXPECT_EQ(found("s := \"\\\"//mapgraph:ignore MG001 why\"\n"), "");
  EXPECT_EQ(found("s := `\n//mapgraph:ignore MG001 why\n`\n"), "");
  EXPECT_EQ(found("c := '\"' //mapgraph:ignore MG001 why\n"), "1>1 MG001\n");
  EXPECT_EQ(found("c := '\\'' //mapgraph:ignore MG001 why\n"), "1>1 MG001\n");
  EXPECT_EQ(found("s := `\\` //mapgraph:ignore MG001 why\n"), "1>1 MG001\n");
  EXPECT_EQ(found("s := `a\nb` //mapgraph:ignore MG001 why\n"), "2>2 MG001\n");
}

TEST(IgnoreComments, NotInCLiterals) {
  auto C = [](std::string_view T) { return found(T, SourceLanguage::C); };
  EXPECT_EQ(C("s = \"//mapgraph:ignore MG001 why\";\n"), "");
  EXPECT_EQ(C("s = u8R\"x(\n//mapgraph:ignore MG001 why\n)\" )x\";\n"), "");
  EXPECT_EQ(C("n = 1'000; //mapgraph:ignore MG001 why\n"), "1>1 MG001\n");
  EXPECT_EQ(C("c = L'\"'; //mapgraph:ignore MG001 why\n"), "1>1 MG001\n");
  EXPECT_EQ(C("c = ` //mapgraph:ignore MG001 why\n"), "1>1 MG001\n");
}

TEST(IgnoreComments, BrokenTextsEnd) {
  EXPECT_EQ(found("/* mapgraph:ignore MG001 why"), "1> MG001\n");
  EXPECT_EQ(found("s := \"x\n//mapgraph:ignore MG001 why\nm"), "2>3 MG001\n");
  EXPECT_EQ(found("s := `x\n//mapgraph:ignore MG001 why\n"), "");
  EXPECT_EQ(found("mapgraph:ignore \"\\"), "");
  EXPECT_EQ(found("mapgraph:ignore /*/"), "");
  EXPECT_EQ(found("mapgraph:ignore R\"", SourceLanguage::C), "");
}
