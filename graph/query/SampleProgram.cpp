//===- SampleProgram.cpp - A small solved program for tests ---------------===//

#include "graph/query/SampleProgram.h"

namespace mapgraph {

namespace {
/// Adds functions with their straight line of events, and solved facts.
class Builder {
public:
  explicit Builder(Graph &G) : G(G) {
    MapType = G.addType("map[string]int", TypeKind::Map,
                        G.addType("string", TypeKind::Basic),
                        G.addType("int", TypeKind::Basic));
    CacheType = G.addType("example.com/demo/store.Cache", TypeKind::Struct);
    G.addNode(NodeKind::Unknown);
    G.Packages.push_back(package("example.com/demo", "/src/demo", PF_Own));
    G.Packages.push_back(package("example.com/dep", "/mod/dep", PF_Dep));
  }

  FunctionId declare(const char *Display, const char *File, uint32_t Line,
                     uint32_t PackageRow, uint32_t Flags) {
    Function F;
    F.Name = F.Display = G.str(Display);
    F.Package = PackageId(PackageRow);
    F.Loc = G.addLoc(File, Line, 6);
    F.Flags = Flags | FF_Defined;
    FunctionId Row(G.Functions.size());
    F.Node = G.addNode(NodeKind::Function, 0, Row, F.Loc);
    G.Functions.push_back(F);
    return Row;
  }

  void begin(FunctionId F) {
    Current = F;
    G.Functions[F.Value].First = NodeId(G.Nodes.size());
    Last = G.addNode(NodeKind::Entry, 0, F);
  }

  NodeId value(NodeKind K, const char *Name, TypeId T = {}, uint8_t Op = 0) {
    return G.addNode(K, Op, Current, {}, T, G.str(Name));
  }

  NodeId event(NodeKind K, size_t Op, uint32_t Line, uint32_t Column,
               uint16_t Flags = 0) {
    StringId File = G.loc(G.function(Current).Loc).File;
    NodeId N =
        G.addNode(K, static_cast<uint8_t>(Op), Current,
                  G.addLoc(G.str(File), Line, Column), {}, StringId(0), Flags);
    G.addEdge(Last, N, EdgeKind::Next);
    return Last = N;
  }

  NodeId mapOp(MapOpKind K, uint32_t Line, uint32_t Column) {
    NodeId N = event(NodeKind::MapOp, static_cast<size_t>(K), Line, Column);
    G.node(N).Type = MapType;
    return N;
  }

  NodeId lock(SyncOpKind K, NodeId Mutex, uint32_t Line, uint16_t Flags = 0) {
    NodeId N = event(NodeKind::SyncOp, static_cast<size_t>(K), Line, 2, Flags);
    G.addEdge(N, Mutex, EdgeKind::Addr);
    return N;
  }

  NodeId call(FunctionId Callee, uint32_t Line, NodeId Arg = {}) {
    NodeId N =
        event(NodeKind::Call, static_cast<size_t>(CallKind::Direct), Line, 2);
    G.addEdge(N, G.function(Callee).Node, EdgeKind::Code);
    if (Arg)
      G.addEdge(N, Arg, EdgeKind::Arg, 0);
    return N;
  }

  /// *(Base.Field): a loaded field.
  NodeId loadField(NodeId Base, const char *Field, TypeId T) {
    NodeId Address = value(NodeKind::Value, "");
    G.addEdge(Base, Address, EdgeKind::Field, G.addSelector(Field));
    NodeId V = value(NodeKind::Value, "", T);
    G.addEdge(Address, V, EdgeKind::Load);
    return V;
  }

  void end() {
    NodeId N = G.addNode(NodeKind::Return, 0, Current);
    G.addEdge(Last, N, EdgeKind::Next);
    Function &F = G.Functions[Current.Value];
    F.Count = static_cast<uint32_t>(G.Nodes.size() - F.First.Value);
  }

  TypeId MapType, CacheType;

private:
  Package package(const char *Path, const char *Dir, uint32_t Flags) {
    Package Row;
    Row.Path = Row.Module = G.str(Path);
    Row.Dir = G.str(Dir);
    Row.Language = G.str("go1.26");
    Row.Flags = Flags;
    return Row;
  }

