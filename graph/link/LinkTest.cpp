//===- LinkTest.cpp - Module graphs to a program graph --------------------===//

#include "graph/link/Link.h"

#include "graph/format/MgFile.h"
#include "graph/model/Verifier.h"
#include "graph/testing/ProgramBuilder.h"
#include "graph/testing/RandomProgram.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace mapgraph;

namespace {
/// The rows of the linked graph that have this name.
class LinkTest : public testing::Test {
protected:
  void linkAll(std::vector<Graph> Modules) {
    tl::expected<Graph, std::string> Linked = link(std::move(Modules));
    ASSERT_TRUE(Linked) << Linked.error();
    ASSERT_EQ(verify(*Linked), std::nullopt);
    G = std::move(*Linked);
  }
  std::vector<FunctionId> named(std::string_view Name) const {
    std::vector<FunctionId> Out;
    for (size_t I = 0; I != G.Functions.size(); ++I)
      if (G.str(G.Functions[I].Name) == Name)
        Out.push_back(FunctionId(I));
    return Out;
  }
  size_t count(NodeKind K) const {
    return std::ranges::count(G.Nodes, K, &Node::kind);
  }
  size_t countOps(MapOpKind K) const {
    return std::ranges::count_if(G.Nodes, [&](const Node &N) {
      return N.kind() == NodeKind::MapOp && N.mapOp() == K;
    });
  }

  Graph G;
};
} // namespace

TEST_F(LinkTest, DefinitionWinsOverDeclaration) {
  ProgramBuilder A, B;
  A.package("example.com/a");
  FunctionBuilder &Main = A.function("main");
  Main.call(A.declare("example.com/b.Run"));
  Graph Caller = A.build();
  B.package("example.com/b");
  B.function("Run", FF_Exported).make();
  linkAll({std::move(Caller), B.build()});

  std::vector<FunctionId> Run = named("example.com/b.Run");
  ASSERT_EQ(Run.size(), 1u);
  EXPECT_EQ(G.function(Run[0]).Flags, uint32_t(FF_Defined | FF_Exported));
  EXPECT_EQ(G.str(G.package(G.function(Run[0]).Package).Path), "example.com/b");
  auto IsCall = [](const Node &N) { return N.kind() == NodeKind::Call; };
  NodeId Linked(std::ranges::find_if(G.Nodes, IsCall) - G.Nodes.begin());
  EXPECT_EQ(G.target(Linked, EdgeKind::Code), G.function(Run[0]).Node);
  EXPECT_EQ(G.Kind, GraphKind::Linked);
}

TEST_F(LinkTest, SharedBodiesAreKeptOnce) {
  auto Module = [](std::string_view Path) {
    ProgramBuilder P;
    P.package(Path);
    FunctionBuilder &F = P.function("F");
    P.package("generic");
    FunctionBuilder &Shared = P.function("Map", FF_Shared);
    Shared.update(Shared.make());
    F.call(Shared);
    return P.build();
  };
  linkAll({Module("a"), Module("b"), Module("c")});
  EXPECT_EQ(named("generic.Map").size(), 1u);
  EXPECT_EQ(countOps(MapOpKind::Update), 1u);
  EXPECT_EQ(count(NodeKind::Call), 3u);
}

TEST_F(LinkTest, DefinitionWinsOverSharedBody) {
  auto Module = [](std::string_view Path, uint32_t Flags, MapOpKind Op) {
    ProgramBuilder P;
    P.package(Path);
    P.function("unit");
    P.package("x");
    FunctionBuilder &F = P.function("F", Flags);
    F.mapOp(Op, F.param());
    return P.build();
  };
  linkAll({Module("a", FF_Shared, MapOpKind::Clear),
           Module("b", 0, MapOpKind::Length)});
  EXPECT_EQ(countOps(MapOpKind::Clear), 0u);
  EXPECT_EQ(countOps(MapOpKind::Length), 1u);
}

TEST_F(LinkTest, LocalFunctionsStayApart) {
  auto Module = [](MapOpKind Op) {
    ProgramBuilder P;
    FunctionBuilder &F = P.function("helper", FF_Local);
    F.mapOp(Op, F.param());
    return P.build();
  };
  linkAll({Module(MapOpKind::Clear), Module(MapOpKind::Length)});
  EXPECT_EQ(named("example.com/p.helper").size(), 2u);
  EXPECT_EQ(countOps(MapOpKind::Clear), 1u);
  EXPECT_EQ(countOps(MapOpKind::Length), 1u);
}

TEST_F(LinkTest, AModuleThatIsGivenTwiceCountsOnce) {
  ProgramBuilder P;
  P.function("helper", FF_Local).make();
  Graph Module = P.build();
  linkAll({Module, Module});
  EXPECT_EQ(named("example.com/p.helper").size(), 1u);
  EXPECT_EQ(countOps(MapOpKind::Make), 1u);
}

