//===- Solution.h - What solving adds to a linked graph ---------*- C++ -*-===//
//
// The answers of graph/solve: abstract threads, map objects, who accesses what
// holding what, and findings. Rows are in a fixed order (that of the program's
// nodes), so that everything written from them is the same in every run.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_SOLUTION_H
#define MAPGRAPH_GRAPH_MODEL_SOLUTION_H

#include "graph/model/Graph.h"

namespace mapgraph {

/// main, init, a test, a handler, or the instances of one spawn site.
struct Thread {
  enum class RootKind : uint8_t {
    Main,
    Init,
    Test,
    Spawn,
    Callback,
    Api,
    Kernel
  };
  RootKind Root = RootKind::Main;
  bool Many = false;            ///< several instances may run at once
  NodeId Entry;                 ///< Function node
  NodeId Site;                  ///< spawn or callback op; none for roots
  uint32_t Parent = UINT32_MAX; ///< row of the thread that spawns it
  std::string Name;             ///< "main", "goroutine started at a.go:7" …
};

/// The row at the end of the chain of parents; Row itself for a root.
inline uint32_t rootOf(const std::vector<Thread> &Rows, uint32_t Row) {
  while (Rows[Row].Parent != UINT32_MAX)
    Row = Rows[Row].Parent;
  return Row;
}

/// One abstract map: as people name it ("Cache.m", "counts", "pkg.global").
struct MapObject {
  std::string Name;
  TypeId Type;
  LocId Declared;    ///< make site, field's make site or global's declaration
  NodeId Site;       ///< make op or Global node, if there is one
  LocId Holder = {}; ///< declaration of the field or variable that holds it
};

struct HeldLock {
  std::string Name; ///< "Cache.mu"
  bool Read = false;
  auto operator<=>(const HeldLock &) const = default;
};

/// An op on an object in a thread.
struct ObjectAccess {
  NodeId Op;
  uint32_t Object = 0;
  uint32_t Thread = 0;
  std::vector<HeldLock> Locks;
};

enum class Verdict : uint8_t { Race, Likely, Possible, Safe, Unknown };
std::string_view text(Verdict V);

/// Why two accesses cannot meet: the rows of Reasons.def, the most specific
/// first.
enum class SafeReason : uint8_t {
#define MG_REASON(Name, Group, Text) Name,
#include "graph/model/Reasons.def"
};
/// "common lock", "ordered" …
std::string_view group(SafeReason R);
/// The reason with what it rests on ("Cache.mu") filled in.
std::string sentence(SafeReason R, std::string_view By);

/// What a verdict can rest on.
enum class Assumption : uint8_t {
  Callers,       ///< exported functions are called concurrently
  SameKey,       ///< of the outer map
  SameElement,   ///< of a slice, an array, a channel, several objects
  SameOnWays,    ///< one of several candidates for the map
  LockNoName,    ///< a lock that is held there cannot be named here
  OtherLock,     ///< locks of different names do not exclude each other
  LockSomeWays,  ///< the common lock is not taken on these ways
  InConstructor, ///< the thread has work before the object is given out
  HandlerInTest, ///< a request is handled when the test goes on
  TwoRequests,   ///< the test has two requests under way at once
  OtherValue,    ///< what is stored once more under a key is not the same
  NotSetUp,      ///< done not only where the object is set up, or ends
  FarOwner,      ///< both reach the same owner over several pointers
  StartedTwice,  ///< what serves an object is started again beside itself
  RoomInBuffer,  ///< a send need not wait for the receive after the other side
  LeftEarly,     ///< a call that mostly waits for its thread did not
  HadBegun,      ///< a thread that was cancelled before the other side ran
  NotTheFirst,   ///< it is done by one of several threads, not by the first
  FlagFreed,     ///< somebody else gives a flag back that both sides take
  BesideLocker,  ///< methods run beside the only one that locks
  UnknownCall,   ///< what gives the object to both sides orders nothing
  LongWay,       ///< all of many calls on the two ways are made
  HadWork,       ///< a thread got something from a channel before it was sent
  AfterAnswer,   ///< a thread goes on when it has answered a question
  MissedByTest,  ///< the test that starts both threads did not show it
};

/// One side of a finding.
struct Side {
  NodeId Op;
  uint32_t Thread = 0;
  std::vector<NodeId> Spawned; ///< spawn sites, outermost first
  std::vector<NodeId> Calls;   ///< call sites from the thread's entry to Op
  std::vector<HeldLock> Locks;
};

struct Finding {
  std::string Rule; ///< "MG001"
  Verdict Result = Verdict::Possible;
  double Confidence = 0; ///< 0–1
  std::vector<std::string> Assumptions;
  uint32_t Object = 0;
  Side Sides[2];
  std::string Why; ///< same object, no order, no lock: in one or two sentences
  std::string Fix; ///< advice that fits the operations seen on this map
  std::string Program; ///< "cmd/server", "p.test", "library"
  bool Counted = true; ///< MG006 is shown, not counted in the exit code

  // Not stored in files: what Why and Assumptions are made of.
  std::string Same;  ///< why it is one map
  std::string Order; ///< why nothing orders the sides
  std::string Lock;  ///< why no lock keeps them apart
  std::vector<Assumption> Kinds;
};

/// Two accesses of one map that were looked at and cannot meet.
struct SafePair {
  uint32_t Object = 0;
  Side Sides[2];
  SafeReason Reason = SafeReason::OtherObject;
  std::string By; ///< what the reason rests on, "" for those with none
};

/// Time in seconds and peak memory in MiB of a phase.
struct PhaseCost {
  std::string Name;
  double Seconds = 0;
  double PeakMiB = 0;
};

struct Solution {
  std::vector<std::string> Programs;
  std::vector<Thread> Threads;
  std::vector<MapObject> Objects;
  std::vector<ObjectAccess> Accesses;
  std::vector<Finding> Findings; ///< by object, most certain first
  /// With SolveOptions::Reasons only, and not stored in files: each pair of ops
  /// once per reason; ops on maps that were moved out.
  std::vector<SafePair> Safe;
  std::vector<NodeId> MovedOut;
  /// Overlay edges (PointsTo, Calls, Spawns, Holds, Conflicts).
  std::vector<Edge> Overlay;
  /// Things not known, by reason ("indirect call without target"), counted.
  std::vector<std::pair<std::string, uint64_t>> Unknowns;
};

} // namespace mapgraph

#endif
