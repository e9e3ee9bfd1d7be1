//===- PairsBenchmark.cpp - Many operations on one map --------------------===//
//
// Solves programs with N operations on one map, as large code bases have them:
// a hundred in a function, most under the lock of the map in one of its modes,
// some under another one besides, some in goroutines that are waited for or
// not, and a few without any lock. build/bin/mapgraph-pairs-benchmark.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Solve.h"
#include "graph/testing/ProgramBuilder.h"

#include <benchmark/benchmark.h>

using namespace mapgraph;

namespace {

/// Writes functions that work on the map of their receiver.
class CacheWriter {
public:
  explicit CacheWriter(ProgramBuilder &P) : P(P) {}

  /// One more with a hundred operations; every tenth forgets the lock at one.
  FunctionBuilder &method(uint32_t Flags);

private:
  static Ref map(FunctionBuilder &F, Ref Self) {
    return F.load(F.field(Self, "p.Cache.m"));
  }
  static void change(FunctionBuilder &F, Ref Self, unsigned Times);
  static void look(FunctionBuilder &F, Ref Self, unsigned Times);
  static void underBoth(FunctionBuilder &F, Ref Self, unsigned Times);
  FunctionBuilder &worker();

  ProgramBuilder &P;
  unsigned Count = 0;
};

} // namespace

void CacheWriter::change(FunctionBuilder &F, Ref Self, unsigned Times) {
  F.lock(F.field(Self, "p.Cache.mu"));
  for (unsigned I = 0; I != Times; ++I)
    I % 4 ? F.update(map(F, Self)) : F.erase(map(F, Self));
  F.unlock(F.field(Self, "p.Cache.mu"));
}

void CacheWriter::look(FunctionBuilder &F, Ref Self, unsigned Times) {
  F.lock(F.field(Self, "p.Cache.mu"), NF_Read);
  for (unsigned I = 0; I != Times; ++I)
    I % 8 ? F.lookup(map(F, Self)) : F.mapOp(MapOpKind::Length, map(F, Self));
  F.unlock(F.field(Self, "p.Cache.mu"), NF_Read);
}

void CacheWriter::underBoth(FunctionBuilder &F, Ref Self, unsigned Times) {
  F.lock(F.field(Self, "p.Cache.other"));
  change(F, Self, Times);
  F.unlock(F.field(Self, "p.Cache.other"));
}

FunctionBuilder &CacheWriter::worker() {
  FunctionBuilder &F = P.function("worker" + std::to_string(Count));
  Ref Self = F.param();
  change(F, Self, 10);
  F.sync(SyncOpKind::GroupDone, F.field(Self, "p.Cache.group"));
  return F;
}

FunctionBuilder &CacheWriter::method(uint32_t Flags) {
  FunctionBuilder &Worker = worker();
  FunctionBuilder &F = P.function("(*Cache).Do" + std::to_string(Count), Flags);
  Ref Self = F.param();
  change(F, Self, 20);
  underBoth(F, Self, 10);
  F.sync(SyncOpKind::GroupAdd, F.field(Self, "p.Cache.group"));
  F.spawn(Worker, {Self});
  look(F, Self, 59);
  if (Count % 2)
    F.sync(SyncOpKind::GroupWait, F.field(Self, "p.Cache.group"));
  if (Count % 10 == 0)
    F.lookup(map(F, Self));
  else
    look(F, Self, 1);
  ++Count;
  return F;
}

/// Exported methods that callers may call at the same time.
static Graph library(unsigned Ops) {
  ProgramBuilder P;
  P.package("example.com/p");
  CacheWriter Cache(P);
  for (unsigned I = 0; I != Ops / 100; ++I)
    Cache.method(FF_Exported | FF_Method);
  Graph G = P.build();
  TypeId T = G.addType("p.Cache");
  for (Function &F : G.Functions)
    if (F.Flags & FF_Method)
      F.Receiver = T;
  return G;
}

/// A main that starts a goroutine for each.
static Graph command(unsigned Ops) {
  ProgramBuilder P;
  P.package("example.com/p", PF_Own | PF_Main);
  CacheWriter Cache(P);
  std::vector<FunctionBuilder *> All;
  for (unsigned I = 0; I != Ops / 100; ++I)
    All.push_back(&Cache.method(FF_Method));
  FunctionBuilder &Main = P.function("main", FF_Main);
  Ref C = Main.object(ObjectKind::Heap, "p.Cache");
  Main.store(Main.field(C, "p.Cache.m"), Main.make());
  for (FunctionBuilder *F : All)
    Main.spawn(*F, {C});
  return P.build();
}

static void solveAll(benchmark::State &State, Graph (*Make)(unsigned)) {
  const Graph G = Make(State.range(0));
  size_t Findings = 0, LeftOut = 0;
  for (auto _ : State) {
    Solution S = solve(G, {});
    Findings = S.Findings.size();
    LeftOut = 0;
    for (const auto &U : S.Unknowns)
      LeftOut += U.second;
  }
  State.counters["findings"] = Findings;
  State.counters["left out"] = LeftOut;
  State.SetComplexityN(State.range(0));
}

BENCHMARK_CAPTURE(solveAll, library, library)
    ->RangeMultiplier(10)
    ->Range(1000, 1000000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();
BENCHMARK_CAPTURE(solveAll, command, command)
    ->RangeMultiplier(10)
    ->Range(1000, 1000000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

BENCHMARK_MAIN();
