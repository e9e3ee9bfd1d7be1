//===- ColumnTest.cpp - Numbers of one column as bytes --------------------===//

#include "graph/format/Column.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace mapgraph;

RC_GTEST_PROP(ColumnProperty, DecodesWhatWasEncoded,
              (std::vector<uint32_t> Values)) {
  Values.push_back(UINT32_MAX);
  Values.push_back(UINT32_MAX - 1);
  Values.push_back(0);
  for (Coding How : {Coding::Plain, Coding::Delta}) {
    ColumnEncoder To(How);
    for (uint32_t V : Values)
      To.put(V);
    ColumnDecoder From(How, To.bytes().data(), To.bytes().size());
    for (uint32_t V : Values) {
      uint32_t Read = 0;
      RC_ASSERT(From.get(Read));
      RC_ASSERT(Read == V);
    }
    RC_ASSERT(From.atEnd());
  }
}

TEST(ColumnTest, NeighboursTakeOneByteAlsoBesideNone) {
  ColumnEncoder To(Coding::Delta);
  for (uint32_t V : {1000000u, UINT32_MAX, 1000001u, 1000000u, 1000030u})
    To.put(V);
  EXPECT_EQ(To.bytes().size(), 3u + 4u);
}

TEST(ColumnTest, RefusesNumbersThatAreCutOrTooLarge) {
  auto Decodes = [](std::vector<uint8_t> Bytes) {
    ColumnDecoder From(Coding::Plain, Bytes.data(), Bytes.size());
    uint32_t Value;
    return From.get(Value);
  };
  EXPECT_FALSE(Decodes({}));
  EXPECT_FALSE(Decodes({0x80}));
  EXPECT_TRUE(Decodes({0xff, 0xff, 0xff, 0xff, 0x0f}));
  EXPECT_FALSE(Decodes({0x81, 0x80, 0x80, 0x80, 0x10}));
  EXPECT_FALSE(Decodes({0x80, 0x80, 0x80, 0x80, 0x80, 0x00}));
}
