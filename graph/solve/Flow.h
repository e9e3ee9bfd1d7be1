//===- Flow.h - The condensed control flow of one function ------*- C++ -*-===//
//
// The events of a function and how control passes between them: reverse
// postorder, dominators (Cooper, Harvey, Kennedy 2001), natural loops, and
// whether one event can come after another.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_FLOW_H
#define MAPGRAPH_GRAPH_SOLVE_FLOW_H

#include "graph/model/Graph.h"

#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace mapgraph::solver {

/// Arms of branches, by label, that control does not take.
using CutArms = std::set<std::pair<NodeId, uint32_t>>;
/// As the label of the branch at the head of a loop: its body leaves the loop.
constexpr uint32_t NextRound = 3;

class Flow {
public:
  Flow(const Graph &G, FunctionId F, const CutArms &Cut = {});

  struct Succ {
    uint32_t To;
    uint32_t Label; ///< 0 plain, 1 true, 2 false
  };

  /// Events in reverse postorder; positions below are indices into it.
  size_t size() const { return Events.size(); }
  /// Whether some arms were cut off, so that events may not be there.
  bool isCut() const { return HasCut; }
  NodeId event(uint32_t Pos) const { return Events[Pos]; }
  /// Position of an event; UINT32_MAX when control never reaches it.
  uint32_t position(NodeId Event) const;
  const std::vector<Succ> &successors(uint32_t Pos) const { return Out[Pos]; }
  const std::vector<uint32_t> &predecessors(uint32_t Pos) const {
    return In[Pos];
  }
  bool dominates(uint32_t A, uint32_t B) const;
  /// Innermost loop's header position, or UINT32_MAX.
  uint32_t loopHeader(uint32_t Pos) const { return Header[Pos]; }
  /// Header of the loop around the one with that header, or UINT32_MAX.
  uint32_t loopAround(uint32_t HeaderPos) const { return Parent[HeaderPos]; }
  bool inLoop(uint32_t Pos) const { return Header[Pos] != UINT32_MAX; }
  /// Events that every complete iteration of the loop with that header passes.
  std::vector<uint32_t> everyIteration(uint32_t HeaderPos) const;
  /// Whether each of them, of the innermost loop around it, passes the event.
  bool isInEachRound(uint32_t Pos) const;
  /// Header of the loop whose condition this branch is: nothing but the test
  /// lies between them. UINT32_MAX for other events.
  uint32_t conditionOf(uint32_t Pos) const { return Condition[Pos]; }
  /// Whether the event is part of the condition of a loop.
  bool isTested(uint32_t Pos) const { return Tested[Pos]; }
  bool inLoopOf(uint32_t Pos, uint32_t HeaderPos) const;
  /// Whether a non-empty way leads from A to B that passes none of Avoid
  /// (which may include neither end).
  bool canFollow(uint32_t A, uint32_t B, uint32_t Avoid = UINT32_MAX) const;
  /// Whether a way leads from A to another event B without turning back to the
  /// head of a loop.
  bool leadsTo(uint32_t A, uint32_t B) const;
  /// Visits the events that control can come to from one, each once; Visit says
  /// whether to go on behind it.
  template <typename Visitor> void walk(uint32_t From, Visitor Visit) const {
    std::vector<bool> Seen(Events.size());
    std::vector<uint32_t> Work{From};
    while (!Work.empty()) {
      uint32_t Pos = Work.back();
      Work.pop_back();
      for (const Succ &S : Out[Pos])
        if (!Seen[S.To]) {
          Seen[S.To] = true;
          if (Visit(S.To))
            Work.push_back(S.To);
        }
    }
  }
  /// Whether an exit can be reached from here.
  bool reachesExit(uint32_t Pos) const { return ReachesExit[Pos]; }

private:
  using Ways = std::map<std::pair<NodeId, NodeId>, NodeId>;
  void order(const Graph &G, FunctionId F, const CutArms &Cut,
             const Ways &Turned);
  Ways waysOut(const Graph &G, const CutArms &Cut) const;
  void dominators();
  void loops();
  void conditions(const Graph &G);

  std::vector<NodeId> Events;
  NodeId First;                ///< of the function
  std::vector<uint32_t> Index; ///< by node of the function
  std::vector<std::vector<Succ>> Out;
  std::vector<std::vector<uint32_t>> In;
  std::vector<uint32_t> Idom, Header, Parent, Condition;
  std::vector<bool> ReachesExit, Tested;
  bool HasCut;
  /// Answers of canFollow by (A, Avoid).
  mutable std::unordered_map<uint64_t, std::vector<bool>> Followers;
};

/// The flows of a program's functions, each made when it is asked for first.
class Flows {
public:
  explicit Flows(const Graph &Program) : G(Program) {}
  const Flow &of(FunctionId F);

private:
  const Graph &G;
  std::unordered_map<FunctionId, std::unique_ptr<Flow>> Made;
};

} // namespace mapgraph::solver

#endif
