//===- WrappedTest.cpp ----------------------------------------------------===//

#include "graph/query/Wrapped.h"

#include <gtest/gtest.h>

#include <sstream>

using namespace mapgraph;

static std::string wrapped(std::string_view Head, std::string_view Text) {
  std::ostringstream OS;
  writeWrapped(OS, Head, Text);
  return OS.str();
}

TEST(Wrapped, GoesOnBelowTheHead) {
  std::string Word(38, 'a');
  EXPECT_EQ(wrapped("  why: ", Word + " " + Word.substr(4)),
            "  why: " + Word + " " + Word.substr(4) + "\n");
  EXPECT_EQ(wrapped("  why: ", Word + " " + Word),
            "  why: " + Word + "\n       " + Word + "\n");
}

TEST(Wrapped, LongWordsAndLongHeadsAreNotCut) {
  std::string Path(100, 'p'), Head = "  " + std::string(60, 'h') + ": ";
  EXPECT_EQ(wrapped("a: ", "x " + Path + " y"),
            "a: x\n   " + Path + "\n   y\n");
  EXPECT_EQ(wrapped(Head, Path.substr(0, 30) + " y"),
            Head + Path.substr(0, 30) + "\n    y\n");
}

TEST(Wrapped, CountsCharactersNotBytes) {
  std::string Dashes;
  for (int I = 0; I != 39; ++I)
    Dashes += "–";
  EXPECT_EQ(wrapped("", Dashes + " " + Dashes), Dashes + " " + Dashes + "\n");
  EXPECT_EQ(wrapped("a: ", ""), "a: \n");
}
