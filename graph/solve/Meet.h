//===- Meet.h - Pairs of accesses that can run at the same time -*- C++ -*-===//
//
// Two items of one frame meet when they name the same object, one writes, they
// run in two threads, neither is ordered before the other, and no lock in
// conflicting modes is common. A pair is judged in the lowest frame where both
// come from different events (there its threads part), and once more where one
// event can start two instances.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_MEET_H
#define MAPGRAPH_GRAPH_SOLVE_MEET_H

#include "graph/solve/DropLog.h"
#include "graph/solve/Frame.h"
#include "graph/solve/ItemClasses.h"
#include "graph/solve/Senders.h"
#include "graph/solve/Starts.h"
#include "graph/solve/StoredPlaces.h"

#include <deque>
#include <functional>
#include <memory>
#include <set>

namespace mapgraph::solver {

/// Why two threads exist.
enum class MeetKind : uint8_t {
  Spawned,    ///< a thread and its starter, or two threads
  Instances,  ///< two instances of one thread
  Roots,      ///< a thread of an initialiser and the rest of the program
  Tests,      ///< two parallel tests, or two parts of one
  Api,        ///< two callers of exported functions (library mode)
  Background, ///< a thread of a constructor and a caller of what it returned
};

/// Whether callers that are not part of the program take part.
constexpr bool isOfLibrary(MeetKind K) {
  return K == MeetKind::Api || K == MeetKind::Background;
}

struct Meeting {
  Item A, B;
  FunctionId Frame; ///< none for Roots and Api
  FunctionId Test;  ///< Tests: whose access A is, without Frame
  MeetKind Kind = MeetKind::Spawned;
  bool ReadLocked = false;     ///< the write is done under a common read lock
  bool OtherInstance = false;  ///< each holds its own instance's lock
  bool OtherElement = false;   ///< the same of elements of a container
  bool MaybeLocked = false;    ///< a lock is common on some ways only
  bool MaybeFull = false;      ///< a send may wait for a receive in between
  bool MaybeCancelled = false; ///< one thread does not run, unless it had begun
  bool OneEnded = false;       ///< one of several threads was waited for
  bool MaybeFreed = false;    ///< both have taken a flag, which others may free
  bool MaybeWaited = false;   ///< a call in between mostly waits for one side
  bool Answered = false;      ///< the other side has waited for its answer
  bool HadNoWork = false;     ///< one side waits for what only later is sent
  bool InConstructor = false; ///< one side runs before the object is given out
  bool AllElements = false;   ///< one side comes to each of what is walked
  bool OneWalk = false;       ///< one side is a part of the other's walk
  bool Unguarded = false;     ///< Api: no method locks for this map
  bool OneLocks = false;      ///< Api: one method locks for it, several do not
  std::string ReadLock; ///< Api: a lock that only some that read the map hold
  std::string Evidence; ///< Api: why callers may be concurrent
  /// Set where a lock keeps A and B apart, but B can come between A and this
  /// operation, which relies on A (StaleChecks.h).
  NodeId Act;
  /// The object as part of a value that both sides have: it is one for sure.
  PathId ByValue;
  bool UnknownCall =
      false; ///< ByValue: it comes from code that is not followed
};

/// Large programs have millions: they stay where they are while more come.
using MeetingList = std::deque<Meeting>;

class StaleChecks;
struct Wait;

class Meet {
public:
  Meet(const Graph &Program, Tables &Shared, Starts &When, Senders &Heard)
      : G(Program), T(Shared), When(When), Heard(Heard) {}

  /// From now on pairs that are ruled out are noted there.
  void noteIn(DropLog &L) { Log = &L; }
  /// What fields can hold: whether one object is known to several.
  void know(const StoredPlaces &Places) { Stored = &Places; }
  /// Is told of pairs that a common lock keeps apart.
  void tell(StaleChecks &S) { Stale = &S; }

