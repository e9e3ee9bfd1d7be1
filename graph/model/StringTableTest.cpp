//===- StringTableTest.cpp - Strings, each stored once --------------------===//

#include "graph/model/StringTable.h"

#include <gtest/gtest.h>
#include <string>

using namespace mapgraph;

static std::string word(int I) { return "word " + std::to_string(I * I); }

TEST(StringTableTest, BeginsWithTheEmptyString) {
  StringTable T;
  EXPECT_EQ(T.size(), 1u);
  EXPECT_EQ(T.intern(""), StringId(0));
  EXPECT_EQ(T[StringId(0)], "");
}

TEST(StringTableTest, KeepsEachStringOnceWhileItGrows) {
  StringTable T;
  for (int Round = 0; Round != 2; ++Round)
    for (int I = 0; I != 10000; ++I)
      ASSERT_EQ(T.intern(word(I)), StringId(I + 1));
  EXPECT_EQ(T.size(), 10001u);
  for (int I = 0; I != 10000; ++I)
    ASSERT_EQ(T[StringId(I + 1)], word(I));
}

TEST(StringTableTest, FindsOnlyWhatIsThere) {
  StringTable T;
  T.intern("a");
  EXPECT_EQ(T.find("a"), StringId(1));
  EXPECT_FALSE(T.find("b"));
  EXPECT_EQ(T.size(), 2u);
}

TEST(StringTableTest, ViewsStayWhenTheTableGrowsOrMoves) {
  StringTable T;
  std::string_view View = T[T.intern("first")];
  T.intern(std::string(1 << 20, 'x'));
  T.reserve(100000, 1 << 20);
  StringTable Moved = std::move(T);
  EXPECT_EQ(View, "first");
  EXPECT_EQ(Moved[StringId(1)].data(), View.data());
}

TEST(StringTableTest, CopiesAreTheirOwn) {
  StringTable T;
  T.intern("one");
  StringTable Copy = T;
  Copy = *&Copy;
  EXPECT_EQ(Copy.intern("two"), StringId(2));
  EXPECT_EQ(Copy.find("one"), StringId(1));
  EXPECT_FALSE(T.find("two"));
  EXPECT_NE(Copy[StringId(1)].data(), T[StringId(1)].data());
}
