//===- LanguageTest.cpp - Small concurrent programs -----------------------===//

#include "graph/oracle/Language.h"

#include <gtest/gtest.h>

using namespace mapgraph::oracle;

TEST(LanguageTest, TextIsReadAsItIsWritten) {
  for (std::string_view Text :
       {"", "go 1; write m0 | read m0",
        "cap c0=1, m1=m0, l1=l0: go 1; send c0 | recv c0; rlock l1",
        "go 1; go 2; join 1 |  | once-write o0 m1"}) {
    std::optional<Program> P = parse(Text);
    ASSERT_TRUE(P) << Text;
    EXPECT_EQ(text(*P), Text);
  }
}

TEST(LanguageTest, WhatIsNotAProgramIsRefused) {
  for (std::string_view Text :
       {"fly m0", "read", "read l0", "read m2", "read m0 m1", "once-read o0",
        "cap c0=9: read m0", "cap m0=1: read m0", "m0=l0: read m0",
        "go 1 | | | | read m0", "read m0;"})
    EXPECT_FALSE(parse(Text)) << Text;
}

TEST(LanguageTest, EventsAreInsertedInPlace) {
  Code C;
  C.add({Op::Read, 0});
  C.add({Op::Write, 0});
  C.insert(1, {Op::Go, 1});
  ASSERT_EQ(C.size(), 3u);
  EXPECT_EQ(C[0].What, Op::Read);
  EXPECT_EQ(C[1].What, Op::Go);
  EXPECT_EQ(C[2].What, Op::Write);
}