  /// All meetings in the frame.
  void frame(Frame &Fr, MeetingList &Out);
  /// Meetings on what both sides got from one value of the frame; Values is the
  /// frame with its names by value.
  void byValue(Frame &Fr, Frame &Values, MeetingList &Out);
  /// Meetings between two lists of items whose threads are known to be
  /// concurrent; equal object names mean the same object.
  void concurrent(const std::vector<Item> &A, const std::vector<Item> &B,
                  const Meeting &Like, MeetingList &Out);
  /// The same between any two of the lists, also of one with itself: Like is
  /// asked, in ascending order, for the kind and evidence of each two that
  /// meet; Found gets the meetings.
  using LikeOf = std::function<Meeting(uint32_t I, uint32_t J)>;
  using Finder = std::function<void(uint32_t I, uint32_t J, Meeting M)>;
  void concurrent(const std::vector<std::vector<Item>> &Lists,
                  const LikeOf &Like, const Finder &Found);
  /// Of signals and waits those that mean the same object to all threads
  /// without a common frame that reach Object.
  SetId everyonesSyncs(SetId Syncs, PathId Object);
  /// Before callers see the frame: marks accesses of threads that have
  /// answered all.
  void noteAnswered(Frame &Fr);
  /// When all frames have been looked at: meetings of those who take a flag
  /// that others free.
  void settleFlags(MeetingList &Out);
  /// How many meetings of frames apart were left out, because there are too
  /// many of one kind.
  size_t leftOut() const { return LeftOut; }

  /// Fills the lock facts; false when a common lock excludes the pair. In Fr
  /// a lock that each instance makes for itself is not common.
  bool unlocked(Meeting &M, Frame *Fr = nullptr);

private:
  /// Whose lock it is where the map hangs on what an object was given: of each
  /// of several objects, perhaps, or of the only one.
  enum class Holder : uint8_t { One, Perhaps, Several };
  Holder holderOf(PathId Lock, PathId Object) const;
  /// Of two classes: what their pairs have in common.
  struct Judgement {
    Meeting M; ///< of the first members
    std::optional<DropReason> No;
  };
  /// A pair of members of two classes, in the order of the lists.
  struct Pair {
    ItemClasses::Member A, B;
    uint32_t By; ///< row of Judgement
  };
  enum class Which : uint8_t { All, Upwards }; ///< B's list not before A's
  struct Apart;

  /// Classes that judgeApart cannot tell apart, and those of them that have
  /// checks which can become stale.
  struct Alike {
    std::vector<const ItemClasses::Class *> All, Checks;
    const Item &like() const { return All.front()->Like; }
  };

