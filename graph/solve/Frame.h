//===- Frame.h - One function with the summaries of its callees -*- C++ -*-===//
//
// All map accesses that happen under one function, in its own names: its ops,
// those of its callees and of the threads it starts, with the locks held, the
// synchronisation before and after, and the way from here to the op. From a
// frame come the pairs that meet in it (Meet.h) and the summary for callers.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_FRAME_H
#define MAPGRAPH_GRAPH_SOLVE_FRAME_H

#include "graph/solve/Escapes.h"
#include "graph/solve/Handovers.h"
#include "graph/solve/MustFlow.h"
#include "graph/solve/Renaming.h"
#include "graph/solve/TakenOut.h"

#include <array>

namespace mapgraph::solver {

/// All that the surroundings of a lifted item depend on, and these.
struct LiftedAround {
  uint32_t Pos = UINT32_MAX; ///< none: nothing is known
  FunctionId Callee;
  NameChoice How;
  Surroundings Of;
  bool Async = false, Inside = false, MayHaveEnded = false;
  bool operator==(const LiftedAround &) const = default;
};

class Frame {
public:
  /// Accesses to objects that nobody else can know meet nobody; KeepOwn lists
  /// them all the same. ByValue lists those to what hangs on a value that is
  /// one of many, under the name of the value (Naming.h), and nothing else.
  Frame(const Graph &G, const Callees &Calls, const Variants &Which,
        const Summaries &Done, Tables &T, VariantId V, bool Variables,
        bool KeepOwn = false, bool ByValue = false);

  FunctionId function() const { return F; }
  const std::vector<Item> &items() const { return Items; }
  std::vector<Item> &items() { return Items; }
  const Flow &events() const { return Events; }
  MustFlow &must() { return Must; }
  const MustFlow &must() const { return Must; }
  Naming &naming() { return Names; }

  /// Position of the event that makes new instances of the path's base;
  /// UINT32_MAX when the base is not allocated under this frame.
  uint32_t allocation(PathId P) const;
  /// The same of what is named by value: where that is taken anew.
  uint32_t renewal(PathId P) const;
  /// Whether what is named by value is the same object at To, after From.
  bool isOneObject(PathId P, uint32_t From, uint32_t To) const;
  /// Whether threads run beside the function that may share what it names by
  /// value.
  bool mayShareValues() const { return StartsThreads && Names.hasVague(); }
  std::optional<uint32_t> walkOf(uint32_t HeaderPos) const;
  Handovers &messages() { return Messages; }
  /// Bases of what the function returns.
  std::vector<PathId> returned();

  /// What callers need to know. Threads that are over at every exit are closed
  /// in it, so pairs are to be judged before.
  Summary summarize();

private:
  struct Publication {
    uint32_t Pos;
    Renaming Found; ///< to the names that others find it by
  };