TEST_F(LinkTest, GlobalsTypesAndMethodsAreJoined) {
  auto Module = [](std::string_view Name) {
    ProgramBuilder P;
    Ref Table = P.global("table");
    P.package("other");
    FunctionBuilder &F = P.function(Name);
    F.update(F.load(F.field(Table, "T.m")));
    P.method("*T", "Do()", P.declare("(*T).Do"));
    return P.build();
  };
  linkAll({Module("f"), Module("g")});
  EXPECT_EQ(count(NodeKind::Global), 1u);
  EXPECT_EQ(G.Types.size(), 3u);
  EXPECT_EQ(G.Selectors.size(), 1u);
  EXPECT_EQ(G.Methods.size(), 1u);
  EXPECT_EQ(G.Packages.size(), 2u);
  EXPECT_EQ(countOps(MapOpKind::Update), 2u);
}

TEST_F(LinkTest, DeclarationsOfFieldsAreJoined) {
  auto Module = [](std::string_view Name, uint32_t Line) {
    ProgramBuilder P;
    FunctionBuilder &F = P.function(Name);
    F.update(F.load(F.field(P.global("table"), "T.m")));
    Graph Out = P.build();
    if (Line)
      Out.addSelector("T.m", Out.addLoc("t.go", Line, 0));
    return Out;
  };
  linkAll({Module("f", 0), Module("g", 7), Module("h", 7)});
  ASSERT_EQ(G.Selectors.size(), 1u);
  ASSERT_TRUE(G.Selectors[0].Loc);
  EXPECT_EQ(G.loc(G.Selectors[0].Loc).Line, 7u);
  EXPECT_EQ(G.str(G.loc(G.Selectors[0].Loc).File), "t.go");
}

TEST_F(LinkTest, InlinedLocationsKeepTheirParents) {
  auto Module = [](std::string_view Name) {
    ProgramBuilder P;
    P.function(Name);
    Graph G = P.build();
    LocId Call = G.addLoc("p.go", 70, 2);
    G.Functions[0].Loc = G.addLoc("lib.go", 7, 1, Call);
    return G;
  };
  linkAll({Module("f"), Module("g")});
  LocId A = G.Functions[0].Loc, B = G.Functions[1].Loc;
  EXPECT_EQ(A, B);
  EXPECT_EQ(G.loc(A).Line, 7u);
  EXPECT_EQ(G.loc(G.loc(A).Parent).Line, 70u);
}

TEST_F(LinkTest, SolvedGraphsAreRefused) {
  ProgramBuilder P;
  P.function("f");
  std::vector<Graph> Modules(1, P.build());
  Modules[0].Kind = GraphKind::Solved;
  EXPECT_EQ(link(std::move(Modules)).error(),
            "a solved graph cannot be linked again");
}

RC_GTEST_PROP(LinkProperty, OrderOfTheModulesDoesNotMatter,
              (const std::vector<uint8_t> &A, const std::vector<uint8_t> &B,
               const std::vector<uint8_t> &C)) {
  std::vector<Graph> Modules = {randomProgram(A, "example.com/p"),
                                randomProgram(B, "example.com/q"),
                                randomProgram(C, "example.com/p")};
  std::vector<Graph> Turned = {Modules[2], Modules[0], Modules[1]};
  tl::expected<Graph, std::string> One = link(std::move(Modules));
  tl::expected<Graph, std::string> Other = link(std::move(Turned));
  RC_ASSERT(One.has_value());
  RC_ASSERT(Other.has_value());
  RC_ASSERT(verify(*One) == std::nullopt);
  RC_ASSERT(writeMg(*One) == writeMg(*Other));
}

RC_GTEST_PROP(LinkProperty, LinkingAgainChangesNothing,
              (const std::vector<uint8_t> &A, const std::vector<uint8_t> &B)) {
  std::vector<Graph> Modules = {randomProgram(A, "example.com/p"),
                                randomProgram(B, "example.com/q")};
  tl::expected<Graph, std::string> Once = link(std::move(Modules));
  RC_ASSERT(Once.has_value());
  tl::expected<Graph, std::string> Twice = link(std::vector<Graph>{*Once});
  RC_ASSERT(Twice.has_value());
  RC_ASSERT(Twice->Nodes.size() == Once->Nodes.size());
  RC_ASSERT(Twice->Edges.size() == Once->Edges.size());
  RC_ASSERT(Twice->Methods.size() == Once->Methods.size());
  RC_ASSERT(Twice->Functions.size() == Once->Functions.size());
}
