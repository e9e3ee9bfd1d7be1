//===- Solve.cpp - Threads, objects and findings of a program -------------===//

#include "graph/solve/Solve.h"

#include "graph/link/Programs.h"
#include "graph/solve/CallerLocks.h"
#include "graph/solve/InitThreads.h"
#include "graph/solve/Invalidation.h"
#include "graph/solve/Library.h"
#include "graph/solve/LostUpdate.h"
#include "graph/solve/NilMaps.h"
#include "graph/solve/OpenMeetings.h"
#include "graph/solve/ParallelTests.h"
#include "graph/solve/ProgramReach.h"
#include "graph/solve/Report.h"
#include "graph/solve/Slice.h"
#include "graph/solve/StaleChecks.h"

#include <algorithm>
#include <memory>

namespace mapgraph {

using namespace solver;

namespace {

/// What a function does itself; for the tables of accesses.
struct OwnAccess {
  NodeId Op;
  PathId Object;
  SetId Locks;
};

class Solver {
public:
  Solver(const Slice &Part, const SolveOptions &O)
      : G(Part.graph()), Stored(Part.stored()), Options(O), T(G) {}

  Solution run();

private:
  void findPrograms();
  using Group = std::vector<FunctionId>; ///< a recursion

  std::vector<bool> sortGroups(const Callees &Calls);
  InitThreads threadsAtInit(const Callees &Calls, const Variants &Which,
                            std::vector<bool> IsInit);
  void summarize(const Callees &Calls, const Variants &Which, Meet &Pairs,
                 StaleChecks &Stale);
  void summarize(const Group &Of, const Callees &Calls, const Variants &Which,
                 Meet &Pairs, StaleChecks &Stale, OpenMeetings &Open);
  void meetRoots(Meet &Pairs);
  void meetLibraries(Meet &Pairs);
  void noteOwn(Frame &Fr);
  CallerLocks callerLocks(const Callees &Calls, const ObjectNames &Names);
  void report(const Threads &Th, const Callees &Calls);
  void overlay(const Callees &Calls);
  std::string programOf(const Threads &Th, const Meeting &M,
                        ProgramReach &Reach) const;

