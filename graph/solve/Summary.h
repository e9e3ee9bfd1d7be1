//===- Summary.h - What a function does to maps, for its callers *- C++ -*-===//
//
// The result of analysing one function with the summaries of its callees: which
// maps it (or what it calls or starts) accesses, holding which locks, after and
// before which synchronisation; what it stores where; which locks it takes or
// gives back. All names are access paths over its own parameters, globals and
// allocations, so that a caller can substitute its own.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SUMMARY_H
#define MAPGRAPH_GRAPH_SOLVE_SUMMARY_H

#include "graph/solve/Callees.h"
#include "graph/solve/Flags.h"
#include "graph/solve/Paths.h"
#include "graph/solve/SetTable.h"

#include <array>
#include <map>
#include <optional>

namespace mapgraph::solver {

/// A lock that is held; as a code of a set.
struct LockCode {
  static uint32_t make(PathId P, bool Read) { return P.Value << 1 | Read; }
  static PathId path(uint32_t C) { return PathId(C >> 1); }
  static bool read(uint32_t C) { return C & 1; }
};

/// Whether one of Held keeps out who holds the lock of the code: the same one,
/// unless both only read. For LockCode and GuardCode alike.
inline bool excludes(const SetTable &Sets, SetId Held, uint32_t Code) {
  return Sets.contains(Held, Code & ~1U) ||
         (!LockCode::read(Code) && Sets.contains(Held, Code | 1));
}

/// The same for any of several codes.
inline bool excludesAny(const SetTable &Sets, SetId Held, SetId Codes) {
  for (uint32_t C : Sets[Codes])
    if (excludes(Sets, Held, C))
      return true;
  return false;
}

/// The field that a lock is, whatever object has it; as a code of a set.
struct GuardCode {
  static uint32_t make(uint32_t Selector, bool Read) {
    return Selector << 1 | Read;
  }
  static uint32_t selector(uint32_t C) { return C >> 1; }
  static bool read(uint32_t C) { return C & 1; }
};

/// What orders threads: signals (left) come before the waits (right).
enum class SyncKind : uint8_t {
  GroupDone,
  GroupWait,
  Send,
  Recv,
  Close,
  Drained, ///< received until closed, or in a loop that counts
  Closed,  ///< a receive has found that the channel is closed
  OnceDone,
  OnceWait,
  Publish, ///< stores a pointer in an atomic variable
  Consume,
  GroupAdd,  ///< no order by itself: what a wait for the group waits for
  Sends,     ///< more than one send
  Idle,      ///< all other threads have ended or are blocked
  Handed,    ///< gives back a lock that it has not taken
  Announce,  ///< signals a condition, or changes what a loop may wait for
  Notice,    ///< has waited for that
  Parallel,  ///< the test that is named runs beside others from there on
  Cancel,    ///< threads of the handle that have not begun do not begin
  Begun,     ///< a thread of the event that is named has been started
  OnceClose, ///< closes, unless somebody else has run the once before
  Won,       ///< has taken the flag, which nobody gives back
  Tells,     ///< sends without waiting for the answer to it
  Apart,     ///< a thread that is started sends
  Senders,   ///< more than one thread sends
  Changed,   ///< the flag, 0 at first, is something else from now on
  Raise,     ///< changes an atomic number
  State,     ///< makes an atomic number a constant
  Found,     ///< has found that an atomic number is not 0
  Told,      ///< the same, and which one of several it is
  Zeroed,    ///< has found that an atomic number is 0
};

/// A signal or wait that happens for sure; as a code of a set.
struct SyncCode {
  static uint32_t make(SyncKind K, PathId P) {
    return P.Value << 5 | static_cast<uint32_t>(K);
  }
  static PathId path(uint32_t C) { return PathId(C >> 5); }
  static SyncKind kind(uint32_t C) { return static_cast<SyncKind>(C & 31); }
};

/// Whether an event starts a thread.
bool isAsync(const Node &Event);

using StepId = Id<struct StepTag>;

/// The way from a frame to an op: calls and spawns, outermost first; shared
/// between items.
struct Step {
  NodeId Event;
  FunctionId Callee;
  StepId Rest;
  bool Async;      ///< spawn or callback
  uint16_t Spawns; ///< number of asynchronous steps from here on
  uint32_t Which;  ///< a hash of the events of these
};

/// What surrounds something that a thread does.
struct Surroundings {
  SetId Locks = SetTable::empty();    ///< held by the thread
  SetId Flags = SetTable::empty();    ///< the same of flags that are locks
  SetId After = SetTable::empty();    ///< signals that follow in it for sure
  SetId Before = SetTable::empty();   ///< waits that precede for sure
  SetId Within = SetTable::empty();   ///< of those what the event itself does
  SetId Earlier = SetTable::empty();  ///< sends and receives that may precede
  SetId MayLocks = SetTable::empty(); ///< held on some way
  /// Of the locks that its function gives back without having taken them, those
  /// that are held here if they were held at the entry.
  SetId Entrusted = SetTable::empty();
  SetId MayEntrusted = SetTable::empty(); ///< the same, on some way
  /// In whose sections the thread has taken the object out of the place where
  /// others find it.
  SetId Taken = SetTable::empty();
  /// Of Locks those that are held since the object was found in what hangs on
  /// their owner (TakenOut.h).
  SetId Found = SetTable::empty();
  bool LostLock = false; ///< a lock held there cannot be named here
  bool operator==(const Surroundings &) const = default;
};

/// One map access as a frame sees it.
struct Item : Surroundings {
  NodeId Op;
  PathId Object;
  PathId Below; ///< its name in the callee it was lifted from
  NodeId Event; ///< event of the frame: the op, or the call or spawn
  StepId Trace; ///< steps from Event to the op; none when Event is the op
  /// Selectors of locks that hang on what the map hangs on, in one of the names
  /// that the op was seen under: codes of fields, with the mode.
  SetId Guards = SetTable::empty();
  bool Write = false;
  bool Atomic = false;  ///< conflicts with accesses that are not, only
  bool Own = false;     ///< nobody else can know Object yet
  bool Several = false; ///< Object is one of several candidates
  NodeId Chosen; ///< Several: the value of the frame that has the candidates
  /// Done by a parallel part of a test, which begins when the test function
  /// that started it is over.
  bool Parallel = false;
  bool Closed = false; ///< its thread has ended when Event is over
  /// One of the threads that were started like its own has ended then.
  bool OneEnded = false;
  /// The call at whose end its thread has ended, when that call did not know
  /// which code its threads run: under Event it may run beside others of them.
  NodeId JoinedBy;
  bool Repeats = false; ///< JoinedBy: that call may start it more than once
  /// The start of a thread that the access is done in, or below, if what Object
  /// hangs on is made anew for each thread that is started there.
  NodeId MadeFor;
  /// Its thread has ended at some returns of a function under Event.
  bool MayHaveEnded = false;
  /// What its thread was asked has been answered when Event is over, and nobody
  /// can ask it anything else from then on (MeetAnswered.cpp).
  bool Answered = false;
  /// The channel from which what the map hangs on was received, when it has not
  /// been sent on; none otherwise.
  PathId Received;
  /// Object is the place from which a cell of the thread was given what it
  /// holds, such as an element that a closure has captured.
  bool ByCell = false;
  bool Walked = false; ///< ByCell: by a cell that each round of a loop makes
  /// Object has the name by which others find it when the thread has begun; the
  /// access is known under the first name, too.
  bool FoundLater = false;
  /// Each element of the container in Object is one of those that are accessed.
  bool All = false;
  bool Extra = false;   ///< beyond the bounds, but the first of its kind
  bool SentOn = false;  ///< the parameter that Object hangs on may have been
  bool ViaLoad = false; ///< the map value was taken while a lock was held that
                        ///< the op no longer holds
};

/// Whether two accesses of one object must not overlap.
inline bool conflict(const Item &A, const Item &B) {
  return (A.Write || B.Write) && !(A.Atomic && B.Atomic);
}

/// Addr := Value somewhere in the function or what it calls.
struct Store {
  PathId Addr;
  PathId Value;
  auto operator<=>(const Store &) const = default;
};

/// A call, spawn or callback of code that only a caller knows.
struct OpenCall : Surroundings {
  NodeId Event;  ///< event of the frame
  NodeId Origin; ///< the call itself
  StepId Trace;  ///< steps from Event to the call
  PathId Code;
  std::vector<PathId> Args;  ///< by parameter position of Origin; may be none
  bool Async = false;        ///< Origin starts a thread
  bool Closed = false;       ///< its thread has ended when Event is over
  NodeId JoinedBy;           ///< Closed: the call at whose end it has
  bool Repeats = false;      ///< runs more than once up to there
  bool MayHaveEnded = false; ///< as of Item
};

/// What has come for sure before each signal of one code (a Send, Close or
/// GroupDone) that a function gives on some way, or a thread that it starts.
struct Signal {
  uint32_t Code;
  SetId Before; ///< waits
};

/// What holds where a function has returned with one answer: locks held, and
/// what has happened.
struct Outcome {
  SetId Acquired = SetTable::empty();
  SetId Sync = SetTable::empty();
};
/// By the answer: false or nil, and true or not nil.
using Outcomes = std::array<Outcome, 2>;

struct Summary {
  std::vector<Item> Items;
  std::vector<Store> Stores;
  /// What hangs on parameters and is put where others can find it: in what
  /// hangs on globals or parameters, also in maps and channels. Addr is the
  /// name by which it is found there. Stores has a part of it, by places.
  std::vector<Store> Puts;
  std::vector<OpenCall> OpenCalls;
  std::vector<std::vector<PathId>> Results; ///< candidates by tuple index
  /// A result is what a field held under a lock that is given back.
  bool ResultEscapesLock = false;
  SetId Acquired = SetTable::empty();    ///< held at every exit
  SetId MayAcquired = SetTable::empty(); ///< held at some exit
  SetId Released = SetTable::empty();    ///< given back on some way
  /// Of those: held again at every exit, if they were held at the entry.
  SetId Restored = SetTable::empty();
  SetId MaySync = SetTable::empty();  ///< sends and receives on some way
  SetId MustSync = SetTable::empty(); ///< happens on every way
  /// Happens where it returns with one result, but not with every one.
  SetId SomeSync = SetTable::empty();
  Outcomes On; ///< empty where callers cannot tell
  /// Sends, receives, closes and work done for groups on some way, also of
  /// threads it starts.
  SetId AnySync = SetTable::empty();
  std::vector<Signal> Signals; ///< of AnySync those that something precedes
  /// Locks that a thread it starts gives back without having taken them.
  SetId Foreign = SetTable::empty();
  /// What is sent while somebody else may have it (Handovers.h).
  std::vector<PathId> Shared;
  bool Overflow = false; ///< something was left out
};

class InitThreads;

/// Tables that all frames share.
struct Tables {
  explicit Tables(const Graph &G);

