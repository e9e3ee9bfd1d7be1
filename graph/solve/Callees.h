//===- Callees.h - Call graph found on the fly ------------------*- C++ -*-===//
//
// Which functions a call, spawn or callback can run, and which functions a
// program can reach. Functions, dynamic types and memory cells are tokens that
// flow along copies; fields are one place per named type and field
// (field-based, Heintze & Tardieu 2001), stack and heap cells one place per
// allocation site, maps one place per type. Only code that is reached takes
// part, and a call adds its flow when its target becomes known (as in VTA built
// on its own result, Sundaresan et al. 2000).
//
// Context-insensitive on purpose: it answers who calls whom; which instance is
// meant is the business of summaries.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_CALLEES_H
#define MAPGRAPH_GRAPH_SOLVE_CALLEES_H

#include "graph/model/Graph.h"
#include "graph/solve/ChannelLocks.h"
#include "graph/solve/RowIndex.h"
#include "graph/solve/Semaphores.h"
#include "graph/solve/TokenSet.h"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mapgraph::solver {

/// Parameters and results of a function by position; no node where the
/// position carries no pointer.
struct Signature {
  std::vector<NodeId> Params;
  std::vector<NodeId> Results;
};

/// Whether code of a library runs what the event gives it, at some later time.
inline bool isCallback(const Node &Event) {
  return Event.kind() == NodeKind::SyncOp &&
         Event.syncOp() == SyncOpKind::Callback;
}

/// The event that yields what another one has as Val; none if no event does.
NodeId sourceOfVal(const Graph &G, NodeId Event);

class Callees {
public:
  Callees(const Graph &G, const std::vector<FunctionId> &Roots);

  /// Functions that the event can run, by id; empty: not known.
  const std::vector<FunctionId> &targets(NodeId Event) const {
    return Targets[Event.Value < TargetRow.size() ? TargetRow[Event.Value] : 0];
  }
  /// Calls Do(event, function) for all that the events of F can run.
  template <typename Callback>
  void forTargets(FunctionId F, Callback Do) const {
    const Function &Row = G.function(F);
    for (uint32_t I = 0; Row.First && I != Row.Count; ++I)
      for (FunctionId Callee : targets(NodeId(Row.First.Value + I)))
        Do(NodeId(Row.First.Value + I), Callee);
  }
  /// The reached functions with an event that runs it, each once.
  const std::vector<FunctionId> &callers(FunctionId F) const;
  bool reachable(FunctionId F) const { return Reached[F.Value]; }
  const Signature &signature(FunctionId F) const { return Signatures[F.Value]; }
  /// Whether parameter 0 is the closure itself.
  bool isClosure(FunctionId F) const { return ClosureCode[F.Value]; }
  /// Whether argument 0 of the event is the code that it runs, and not the
  /// first argument of the callee: a call through a function value, or a
  /// function that a library calls through a method of its type.
  bool codeIsFirst(NodeId Event, FunctionId Callee) const;
  /// The actual of the callee's parameter: the node of an argument, or of the
  /// code value for a closure's parameter 0; no node if it is not passed.
  NodeId actual(NodeId Event, FunctionId Callee, uint32_t Param) const;

