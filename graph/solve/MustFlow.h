//===- MustFlow.h - Locks and synchronisation that hold for sure *- C++ -*-===//
//
// Forward and backward must-analyses over the events of one function: which
// locks are held at an event on every way to it (with modes, try-locks on their
// successful branch), which waits came before it, and which signals will follow
// it on every way to an exit. Calls count with their summaries.
//
// A loop is taken to run at least once: `for range n { <-done }` waits.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_MUSTFLOW_H
#define MAPGRAPH_GRAPH_SOLVE_MUSTFLOW_H

#include "graph/solve/Flow.h"
#include "graph/solve/Naming.h"

#include <optional>
#include <set>

namespace mapgraph::solver {

class MustFlow {
public:
  MustFlow(const Graph &G, const Flow &Events, Naming &Names,
           const CalleeSummaries &Done, Tables &T);

  /// Held when control comes to the event; flags are apart from locks.
  SetId held(uint32_t Pos) const { return locks(value(Held[Pos])); }
  SetId flags(uint32_t Pos) const {
    SetId Own = AnyFlag ? T.flags(value(Held[Pos])) : SetTable::empty();
    return InTurn.empty() ? Own : T.Sets.unite(Own, InTurn[Pos]);
  }
  /// Held on some way to the event.
  SetId mayHeld(uint32_t Pos) const { return locks(MayHeld[Pos]); }
  /// Waits and signals on every way from the entry to the event.
  SetId before(uint32_t Pos) const { return value(Before[Pos]); }
  /// Sends, receives and changes of atomic variables that may come before the
  /// event.
  SetId mayBefore(uint32_t Pos) const { return MayBefore[Pos]; }
  /// Signals and waits on every way from the event to an exit.
  SetId after(uint32_t Pos) const { return value(After[Pos]); }
  /// What happens on every way from one event (exclusive) to all others.
  const std::vector<std::optional<SetId>> &between(uint32_t From);
  /// The same up to the end of the event; none when it cannot follow.
  std::optional<SetId> upTo(uint32_t From, uint32_t Pos);
  /// What the event itself synchronises.
  SetId syncAt(uint32_t Pos) const { return Effects[Pos].Sync; }
  /// What code that the event runs synchronises when it returns with one of its
  /// results, which callers tell apart.
  SetId someAt(uint32_t Pos) const { return Effects[Pos].Some; }

  /// Of locks and flags the locks.
  SetId locks(SetId S) const { return AnyFlag ? T.flags(S, false) : S; }
  // These and what follows of locks: flags, too.
  SetId acquired() const { return Acquired; }
  SetId mayAcquired() const { return MayAcquired; }
  SetId released() const { return Released; }
  SetId restored() const { return Restored; }
  SetId mayAt(uint32_t Pos) const { return Effects[Pos].May; }
  /// Sends, receives and closes on some way, of any thread under the event.
  SetId anyAt(uint32_t Pos) const { return Effects[Pos].Any; }
  SetId anySync() const { return AllAny; }
  /// Of those what threads do themselves that the event starts.
  SetId startedAt(uint32_t Pos) const { return Effects[Pos].Started; }
  /// What comes for sure before the signals that are given on some way.
  const std::vector<Signal> &signals() const { return Signals; }
  /// Locks that the event takes for sure; gives back on some way; lets threads
  /// give back that have not taken them.
  SetId takenAt(uint32_t Pos) const { return Effects[Pos].Acquire; }
  SetId releasedAt(uint32_t Pos) const { return Effects[Pos].Release; }
  /// The same of locks that may be taken again until the event is over.
  SetId givenBackAt(uint32_t Pos) const {
    return T.Sets.unite(Effects[Pos].Release, Effects[Pos].Pause);
  }
  SetId foreignAt(uint32_t Pos) const { return Effects[Pos].Foreign; }
  /// Locks that threads started here give back without having taken them, but
  /// for those that are handed over.
  SetId foreign() const { return Foreign; }
  /// Locks that the function gives back without having taken them, but which
  /// are held when control comes to the event if they were held at the entry.
  SetId entrusted(uint32_t Pos) const {
    return Entrusted.empty() ? SetTable::empty() : value(Entrusted[Pos]);
  }
  /// The same, where they may still be held.
  SetId mayEntrusted(uint32_t Pos) const {
    return T.Sets.intersect(MayEntrusted[Pos], Released);
  }
  /// Locks that are held where the event starts a thread, that the thread gives
  /// back, and that this function does not: they are the thread's from then on.
  SetId handedOver(uint32_t Pos) const { return Effects[Pos].HandedOver; }
  SetId mustSync() const;
  Outcomes outcomes() const;
  SetId maySync() const { return AllMay; }

private:
  struct Effect {
    SetId Acquire = SetTable::empty();
    SetId MayAcquire = SetTable::empty();
    SetId Release = SetTable::empty();
    SetId Pause = SetTable::empty(); ///< given back and taken again
    SetId Sync = SetTable::empty();
    SetId May = SetTable::empty();
    SetId Any = SetTable::empty();
    SetId Some = SetTable::empty();    ///< synchronises with some results
    SetId Started = SetTable::empty(); ///< what is started does itself
    SetId Foreign = SetTable::empty();
    SetId HandedOver = SetTable::empty();
    std::vector<Signal> Signals = {}; ///< of what the event runs
    SetId Won = SetTable::empty();    ///< on the true edge of the branch on it
    Outcomes On = {};                 ///< of a call, on the edges of the branch
  };

