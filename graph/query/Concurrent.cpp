//===- Concurrent.cpp - Can two operations overlap? -----------------------===//

#include "graph/query/Concurrent.h"

#include "graph/query/JsonPlace.h"

#include <algorithm>
#include <ostream>
#include <set>

namespace mapgraph {

std::vector<NodeId> mapOpsOf(const Facts &P, const std::vector<Target> &All) {
  std::set<NodeId> Ops;
  for (const Target &T : All) {
    if (T.What == Target::Kind::Op)
      Ops.insert(T.op());
    if (T.What == Target::Kind::Map)
      for (NodeId Op : P.opsOfObject(T.Row))
        Ops.insert(Op);
    for (const ObjectAccess &Access : P.solution().Accesses) {
      bool Wanted =
          T.What == Target::Kind::Function
              ? P.graph().node(Access.Op).Function == T.function()
              : T.What == Target::Kind::Thread && Access.Thread == T.Row;
      if (Wanted)
        Ops.insert(Access.Op);
    }
  }
  return {Ops.begin(), Ops.end()};
}

static bool samePair(NodeId A, NodeId B, NodeId X, NodeId Y) {
  return (A == X && B == Y) || (A == Y && B == X);
}

/// The finding of this very pair with the strongest verdict.
static uint32_t findingOf(const Solution &S, NodeId A, NodeId B) {
  uint32_t Best = UINT32_MAX;
  for (uint32_t I = 0; I != S.Findings.size(); ++I) {
    const Finding &F = S.Findings[I];
    if (!samePair(A, B, F.Sides[0].Op, F.Sides[1].Op))
      continue;
    if (Best == UINT32_MAX || F.Result < S.Findings[Best].Result)
      Best = I;
  }
  return Best;
}

using OpPairs = std::set<std::pair<NodeId, NodeId>>;

/// Pairs with a conflict edge, the lower row first.
static OpPairs conflictingPairs(const Facts &P) {
  OpPairs Out;
  for (const std::vector<Edge> *Edges :
       {&P.graph().Edges, &P.solution().Overlay})
    for (const Edge &E : *Edges)
      if (E.kind() == EdgeKind::Conflicts)
        Out.insert(std::minmax(E.From, E.To));
  return Out;
}

/// Names of the locks that both accesses hold, not both in read mode.
static std::set<std::string> excluding(const ObjectAccess &X,
                                       const ObjectAccess &Y) {
  std::set<std::string> Out;
  for (const HeldLock &L : X.Locks)
    for (const HeldLock &M : Y.Locks)
      if (L.Name == M.Name && !(L.Read && M.Read))
        Out.insert(L.Name);
  return Out;
}

static void addOnce(std::vector<uint32_t> &List, uint32_t Row) {
  auto It = std::ranges::lower_bound(List, Row);
  if (It == List.end() || *It != Row)
    List.insert(It, Row);
}

namespace {
/// What the accesses of a pair say together.
struct Meeting {
  bool DifferentThreads = false;
  bool AlwaysLocked = true; ///< a common lock in each meeting
};
} // namespace

/// Fills objects, threads and locks of the answer.
static Meeting meet(const Facts &P, PairAnswer &Out) {
  Meeting M;
  std::set<std::string> Common;
  for (uint32_t RowA : P.accessesOfOp(Out.A))
    for (uint32_t RowB : P.accessesOfOp(Out.B)) {
      const ObjectAccess &X = P.access(RowA), &Y = P.access(RowB);
      if (X.Object != Y.Object)
        continue;
      addOnce(Out.Objects, X.Object);
      addOnce(Out.ThreadsA, X.Thread);
      addOnce(Out.ThreadsB, Y.Thread);
      if (X.Thread == Y.Thread && !P.solution().Threads[X.Thread].Many)
        continue;
      std::set<std::string> Both = excluding(X, Y);
      if (!M.DifferentThreads)
        Common = Both;
      M.DifferentThreads = true;
      M.AlwaysLocked &= !Both.empty();
      std::erase_if(Common,
                    [&](const std::string &L) { return !Both.contains(L); });
    }
  Out.CommonLocks.assign(Common.begin(), Common.end());
  return M;
}

static std::string joined(const std::vector<std::string> &Parts) {
  std::string Out;
  for (const std::string &Part : Parts)
    Out += (Out.empty() ? "" : ", ") + Part;
  return Out;
}

static PairAnswer answerPair(const Facts &P, const OpPairs &Conflicts, NodeId A,
                             NodeId B) {
  const Graph &G = P.graph();
  const Solution &S = P.solution();
  PairAnswer Out{A, B, Verdict::Safe, "", {}, {}, {}, {}, findingOf(S, A, B)};
  Meeting M = meet(P, Out);
  if (Out.Finding != UINT32_MAX) {
    Out.Result = S.Findings[Out.Finding].Result;
    Out.Reason = S.Findings[Out.Finding].Why;
    return Out;
  }
  for (NodeId Op : {A, B})
    if (P.accessesOfOp(Op).empty()) {
      Out.Result = Verdict::Unknown;
      Out.Reason = "no thread is known to run the " +
                   std::string(P.names().op(Op)) + " at " +
                   P.names().position(Op);
      return Out;
    }
  if (Out.Objects.empty()) {
    Out.Reason = "they never work on the same map";
    return Out;
  }
  if (!isWrite(G.node(A)) && !isWrite(G.node(B))) {
    Out.Reason = "neither changes the map";
    return Out;
  }
  if (!M.DifferentThreads) {
    Out.Reason = "both run only in one thread: " +
                 P.names().thread(S.Threads[Out.ThreadsA.front()]);
    return Out;
  }
  if (Conflicts.contains(std::minmax(A, B))) {
    Out.Result = Verdict::Possible;
    Out.Reason = "they conflict: different threads, nothing orders them and no "
                 "lock keeps them apart";
    return Out;
  }
  if (M.AlwaysLocked) {
    Out.Reason = Out.CommonLocks.empty()
                     ? "a lock keeps them apart in every pair of threads"
                     : "both hold " + joined(Out.CommonLocks);
    return Out;
  }
  Out.Reason = "the solver rules it out: one is ordered before the other "
               "(start, join, channel, once) or the map is not shared yet";
  return Out;
}

ConcurrentAnswer concurrent(const Facts &P, const std::vector<Target> &A,
                            const std::vector<Target> &B, size_t MaxPairs) {
  ConcurrentAnswer Out;
  OpPairs Seen, Conflicts = conflictingPairs(P);
  std::vector<NodeId> OpsB = mapOpsOf(P, B);
  for (NodeId X : mapOpsOf(P, A))
    for (NodeId Y : OpsB) {
      if (!Seen.insert(std::minmax(X, Y)).second)
        continue;
      if (Out.Pairs.size() == MaxPairs)
        ++Out.Omitted;
      else
        Out.Pairs.push_back(answerPair(P, Conflicts, X, Y));
    }
  std::ranges::sort(Out.Pairs, {}, [](const PairAnswer &Pair) {
    return std::tuple(Pair.Result, Pair.A, Pair.B);
  });
  return Out;
}

static std::string threadList(const Facts &P,
                              const std::vector<uint32_t> &Rows) {
  std::vector<std::string> Parts;
  for (uint32_t Row : Rows) {
    const Thread &T = P.solution().Threads[Row];
    Parts.push_back(P.names().thread(T) + (T.Many ? " (several at once)" : ""));
  }
  return Parts.empty() ? "none" : joined(Parts);
}

void writeText(const ConcurrentAnswer &A, const Facts &P, std::ostream &OS) {
  const Names &N = P.names();
  for (const PairAnswer &Pair : A.Pairs) {
    OS << N.position(Pair.A) << ' ' << P.describe(Pair.A) << " and "
       << N.position(Pair.B) << ' ' << P.describe(Pair.B) << ": "
       << text(Pair.Result) << "\n  why: " << Pair.Reason << '\n';
    // In a long list the safe ones are there for their reason only.
    bool Brief = A.Pairs.size() > 1 && Pair.Result == Verdict::Safe;
    if (Pair.Objects.empty() || Brief)
      continue;
    std::vector<std::string> Maps;
    for (uint32_t Object : Pair.Objects)
      Maps.push_back(P.object(Object));
    OS << "  same map: " << joined(Maps)
       << "\n  threads of the first: " << threadList(P, Pair.ThreadsA)
       << "\n  threads of the second: " << threadList(P, Pair.ThreadsB)
       << "\n  locks in common: "
       << (Pair.CommonLocks.empty() ? "none" : joined(Pair.CommonLocks))
       << '\n';
  }
  if (A.Pairs.empty())
    OS << "no map operations there\n";
  if (A.Omitted != 0)
    OS << A.Omitted << " more pairs were not looked at\n";
}

static Json threadsJson(const Facts &P, const std::vector<uint32_t> &Rows) {
  Json Out = Json::array();
  for (uint32_t Row : Rows)
    Out.push_back(threadJson(P, Row));
  return Out;
}

void writeJson(const ConcurrentAnswer &A, const Facts &P, std::ostream &OS) {
  Json Pairs = Json::array();
  for (const PairAnswer &Pair : A.Pairs) {
    Json Maps = Json::array();
    for (uint32_t Object : Pair.Objects)
      Maps.push_back(P.object(Object));
    Json Row = {{"a", opJson(P, Pair.A)},
                {"b", opJson(P, Pair.B)},
                {"verdict", text(Pair.Result)},
                {"why", Pair.Reason},
                {"maps", std::move(Maps)},
                {"threads_a", threadsJson(P, Pair.ThreadsA)},
                {"threads_b", threadsJson(P, Pair.ThreadsB)},
                {"common_locks", Pair.CommonLocks}};
    if (Pair.Finding != UINT32_MAX)
      Row["rule"] = P.solution().Findings[Pair.Finding].Rule;
    Pairs.push_back(std::move(Row));
  }
  writeJsonLine({{"pairs", std::move(Pairs)}, {"omitted", A.Omitted}}, OS);
}

} // namespace mapgraph