  /// Reached functions, callees before callers; the members of a recursion in
  /// one group. A function also comes after the closures it makes.
  const std::vector<std::vector<FunctionId>> &bottomUp() const {
    return Groups;
  }
  /// Allocations that the value can point to, as far as they are followed, and
  /// whether there are more.
  using Objects = std::vector<NodeId>;
  Objects objects(NodeId V) const;
  bool isCrowded(NodeId V) const;
  /// Whether the send or receive is an arm that no select can choose.
  bool isDeadArm(NodeId Event) const { return DeadArms.contains(Event); }
  /// How many can have sent on the channel, or on that of the send event.
  Admits admits(NodeId Channel) const {
    auto It = Semaphores.find(Channel);
    return It == Semaphores.end() ? Admits::Many : It->second;
  }
  /// What the send or receive does to a lock, or a send on the channel.
  LockStep lockStep(NodeId Event) const {
    auto It = ChannelLocks.find(Event);
    return It == ChannelLocks.end() ? LockStep::None : It->second;
  }
  /// Named types of what the package-level variable can hold; null: not known.
  const std::vector<TypeId> *heldTypes(NodeId Global) const;
  /// Whether the value of an interface can point to the struct: no, if types
  /// are known to reach it, none of them is, and nothing that callers outside
  /// of the program give to a root comes there.
  bool canPointTo(NodeId V, TypeId Struct) const;
  /// Whether the methods of the value of an interface do nothing: a lock that
  /// is none.
  enum class Idle : uint8_t { No, Perhaps, Yes };
  Idle idle(NodeId V) const;
  /// Events whose code no token reached.
  uint64_t unresolved() const { return Unresolved; }

private:
  using Var = uint32_t;
  struct Place {
    TokenSet Tokens;
    std::vector<Var> Flows; ///< where they go from here
  };

  void activate(FunctionId F);
  void addToken(Var V, uint32_t Token);
  // A token is a node (function, cell), or a type behind all of them.
  uint32_t tokenOf(TypeId T) const { return G.Nodes.size() + T.Value; }
  bool isType(uint32_t Token) const { return Token >= G.Nodes.size(); }
  TypeId typeOf(uint32_t Token) const { return TypeId(Token - G.Nodes.size()); }
  bool isCellToken(uint32_t Token) const;
  void addFlow(Var From, Var To);
  void drain();
  void onToken(Var V, uint32_t Token);
  void pass(const std::vector<Var> &To, uint32_t Token);
  void onCell(NodeId V, Var Content);
  void noteUses();
  void link(NodeId Event, FunctionId Callee);
  void linkType(NodeId Event, TypeId T);
  bool contentOf(NodeId Address, Var &V);
  Var selectorVar(NodeId Base, uint32_t Selector);
  Var newVar();
  Var objectVar(NodeId Object);
  Var mapVar(TypeId T);
  bool isCell(NodeId N) const;
  void flowStore(NodeId Event, Var Content);
  void flowLoad(NodeId Event, Var Content);
  void sortGroups();
  bool isPassedOn(const Edge &E) const;
  void collectCallers() const;
  void followOuterValues(const std::vector<FunctionId> &Roots);

  const Graph &G;
  std::vector<bool> Reached, ClosureCode;
  std::vector<Signature> Signatures;
  std::vector<Place> Places; ///< by variable
  PairSet HasFlow;           ///< pairs of variables, where there are many
  TokenNumbers Numbers;
  std::map<std::pair<uint32_t, uint32_t>, Var> ClosureVars;
  std::unordered_map<uint32_t, Var> ObjectVars, MapVars;
  std::map<std::pair<StringId, TypeId>, FunctionId> MethodIndex;
  std::vector<uint32_t> TargetRow;              ///< by node; 0: none
  std::vector<std::vector<FunctionId>> Targets; ///< by row; the first is empty
  std::vector<std::pair<Var, uint32_t>> Work;
  std::vector<bool> ClosureSelector, TransparentSelector;
  std::vector<uint8_t> Uses; ///< by node: what a token there leads to
  std::vector<std::vector<FunctionId>> Groups;
  mutable std::vector<std::vector<FunctionId>> Callers; ///< once it was asked
  std::unordered_set<NodeId> DeadArms;
  std::unordered_map<NodeId, Admits> Semaphores;
  std::unordered_map<NodeId, LockStep> ChannelLocks;
  std::unordered_map<NodeId, std::vector<TypeId>> Held;
  std::vector<bool> FromOutside; ///< by variable: what outer callers give
  std::vector<TypeId> PointeeOf; ///< by dynamic type: its struct, or none
  std::unordered_set<TypeId> IdleTypes; ///< whose methods do nothing
  Var NumVars = 0;
  uint64_t Unresolved = 0;
};

} // namespace mapgraph::solver

#endif
