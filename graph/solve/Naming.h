//===- Naming.h - Names of values in one function ---------------*- C++ -*-===//
//
// Which access paths the pointer values of one function have, using what it and
// its callees store: a place with one stored value is that value, so that
// `s := New(); s.m` and the map made in New get one name.
//
// At most MaxNames candidates per value (phi); more are one opaque name.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_NAMING_H
#define MAPGRAPH_GRAPH_SOLVE_NAMING_H

#include "graph/solve/Summary.h"

#include <map>
#include <set>

namespace mapgraph::solver {

/// Summaries by function row; none before a function was summarised.
using Summaries = std::vector<Summary>;

class Naming {
public:
  static constexpr size_t MaxNames = 3;
  using Names = std::vector<PathId>;

  Naming(const Graph &G, const Callees &Calls, const Summaries &Done, Tables &T,
         FunctionId F);

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
  const Names &lift(NodeId Event, FunctionId Callee, PathId P);
  /// A lockset and a set of synchronisation facts of Callee in the names of
  /// this frame. What has not exactly one name here is left out; of a lock Lost
  /// says so.
  SetId liftLocks(NodeId Event, FunctionId Callee, SetId S,
                  bool *Lost = nullptr);
  SetId liftSyncs(NodeId Event, FunctionId Callee, SetId S);
  /// The same for a call of code and arguments that are known by path.
  struct Binding {
    NodeId Event;
    PathId Code;
    std::vector<PathId> Args;
    bool Indirect = false; ///< argument 0 is the code itself
    bool Fresh = false;    ///< arguments that are not given are new objects
  };
  PathId lift(const Binding &B, FunctionId Callee, PathId P);
  /// Callees that are followed at an event with their summaries.
  const std::vector<FunctionId> &followed(NodeId Event);
  /// Whether the event's code is a parameter's and its callers know better.
  bool isOpen(NodeId Event);
  /// The function that a path of code stands for, or none.
  FunctionId codeOf(PathId P) const;

  const std::set<Store> &stores() const { return Known; }

private:
  void evaluate();
  Names compute(NodeId V);
  Names resultNames(NodeId Event, uint32_t Index, NodeId V);
  void collectStores();
  void addStore(PathId Addr, PathId Value);
  void addStores(NodeId Event);
  PathId unique(PathId Addr) const;
  TypeId typeOf(PathId P) const;
  static void add(Names &To, PathId P);

  const Graph &G;
  const Callees &Calls;
  const Summaries &Done;
  Tables &T;
  FunctionId F;
  std::vector<Names> Of; ///< by node offset in the function
  std::set<Store> Known;
  std::set<std::pair<PathId, PathId>> Put; ///< place's content, fresh object
  std::unordered_map<PathId, std::vector<PathId>> ByAddr;
  std::map<std::pair<NodeId, FunctionId>, std::unordered_map<PathId, Names>>
      Lifted;
  std::unordered_map<PathId, Names> OutsideNames;
  std::map<std::pair<NodeId, TypeId>, std::vector<FunctionId>> ByReceiver;
};

} // namespace mapgraph::solver

#endif