  void meetApart(const ItemClasses &A, const ItemClasses &B, Which W,
                 const LikeOf &Like, const Finder &Found);
  std::set<PathId> heardOf(PathId Object,
                           const std::vector<ItemClasses::Class> &Of);
  std::vector<Alike> alike(const ItemClasses &In,
                           const std::vector<ItemClasses::Class> &Of,
                           const std::set<PathId> &Heard);
  bool hasChecks(const ItemClasses &In, const ItemClasses::Class &C) const;
  Judgement judgeApart(const Item &A, const Item &B);
  void pairUp(Apart &To, const ItemClasses::Class &A,
              const ItemClasses::Class &B);
  void pairStale(Apart &To, const Alike &A, const Alike &B);
  void pairFirst(Apart &To, const ItemClasses::Class &Checks,
                 const ItemClasses::Class &B);
  void pairSecond(Apart &To, const ItemClasses::Class &A,
                  const ItemClasses::Class &Checks);
  template <typename Callback>
  void forChecks(const ItemClasses &In, const ItemClasses::Class &C,
                 NodeId Other, Callback Do);
  void meetAlike(Apart &To, const Alike &A, const Alike &B);
  void settle(const Apart &All, const LikeOf &Like, const Finder &Found);
  bool no(SafeReason Why, PathId By = {});
  bool no(uint32_t Signal);
  /// Whether somebody is told that the pair that is judged cannot meet.
  bool isDropNoted() const;
  void drop(const Meeting &M);
  bool mayOverlap(Frame &Fr, const Item &A, const Item &B, MeetKind &Kind);
  bool overlapByValue(Frame &Values, const Item &A, const Item &B,
                      MeetKind &Kind);
  bool meetByValue(Frame &Values, Meeting &M);
  bool meetByPlace(Frame &Fr, Meeting &M);
  bool eitherFollows(Frame &Fr, const Item &A, const Item &B, bool ThreadA,
                     bool ThreadB);
  SetId again(Frame &Fr, uint32_t Pos);
  std::optional<uint32_t> bothHeard(Frame &Fr, const Item &A, const Item &B,
                                    SetId Between);
  std::optional<uint32_t> oneAtATime(Frame &Fr, const Item &A, const Item &B);
  bool givenAnew(Frame &Fr, const Meeting &M);
  bool storedBetween(Frame &Fr, PathId Variable, uint32_t From, uint32_t To);
  bool onceOrders(const Frame &Fr, const Item &A, const Item &B);
  bool besideEachOther(Frame &Fr, const Item &A, const Item &B);
  bool follows(Frame &Fr, const Item &First, const Item &Second);
  bool perInstance(const Frame &Fr, NodeId Event, PathId P) const;
  bool perInstance(Frame &Fr, NodeId Event, PathId P, PathId Object) const;
  bool staysInRound(Frame &Fr, NodeId Event, PathId Object,
                    unsigned Depth) const;
  bool isOneElement(const Item &A, const Item &B) const;
  SetId onceWaits(const Item &I);
  SetId ownWaits(const Item &I);
  SetId shared(const Frame &Fr, NodeId Event, SetId Waits);
  bool mayHaveWaited(Frame &Fr, const Item &First, uint32_t Second,
                     Wait ForFirst);
  bool isAnswered(Frame &Fr, const Item &First, uint32_t At, bool Stays);
  bool hasOtherWork(const Item &I, NodeId Questions);
  bool hasNoWork(Frame &Fr, const Item &Thread, const Item &Other);
  std::vector<uint32_t> startsOf(const Flow &E, uint32_t P, StepId Way);
  bool inConstructor(Frame &Fr, const Item &Thread, const Item &Other) const;
  bool isShared(const Item &A, const Item &B);
  bool eachHasItsOwn(const Item &A, const Item &B) const;
  bool guarded(const Item &A, const Item &B, bool OfCallers);
  bool takenOut(const Meeting &M, Frame *Fr);
  bool takenFrom(const Item &Taker, const Item &Finder,
                 const std::function<bool(PathId)> &IsOne) const;
  PathId commonFlag(const Meeting &M, Frame *Fr);
  bool isOneWinner(Frame &Fr, const Meeting &M);
  bool changeOrders(const Item &A, const Item &B,
                    const std::function<bool(PathId)> &IsOne);
  bool takeTurns(Frame &Fr, const Meeting &M);
  bool passedOn(Frame &Fr, const Meeting &M);
  SetId turns(const Item &I);
  bool wonByBoth(const Item &A, const Item &B);
  bool isOneFlag(const Frame &Fr, PathId Flag) const;
  bool isCounting(PathId P) const;
  bool isReplaced(PathId Lock) const;
  bool isOfElement(PathId Lock, PathId Object) const;
  SetId realLocks(SetId Locks);
  bool givenAway(const Frame &Fr, PathId P) const;
  std::pair<StepId, StepId> whereTheyPart(const Item &A, const Item &B) const;
  bool runsBeside(const Item &A, const Item &B) const;
  bool parted(const Item &A, const Item &B) const;
  bool comesAgain(const Frame &Fr, const Item &I) const;
  SetId beforeNextWalk(Frame &Fr, uint32_t Pos);
  std::optional<uint32_t> walkAtATime(Frame &Fr, const Item &A, const Item &B);
  bool keepsElements(Frame &Fr, PathId Container, uint32_t P, uint32_t Q) const;
  void compareElements(Frame &Fr, Meeting &M);
  bool everyones(PathId P, PathId Object) const;
  bool isOneForAll(PathId P, PathId Object) const;

  const Graph &G;
  Tables &T;
  Starts &When;
  Senders &Heard;
  DropLog *Log = nullptr;
  StaleChecks *Stale = nullptr;
  const StoredPlaces *Stored = nullptr;
  Flows FlowOf{G};
  bool Full = false;            ///< MaybeFull of the pair that is judged
  bool Cancelled = false;       ///< and its MaybeCancelled
  bool NoWork = false;          ///< and its HadNoWork
  bool Answered = false;        ///< and its Answered
  bool Waited = false;          ///< and its MaybeWaited
  bool OneEnded = false;        ///< and its OneEnded
  std::optional<DropReason> No; ///< of the pair that is judged
  std::vector<std::pair<Meeting, PathId>> ByFlag; ///< kept apart by a flag
  size_t LeftOut = 0;
};

} // namespace mapgraph::solver

#endif