  const Graph &G;
  const StoredPlaces &Stored;
  const SolveOptions &Options;
  Tables T;
  Summaries Done;
  std::vector<Group> Others, Initialisers; ///< callees before callers
  std::vector<Program> Programs;
  std::vector<FunctionId> Roots;
  MeetingList Meetings;
  std::vector<OwnAccess> Own;
  std::vector<std::pair<NodeId, SetId>> LockedCalls;
  DropLog Dropped;
  Solution S;
};

void Solver::findPrograms() {
  Programs = programs(G, Options.Tests);
  std::vector<bool> Seen(G.Functions.size(), false);
  for (const Program &P : Programs) {
    S.Programs.push_back(P.Name);
    for (FunctionId F : P.Roots)
      if (!Seen[F.Value]) {
        Seen[F.Value] = true;
        Roots.push_back(F);
      }
  }
}

// Initialisers (all that calls one is one) come last: nothing else waits for
// them, and what they need of each other depends on the threads that all of
// them start.
std::vector<bool> Solver::sortGroups(const Callees &Calls) {
  std::vector<bool> IsInit(G.Functions.size(), false);
  auto RunsInit = [&](FunctionId F) {
    bool Init = G.function(F).Flags & FF_Init;
    Calls.forTargets(
        F, [&](NodeId, FunctionId Callee) { Init |= IsInit[Callee.Value]; });
    return Init;
  };
  for (const Group &Of : Calls.bottomUp()) {
    bool Init = std::ranges::any_of(Of, RunsInit);
    for (FunctionId F : Of)
      IsInit[F.Value] = Init;
    (Init ? Initialisers : Others).push_back(Of);
  }
  return IsInit;
}

// What initialisers look at of each other; nothing is left out where all is
// asked for, or where what calls one can be called by others.
InitThreads Solver::threadsAtInit(const Callees &Calls, const Variants &Which,
                                  std::vector<bool> IsInit) {
  InitThreads Out(G, Calls, T, Done, std::move(IsInit));
  if (Options.Variables || Options.Reasons)
    Out.addUnknown();
  for (const Group &Of : Initialisers)
    for (FunctionId F : Of) {
      Out.add(F, Which);
      if (G.function(F).Flags & (FF_Exported | FF_Main | FF_Test))
        Out.addUnknown();
    }
  return Out;
}

void Solver::summarize(const Callees &Calls, const Variants &Which, Meet &Pairs,
                       StaleChecks &Stale) {
  Done.resize(Which.size());
  OpenMeetings Open(G, Calls, T, Roots);
  auto Each = [&](const std::vector<Group> &Groups) {
    for (const Group &Of : Groups)
      summarize(Of, Calls, Which, Pairs, Stale, Open);
  };
  std::vector<bool> IsInit = sortGroups(Calls);
  Each(Others);
  InitThreads AtInit = threadsAtInit(Calls, Which, std::move(IsInit));
  T.AtInit = &AtInit;
  Each(Initialisers);
  T.AtInit = nullptr;
  Open.close(Meetings, Options.Reasons ? &Dropped : nullptr);
  // Nobody calls the roots: what they give back nobody has taken for them.
  for (FunctionId F : Roots) {
    const Summary &S = Done[F.Value];
    for (uint32_t C : T.Sets[T.flags(T.Sets.unite(S.Foreign, S.Released))])
      T.Atomics.free(T.Paths, LockCode::path(C));
  }
  Pairs.settleFlags(Meetings);
}

void Solver::summarize(const Group &Of, const Callees &Calls,
                       const Variants &Which, Meet &Pairs, StaleChecks &Stale,
                       OpenMeetings &Open) {
  // A recursion is run once more with its own first result.
  bool Recursive = Of.size() > 1;
  if (!Recursive)
    Calls.forTargets(Of.front(), [&](NodeId, FunctionId Callee) {
      Recursive |= Callee == Of.front();
    });
  unsigned Rounds = Recursive ? 2 : 1;
  for (unsigned Round = 0; Round != Rounds; ++Round)
    for (FunctionId F : Of) {
      const Function &Row = G.function(F);
      if (!(Row.Flags & FF_Defined) || (Row.Flags & FF_Opaque) || !Row.First)
        continue;
      bool Kernel = isKernelCode(G, F);
      bool Last = Round + 1 == Rounds;
      for (VariantId V : Which.of(F)) {
        Frame Fr(G, Calls, Which, Done, T, V, Options.Variables || Kernel,
                 Options.Reasons);
        if (Last && !Kernel && Which.isRun(V)) {
          size_t First = Meetings.size();
          Stale.frame(Fr);
          Pairs.frame(Fr, Meetings);
          if (Fr.mayShareValues()) {
            Frame Values(G, Calls, Which, Done, T, V, Options.Variables, false,
                         true);
            Pairs.byValue(Fr, Values, Meetings);
          }
          Open.frame(Fr, Meetings, First);
        }
        Pairs.noteAnswered(Fr);
        Done[V.Value] = Fr.summarize();
        if (Last && V.Value == F.Value)
          noteOwn(Fr);
      }
    }
}

// What the tables say of a function is what it does in general.
void Solver::noteOwn(Frame &Fr) {
  for (const Item &I : Fr.items())
    if (I.Event == I.Op && !I.Trace &&
        (Options.Variables || G.node(I.Op).kind() == NodeKind::MapOp))
      Own.push_back({I.Op, I.Object, I.Locks});
  for (uint32_t Pos = 0; Pos != Fr.events().size(); ++Pos)
    if (SetId Held = Fr.must().held(Pos); Held != SetTable::empty())
      if (NodeKind K = G.node(Fr.events().event(Pos)).kind();
          K == NodeKind::Call || K == NodeKind::SyncOp)
        LockedCalls.emplace_back(Fr.events().event(Pos), Held);
}

CallerLocks Solver::callerLocks(const Callees &Calls,
                                const ObjectNames &Names) {
  CallerLocks Out(G, Calls);
  for (auto [Call, Held] : LockedCalls)
    Out.add(Call, heldLocks(T, Names, Held, G.node(Call).Function));
  Out.propagate(Roots);
  return Out;
}

// Threads that initialisers start run beside main and the tests; parallel tests
// run beside each other.
void Solver::meetRoots(Meet &Pairs) {
  for (const Program &P : Programs) {
    if (P.What == Program::Kind::Library || P.What == Program::Kind::Kernel)
      continue;
    std::vector<Item> Started, Rest;
    for (FunctionId F : P.Roots) {
      bool Init = G.function(F).Flags & FF_Init;
      for (const Item &I : Done[F.Value].Items) {
        if (T.Paths[T.Paths.base(I.Object)].Kind != PathKind::Global)
          continue;
        if (!Init)
          Rest.push_back(I);
        else if (T.isThread(I))
          Started.push_back(I);
      }
    }
    Meeting Like;
    Like.Kind = MeetKind::Roots;
    Pairs.concurrent(Started, Rest, Like, Meetings);
    if (P.What == Program::Kind::TestBinary)
      meetParallelTests(G, T, Done, P.Roots, Pairs, Meetings);
  }
}

void Solver::meetLibraries(Meet &Pairs) {
  ObjectNames Names(G, T);
  Library Lib(G, T, Done, Names, Pairs);
  for (const Program &P : Programs)
    if (P.What == Program::Kind::Library)
      Lib.meetings(P.Roots, Meetings);
}

// Empty: no program has the code of both sides.
std::string Solver::programOf(const Threads &Th, const Meeting &M,
                              ProgramReach &Reach) const {
  if (isOfLibrary(M.Kind))
    return "library";
  FunctionId F = M.Test ? M.Test : M.Frame ? M.Frame : G.node(M.A.Op).Function;
  uint32_t Row = Th.rootOf(F);
  FunctionId Root = Row < Roots.size() ? Roots[Row] : FunctionId();
  const Program *P = Reach.of(M, Root);
  return P ? P->Name : std::string();
}

void Solver::report(const Threads &Th, const Callees &Calls) {
  ObjectNames Names(G, T);
  CallerLocks Outer = callerLocks(Calls, Names);
  // Objects in the order of the ops, so that rows do not depend on frames.
  std::sort(Own.begin(), Own.end(), [](const OwnAccess &A, const OwnAccess &B) {
    return std::pair(A.Op, A.Object) < std::pair(B.Op, B.Object);
  });
  for (const OwnAccess &A : Own) {
    FunctionId F = G.node(A.Op).Function;
    uint32_t Object = Names.row(A.Object, F, A.Op, S);
    std::vector<HeldLock> Locks = heldLocks(T, Names, A.Locks, F);
    for (const HeldLock &L : Outer.of(F))
      if (std::find(Locks.begin(), Locks.end(), HeldLock{L.Name, false}) ==
          Locks.end())
        Locks.push_back(L);
    sortLocks(Locks);
    for (uint32_t Thread : Th.allRunning(F))
      S.Accesses.push_back({A.Op, Object, Thread, Locks});
  }
  Requests Asked(G, Calls, Roots);
  Report R(G, T, Th, Names, Asked, S);
  ProgramReach Reach(G, T, Programs);
  for (const Meeting &M : Meetings)
    if (std::string P = programOf(Th, M, Reach); !P.empty())
      R.add(M, P);
  LostUpdates Lost(G, T, Calls, Names);
  for (const Program &P : Programs)
    if (P.What == Program::Kind::Kernel) {
      for (FunctionId F : P.Roots)
        Lost.add(F, Done[F.Value].Items);
      Lost.report(R, S, P.Name);
    }
  NilMaps(G, Stored, Calls).report(R, Th, S);
  reportInvalidated(G, T, Calls, Th, Names, R, S);
  for (const auto &[Key, D] : Dropped.rows())
    R.addSafe(D);
  S.MovedOut = std::move(T.MovedOut);
  std::sort(S.MovedOut.begin(), S.MovedOut.end());
}

void Solver::overlay(const Callees &Calls) {
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    NodeId N(I);
    for (FunctionId F : Calls.targets(N))
      S.Overlay.emplace_back(N, G.function(F).Node,
                             isAsync(G.node(N)) ? EdgeKind::Spawns
                                                : EdgeKind::Calls);
  }
  for (const ObjectAccess &A : S.Accesses)
    if (NodeId Site = S.Objects[A.Object].Site; Site && Site != A.Op)
      S.Overlay.emplace_back(A.Op, Site, EdgeKind::PointsTo);
  for (const Finding &F : S.Findings)
    S.Overlay.emplace_back(F.Sides[0].Op, F.Sides[1].Op, EdgeKind::Conflicts);
  auto Key = [](const Edge &E) {
    return std::tuple(E.From, E.kind(), E.To, E.label());
  };
  std::sort(S.Overlay.begin(), S.Overlay.end(),
            [&](const Edge &A, const Edge &B) { return Key(A) < Key(B); });
  S.Overlay.erase(std::unique(S.Overlay.begin(), S.Overlay.end(),
                              [&](const Edge &A, const Edge &B) {
                                return Key(A) == Key(B);
                              }),
                  S.Overlay.end());
}

Solution Solver::run() {
  findPrograms();
  Callees Calls(G, Roots);
  Variants Which(G, Calls, Roots);
  Starts When(G, Calls);
  Senders Heard(G, Calls);
  Meet Pairs(G, T, When, Heard);
  if (Options.Reasons)
    Pairs.noteIn(Dropped);
  StaleChecks Stale(G, T);
  Pairs.know(Stored);
  Pairs.tell(Stale);
  summarize(Calls, Which, Pairs, Stale);
  meetRoots(Pairs);
  meetLibraries(Pairs);
  Stale.meetings(Meetings);
  Threads Th(G, Calls, Roots);
  S.Threads = Th.rows();
  report(Th, Calls);
  overlay(Calls);
  uint64_t Overflows = 0;
  for (const Summary &X : Done)
    Overflows += X.Overflow;
  if (Calls.unresolved())
    S.Unknowns.push_back(
        {"call of code that is not known", Calls.unresolved()});
  if (Pairs.leftOut())
    S.Unknowns.push_back(
        {"pair of a kind of which there are too many", Pairs.leftOut()});
  if (Overflows)
    S.Unknowns.push_back({"summary with something left out", Overflows});
  return std::move(S);
}

} // namespace

Solution solveSlice(const Slice &Part, const SolveOptions &Options) {
  return Solver(Part, Options).run();
}

Solution solve(const Graph &G, const SolveOptions &Options) {
  Slice Part(G, Options);
  return Part.widen(solveSlice(Part, Options));
}

} // namespace mapgraph
