//===- VerifierTest.cpp - Each invariant is checked -----------------------===//
//
// One well-formed program; each test breaks one thing of it.
//
//===----------------------------------------------------------------------===//

#include "graph/model/Verifier.h"

#include "graph/testing/ProgramBuilder.h"

#include <gtest/gtest.h>

using namespace mapgraph;

namespace {
class VerifierTest : public testing::Test {
protected:
  VerifierTest() {
    Declared = P.declare("example.com/q.Run", 0);
    Table = P.global("table");
    FunctionBuilder &F = P.function("f", FF_Exported);
    FunctionBuilder &Main = P.function("main", FF_Main);
    Param = F.param();
    Map = F.make();
    Make = F.last();
    Update = F.update(Map);
    Length = F.mapOp(MapOpKind::Length, Map);
    Mutex = F.field(Param, "T.mu");
    Lock = F.lock(Mutex);
    Spawn = F.spawn(Main);
    Store = F.store(Param, Map);
    F.branch([&] { Call = F.call(Declared, {Map, Param}); });
    Method = F.callMethod(Param, "Do()");
    Return = F.ret({Map});
    MainValue = Main.make();
    P.method("*T", "Do()", F);
    G = P.build();
    G.addLoc("p.go", 100, 1, G.addLoc("p.go", 99, 1));
  }

  Node &node(Ref R) { return G.node(P[R]); }
  Function &f() { return G.Functions[1]; }
  void add(Ref From, Ref To, EdgeKind K, uint32_t Label = 0) {
    G.addEdge(P[From], P[To], K, Label);
  }
  Edge &edge(Ref From, EdgeKind K) {
    for (Edge &E : G.Edges)
      if (E.From == P[From] && E.kind() == K)
        return E;
    std::abort();
  }
  void drop(Ref From, EdgeKind K) {
    G.Edges.erase(G.Edges.begin() + (&edge(From, K) - G.Edges.data()));
  }
  // The invariant that is broken.
  std::string broken() const {
    std::string Message = verify(G).value_or("none:");
    EXPECT_EQ(Message.find('\n'), std::string::npos);
    return Message.substr(0, Message.find(':'));
  }

  ProgramBuilder P;
  Graph G;
  Ref Declared, Table, Param, Map, Make, Update, Length, Mutex, Lock, Spawn,
      Store, Call, Method, Return, MainValue;
};
} // namespace

TEST_F(VerifierTest, AcceptsTheProgram) { EXPECT_EQ(broken(), "none"); }

TEST_F(VerifierTest, MessageNamesTheNode) {
  drop(Lock, EdgeKind::Addr);
  EXPECT_EQ(verify(G), "V7: node " + std::to_string(P[Lock].Value) +
                           " (sync-op) needs one operand");
}

