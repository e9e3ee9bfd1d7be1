//===- ShortNamesTest.cpp -------------------------------------------------===//

#include "graph/model/ShortNames.h"

#include <gtest/gtest.h>

using namespace mapgraph;

TEST(ShortNames, PathsAreCutAndTheRestStays) {
  EXPECT_EQ(shortenPaths("example.com/m/store.(*Cache).Set"),
            "store.(*Cache).Set");
  EXPECT_EQ(shortenPaths("map[a.b/c.K][]*gopkg.in/d/e.V"), "map[c.K][]*e.V");
  EXPECT_EQ(shortenPaths("x/y.F[a/b.T,int]"), "y.F[b.T,int]");
  EXPECT_EQ(shortenPaths("main.main"), "main.main");
}

TEST(ShortNames, MajorVersionsNameNoPackage) {
  EXPECT_EQ(shortenPaths("example.com/cache/v3.(*Cache[...]).Set"),
            "cache.(*Cache[...]).Set");
  EXPECT_EQ(shortenPaths("map[a/b/v2.K]v2.V"), "map[b.K]v2.V");
  EXPECT_EQ(shortenPaths("a/b/v2/store.Cache"), "store.Cache");
  EXPECT_EQ(shortenPaths("gopkg.in/yaml.v3.Node"), "yaml.v3.Node");
  EXPECT_EQ(shortGlobal("a/cache/v3.hits"), "cache.hits");
}

TEST(ShortNames, FunctionsHaveTheirPathsAsInTheSource) {
  Graph G;
  Function F;
  F.Name = G.str("gopkg.in/backoff.v1.Retry");
  F.Display = G.str("gopkg.in/backoff%2ev1.Retry");
  G.Functions.push_back(F);
  EXPECT_EQ(functionName(G, FunctionId(0)), "gopkg.in/backoff.v1.Retry");
  G.Functions[0].Display = G.str("a/100%.F%zz");
  EXPECT_EQ(functionName(G, FunctionId(0)), "a/100%.F%zz");
  G.Functions[0].Display = StringId(0);
  EXPECT_EQ(functionName(G, FunctionId(0)), "gopkg.in/backoff.v1.Retry");
}

TEST(ShortNames, PackagesAsTheirTestsSeeThem) {
  EXPECT_EQ(withoutVariants("map[string]*a/p.T [a/p.test]"),
            "map[string]*a/p.T");
  EXPECT_EQ(withoutVariants("a/p.F[a/p.T [a/p.test],int] [a/p.test]"),
            "a/p.F[a/p.T,int]");
  EXPECT_EQ(withoutVariants("struct{list []string; n [3]int}"),
            "struct{list []string; n [3]int}");
}

TEST(ShortNames, FieldsAreKnownByTheirType) {
  EXPECT_EQ(shortField("example.com/m/store.Cache.m"), "Cache.m");
  EXPECT_EQ(shortField("Cache.m"), "Cache.m");
  EXPECT_EQ(shortField("m"), "m");
  EXPECT_EQ(shortField("a/b.T.#3"), "T.#3");
  // The last element of a path may have dots of its own.
  EXPECT_EQ(shortField("github.com/nats-io/nats.go.Conn.subs"), "Conn.subs");
  // The package as its tests see it, and a type of a function.
  EXPECT_EQ(shortField("a/p.Cache [a/p.test].m"), "Cache.m");
  EXPECT_EQ(shortField("a/p.suite·1.m"), "suite.m");
}

TEST(ShortNames, ArgumentsOfTypesAreLeftOut) {
  EXPECT_EQ(shortField("a/lru.BasicLRU[a/b.ID,*a/b.session].items"),
            "BasicLRU[…].items");
  EXPECT_EQ(shortField("a/p.Set[map[string]struct{x a/q.T}].m"), "Set[…].m");
  EXPECT_EQ(shortField("a/p.Set[a/p.T [a/p.test]] [a/p.test].m"), "Set[…].m");
}

TEST(ShortNames, StructsWithoutNameLeaveTheField) {
  const char *Guests = "struct{list []a/p.T; modules map[string]io.Writer}."
                       "modules";
  EXPECT_EQ(shortField(Guests), "modules");
  EXPECT_TRUE(isFieldOfUnnamed(Guests));
  EXPECT_FALSE(isFieldOfUnnamed("a/p.Set[struct{x int}].m"));
}

TEST(ShortNames, GlobalsKeepTheirPackage) {
  EXPECT_EQ(shortGlobal("example.com/m/store.hits"), "store.hits");
  EXPECT_EQ(shortGlobal("a/p [a/p.test].hits"), "p.hits");
  EXPECT_EQ(shortGlobal("_ZN3app4hitsE"), "app::hits");
  EXPECT_EQ(shortGlobal("hits@a.c"), "hits");
}
