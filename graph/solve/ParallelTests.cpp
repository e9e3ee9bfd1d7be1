//===- ParallelTests.cpp - Tests that run at the same time ----------------===//

#include "graph/solve/ParallelTests.h"

#include <algorithm>
#include <map>

namespace mapgraph::solver {

bool runsParallel(const Tables &T, const Item &I) {
  return std::ranges::any_of(T.Sets[I.Before], [&](uint32_t C) {
    return SyncCode::kind(C) == SyncKind::Parallel &&
           T.Paths[SyncCode::path(C)].Kind == PathKind::Param;
  });
}

bool isSubtest(const Graph &G, NodeId Event) {
  const Node &N = G.node(Event);
  return N.kind() == NodeKind::Call && N.call() == CallKind::Sync;
}

namespace {
struct Access {
  FunctionId Test;
  Item I;
};
/// Accesses that a pair is judged by in the same way, of at most two tests.
using Class = std::vector<Access>;
using ClassKey = std::tuple<NodeId, SetId, SetId, SetId>;
using Classes = std::map<ClassKey, Class>;
} // namespace

static void addTo(Classes &To, Meet &Pairs, FunctionId Test, const Item &I) {
  Class &C = To[{I.Op, I.Locks, Pairs.everyonesSyncs(I.Before, I.Object),
                 Pairs.everyonesSyncs(I.After, I.Object)}];
  if (C.empty() || (C.size() == 1 && C.front().Test != Test))
    C.push_back({Test, I});
}

static std::map<PathId, Classes> collect(const Graph &G, const Tables &T,
                                         const Summaries &Done,
                                         const std::vector<FunctionId> &Roots,
                                         Meet &Pairs) {
  std::map<PathId, Classes> Out;
  for (FunctionId F : Roots)
    if (G.function(F).Flags & FF_Test)
      for (const Item &I : Done[F.Value].Items)
        if (T.Paths[T.Paths.base(I.Object)].Kind == PathKind::Global &&
            runsParallel(T, I))
          addTo(Out[I.Object], Pairs, F, I);
  return Out;
}

// The first two accesses of different tests, if there are any.
static void meetClasses(const Class &A, const Class &B, Meet &Pairs,
                        MeetingList &Out) {
  for (const Access &X : A)
    for (const Access &Y : B) {
      if (X.Test == Y.Test || !conflict(X.I, Y.I))
        continue;
      Meeting Like;
      Like.Kind = MeetKind::Tests;
      Like.Test = X.Test;
      Pairs.concurrent({X.I}, {Y.I}, Like, Out);
      return;
    }
}

void meetParallelTests(const Graph &G, const Tables &T, const Summaries &Done,
                       const std::vector<FunctionId> &Roots, Meet &Pairs,
                       MeetingList &Out) {
  for (const auto &[Object, Of] : collect(G, T, Done, Roots, Pairs))
    for (auto A = Of.begin(); A != Of.end(); ++A)
      for (auto B = A; B != Of.end(); ++B)
        meetClasses(A->second, B->second, Pairs, Out);
}

} // namespace mapgraph::solver