  void collect();
  bool isAccess(const Node &N, Item &I) const;
  void addOwn(uint32_t Pos);
  void addCall(uint32_t Pos);
  bool isDone(uint32_t Pos);
  void liftItem(const Item &I, uint32_t Pos, FunctionId Callee, bool Async);
  NodeId actualOf(PathId Object, NodeId Event, FunctionId Callee) const;
  void addOrigin(Item &To, NodeId Value, uint32_t Pos);
  bool isMadeFor(uint32_t Start, FunctionId Callee, PathId Object,
                 Naming::Choice Of);
  void liftItemAs(const Item &I, uint32_t Pos, FunctionId Callee, bool Async,
                  const Naming::Choice &Of, NodeId Chosen);
  Surroundings around(const Item &I, uint32_t Pos, FunctionId Callee,
                      bool Async, const Naming::Choice &How);
  SetId guards(const Item &I) const;
  void entrust(Surroundings &New, const Surroundings &Of, bool InThread,
               uint32_t Pos, FunctionId Callee, bool Async,
               const Naming::Choice &How);
  void entrustBound(Surroundings &New, const Surroundings &Of, bool InThread,
                    const Naming::Binding &B, FunctionId Callee,
                    const OpenCall &O);
  template <typename Lifter>
  void giveBack(Surroundings &New, const Surroundings &Of, SetId Released,
                const Surroundings &Around, Lifter Lift);
  Surroundings lifted(const Surroundings &Of, uint32_t Pos, FunctionId Callee,
                      bool Async, bool Inside, const Naming::Choice &How);
  Surroundings bound(const Surroundings &Of, const Naming::Binding &B,
                     FunctionId Callee, const OpenCall &O, bool Inside);
  SetId waits(SetId Inner, bool Async, SetId Outer);
  void liftOpen(const OpenCall &O, uint32_t Pos, FunctionId Callee, bool Async);
  void resolve(OpenCall O, unsigned Depth);
  void run(const OpenCall &O, FunctionId Callee, unsigned Depth, bool Picked);
  std::vector<PathId> pickedCodes(const OpenCall &O);
  bool isPicked(PathId Code) const;
  void addHandedOver(const OpenCall &O, std::vector<PathId> &Out);
  bool picksClosure(NodeId Event);
  bool isOncePerWalk(const OpenCall &O, PathId Object) const;
  bool overlapsItself(const Item &I);
  bool runsInThread(const OpenCall &O) const;
  bool repeats(uint32_t Pos) const;
  void addOpen(uint32_t Pos, bool Async);
  using ItemKey = std::array<uint32_t, 18>;
  ItemKey keyOf(const Item &I) const;
  bool isNew(const Item &I);
  bool isExtra(const Item &I);
  bool isFirst(const Item &I);
  void add(const Item &I);
  bool escapedLock(NodeId Map, SetId Now, unsigned Depth);
  void collectPublications();
  void collectStored(uint32_t Pos);
  void collectPutBelow(uint32_t Pos);
  void put(PathId Value, uint32_t Pos, PathId As);
  void addPut(const Store &S);
  void publish(PathId Object, uint32_t Pos, PathId As);
  void addPublished(const Item &I, uint32_t Pos);
  SetId byPlace(SetId Syncs, bool Early) const;
  void addPlaces(Item &I) const;
  bool goesOnBehind(const Item &I, uint32_t Start, uint32_t Publication);
  void addFound(Item I, uint32_t From, uint32_t Pos);
  void addAliases(const Item &I);
  Item through(const Item &I, PathId Held, PathId Given);
  void addTaken(const Item &I, PathId Cell, PathId From);
  bool walksAll(uint32_t Pos, PathId Container);
  SetId earlier(uint32_t Pos, PathId Object) const;
  void passOn(Item &I, NodeId Value, uint32_t Pos);
  void noteFreed(const Summary &Kept);
  SetId ownTurns(SetId Locks) const;
  SetId bindLocks(const Naming::Binding &B, FunctionId Callee, SetId S,
                  bool *Lost = nullptr);
  SetId bindSyncs(const Naming::Binding &B, FunctionId Callee, SetId S);
  SetId extraAfter(NodeId Event);
  SetId extraBefore(NodeId Event);
  SetId withoutAdds(SetId Before);
  SetId extraLocks(NodeId Event);
  StepId concat(StepId A, StepId B);
  bool isNamed(PathId P) const;
  bool isOfOtherType(const Item &I, PathId P) const;
  /// A global on one of several ways is that global for sure on this way.
  bool isGlobal(PathId P) const {
    return T.Paths[T.Paths.base(P)].Kind == PathKind::Global;
  }
  bool isInternal(const Item &I) const;
  bool isOwn(const Item &I, Knowing Others);
  void closeItems();
  bool happensAlways(const Item &I) const;
  enum class Ends : uint8_t { Nowhere, Somewhere, Everywhere };
  SetId someSync() const;
  std::vector<uint32_t> endsOfWays(uint32_t Return) const;
  Ends endsAtReturns(const Item &I, bool One = false);
  SetId heldUntilEnd(const Item &I);

  const Graph &G;
  const Callees &Calls;
  CalleeSummaries Done;
  Tables &T;
  FunctionId F;
  bool Variables;
  bool KeepOwn; ///< for the reasons of pairs that cannot meet
  bool ByValue;
  bool StartsThreads = false; ///< itself, or what it calls
  size_t Counted = 0;
  Flow Events;
  Naming Names;
  MustFlow Must;
  Escapes Known;
  Handovers Messages;
  TakenOut Moved;
  std::vector<Item> Items;
  RowIndex Seen;                                  ///< of Keys
  std::vector<std::pair<uint32_t, ItemKey>> Keys; ///< of Items, with the event
  std::vector<OpenCall> Open;
  std::vector<Publication> Publications;
  std::vector<Store> Puts; ///< of its parameters
  std::unordered_map<PathId, std::vector<size_t>> Published; ///< rows there
  std::unordered_map<PathId, unsigned> PerObject;
  /// Operation, object and starts of threads of the items.
  std::set<std::array<uint32_t, 3>> Firsts;
  std::map<std::pair<PathId, uint32_t>, unsigned> FirstsOf;
  std::map<std::pair<PathId, PathId>, RenameMemo> Aliases; ///< P as V
  std::array<std::pair<LiftedAround, Surroundings>, 16> LastAround;
  size_t Brought = 0; ///< items of open calls, new ones or not
  bool Overflow = false;
};

} // namespace mapgraph::solver

#endif
