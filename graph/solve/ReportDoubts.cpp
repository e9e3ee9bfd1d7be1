//===- ReportDoubts.cpp - What a finding assumes, and what is in doubt ----===//
//
// With nothing to assume a meeting is a race, with one thing to assume it is
// likely; one thing that is in doubt makes it possible.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Report.h"

#include <algorithm>
#include <set>

namespace mapgraph::solver {

// Factors of the confidence, by assumption.
static constexpr double Shown = 0.95;
static constexpr double SameElement = 0.75;
static constexpr double AnyElement = 0.5;
static constexpr double OneOfSeveral = 0.7;
static constexpr double ApiCallers = 0.8;
static constexpr double UnknownLock = 0.5;
static constexpr double NotTheFirst = 0.8;
static constexpr double FarField = 0.85;

// Calls on both ways together, from which on they are doubted: sooner where no
// lock shows that somebody thought of other threads.
static constexpr size_t LongWay = 4;
static constexpr size_t LongLockedWay = 8;
static constexpr size_t LongTestWay = 2;
/// The same, up to which the keys of a local map of maps are taken to be equal.
static constexpr size_t LocalCalls = 2;

// A test that serves mostly waits for the answer before it looks.
bool Report::handlerInTest(const Meeting &M) const {
  bool OneSide = T.async(M.A.Trace) != T.async(M.B.Trace);
  if (!M.Frame || !OneSide || !(Living.isHandler(M.A) || Living.isHandler(M.B)))
    return false;
  uint32_t Row = Th.rootOf(M.Frame);
  return Row != UINT32_MAX && Th.rows()[Row].Root == Thread::RootKind::Test;
}

bool Report::isInTest(NodeId Event) const {
  FunctionId In = G.node(Event).Function;
  return In && (G.function(In).Flags & FF_InTest);
}

bool Report::beginsInTest(const Item &I, FunctionId Frame) const {
  bool Started = false;
  for (StepId S = I.Trace; S; S = T.Steps[S.Value].Rest)
    if (const Step &X = T.Steps[S.Value]; X.Async) {
      Started = true;
      if (isInTest(X.Event))
        return true;
    }
  if (!Started && isInTest(I.Event))
    return true;
  uint32_t Row =
      Frame ? Th.running(Frame) : Th.beginning(G.node(I.Event).Function);
  return Row != UINT32_MAX &&
         ((!Started && Th.rows()[Row].Root == Thread::RootKind::Test) ||
          std::ranges::any_of(Th.chain(Row),
                              [&](NodeId Spawn) { return isInTest(Spawn); }));
}

// Threads that a test starts run in each `go test -race`, which has nothing to
// say of most tests: their authors wait in ways that are not understood here,
// then look without the lock, or know what the code that they call does.
bool Report::isWithinTest(const Meeting &M, size_t Calls) const {
  // Variables of packages are not of one test.
  if (G.node(M.A.Op).kind() != NodeKind::MapOp ||
      T.Paths[T.Paths.base(M.A.Object)].Kind == PathKind::Global ||
      !beginsInTest(M.A, M.Frame) || !beginsInTest(M.B, M.Frame))
    return false;
  bool Both = isInTest(M.A.Op) && isInTest(M.B.Op);
  if (oneLocks(M))
    return Both;
  bool Bare = T.Sets[M.A.Locks].empty() && T.Sets[M.B.Locks].empty();
  return Bare && !Both && Calls >= LongTestWay;
}

// Servers that tests make are asked by one client most of the time, and their
// authors lock where it is not so.
bool Report::needsTwoRequests(const Meeting &M) {
  StepId A = T.firstSpawn(M.A.Trace), B = T.firstSpawn(M.B.Trace);
  auto Serves = [&](StepId S) {
    return S && isServing(G, T.Steps[S.Value].Event);
  };
  if (!M.Frame || !Serves(A) || !Serves(B))
    return false;
  auto OfTest = [&](const Item &I) {
    return T.Sets[I.Locks].empty() && isInTest(I.Op);
  };
  return (OfTest(M.A) && OfTest(M.B)) || Asked.inTurn(M.Frame);
}

// From where the threads begin; a call that both make is one. How a library
// comes to run what it was given is not doubted.
size_t Report::callsOfBoth(const Meeting &M) const {
  std::set<NodeId> All;
  for (const Item *I : {&M.A, &M.B}) {
    std::vector<NodeId> Own;
    for (StepId S = I->Trace; S; S = T.Steps[S.Value].Rest) {
      const Step &X = T.Steps[S.Value];
      if (X.Async)
        Own.clear();
      else if (!isOfStd(G, X.Callee) && !isOfStd(G, G.node(X.Event).Function))
        Own.push_back(X.Event);
    }
    All.insert(Own.begin(), Own.end());
  }
  return All.size();
}

bool Report::oneLocks(const Meeting &M) const {
  return T.Sets[M.A.Locks].empty() != T.Sets[M.B.Locks].empty();
}

// Whether locks show that somebody has thought of other threads.
bool Report::isMeantToBeLocked(const Meeting &M) const {
  PathKind Base = T.Paths[T.Paths.base(M.A.Object)].Kind;
  return (oneLocks(M) && Base == PathKind::Alloc) || rule(M) == "MG004";
}

// Values that are more than what they hold: who has got one sees its changes.
static bool isReference(TypeKind K) {
  return K == TypeKind::Map || K == TypeKind::Chan || K == TypeKind::Pointer ||
         K == TypeKind::Func || K == TypeKind::Interface;
}

// Whether two threads only fill in what is missing, with a value that is no
// object of its own: the second one is mostly equal to the first.
bool Report::fillsAgain(const Meeting &M, const MapObject &Map) const {
  if (!M.Act || M.B.Op != M.Act || G.node(M.Act).mapOp() != MapOpKind::Update ||
      G.target(M.Act, EdgeKind::Cond) || !Map.Type)
    return false;
  TypeId Value = G.type(Map.Type).Elem;
  return Value && !isReference(TypeKind(G.type(Value).Kind));
}

// Whether the two threads are what one event starts in two rounds of a loop,
// which mostly visits each element once, or for two requests.
static bool fromOneEvent(const Meeting &M) {
  return M.Kind == MeetKind::Instances ||
         (M.Kind == MeetKind::Tests && M.Frame && M.A.Event == M.B.Event);
}

void Report::judge(const Meeting &M, Finding &F) {
  double C = Shown;
  bool Unknown = false;
  auto Assume = [&](Assumption Kind, std::string Text, double Factor) {
    F.Kinds.push_back(Kind);
    F.Assumptions.push_back(std::move(Text));
    C *= Factor;
  };
  const PathId Shared = M.ByValue ? M.ByValue : M.A.Object;
  const size_t Calls = callsOfBoth(M);
  if (isOfLibrary(M.Kind))
    Assume(Assumption::Callers, M.Evidence, ApiCallers);
  if (M.AllElements) {
    Assume(Assumption::SameElement,
           "what one side has taken is still there for the other", SameElement);
  } else if (T.Paths[Shared].Element) {
    // The nearest element selector says which kind of container it is.
    PathId P = Shared;
    while (!T.Paths.isBase(P) && (T.Paths[P].Kind != PathKind::Field ||
                                  !T.Paths.isElementSelector(T.Paths[P].B)))
      P = T.Paths.parent(P);
    bool Inner = T.Paths[P].Kind == PathKind::Field &&
                 T.Paths[P].B == T.Paths.mapKeySelector();
    Assume(Inner ? Assumption::SameKey : Assumption::SameElement,
           Inner ? "both sides use the same key of the outer map"
                 : "both sides use the same one of several objects",
           Inner ? SameElement : AnyElement);
    // That the sides come to one inner map is likely where one of them locks
    // for it, or did until it had the map, and for maps in a local one which
    // both get to at once.
    bool Escaped = M.A.ViaLoad || M.B.ViaLoad;
    bool Local = T.Paths.parent(M.A.Object) == P &&
                 T.Paths[T.Paths.parent(P)].Kind == PathKind::Alloc &&
                 Calls <= LocalCalls;
    Unknown |= !Inner || M.OneWalk ||
               (!Escaped && (fromOneEvent(M) || !(oneLocks(M) || Local)));
  }
  // What is not known; one of these is enough for `possible`.
  auto Doubt = [&](Assumption Kind, std::string Text, double Factor) {
    Assume(Kind, std::move(Text), Factor);
    Unknown = true;
  };
  bool SameValue = M.A.Chosen && M.A.Chosen == M.B.Chosen;
  if ((M.A.Several || M.B.Several) && !SameValue)
    Doubt(Assumption::SameOnWays, "the map is the same on the ways taken",
          OneOfSeveral);
  if (M.A.LostLock || M.B.LostLock)
    Doubt(Assumption::LockNoName,
          "a lock that is held under another name does not protect it",
          UnknownLock);
  bool Locked = !M.Act && T.Sets[M.A.Locks].size() && T.Sets[M.B.Locks].size();
  if (Locked && !M.ReadLocked && !M.OtherInstance && !holdOtherLocks(M))
    Doubt(Assumption::OtherLock,
          "the different locks that both sides hold do not exclude them",
          UnknownLock);
  if (M.OtherElement)
    Assume(Assumption::OtherLock,
           "the two sides take the locks of different elements", SameElement);
  if (M.MaybeLocked)
    Doubt(Assumption::LockSomeWays,
          "the lock that both sides take on some ways is not taken on these",
          UnknownLock);
  if (handlerInTest(M))
    Doubt(Assumption::HandlerInTest,
          "a request is still handled when the test goes on", UnknownLock);
  if (needsTwoRequests(M))
    Doubt(Assumption::TwoRequests,
          "the test has two requests under way at once", UnknownLock);
  if (fillsAgain(M, S.Objects[F.Object]))
    Doubt(Assumption::OtherValue,
          "two threads that miss a key store values that differ", UnknownLock);
  if (M.MaybeFull)
    Doubt(Assumption::RoomInBuffer,
          "there is room in the buffer for what one side sends before",
          UnknownLock);
  if (M.MaybeCancelled)
    Doubt(Assumption::HadBegun,
          "the timer's function had begun when the timer was stopped",
          UnknownLock);
  if (M.HadNoWork)
    Doubt(Assumption::HadWork,
          "the thread has got something to do, which is sent only later",
          UnknownLock);
  if (M.Answered)
    Doubt(Assumption::AfterAnswer,
          "the thread goes on with the map when it has answered what it was "
          "asked",
          UnknownLock);
  if (M.OneEnded)
    Assume(Assumption::NotTheFirst,
           "the loop starts more goroutines than are waited for", NotTheFirst);
  if (M.MaybeFreed)
    Doubt(Assumption::FlagFreed,
          "the flag that both sides take is given back by somebody else",
          UnknownLock);
  if (M.A.MayHaveEnded || M.B.MayHaveEnded)
    Doubt(Assumption::LeftEarly,
          "the call that starts the goroutine returned without waiting for it, "
          "which it does on some ways",
          UnknownLock);
  if (M.MaybeWaited)
    Doubt(Assumption::LeftEarly,
          "the call in between that mostly waits for the goroutine returned "
          "without having waited",
          UnknownLock);
  if (M.Unguarded)
    Doubt(
        Assumption::NotSetUp,
        "this is not done only where the object is set up or comes to its end",
        UnknownLock);
  if (M.OneLocks ||
      (!M.ReadLock.empty() && Use.isRare(M.ReadLock, M.A.Op, M.B.Op)))
    Doubt(Assumption::BesideLocker,
          "what is done without the lock is done beside the little that is "
          "done with it",
          UnknownLock);
  if ((M.Kind == MeetKind::Spawned || M.Kind == MeetKind::Api) &&
      Living.startedTwice(M.A, M.B, M.Kind == MeetKind::Api))
    Doubt(Assumption::StartedTwice,
          "the goroutine is started once more while the first one still runs",
          UnknownLock);
  if (M.UnknownCall)
    Doubt(
        Assumption::UnknownCall,
        "nothing that the unknown call leaves in the object orders both sides",
        UnknownLock);
  if (Calls >= (isMeantToBeLocked(M) ? LongLockedWay : LongWay))
    Doubt(Assumption::LongWay,
          "all " + std::to_string(Calls) + " calls on the two ways are made",
          UnknownLock);
  if (isWithinTest(M, Calls))
    Doubt(Assumption::MissedByTest,
          "`go test -race` has missed it in the test that starts both sides",
          UnknownLock);
  if (M.InConstructor)
    Doubt(Assumption::InConstructor,
          "the goroutine has work before the object is given out", UnknownLock);
  if (T.Paths.indirections(Shared) > 3)
    Doubt(Assumption::FarOwner, "both sides reach the same owner", FarField);
  F.Confidence = C;
  F.Result = F.Assumptions.empty()                   ? Verdict::Race
             : F.Assumptions.size() == 1 && !Unknown ? Verdict::Likely
                                                     : Verdict::Possible;
}

} // namespace mapgraph::solver