  PathTable Paths;
  SetTable Sets;
  Flags Atomics;
  std::vector<Step> Steps;
  std::vector<NodeId> MovedOut; ///< ops on maps that nobody else has
  /// What initialisers lift of those that they call; null: everything.
  const InitThreads *AtInit = nullptr;

  /// A name, the same everywhere, for all threads there are.
  PathId everybody() { return Paths.global(NodeId(0)); }
  StepId step(NodeId Event, FunctionId Callee, bool Async, StepId Rest) {
    Step New{Event, Callee, Rest, Async, Async, 0};
    if (Rest) {
      New.Spawns += Steps[Rest.Value].Spawns;
      New.Which = Steps[Rest.Value].Which;
    }
    if (Async)
      New.Which = New.Which * 31 + Event.Value;
    Steps.push_back(New);
    return StepId(Steps.size() - 1);
  }
  /// A hash of the starts of threads on the way, 0 for none.
  uint32_t starts(StepId S) const { return S ? Steps[S.Value].Which : 0; }
  bool async(StepId S) const { return S && Steps[S.Value].Spawns; }
  /// The first step from here that starts a thread, or none.
  StepId firstSpawn(StepId S) const {
    while (S && !Steps[S.Value].Async)
      S = Steps[S.Value].Rest;
    return S;
  }
  /// Whether the access is one of a thread that the frame cannot wait for.
  bool isThread(const Item &I) const { return !I.Closed && async(I.Trace); }

