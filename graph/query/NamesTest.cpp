//===- NamesTest.cpp ------------------------------------------------------===//

#include "graph/query/Facts.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

using namespace mapgraph;

TEST(Names, PathsAreRelativeToTheRoot) {
  SampleProgram P;
  Names N(P.G, SampleProgram::Root);
  EXPECT_EQ(N.position(P.Update), "cache.go:16:5");
  EXPECT_EQ(N.position(P.DepUpdate), "/mod/dep/dep.go:8:2");
  EXPECT_EQ(Names(P.G, "").position(P.Update), "/src/demo/cache.go:16:5");
  // A root that only shares its first letters is not the folder.
  EXPECT_EQ(Names(P.G, "/src/de").position(P.Update),
            "/src/demo/cache.go:16:5");
  EXPECT_EQ(N.position(NodeId()), "?");
}

// The package of the dependency's update, which then has a relative path.
static Package &relativeDep(SampleProgram &P) {
  P.G.node(P.DepUpdate).Loc = P.G.addLoc("dep.go", 8, 2);
  return P.G.Packages[P.G.function(P.Count).Package.Value];
}

TEST(Names, FilesOfOtherModulesAreNamedWithThem) {
  SampleProgram P;
  NodeId Op = P.DepUpdate;
  Package &Dep = relativeDep(P);
  Dep.Module = P.G.str("example.com/dep");
  Dep.Version = P.G.str("v1.2.0");
  Dep.Flags = PF_Dep;
  Names N(P.G, SampleProgram::Root);
  EXPECT_EQ(N.position(Op), "example.com/dep@v1.2.0/dep.go:8:2");
  Dep.Version = StringId(0);
  EXPECT_EQ(N.position(Op), "example.com/dep/dep.go:8:2");
  Dep.Flags = PF_Own;
  EXPECT_EQ(N.position(Op), "dep.go:8:2");
}

TEST(Names, EachModuleOfAWorkspaceHasItsFolder) {
  SampleProgram P;
  NodeId Op = P.DepUpdate;
  Package &Other = relativeDep(P);
  Other.Dir = P.G.str("/src/other");
  Other.Flags = PF_Own;
  EXPECT_EQ(Names(P.G, "/src").position(Op), "other/dep.go:8:2");
  EXPECT_EQ(Names(P.G, "/src/other").position(Op), "dep.go:8:2");
  MapObject Map{"m", {}, P.G.node(Op).Loc, Op};
  EXPECT_EQ(Names(P.G, "/src").position(Map), "other/dep.go:8:2");
}

TEST(Names, IterationStepsShareTheirWordInJson) {
  SampleProgram P;
  P.G.node(P.Lookup).Op = static_cast<uint8_t>(MapOpKind::IterNext);
  Names N(P.G, "");
  EXPECT_EQ(N.op(P.Lookup), "iterate-next");
  EXPECT_EQ(N.opWord(P.Lookup), "iterate");
  EXPECT_EQ(N.access(P.Lookup), "read");
  EXPECT_EQ(N.access(P.Make), "make");
}

TEST(Names, ThreadsTellWhereTheyStart) {
  SampleProgram P;
  Names N(P.G, SampleProgram::Root);
  EXPECT_EQ(N.thread(P.S.Threads[0]), "main");
  EXPECT_EQ(N.thread(P.S.Threads[1]), "goroutine started at main.go:10:2");
  P.G.Packages[0].Language = P.G.str("c++");
  EXPECT_EQ(N.thread(P.S.Threads[1]), "thread started at main.go:10:2");
}

TEST(Facts, DescribeNamesTheMap) {
  SampleProgram P;
  Facts F(P.G, P.S, SampleProgram::Root);
  EXPECT_EQ(F.describe(P.Update), "update of Cache.m");
  EXPECT_EQ(F.describe(P.CallGet), "call");
  EXPECT_EQ(F.opsOfObject(1), (std::vector<NodeId>{P.DepLookup, P.DepUpdate}));
}