  static SetId value(std::optional<SetId> S) {
    return S.value_or(SetTable::empty());
  }
  void collect();
  /// Whether control never comes out of the event.
  bool isDead(uint32_t Pos) const { return Names.isDeadArm(Events.event(Pos)); }
  /// Position of the event whose outcome the branch tests, or UINT32_MAX.
  uint32_t tested(uint32_t Branch) const;
  bool isMadeIn(PathId P, uint32_t Header) const;
  SetId allReceived(SetId S, uint32_t Header);
  Effect effectOf(NodeId Event);
  Effect syncEffect(NodeId Event);
  void atomicStore(NodeId Event, PathId Place, bool Again, Effect &To);
  void channelLockEffect(NodeId Event, const Naming::Names &Places, Effect &To);
  void flagEffect(NodeId Event, const Naming::Names &Places, Effect &To);
  Effect callEffect(NodeId Event);
  SetId locksOfReceiver(TypeId Type, SetId Locks);
  SetId groupsOfReceiver(TypeId Type, SetId Syncs);
  SetId takenByBoth(SetId A, SetId B);
  void addDispatched(NodeId Event, Effect &To);
  void addAsNamed(const Effect &Of, const Naming::Names &Receivers, Effect &To);
  SetId putLocks(SetId Locks);
  SetId locksAt(const Naming::Names &Places, bool Read);
  void addThreads(NodeId Event, Effect &To);
  void addOnce(NodeId Event, Effect &To);
  void findHandovers();
  void findAnnouncements();
  void findTurns();
  PathId channelAt(uint32_t Pos, SyncOpKind K) const;
  bool carries(uint32_t Send, PathId Reply);
  bool keepsToItself(PathId Reply, uint32_t Send);
  bool moves(uint32_t Pos, PathId Of, PathId Queue, std::set<PathId> &Carriers);
  uint32_t askedBy(uint32_t Recv);
  Naming::Names queuesAt(uint32_t Pos);
  bool receives(uint32_t Pos, PathId Queue);
  bool isReply(PathId P, const Naming::Names &Queues);
  enum class Answer : uint8_t { None, Here, Below, MaybeBelow };
  std::vector<Answer> answersTo(const Naming::Names &Queues);
  bool isAnswered(uint32_t Recv, PathId Queue,
                  const std::vector<Answer> &Answers);
  bool isClosed(uint32_t Pos, const Flow::Succ &To, PathId Queue);
  void findAnswers();
  void addAnswering(PathId Queue, const std::vector<Answer> &Answers);
  void collectSenders();
  void collectAny();
  void findChannelLocks();
  void solveLocks();
  std::vector<SetId> mayHeldFrom(SetId Entry) const;
  void solveMayLocks();
  void solveEntrusted();
  bool givesBackAfter(uint32_t Pos, uint32_t Lock) const;
  void findHandedOver();
  void collectSignals();
  std::vector<Signal> signalsOf(NodeId Event);
  void addEnd(NodeId Event, std::vector<Signal> &To);
  void findSignals();
  SetId waitedFor(SetId Waits, SetId Before);
  SetId waitedByAll(PathId Channel, SetId Before, bool OnlyClose);
  SetId foundClosed(uint32_t Pos, const Flow::Succ &To);
  SetId waitedByGroup(PathId Group, SetId Before);
  void keepHandedOnce();
  Outcome gained(uint32_t From, uint32_t Label) const;
  void solveAfter();
  void solveMay();
  std::vector<std::optional<SetId>> forward(uint32_t From);

  const Graph &G;
  const Flow &Events;
  Naming &Names;
  const CalleeSummaries &Done;
  Tables &T;
  std::vector<Effect> Effects;
  std::vector<SetId> LoopSync; ///< by header position
  std::vector<Signal> Signals;
  /// Who may signal; empty when nobody has waited for anything before.
  std::unordered_map<PathId, std::vector<uint32_t>> Signallers;
  std::vector<std::optional<SetId>> Held, Before, After;
  std::vector<std::optional<SetId>> Entrusted; ///< empty when none ever is
  /// Turns of those whose message is being answered; empty when there are none.
  std::vector<SetId> InTurn;
  std::unordered_map<uint32_t, std::vector<std::optional<SetId>>> Between;
  SetId Acquired = SetTable::empty(), Released = SetTable::empty();
  SetId MayAcquired = SetTable::empty(), Restored = SetTable::empty();
  std::vector<SetId> MayBefore, MayHeld, MayEntrusted;
  SetId AllMay = SetTable::empty(), AllAny = SetTable::empty();
  SetId Foreign = SetTable::empty();
  bool AnySync = false, AnyLock = false, AnyFlag = false;
};

} // namespace mapgraph::solver

#endif
