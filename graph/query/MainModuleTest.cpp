//===- MainModuleTest.cpp -------------------------------------------------===//

#include "graph/query/MainModule.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class MainModules : public testing::Test {
protected:
  SampleProgram P;

  NodeId global(const char *Symbol, const char *File) {
    return P.G.addNode(NodeKind::Global, 0, {}, P.G.addLoc(File, 3, 1), {},
                       P.G.str(Symbol));
  }
  /// A function of our package whose file is relative, as Go's are.
  NodeId relative(const char *File) {
    return P.G.addNode(NodeKind::MapOp, 0, P.Set, P.G.addLoc(File, 3, 1));
  }
};
} // namespace

TEST_F(MainModules, CodeBelongsByItsPackage) {
  MainModule M(P.G);
  EXPECT_TRUE(M.owns(P.Update));
  EXPECT_FALSE(M.owns(P.DepUpdate));
  EXPECT_FALSE(M.owns(global("example.com/dep.other", "dep.go")));
}

TEST_F(MainModules, AGlobalBelongsByItsSymbol) {
  std::string Own(P.G.str(P.G.Packages[0].Path));
  NodeId N = global((Own + ".hits").c_str(), "hits.go");
  MainModule M(P.G);
  EXPECT_TRUE(M.owns(N));
  EXPECT_EQ(M.file(N), "/src/demo/hits.go");
  // Of another module with a file of the same name.
  EXPECT_EQ(M.file(global("example.com/dep.hits", "hits.go")), "");
}

TEST_F(MainModules, RelativePathsAreBelowTheFolderOfThePackage) {
  NodeId N = relative("store/a.go");
  MainModule M(P.G);
  EXPECT_EQ(M.file(N), "/src/demo/store/a.go");
  EXPECT_EQ(M.file(P.G.addLoc("/src/demo/b.go", 1, 0), {}), "/src/demo/b.go");
  EXPECT_EQ(M.file(P.G.addLoc("/src/other/b.go", 1, 0), {}), "");
  EXPECT_EQ(M.file(P.G.addLoc("b.go", 1, 0), {}), "");
}

TEST_F(MainModules, FilesAreThoseWithCodeAndDeclarations) {
  P.G.addSelector("demo.T.f", P.G.addLoc("/src/demo/types.go", 3, 0));
  EXPECT_EQ(MainModule(P.G).files(),
            (std::vector<std::string>{"/src/demo/cache.go", "/src/demo/main.go",
                                      "/src/demo/types.go"}));
}

TEST_F(MainModules, WithoutAnOwnPackageAllBelongs) {
  P.G.Packages[0].Flags = 0;
  MainModule M(P.G);
  EXPECT_EQ(M.file(P.DepUpdate), "/mod/dep/dep.go");
  EXPECT_EQ(M.file(P.G.addLoc("b.c", 1, 0), {}), "b.c");
}

namespace {
/// A field of a library's type in an object that we made; both sides are the
/// library's.
class LibraryObjects : public MainModules {
protected:
  void SetUp() override {
    NodeId Made = P.G.addNode(NodeKind::Object, 0, P.Main);
    P.S.Objects[1] = {"Count.m", {}, {}, Made};
  }

  Finding &finding() { return P.S.Findings[1]; }
  bool concerns() { return MainModule(P.G).concerns(P.S, finding()); }
};
} // namespace

TEST_F(LibraryObjects, AreOursWhenWeLeadToBothSides) {
  finding().Sides[0].Calls = {P.CallCount};
  EXPECT_FALSE(concerns());
  finding().Sides[1].Calls = {P.CallCount};
  EXPECT_TRUE(concerns());
}

TEST_F(LibraryObjects, AreOursInThreadsThatWeStart) {
  finding().Sides[0].Calls = {P.CallCount};
  finding().Sides[1].Thread = 1;
  EXPECT_TRUE(concerns());
  // The library starts it, in a thread of ours.
  P.S.Threads[1].Site = P.DepLookup;
  EXPECT_FALSE(concerns());
}

TEST_F(LibraryObjects, AMapOfOursIsOursWhateverLeadsToIt) {
  P.S.Objects[1].Site = P.Make;
  EXPECT_TRUE(concerns());
}

TEST_F(LibraryObjects, AVariableThatHoldsTheObjectIsNotTheMap) {
  std::string Own(P.G.str(P.G.Packages[0].Path));
  P.S.Objects[1].Site = global((Own + ".client").c_str(), "hits.go");
  EXPECT_FALSE(concerns());
  P.S.Objects[1].Name = "demo.client";
  EXPECT_TRUE(concerns());
}
