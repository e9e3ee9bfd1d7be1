//===- ViewTest.cpp - Building, collapsing, focusing and capping views ----===//

#include "graph/io/View.h"
#include "graph/io/GoldenFile.h"
#include "graph/io/ViewJson.h"
#include "graph/query/SampleProgram.h"

#include <algorithm>

using namespace mapgraph;

namespace {
class Views : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};

  View build(const ViewOptions &Options) {
    tl::expected<View, std::string> V = buildView(F, Options);
    EXPECT_TRUE(V) << V.error();
    return V ? *V : View();
  }
  static std::string json(const View &V) {
    std::ostringstream OS;
    writeViewJson(V, OS);
    return OS.str();
  }
  static const ViewNode *find(const View &V, std::string_view Id) {
    auto It = std::ranges::find(V.Nodes, Id, &ViewNode::Id);
    return It == V.Nodes.end() ? nullptr : &*It;
  }
};
} // namespace

TEST_F(Views, Ops) { EXPECT_GOLDEN("view-ops.json", json(build({}))); }

TEST_F(Views, Threads) {
  EXPECT_GOLDEN("view-threads.json", json(build({ViewKind::Threads, {}})));
}

TEST_F(Views, Calls) {
  EXPECT_GOLDEN("view-calls.json", json(build({ViewKind::Calls, {}})));
}

TEST_F(Views, Conflicts) {
  EXPECT_GOLDEN("view-conflicts.json", json(build({ViewKind::Conflicts, {}})));
}

TEST_F(Views, CollapseIntoPackages) {
  ViewOptions O;
  O.Into = Collapse::Package;
  View V = build(O);
  const ViewNode *Demo = find(V, "group:example.com/demo");
  ASSERT_TRUE(Demo);
  EXPECT_EQ(Demo->Detail, "delete, lookup, make, update");
  EXPECT_TRUE(Demo->Conflict);
  // The map stays, with one counted edge.
  ASSERT_TRUE(find(V, "map:Cache.m"));
  auto Edge = std::ranges::find(V.Edges, "addr", &ViewEdge::Kind);
  ASSERT_NE(Edge, V.Edges.end());
  EXPECT_EQ(Edge->Label, "delete, lookup, update");
}

TEST_F(Views, CollapseIntoTypesFallsBackToPackages) {
  for (FunctionId M : {P.Set, P.Get, P.Drop})
    P.G.Functions[M.Value].Receiver =
        P.G.addType("example.com/demo/store.Cache");
  ViewOptions O{ViewKind::Calls, {}};
  O.Into = Collapse::Type;
  View V = build(O);
  ASSERT_TRUE(find(V, "group:example.com/demo/store.Cache"));
  EXPECT_EQ(find(V, "group:example.com/demo/store.Cache")->Detail,
            "3 functions");
  EXPECT_TRUE(find(V, "group:example.com/demo"));
}

TEST_F(Views, FocusKeepsTheNeighbourhood) {
  ViewOptions O;
  O.Focus = *select("op:update@cache.go:16", F);
  O.Depth = 1;
  View V = build(O);
  EXPECT_TRUE(find(V, "update@cache.go:16:5"));
  EXPECT_TRUE(find(V, "map:Cache.m"));
  EXPECT_FALSE(find(V, "delete@cache.go:26:2"));
  O.Depth = 2;
  EXPECT_TRUE(find(build(O), "delete@cache.go:26:2"));
}

TEST_F(Views, FocusOnAMapInTheCallsViewMeansItsFunctions) {
  ViewOptions O{ViewKind::Calls, *select("map:Cache.m", F)};
  O.Depth = 0;
  View V = build(O);
  EXPECT_EQ(V.Nodes.size(), 4u);
  EXPECT_TRUE(find(V, "func:example.com/demo/store.(*Cache).Get"));
}

TEST_F(Views, FocusThatIsNotInTheView) {
  ViewOptions O{ViewKind::Conflicts, *select("func:main.main", F)};
  tl::expected<View, std::string> V = buildView(F, O);
  ASSERT_FALSE(V);
  EXPECT_EQ(V.error(), "'func:main.main' is not part of this view");
}

TEST_F(Views, TheCapKeepsFindingsAndSaysWhatIsMissing) {
  ViewOptions O;
  O.MaxNodes = 3;
  View V = build(O);
  ASSERT_EQ(V.Nodes.size(), 4u);
  EXPECT_TRUE(find(V, "update@cache.go:16:5"));
  EXPECT_TRUE(find(V, "lookup@cache.go:21:12"));
  EXPECT_TRUE(find(V, "map:Cache.m")) << "it connects them";
  EXPECT_EQ(V.Edges.size(), 2u);
  EXPECT_EQ(V.Nodes.back().Kind, "note");
  EXPECT_EQ(V.Nodes.back().Title, std::to_string(V.Hidden) + " of " +
                                      std::to_string(V.Hidden + 3) +
                                      " nodes are not shown");
  for (const ViewEdge &E : V.Edges)
    EXPECT_TRUE(E.From < 4 && E.To < 4);
}

TEST_F(Views, IdsAreUniqueAlsoForEqualNames) {
  P.S.Objects[1].Name = "Cache.m";
  View V = build({});
  EXPECT_TRUE(find(V, "map:Cache.m"));
  EXPECT_TRUE(find(V, "map:Cache.m#2"));
}

TEST_F(Views, NestedMapsShowTheLookupTheyComeFrom) {
  // counts[k] is used as a map: update's address is the lookup's result.
  NodeId Inner = P.G.target(P.DepLookup, EdgeKind::ResultOf);
  for (Edge &E : P.G.Edges)
    if (E.From == P.DepUpdate && E.kind() == EdgeKind::Addr)
      E.To = Inner;
  P.G.freeze();
  View V = build({});
  size_t ToResult = std::ranges::count_if(V.Edges, [&](const ViewEdge &E) {
    return V.Nodes[E.From].Op == P.DepUpdate && E.Kind == "addr" &&
           V.Nodes[E.To].Kind == "value";
  });
  EXPECT_EQ(ToResult, 1u);
}

TEST_F(Views, AMakeIsTiedToTheFieldItIsStoredTo) {
  P.S.Objects[0].Site = {};
  std::erase_if(P.S.Accesses,
                [&](const ObjectAccess &A) { return A.Op == P.Make; });
  Facts Fresh(P.G, P.S, SampleProgram::Root);
  View V = *buildView(Fresh, {});
  size_t Made = std::ranges::count_if(V.Edges, [&](const ViewEdge &E) {
    return V.Nodes[E.From].Op == P.Make && V.Nodes[E.To].Id == "map:Cache.m";
  });
  EXPECT_EQ(Made, 1u);
}

TEST_F(Views, NamesOfOptions) {
  EXPECT_EQ(parseViewKind("threads"), ViewKind::Threads);
  EXPECT_FALSE(parseViewKind("thread"));
  EXPECT_EQ(parseCollapse("type"), Collapse::Type);
  EXPECT_FALSE(parseCollapse("file"));
}
