//===- Meet.cpp - Pairs of accesses that can run at the same time ---------===//

#include "graph/solve/Meet.h"

#include "graph/solve/InitThreads.h"
#include "graph/solve/Invalidation.h"
#include "graph/solve/Order.h"
#include "graph/solve/StaleChecks.h"

#include <algorithm>
#include <map>

namespace mapgraph::solver {

// Whether two instances of what the event starts have different objects under
// one name: the event makes it, or it is made anew before the event runs again.
bool Meet::perInstance(const Frame &Fr, NodeId Event, PathId P) const {
  uint32_t Made = Fr.allocation(P);
  if (Made == UINT32_MAX)
    return false;
  const Flow &E = Fr.events();
  uint32_t Pos = E.position(Event);
  return Made == Pos || (E.canFollow(Pos, Pos) && !E.canFollow(Pos, Pos, Made));
}

// Whether the next round cannot have the object that the event was given in
// this one: one thing holds it, which is made anew with it. A variable that
// keeps it for the next round has no node of its own where it begins as nil,
// and shows by a second holder only.
bool Meet::staysInRound(Frame &Fr, NodeId Event, PathId Object,
                        unsigned Depth) const {
  PathId Base = T.Paths.base(Object);
  if (Depth == 0 || Fr.allocation(Base) == Fr.events().position(Event) ||
      !perInstance(Fr, Event, Base))
    return false;
  PathId Holder;
  for (const Store &S : Fr.naming().stores()) {
    if (S.Value != Base || T.Paths.base(S.Addr) == Base)
      continue;
    if (Holder || !staysInRound(Fr, Event, S.Addr, Depth - 1))
      return false;
    Holder = S.Addr;
  }
  return true;
}

// Whether two instances of the event that share the object have each another
// P: where both are made anew for each round, one object means one round.
bool Meet::perInstance(Frame &Fr, NodeId Event, PathId P, PathId Object) const {
  static constexpr unsigned MaxHolders = 4; // one in the other
  return perInstance(Fr, Event, P) &&
         (Fr.allocation(P) == Fr.events().position(Event) ||
          !staysInRound(Fr, Event, Object, MaxHolders));
}

// Waits under the event: not those that came before it. What is done once is
// done for good.
SetId Meet::onceWaits(const Item &I) {
  return T.Sets.select(I.Before, [](uint32_t C) {
    return SyncCode::kind(C) == SyncKind::OnceWait;
  });
}

SetId Meet::ownWaits(const Item &I) {
  return T.Sets.unite(I.Within, onceWaits(I));
}

SetId Meet::shared(const Frame &Fr, NodeId Event, SetId Waits) {
  return T.Sets.select(Waits, [&](uint32_t C) {
    return !perInstance(Fr, Event, SyncCode::path(C));
  });
}

// Notes a reason; the most specific one of a pair stays.
bool Meet::no(SafeReason Why, PathId By) {
  if (!No || Why < No->Why)
    No = DropReason{Why, By, UINT32_MAX};
  return false;
}

bool Meet::no(uint32_t Signal) {
  auto Why = [&] {
    switch (SyncCode::kind(Signal)) {
    case SyncKind::GroupDone:
      return SafeReason::WaitGroup;
    case SyncKind::OnceDone:
      return SafeReason::Once;
    case SyncKind::Publish:
    case SyncKind::Raise:
    case SyncKind::State:
      return SafeReason::Published;
    case SyncKind::Idle:
      return SafeReason::Ended;
    case SyncKind::Handed:
      return SafeReason::HandedOver;
    case SyncKind::Announce:
      return SafeReason::Announced;
    default:
      return SafeReason::Channel;
    }
  };
  bool Idle = SyncCode::kind(Signal) == SyncKind::Idle;
  return no(Why(), Idle ? PathId() : SyncCode::path(Signal));
}

bool Meet::isDropNoted() const {
  return No && (Log || (Stale && No->Why == SafeReason::CommonLock));
}

void Meet::drop(const Meeting &M) {
  if (!isDropNoted())
    return;
  if (Log)
    Log->add(M.A, M.B, M.Frame, *No);
  if (Stale && No->Why == SafeReason::CommonLock)
    Stale->excluded(M);
}

// Where the thread at the end of the way begins to run in a function: its event
// there, or for a handler what serves later on.
std::vector<uint32_t> Meet::startsOf(const Flow &E, uint32_t P, StepId Way) {
  StepId S = T.firstSpawn(Way);
  if (!S)
    return {P};
  const Step &First = T.Steps[S.Value];
  if (!isCallback(G.node(First.Event)))
    return {P};
  std::vector<uint32_t> Out;
  for (uint32_t Pos = 0; Pos != E.size(); ++Pos)
    if (E.canFollow(P, Pos) && When.starts(E.event(Pos), First.Callee))
      Out.push_back(Pos);
  return Out.empty() ? std::vector{P} : Out;
}

// Whether one of Second can come when, or after, one of First has.
static bool comesAfter(const Flow &E, const std::vector<uint32_t> &First,
                       const std::vector<uint32_t> &Second,
                       uint32_t Without = UINT32_MAX) {
  return std::ranges::any_of(First, [&](uint32_t Start) {
    return std::ranges::any_of(Second, [&](uint32_t At) {
      return Start == At || E.canFollow(Start, At, Without);
    });
  });
}

// What happens on every way from the event back to it.
SetId Meet::again(Frame &Fr, uint32_t Pos) {
  const auto &Between = Fr.must().between(Pos);
  std::optional<SetId> Out;
  for (uint32_t Last : Fr.events().predecessors(Pos)) {
    if (!Between[Last] || !Fr.events().canFollow(Pos, Last))
      continue;
    SetId Way = T.Sets.unite(*Between[Last], Fr.must().syncAt(Last));
    T.Sets.narrow(Out, Way);
  }
  return Out.value_or(SetTable::empty());
}

// Whether calls between the two wait for First where they return with one
// result, though not with every one.
bool Meet::mayHaveWaited(Frame &Fr, const Item &First, uint32_t Second,
                         Wait ForFirst) {
  const Flow &E = Fr.events();
  uint32_t Start = E.position(First.Event);
  SetId Some = SetTable::empty();
  for (uint32_t Pos = 0; Pos != E.size(); ++Pos)
    if (Fr.must().someAt(Pos) != SetTable::empty() && Pos != Second &&
        E.dominates(Pos, Second) && E.canFollow(Start, Pos))
      Some = T.Sets.unite(Some, Fr.must().someAt(Pos));
  if (Some == SetTable::empty())
    return false;
  ForFirst.Facts = T.Sets.unite(ForFirst.Facts, Some);
  return ordered(G, T, First, ForFirst).has_value();
}

// Second can come when First's thread runs: it follows the start, its object
// is not a new one by then, no wait for First lies between, and First does not
// wait for what comes after Second.
bool Meet::follows(Frame &Fr, const Item &First, const Item &Second) {
  if (T.AtInit && T.AtInit->ranBefore(Second.Trace, First.Trace))
    return no(SafeReason::BeforeStart);
  const Flow &E = Fr.events();
  uint32_t P = E.position(First.Event), Q = E.position(Second.Event);
  uint32_t Again = Fr.renewal(First.Object);
  // An object made later can only reach the thread by a way of its own.
  if (Again != UINT32_MAX && !E.dominates(Again, P))
    Again = UINT32_MAX;
  if (Again == Q)
    return no(SafeReason::Fresh);
  // A handler that is registered early runs as late as the other.
  if (!comesAfter(E, startsOf(E, P, First.Trace), startsOf(E, Q, Second.Trace),
                  Again))
    return no(Log && Again != UINT32_MAX && E.canFollow(P, Q)
                  ? SafeReason::Anew
                  : SafeReason::BeforeStart);
  const auto &Between = Fr.must().between(P);
  SetId Waits = Between[Q].value_or(SetTable::empty());
  Waits = T.Sets.unite(Waits, ownWaits(Second));
  SetId OwnWaits = ownWaits(First);
  bool Loop = E.inLoop(P),
       LoopOfSecond = runsBeside(Second, First) && E.inLoop(Q);
  Wait ForFirst{Waits, First.Before, Loop, Second.Earlier, &Fr, Q};
  ForFirst.InThread = runsBeside(Second, First);
  ForFirst.Locks = Second.Locks;
  ForFirst.Again = Loop ? again(Fr, P) : SetTable::empty();
  Wait ForSecond{OwnWaits, First.Before, LoopOfSecond, First.Earlier, &Fr,
                 P,        true};
  Full |= mayWaitForRoom(G, T, First, ForFirst);
  Cancelled |= isCancelled(T, First, ForFirst);
  NoWork |= hasNoWork(Fr, First, Second);
  Waited |= mayHaveWaited(Fr, First, Q, ForFirst);
  Answered |=
      First.Answered || isAnswered(Fr, First, Q, runsBeside(Second, First));
  if (auto Signal = ordered(G, T, First, ForFirst))
    return no(*Signal);
  if (auto Signal = ordered(G, T, Second, ForSecond))
    return no(*Signal);
  OneEnded = First.OneEnded;
  if (Loop && !OneEnded) {
    ForFirst.Several = false;
    OneEnded = ordered(G, T, First, ForFirst).has_value();
  }
  return true;
}

// Whether one can come when the other's thread runs. It is for sure that it
// does where no other thread like that has been waited for.
bool Meet::eitherFollows(Frame &Fr, const Item &A, const Item &B, bool ThreadA,
                         bool ThreadB) {
  bool First = ThreadA && follows(Fr, A, B);
  if (First && !OneEnded)
    return true;
  bool Second = ThreadB && follows(Fr, B, A);
  OneEnded &= First || Second;
  return First || Second;
}

// What the frame hears of both in what lies between a start and the next one.
std::optional<uint32_t> Meet::bothHeard(Frame &Fr, const Item &A, const Item &B,
                                        SetId Between) {
  Wait Round{Between, A.Before};
  Round.Again = Between;
  Round.In = &Fr;
  Round.At = Fr.events().position(A.Event);
  auto Signal = ordered(G, T, A, Round);
  Round.Added = B.Before;
  return Signal && ordered(G, T, B, Round) ? Signal : std::nullopt;
}

// What the frame hears of one instance on every way to the start of the next.
std::optional<uint32_t> Meet::oneAtATime(Frame &Fr, const Item &A,
                                         const Item &B) {
  uint32_t Pos = Fr.events().position(A.Event);
  if (!Fr.events().canFollow(Pos, Pos) || G.node(A.Event).has(NF_Many))
    return std::nullopt;
  return bothHeard(Fr, A, B, again(Fr, Pos));
}

// Whether the ways of two items under one event part at different calls below
// it, in a function that saw two names for their object.
bool Meet::parted(const Item &A, const Item &B) const {
  // Names may have become equal only because they were shortened, or because
  // the second one leads back to the first, under which the pair was judged.
  if (A.FoundLater || B.FoundLater || T.Paths[T.Paths.base(A.Object)].Element)
    return false;
  return A.Below != B.Below || !A.Below;
}

// Whether one side comes before the other because that went through a once.
bool Meet::onceOrders(const Frame &Fr, const Item &A, const Item &B) {
  auto comesBefore = [&](const Item &First, const Item &Second) {
    auto Signal =
        ordered(G, T, First,
                {shared(Fr, Second.Event, onceWaits(Second)), First.Before});
    return Signal && !no(*Signal);
  };
  return comesBefore(A, B) || comesBefore(B, A);
}

// Two parallel parts of a test run when its function is over, whatever lies
// between their starts. Their object is not made anew for the second.
bool Meet::besideEachOther(Frame &Fr, const Item &A, const Item &B) {
  if (!A.Parallel || !B.Parallel)
    return no(SafeReason::RootOrder);
  if (onceOrders(Fr, A, B))
    return false;
  const Flow &E = Fr.events();
  uint32_t P = E.position(A.Event), Q = E.position(B.Event);
  uint32_t Again = Fr.allocation(A.Object);
  bool Made = Again == P || Again == Q;
  return (!Made && (E.canFollow(P, Q, Again) || E.canFollow(Q, P, Again))) ||
         no(SafeReason::PerInstance);
}

// What is left of the ways to two items behind what they have in common.
std::pair<StepId, StepId> Meet::whereTheyPart(const Item &A,
                                              const Item &B) const {
  StepId X = A.Trace, Y = B.Trace;
  while (X && Y && T.Steps[X.Value].Event == T.Steps[Y.Value].Event &&
         T.Steps[X.Value].Callee == T.Steps[Y.Value].Callee) {
    X = T.Steps[X.Value].Rest;
    Y = T.Steps[Y.Value].Rest;
  }
  return {X, Y};
}

// Whether a thread does A that can be there when B is done: it goes on when the
// event is over, or B is under the event, of another thread, and not behind
// another join in it.
bool Meet::runsBeside(const Item &A, const Item &B) const {
  if (!T.isThread(A) || !A.JoinedBy)
    return T.isThread(A);
  if (A.Event != B.Event || (B.JoinedBy && B.JoinedBy != A.JoinedBy))
    return false;
  auto [X, Y] = whereTheyPart(A, B);
  // It is over when the call is that only A is under.
  for (StepId S = X; S && !T.Steps[S.Value].Async; S = T.Steps[S.Value].Rest)
    if (T.Steps[S.Value].Event == A.JoinedBy)
      return false;
  return A.Repeats || T.async(X) || T.async(Y);
}

bool Meet::mayOverlap(Frame &Fr, const Item &A, const Item &B, MeetKind &Kind) {
  bool ThreadA = runsBeside(A, B), ThreadB = runsBeside(B, A);
  No.reset();
  Full = Cancelled = NoWork = Answered = Waited = OneEnded = false;
  if (!ThreadA && !ThreadB)
    return (T.async(A.Trace) || T.async(B.Trace)) && no(SafeReason::Ended);
  if (A.Parallel || B.Parallel) {
    Kind = MeetKind::Tests;
    return besideEachOther(Fr, A, B);
  }
  Kind = MeetKind::Spawned;
  if (A.Event != B.Event)
    return eitherFollows(Fr, A, B, ThreadA, ThreadB);
  // One event: two instances of what it starts.
  const Flow &E = Fr.events();
  uint32_t Pos = E.position(A.Event);
  Kind = MeetKind::Instances;
  Answered = (A.Answered || !ThreadA) && (B.Answered || !ThreadB);
  bool Starts = isAsync(G.node(A.Event)) || T.Steps[A.Trace.Value].Async;
  if (A.Walked && B.Walked && isOneElement(A, B) && !comesAgain(Fr, A))
    return no(SafeReason::PerInstance);
  uint32_t Again = Fr.renewal(A.Object);
  // Made by the thread itself: each instance has its own.
  if (Starts && Again != Pos && G.node(A.Event).has(NF_Many))
    return !onceOrders(Fr, A, B);
  // What is over with the event meets nothing of another round of a loop.
  auto outlives = [&](const Item &I) { return T.isThread(I) && !I.JoinedBy; };
  bool NextRound = outlives(A) || outlives(B);
  if (NextRound && Again != Pos && E.canFollow(Pos, Pos, Again)) {
    auto Waits = [&](const Item &I) {
      return shared(Fr, A.Event, ownWaits(I));
    };
    auto Signal = ordered(G, T, A, {Waits(B), A.Before});
    if (!Signal)
      Signal = ordered(G, T, B, {Waits(A), B.Before});
    if (!Signal)
      Signal = oneAtATime(Fr, A, B);
    if (!Signal)
      Signal = walkAtATime(Fr, A, B);
    if (!Signal)
      return true;
    no(*Signal);
  } else if (NextRound && Starts &&
             (G.node(A.Event).has(NF_Many) || E.canFollow(Pos, Pos))) {
    no(SafeReason::PerInstance);
  }
  if (!parted(A, B) || !A.Trace || !B.Trace)
    return false;
  // The function below could not see that both name one object.
  auto [X, Y] = whereTheyPart(A, B);
  NodeId NextA = X ? T.Steps[X.Value].Event : A.Op;
  NodeId NextB = Y ? T.Steps[Y.Value].Event : B.Op;
  auto unordered = [&] {
    return !ordered(G, T, A, {B.Before, A.Before}) &&
           !ordered(G, T, B, {A.Before, B.Before});
  };
  // A loop below starts a thread for each of the functions it was given, and
  // the object is not one that each thread makes.
  if (X && Y && NextA == NextB && A.Repeats && B.Repeats && Again != Pos) {
    Kind = MeetKind::Spawned;
    return unordered();
  }
  FunctionId In = G.node(NextA).Function;
  if (NextA == NextB || G.node(NextB).Function != In)
    return false;
  bool AsyncA = T.async(X), AsyncB = T.async(Y);
  if (!AsyncA && !AsyncB)
    return false;
  const Flow &Inner = FlowOf.of(In);
  uint32_t P = Inner.position(NextA), Q = Inner.position(NextB);
  if (P == UINT32_MAX || Q == UINT32_MAX)
    return false;
  Kind = MeetKind::Spawned;
  // Answered: at the end of that function, which is all that is known here.
  const auto OfA = startsOf(Inner, P, X), OfB = startsOf(Inner, Q, Y);
  return ((AsyncA && comesAfter(Inner, OfA, OfB)) ||
          (AsyncB && comesAfter(Inner, OfB, OfA))) &&
         unordered();
}

void Meet::frame(Frame &Fr, MeetingList &Out) {
  auto isThread = [&](const Item &I) {
    return Log ? T.async(I.Trace) : T.isThread(I);
  };
  if (std::ranges::none_of(Fr.items(), isThread))
    return;
  std::map<PathId, std::vector<const Item *>> ByObject;
  for (const Item &I : Fr.items())
    ByObject[I.Object].push_back(&I);
  for (auto &[Object, List] : ByObject) {
    if (std::ranges::none_of(List, [](const Item *I) { return I->Write; }) ||
        std::ranges::none_of(List, [&](const Item *I) { return isThread(*I); }))
      continue;
    for (size_t I = 0; I != List.size(); ++I)
      for (size_t J = I; J != List.size(); ++J) {
        const Item &A = *List[I], &B = *List[J];
        if (!conflict(A, B) || !canDisturb(G.node(A.Op), G.node(B.Op)))
          continue;
        MeetKind Kind = MeetKind::Spawned;
        bool Overlap = mayOverlap(Fr, A, B, Kind);
        if (!Overlap && !isDropNoted())
          continue;
        Meeting M;
        M.A = A;
        M.B = B;
        M.Frame = Fr.function();
        M.Kind = Kind;
        if (!Overlap || isOneWinner(Fr, M) || takeTurns(Fr, M) ||
            passedOn(Fr, M) || !unlocked(M, &Fr) || !isShared(A, B)) {
          drop(M);
          continue;
        }
        M.A.Several |= givenAnew(Fr, M);
        M.MaybeFull = Full;
        M.MaybeCancelled = Cancelled;
        M.HadNoWork = NoWork;
        M.Answered = Answered;
        M.MaybeWaited = Waited;
        M.OneEnded = OneEnded;
        compareElements(Fr, M);
        M.InConstructor = inConstructor(Fr, A, B) || inConstructor(Fr, B, A);
        if (PathId Flag = commonFlag(M, &Fr))
          ByFlag.emplace_back(std::move(M), Flag);
        else
          Out.push_back(std::move(M));
      }
  }
}

} // namespace mapgraph::solver