  Graph &G;
  FunctionId Current;
  NodeId Last;
};
} // namespace

static constexpr const char *CacheFile = "/src/demo/cache.go";
static constexpr const char *MainFile = "/src/demo/main.go";
static constexpr const char *DepFile = "/mod/dep/dep.go";

static void buildCache(SampleProgram &P, Builder &B) {
  Graph &G = P.G;
  B.begin(P.NewCache);
  NodeId Object =
      B.event(NodeKind::Object, static_cast<size_t>(ObjectKind::Heap), 11, 9);
  G.node(Object).Type = B.CacheType;
  P.Make = B.mapOp(MapOpKind::Make, 12, 7);
  G.addEdge(P.Make, B.value(NodeKind::Value, "64"), EdgeKind::Cap);
  NodeId Fresh = B.value(NodeKind::Value, "", B.MapType);
  G.addEdge(P.Make, Fresh, EdgeKind::ResultOf);
  NodeId Field = B.value(NodeKind::Value, "");
  G.addEdge(Object, Field, EdgeKind::Field, G.addSelector("Cache.m"));
  NodeId Store =
      B.event(NodeKind::Access, static_cast<size_t>(AccessKind::Write), 11, 9);
  G.addEdge(Store, Field, EdgeKind::Addr);
  G.addEdge(Store, Fresh, EdgeKind::Val);
  B.end();

  B.begin(P.Set);
  NodeId C = B.value(NodeKind::Param, "c", {}, 0);
  NodeId K = B.value(NodeKind::Param, "k", {}, 1);
  NodeId V = B.value(NodeKind::Param, "v", {}, 2);
  NodeId M = B.loadField(C, "Cache.m", B.MapType);
  P.Update = B.mapOp(MapOpKind::Update, 16, 5);
  G.addEdge(P.Update, M, EdgeKind::Addr);
  G.addEdge(P.Update, K, EdgeKind::Key);
  G.addEdge(P.Update, V, EdgeKind::Val);
  B.end();

  B.begin(P.Get);
  C = B.value(NodeKind::Param, "c", {}, 0);
  K = B.value(NodeKind::Param, "k", {}, 1);
  NodeId Mu = B.value(NodeKind::Value, "");
  G.addEdge(C, Mu, EdgeKind::Field, G.addSelector("Cache.mu"));
  B.lock(SyncOpKind::Lock, Mu, 19, NF_Read);
  M = B.loadField(C, "Cache.m", B.MapType);
  P.Lookup = B.mapOp(MapOpKind::Lookup, 21, 12);
  G.addEdge(P.Lookup, M, EdgeKind::Addr);
  G.addEdge(P.Lookup, K, EdgeKind::Key);
  B.lock(SyncOpKind::Unlock, Mu, 20, NF_Read | NF_Deferred);
  B.end();

  B.begin(P.Drop);
  C = B.value(NodeKind::Param, "c", {}, 0);
  K = B.value(NodeKind::Param, "k", {}, 1);
  Mu = B.value(NodeKind::Value, "");
  G.addEdge(C, Mu, EdgeKind::Field, G.addSelector("Cache.mu"));
  B.lock(SyncOpKind::Lock, Mu, 25);
  M = B.loadField(C, "Cache.m", B.MapType);
  P.Delete = B.mapOp(MapOpKind::Delete, 26, 2);
  G.addEdge(P.Delete, M, EdgeKind::Addr);
  G.addEdge(P.Delete, K, EdgeKind::Key);
  B.lock(SyncOpKind::Unlock, Mu, 27);
  B.end();
}

static void buildMain(SampleProgram &P, Builder &B) {
  Graph &G = P.G;
  B.begin(P.Main);
  NodeId C = B.value(NodeKind::Value, "c");
  G.addEdge(B.call(P.NewCache, 9), C, EdgeKind::ResultOf);
  NodeId Closure = B.event(NodeKind::Object,
                           static_cast<size_t>(ObjectKind::Closure), 10, 5);
  G.addEdge(Closure, G.function(P.Closure).Node, EdgeKind::Code);
  P.Spawn =
      B.event(NodeKind::SyncOp, static_cast<size_t>(SyncOpKind::Spawn), 10, 2);
  G.addEdge(P.Spawn, Closure, EdgeKind::Code);
  P.CallGet = B.call(P.Get, 13, C);
  P.CallDrop = B.call(P.Drop, 14, C);
  P.CallCount = B.call(P.Count, 15);
  B.end();

  B.begin(P.Closure);
  NodeId Self = B.value(NodeKind::Param, "", {}, 0);
  P.CallSet = B.call(P.Set, 11, B.loadField(Self, "closure.1", {}));
  B.end();
}

static void buildDep(SampleProgram &P, Builder &B, NodeId Counts) {
  Graph &G = P.G;
  B.begin(P.Count);
  NodeId K = B.value(NodeKind::Param, "k", {}, 0);
  NodeId M = B.value(NodeKind::Value, "", B.MapType);
  G.addEdge(Counts, M, EdgeKind::Load);
  P.DepLookup = B.mapOp(MapOpKind::Lookup, 8, 2);
  P.DepUpdate = B.mapOp(MapOpKind::Update, 8, 2);
  for (NodeId Op : {P.DepLookup, P.DepUpdate}) {
    G.addEdge(Op, M, EdgeKind::Addr);
    G.addEdge(Op, K, EdgeKind::Key);
  }
  NodeId Old = B.value(NodeKind::Value, "");
  G.addEdge(P.DepLookup, Old, EdgeKind::ResultOf);
  G.addEdge(P.DepUpdate, Old, EdgeKind::Val);
  B.end();
}

static void solve(SampleProgram &P, const Builder &B, NodeId Counts) {
  Graph &G = P.G;
  Solution &S = P.S;
  using Root = Thread::RootKind;
  S.Programs = {"demo"};
  S.Threads.push_back(
      {Root::Main, false, G.function(P.Main).Node, {}, UINT32_MAX, "main"});
  S.Threads.push_back({Root::Spawn, false, G.function(P.Closure).Node, P.Spawn,
                       0, "goroutine started at /src/demo/main.go:10"});
  S.Threads.push_back({Root::Api,
                       true,
                       {},
                       {},
                       UINT32_MAX,
                       "callers of the exported functions of dep"});
  S.Objects.push_back({"Cache.m", B.MapType, G.node(P.Make).Loc, P.Make});
  S.Objects.push_back({"dep.counts", B.MapType, G.node(Counts).Loc, Counts});
  HeldLock Shared{"Cache.mu", true}, Exclusive{"Cache.mu", false};
  S.Accesses = {{P.Make, 0, 0, {}},         {P.Update, 0, 1, {}},
                {P.Lookup, 0, 0, {Shared}}, {P.Delete, 0, 0, {Exclusive}},
                {P.DepLookup, 1, 2, {}},    {P.DepUpdate, 1, 2, {}}};
  Finding Race;
  Race.Rule = "MG001";
  Race.Result = Verdict::Race;
  Race.Confidence = 0.95;
  Race.Object = 0;
  Race.Sides[0] = {P.Update, 1, {P.Spawn}, {P.CallSet}, {}};
  Race.Sides[1] = {P.Lookup, 0, {}, {P.CallGet}, {Shared}};
  Race.Why =
      "Both use the map of the Cache made at cache.go:11; nothing orders "
      "the goroutine before or after main, and only one side holds "
      "Cache.mu.";
  Race.Fix = "Hold Cache.mu in Set.";
  Race.Program = "demo";
  Finding Dep = Race;
  Dep.Result = Verdict::Likely;
  Dep.Confidence = 0.5;
  Dep.Assumptions = {"Count is called by several goroutines"};
  Dep.Object = 1;
  Dep.Sides[0] = {P.DepUpdate, 2, {}, {}, {}};
  Dep.Sides[1] = {P.DepLookup, 2, {}, {}, {}};
  Dep.Why = "dep.counts is a package-level map; no lock is held.";
  Dep.Fix = "Guard dep.counts with a mutex.";
  S.Findings = {Race, Dep};
  S.Overlay = {Edge(P.Spawn, G.function(P.Closure).Node, EdgeKind::Spawns),
               Edge(P.Update, P.Lookup, EdgeKind::Conflicts),
               Edge(P.DepUpdate, P.DepLookup, EdgeKind::Conflicts)};
  S.Unknowns = {{"indirect call without target", 2}};
}

SampleProgram::SampleProgram() {
  Builder B(G);
  const uint32_t Method = FF_Exported | FF_Method;
  Main = B.declare("main.main", MainFile, 8, 0, FF_Main);
  Closure = B.declare("main.main.func1", MainFile, 10, 0, 0);
  NewCache = B.declare("example.com/demo/store.NewCache", CacheFile, 10, 0,
                       FF_Exported);
  Set = B.declare("example.com/demo/store.(*Cache).Set", CacheFile, 14, 0,
                  Method);
  Get = B.declare("example.com/demo/store.(*Cache).Get", CacheFile, 18, 0,
                  Method);
  Drop = B.declare("example.com/demo/store.(*Cache).Drop", CacheFile, 24, 0,
                   Method);
  Count = B.declare("example.com/dep.Count", DepFile, 7, 1, FF_Exported);
  NodeId Counts = G.addNode(NodeKind::Global, 0, {}, G.addLoc(DepFile, 5, 5),
                            B.MapType, G.str("example.com/dep.counts"));
  buildMain(*this, B);
  buildCache(*this, B);
  buildDep(*this, B, Counts);
  solve(*this, B, Counts);
  G.Kind = GraphKind::Solved;
  G.freeze();
}

} // namespace mapgraph
