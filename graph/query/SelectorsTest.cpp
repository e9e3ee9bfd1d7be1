//===- SelectorsTest.cpp --------------------------------------------------===//

#include "graph/query/Selectors.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class Selectors : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};

  std::vector<Target> all(std::string_view Text) {
    tl::expected<Selector, std::string> Sel = parseSelector(Text);
    EXPECT_TRUE(Sel) << Sel.error();
    return resolve(*Sel, F);
  }
  /// The only match, as a row.
  uint32_t only(std::string_view Text) {
    std::vector<Target> Found = all(Text);
    EXPECT_EQ(Found.size(), 1u) << Text;
    return Found.empty() ? UINT32_MAX : Found.front().Row;
  }
};
} // namespace

TEST_F(Selectors, FunctionsByAnySuffixThatBeginsAtAName) {
  EXPECT_EQ(only("func:example.com/demo/store.(*Cache).Set"), P.Set.Value);
  EXPECT_EQ(only("func:store.(*Cache).Set"), P.Set.Value);
  EXPECT_EQ(only("func:(*Cache).Set"), P.Set.Value);
  EXPECT_EQ(only("func:Cache.Set"), P.Set.Value);
  EXPECT_EQ(only("Set"), P.Set.Value);
  EXPECT_TRUE(all("func:et").empty());
}

TEST_F(Selectors, ExactNamesWinOverSuffixes) {
  EXPECT_EQ(only("func:main.main"), P.Main.Value);
}

TEST_F(Selectors, MapsWithAndWithoutPackage) {
  EXPECT_EQ(only("map:Cache.m"), 0u);
  EXPECT_EQ(only("map:store.Cache.m"), 0u);
  EXPECT_EQ(only("map:m"), 0u);
  EXPECT_EQ(only("counts"), 1u);
  EXPECT_TRUE(all("map:Other.m").empty());
}

TEST_F(Selectors, OpsByKindAndPlace) {
  EXPECT_EQ(only("op:update@cache.go:16"), P.Update.Value);
  EXPECT_EQ(only("cache.go:16:5"), P.Update.Value);
  EXPECT_EQ(only("op:lock@cache.go:25"), P.Delete.Value - 3);
  EXPECT_TRUE(all("op:delete@cache.go:16").empty());
  EXPECT_EQ(all("dep.go:8").size(), 2u);
  // A line with no map operation means its other events.
  EXPECT_EQ(only("main.go:10"), P.Spawn.Value);
}

TEST_F(Selectors, EveryNameFindsItsTargetAgain) {
  for (std::string_view Text :
       {"Set", "map:m", "op:update@cache.go:16", "thread:main", "cache.go:26"})
    for (const Target &T : all(Text))
      EXPECT_EQ(only(T.Name), T.Row) << T.Name;
}

TEST_F(Selectors, SeveralMatchesAreListed) {
  tl::expected<std::vector<Target>, std::string> R = select("op:@cache.go", F);
  ASSERT_FALSE(R);
  EXPECT_NE(R.error().find("op:update@cache.go:16:5"), std::string::npos);
  EXPECT_NE(R.error().find("op:delete@cache.go:26:2"), std::string::npos);
  EXPECT_EQ(select("nowhere.go:3", F).error(),
            "nothing matches 'nowhere.go:3'");
}

TEST_F(Selectors, APlaceMeansAllItsOps) {
  tl::expected<std::vector<Target>, std::string> R = select("dep.go:8", F);
  ASSERT_TRUE(R) << R.error();
  EXPECT_EQ(R->size(), 2u);
}

TEST_F(Selectors, TheVeryFileIsMeantBeforeOthersOfItsName) {
  P.G.node(P.DepUpdate).Loc = P.G.addLoc("/src/demo/sub/cache.go", 16, 2);
  EXPECT_EQ(only("cache.go:16"), P.Update.Value);
  EXPECT_EQ(only("sub/cache.go:16"), P.DepUpdate.Value);
  EXPECT_EQ(only("op:update@cache.go:16"), P.Update.Value);
}

TEST_F(Selectors, SyntaxErrorsSayWhatIsExpected) {
  EXPECT_EQ(parseSelector("op:update").error(),
            "selector 'op:update': expected op:KIND@FILE:LINE");
  EXPECT_FALSE(parseSelector("func:"));
  EXPECT_FALSE(parseSelector(""));
}