TEST_F(VerifierTest, V1NodeZeroIsUnknown) {
  node(Ref()).Kind = uint8_t(NodeKind::Global);
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1EmptyGraph) {
  G = Graph();
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1OneUnknown) {
  node(Table).Kind = uint8_t(NodeKind::Unknown);
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Locations) {
  G.Locs[0].Parent = LocId(G.Locs.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Strings) {
  G.Locs[0].File = StringId();
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Types) {
  G.Types[0].Elem = TypeId(G.Types.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Methods) {
  G.Methods[0].Function = P[Table];
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Packages) {
  G.Packages[0].Dir = StringId(G.Strings.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Functions) {
  f().Package = PackageId(G.Packages.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Selectors) {
  G.Selectors[0].Name = StringId(G.Strings.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1SelectorsAreDeclaredSomewhere) {
  G.Selectors[0].Loc = LocId(G.Locs.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Nodes) {
  node(Update).Type = TypeId(G.Types.size());
  EXPECT_EQ(broken(), "V1");
}
TEST_F(VerifierTest, V1Edges) {
  G.Edges[0].To = NodeId(G.Nodes.size());
  EXPECT_EQ(broken(), "V1");
}

TEST_F(VerifierTest, V2FunctionNode) {
  f().Node = P[Declared];
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2BodyOutsideTheGraph) {
  f().Count = UINT32_MAX;
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2BodyThatReachesIntoTheNext) {
  ++f().Count;
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2NodeBehindTheBody) {
  --f().Count;
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2BodyOfADeclaration) {
  f().Flags &= ~FF_Defined;
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2EntryComesFirst) {
  G.node(f().First).Kind = uint8_t(NodeKind::Merge);
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2OneEntry) {
  node(Update).Kind = uint8_t(NodeKind::Entry);
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2GlobalHasNoFunction) {
  node(Table).Function = FunctionId(1);
  EXPECT_EQ(broken(), "V2");
}
TEST_F(VerifierTest, V2ValueHasAFunction) {
  node(Table).Kind = uint8_t(NodeKind::Value);
  EXPECT_EQ(broken(), "V2");
}

TEST_F(VerifierTest, V3NodeKind) {
  node(Update).Kind = uint8_t(NodeKind::Last);
  EXPECT_EQ(broken(), "V3");
}
TEST_F(VerifierTest, V3MapOp) {
  node(Update).Op = uint8_t(MapOpKind::Last);
  EXPECT_EQ(broken(), "V3");
}
TEST_F(VerifierTest, V3EdgeKind) {
  add(Ref(), Map, EdgeKind::Last);
  EXPECT_EQ(broken(), "V3");
}

TEST_F(VerifierTest, V4EventsOnly) {
  add(Update, Map, EdgeKind::Next);
  EXPECT_EQ(broken(), "V4");
}
TEST_F(VerifierTest, V4OneFunction) {
  G.addEdge(P[Update], NodeId(G.Functions[2].First.Value + 1), EdgeKind::Next);
  EXPECT_EQ(broken(), "V4");
}
TEST_F(VerifierTest, V4NothingBehindAReturn) {
  add(Return, Update, EdgeKind::Next);
  EXPECT_EQ(broken(), "V4");
}
TEST_F(VerifierTest, V4NothingBeforeTheEntry) {
  G.addEdge(P[Update], f().First, EdgeKind::Next);
  EXPECT_EQ(broken(), "V4");
}
TEST_F(VerifierTest, V4OnlyBranchesHaveArms) {
  add(Update, Length, EdgeKind::Next, 1);
  EXPECT_EQ(broken(), "V4");
}
TEST_F(VerifierTest, V4Reachable) {
  drop(Make, EdgeKind::Next);
  EXPECT_EQ(broken(), "V4");
}

TEST_F(VerifierTest, V5OperandsLeaveEvents) {
  add(Map, Param, EdgeKind::Val);
  EXPECT_EQ(broken(), "V5");
}
TEST_F(VerifierTest, V5OnlyUpdatesRestOnLookups) {
  add(Length, Update, EdgeKind::Cond);
  EXPECT_EQ(broken(), "V5");
}
TEST_F(VerifierTest, V5OperandsAreValues) {
  add(Call, Update, EdgeKind::Arg, 7);
  EXPECT_EQ(broken(), "V5");
}
TEST_F(VerifierTest, V5OperandsAreOfTheFunction) {
  add(Call, MainValue, EdgeKind::Arg, 7);
  EXPECT_EQ(broken(), "V5");
}
TEST_F(VerifierTest, V5ResultsAreValues) {
  add(Call, Table, EdgeKind::ResultOf);
  EXPECT_EQ(broken(), "V5");
}
TEST_F(VerifierTest, V5BranchesTestEvents) {
  add(Call, Lock, EdgeKind::Cond);
  EXPECT_EQ(broken(), "V5");
}

TEST_F(VerifierTest, V5ComparisonsAreOfParameters) {
  size_t Branch = 0;
  while (G.Nodes[Branch].kind() != NodeKind::Branch)
    ++Branch;
  G.Nodes[Branch].Op = uint8_t(TestKind::Equal);
  G.addEdge(NodeId(Branch), P[Param], EdgeKind::Cond);
  EXPECT_EQ(broken(), "none");
  G.addEdge(NodeId(Branch), P[Lock], EdgeKind::Cond);
  EXPECT_EQ(broken(), "V5");
}

TEST_F(VerifierTest, V5CallsAreGivenFieldsOrParameters) {
  add(Call, Param, EdgeKind::Given);
  EXPECT_EQ(broken(), "none");
  add(Call, Lock, EdgeKind::Given);
  EXPECT_EQ(broken(), "V5");
}

TEST_F(VerifierTest, V9PartsAreOfFieldsOrParameters) {
  add(Param, Param, EdgeKind::Part);
  EXPECT_EQ(broken(), "V9");
}

TEST_F(VerifierTest, V6OneMap) {
  add(Length, Param, EdgeKind::Addr);
  EXPECT_EQ(broken(), "V6");
}
TEST_F(VerifierTest, V6NoMap) {
  drop(Length, EdgeKind::Addr);
  EXPECT_EQ(broken(), "V6");
}
TEST_F(VerifierTest, V6OneKey) {
  drop(Update, EdgeKind::Key);
  EXPECT_EQ(broken(), "V6");
}
TEST_F(VerifierTest, V6MakeYieldsOneMap) {
  drop(Make, EdgeKind::ResultOf);
  EXPECT_EQ(broken(), "V6");
}
TEST_F(VerifierTest, V6MakeHasNoMap) {
  add(Make, Param, EdgeKind::Addr);
  EXPECT_EQ(broken(), "V6");
}
TEST_F(VerifierTest, V6AccessHasOneAddress) {
  drop(Store, EdgeKind::Addr);
  EXPECT_EQ(broken(), "V6");
}

TEST_F(VerifierTest, V7SpawnRunsAFunction) {
  drop(Spawn, EdgeKind::Code);
  EXPECT_EQ(broken(), "V7");
}
TEST_F(VerifierTest, V7LockRunsNone) {
  add(Lock, Declared, EdgeKind::Code);
  EXPECT_EQ(broken(), "V7");
}

TEST_F(VerifierTest, V8OneCallee) {
  add(Call, Param, EdgeKind::Code);
  EXPECT_EQ(broken(), "V8");
}
TEST_F(VerifierTest, V8OneReceiver) {
  drop(Method, EdgeKind::Recv);
  EXPECT_EQ(broken(), "V8");
}
TEST_F(VerifierTest, V8MethodName) {
  node(Method).Name = StringId(0);
  EXPECT_EQ(broken(), "V8");
}

TEST_F(VerifierTest, V9OneFunction) {
  add(Map, MainValue, EdgeKind::Copy);
  EXPECT_EQ(broken(), "V9");
}
TEST_F(VerifierTest, V9EndsInValues) {
  add(Map, Table, EdgeKind::Load);
  EXPECT_EQ(broken(), "V9");
}
TEST_F(VerifierTest, V9GlobalsComeFromAnywhere) {
  add(Table, MainValue, EdgeKind::Copy);
  EXPECT_EQ(broken(), "none");
}

TEST_F(VerifierTest, V10Selectors) {
  add(Param, Map, EdgeKind::Field, 1);
  EXPECT_EQ(broken(), "V10");
}
TEST_F(VerifierTest, V10Positions) {
  add(Call, Table, EdgeKind::Arg, 1);
  EXPECT_EQ(broken(), "V10");
}

TEST_F(VerifierTest, V11NoLoop) {
  size_t Last = G.Locs.size() - 1;
  G.Locs[Last - 1].Parent = LocId(Last);
  EXPECT_EQ(broken(), "V11");
}

TEST_F(VerifierTest, V12OverlayInSolvedGraphsOnly) {
  add(Call, Declared, EdgeKind::Calls);
  EXPECT_EQ(broken(), "V12");
  G.Kind = GraphKind::Solved;
  EXPECT_EQ(broken(), "none");
}

TEST_F(VerifierTest, V13IdsOfSolutions) {
  Solution Good;
  Good.Threads.resize(2);
  Good.Threads[1].Parent = 0;
  Good.Objects.push_back({"m", TypeId(0), LocId(0), P[Make]});
  Good.Accesses.push_back({P[Update], 0, 1, {}});
  Good.Findings.resize(1);
  Good.Findings[0].Sides[0].Op = P[Update];
  Good.Overlay.emplace_back(P[Update], P[Length], EdgeKind::Conflicts);
  EXPECT_EQ(verify(G, Good), std::nullopt);

  auto Broken = [&](auto Break) {
    Solution S = Good;
    Break(S);
    return verify(G, S).value_or("none").substr(0, 3) == "V13";
  };
  NodeId Beyond(G.Nodes.size());
  EXPECT_TRUE(Broken([&](Solution &S) { S.Threads[0].Entry = Beyond; }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Threads[1].Parent = 2; }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Threads[0].Parent = 1; }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Objects[0].Site = Beyond; }));
  EXPECT_TRUE(
      Broken([&](Solution &S) { S.Objects[0].Holder = LocId(G.Locs.size()); }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Accesses[0].Op = NodeId(); }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Accesses[0].Object = 1; }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Accesses[0].Thread = 2; }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Findings[0].Object = 1; }));
  EXPECT_TRUE(
      Broken([&](Solution &S) { S.Findings[0].Sides[0].Calls = {Beyond}; }));
  EXPECT_TRUE(Broken([&](Solution &S) { S.Overlay[0].To = Beyond; }));
  EXPECT_TRUE(Broken([&](Solution &S) {
    S.Overlay[0] = Edge(P[Update], P[Length], EdgeKind::Next);
  }));
}