  /// A lockset and a set of synchronisation facts under other names: To gives
  /// every path its name; what gets none is left out.
  template <typename Renamer> SetId renameLocks(SetId S, Renamer To) {
    return rename(S, [&](uint32_t C) -> std::optional<uint32_t> {
      PathId Old = LockCode::path(C), P = To(Old);
      if (!P || Paths.isFlag(P) != Paths.isFlag(Old))
        return std::nullopt;
      return LockCode::make(P, LockCode::read(C));
    });
  }
  template <typename Renamer> SetId renameSyncs(SetId S, Renamer To) {
    return rename(S, [&](uint32_t C) -> std::optional<uint32_t> {
      PathId P = To(SyncCode::path(C));
      return P ? std::optional(SyncCode::make(SyncCode::kind(C), P))
               : std::nullopt;
    });
  }

  /// Whether this is the lock, or the group, that stands for all objects of the
  /// type, in the names of its methods: the first one that was asked for.
  bool isOwnSync(TypeId Type, bool Group, PathId P) {
    return OwnSyncs.try_emplace({Type, Group}, P).first->second == P;
  }

  /// Of locks those that are flags, or are not.
  SetId flags(SetId Locks, bool Wanted = true) {
    return Sets.select(Locks, [&](uint32_t C) {
      return Paths.isFlag(LockCode::path(C)) == Wanted;
    });
  }
  /// The named struct type whose field the selector is; none when not known.
  TypeId fieldOwner(uint32_t Selector) const {
    return Selector < FieldOwners.size() ? FieldOwners[Selector] : TypeId();
  }

private:
  template <typename Coder> SetId rename(SetId S, Coder To) {
    if (S == SetTable::empty())
      return S;
    std::vector<uint32_t> Out;
    for (uint32_t C : Sets[S])
      if (std::optional<uint32_t> New = To(C))
        Out.push_back(*New);
    return Out == Sets[S] ? S : Sets.intern(std::move(Out));
  }

  std::vector<TypeId> FieldOwners; ///< by selector
  std::map<std::pair<TypeId, bool>, PathId> OwnSyncs;
};

} // namespace mapgraph::solver

#endif
