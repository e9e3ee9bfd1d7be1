//===- Naming.h - Names of values in one function ---------------*- C++ -*-===//
//
// Which access paths the pointer values of one function have, using what it and
// its callees store: a place with one stored value is that value, so that
// `s := New(); s.m` and the map made in New get one name.
//
// At most MaxNames candidates per value (phi); more are one opaque name.
//
// By value, what is one of many (an element, what a channel or an unknown call
// gave) has the value that was taken as its name: what hangs on one value is
// one object, until it is taken again.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_NAMING_H
#define MAPGRAPH_GRAPH_SOLVE_NAMING_H

#include "graph/solve/Flow.h"
#include "graph/solve/Variants.h"

#include <boost/container/small_vector.hpp>

#include <map>
#include <set>

namespace mapgraph::solver {

/// How names are lifted. Where an argument has several names, one of them for
/// all that hangs on the parameter; the default takes every name.
struct NameChoice {
  uint32_t Param = UINT32_MAX;
  PathId Name;
  /// What hangs on parameters keeps the name of its place, whatever is known
  /// to be stored there: so others find it.
  bool ByPlace = false;
  auto operator<=>(const NameChoice &) const = default;
};

class Naming {
public:
  using Choice = NameChoice;
  static constexpr size_t MaxNames = 3;
  /// Mostly not more than MaxNames, and one to see that there are.
  using Names = boost::container::small_vector<PathId, MaxNames + 1>;

  Naming(const Graph &G, const Callees &Calls, const CalleeSummaries &Done,
         Tables &T, const Flow &Events, FunctionId F, bool ByValue = false);

  const Names &names(NodeId Value);
  /// The first candidate, or no path.
  PathId name(NodeId Value) {
    const Names &N = names(Value);
    return N.empty() ? PathId() : N.front();
  }
  /// What the address holds, by the stores that are known.
  PathId content(PathId Address);
  /// A path of Callee as this frame names it when called at Event; empty when
  /// it cannot be named here.
  Names lift(NodeId Event, FunctionId Callee, PathId P, Choice How = {});
  /// Whether lift gives all paths with this base as they are, or no path.
  bool isSameInAll(PathId P) const {
    PathKind K = T.Paths[T.Paths.base(P)].Kind;
    return K == PathKind::Global || K == PathKind::Function ||
           K == PathKind::Fresh;
  }
  /// Whether what is known to be stored behind parameters can give a path
  /// another name than NameChoice::ByPlace does.
  bool storesBehindParams() const { return BehindParams; }
  /// The same where it has exactly one name; no path otherwise.
  PathId liftOne(NodeId Event, FunctionId Callee, PathId P, Choice How = {});
  /// The choices that tell the names of P apart; one that takes all of them
  /// when there is nothing to choose.
  std::vector<Choice> choices(NodeId Event, FunctionId Callee, PathId P);
  /// Locks of Callee that are taken, or given back, on some way: by all names
  /// that they can have in this frame.
  SetId liftAnyLocks(NodeId Event, FunctionId Callee, SetId S);
  /// A lockset and a set of synchronisation facts of Callee in the names of
  /// this frame. What has not exactly one name here is left out; of a lock Lost
  /// says so.
  SetId liftLocks(NodeId Event, FunctionId Callee, SetId S, Choice How = {},
                  bool *Lost = nullptr);
  SetId liftSyncs(NodeId Event, FunctionId Callee, SetId S, Choice How = {});
  /// The same for a call of code and arguments that are known by path.
  struct Binding {
    NodeId Event;
    NodeId Outer; ///< event of the frame under which Event is done
    PathId Code;
    std::vector<PathId> Args;
    bool Indirect = false; ///< argument 0 is the code itself
    bool Fresh = false;    ///< arguments that are not given are new objects
  };
  PathId lift(const Binding &B, FunctionId Callee, PathId P);
  /// All that the event can run; empty: not known.
  const std::vector<FunctionId> &targets(NodeId Event) const {
    return Calls.targets(Event);
  }
  /// Callees that are followed at an event with their summaries.
  const std::vector<FunctionId> &followed(NodeId Event);
  /// Whether the event's code is a parameter's and its callers know better.
  bool isOpen(NodeId Event);
  bool isDeadArm(NodeId Event) const { return Calls.isDeadArm(Event); }
  /// How many can have sent on the channel, or on that of the send event.
  Admits admits(NodeId Channel) const { return Calls.admits(Channel); }
  /// What the send or receive does to a lock, or a send on the channel.
  LockStep lockStep(NodeId Event) const { return Calls.lockStep(Event); }
  Callees::Idle idle(NodeId Interface) const { return Calls.idle(Interface); }
  /// Whether something is one of many here, so that names by value differ.
  bool hasVague() const { return HasVague; }
  /// Whether the base of the path is a value of this function.
  bool isTaken(PathId P) const;
  /// The event that takes the value anew; none where no single event does.
  NodeId takenBy(PathId P) const;
  /// Whether the value may be what a call gave that is not followed.
  bool isOfUnknownCall(NodeId Value);
  /// The function that a path of code stands for, or none.
  FunctionId codeOf(PathId P) const;

  /// The code that a path of code leads to: through variables that hold it, and
  /// for one of many elements all that the function puts there.
  std::vector<PathId> codesAt(PathId P);
  /// What the path can be where it goes through one of many elements: by all
  /// that this function puts there.
  std::vector<PathId> putAt(PathId P);
  /// The same place without variables that hold what is found there.
  PathId codePlace(PathId P) const;

  /// In the order of addresses.
  const std::vector<Store> &stores() const { return Known; }
  /// The path with all that is known to be stored on the way; none when no such
  /// object can be.
  PathId resolve(PathId P);
  /// All that is known to be stored at the address.
  const std::vector<PathId> &storedAt(PathId Addr) const;

  /// The struct that the path is, where it is made here; none when not known.
  TypeId typeOf(PathId P) const;

private:
  ContextId push(const Binding &B, uint32_t Inner);
  void evaluate();
  void nameByValue(NodeId V, Names &Of);
  void forgetLifts();
  bool isDead(NodeId Event) const;
  Names compute(NodeId V);
  Names resultNames(NodeId Event, uint32_t Index, NodeId V);
  void collectStores();
  bool addStoresOfCallees(bool Answers);
  void addStore(PathId Addr, PathId Value);
  void addStores(NodeId Event);
  void addCodesAt(PathId P, unsigned Depth, std::vector<PathId> &Out);
  bool isOverwritten(NodeId Event, PathId Addr);
  bool isOneOfThreads(PathId Addr, PathId Value) const;
  PathId unique(PathId Addr) const;
  bool canHave(PathId P, uint32_t Selector) const;
  bool canBeGiven(NodeId Event, FunctionId Callee, PathId Param,
                  TypeId Struct) const;
  const std::vector<TypeId> *heldTypes(PathId P) const;
  static void add(Names &To, PathId P);

  const Graph &G;
  const Callees &Calls;
  const CalleeSummaries &Done;
  Tables &T;
  const Flow &Events;
  FunctionId F;
  bool ByValue, HasVague = false;
  std::vector<Names> Of; ///< by node offset in the function
  std::vector<Store> Known;
  PairSet KnownIndex;
  std::set<std::pair<PathId, PathId>> Put; ///< place's content, fresh object
  std::unordered_map<PathId, std::vector<PathId>> ByAddr;
  /// What is put into elements: their address, the value, and whether it is a
  /// struct that is copied from there.
  std::set<std::tuple<PathId, PathId, bool>> Elements;
  bool BehindParams = false; ///< an address in Known hangs on a parameter
  using LiftKey = std::tuple<NodeId, FunctionId, Choice>;
  uint32_t liftRow(const LiftKey &Key);
  Names lift(uint32_t Row, const LiftKey &Key, PathId P);
  PathId liftFixed(NodeId Event, PathId P);
  bool isThere(PathId P) const;
  /// What was lifted, by row: items share most of their sets.
  std::map<LiftKey, uint32_t> LiftRows;
  std::pair<LiftKey, uint32_t> LastLift = {}; ///< most questions repeat it
  PairMap<Names> LiftedPaths;
  /// By event: of paths that are Path::Fixed, for good.
  PairMap<PathId> LiftedFixed;
  PairMap<std::pair<SetId, bool>> LiftedLocks; ///< whether some were lost
  PairMap<SetId> LiftedSyncs;
  std::unordered_map<PathId, Names> OutsideNames;
  std::map<std::pair<NodeId, std::vector<TypeId>>, std::vector<FunctionId>>
      ByReceiver;
};

} // namespace mapgraph::solver

#endif
