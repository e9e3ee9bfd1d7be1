//===- StaleChecks.h - Checks that no longer hold when acted on -*- C++ -*-===//
//
// A function looks a key up, gives the lock back, takes it again, and changes
// what is under the key because of what it saw (check-then-act, rule MG006):
//
//   c.mu.RLock(); _, ok := c.m[k]; c.mu.RUnlock()
//   if !ok { c.mu.Lock(); c.m[k] = open(k); c.mu.Unlock() }
//
// Both operations are locked, so no pair of them is a data race; but another
// thread that changes the key in between makes the check wrong. Not stale is a
// check that is made again under the lock of the act, and one that was acted on
// in its own section: who put an entry of its own there may remove it later.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_STALECHECKS_H
#define MAPGRAPH_GRAPH_SOLVE_STALECHECKS_H

#include "graph/solve/Meet.h"

#include <map>

namespace mapgraph::solver {

class StaleChecks {
public:
  StaleChecks(const Graph &G, Tables &T) : G(G), T(T) {}

  /// Finds the stale checks among the operations of the function itself.
  void frame(Frame &Fr);
  /// A pair that a common lock keeps apart.
  void excluded(const Meeting &M);
  bool isCheck(NodeId Op) const { return ByCheck.contains(Op); }
  /// The acts that rely on what the operation saw; none when it is no check.
  std::vector<NodeId> actsOn(NodeId Check) const;
  /// Whether Other can make what the act relies on wrong.
  bool comesBetween(NodeId Act, NodeId Other) const;
  /// One for each check and act that another thread can come between: A is the
  /// check, B what comes between, Act the act.
  void meetings(MeetingList &Out) const;

private:
  struct Stale {
    NodeId Act;
    size_t Locks; ///< how many the function itself holds at the check
  };

  void act(Frame &Fr, const Item &Act);
  bool reliesOn(const Flow &E, NodeId Act, NodeId Check) const;
  bool sameKey(Frame &Fr, NodeId X, NodeId Y) const;
  bool isStale(Frame &Fr, const Item &Check, const Item &Act) const;
  bool heldUntil(Frame &Fr, uint32_t From, uint32_t To, uint32_t Lock) const;
  bool changedAtOnce(Frame &Fr, uint32_t From, const Item &Act,
                     uint32_t Lock) const;
  bool checkedAgain(Frame &Fr, const Item &Act, uint32_t Lock) const;
  void add(const Item &Check, const Item &Other, const Meeting &M);

  const Graph &G;
  Tables &T;
  std::map<NodeId, std::vector<Stale>> ByCheck;
  std::multimap<NodeId, uint32_t> TestsOf;            ///< branches of the frame
  std::map<std::pair<NodeId, NodeId>, Meeting> Found; ///< by check and act
};

} // namespace mapgraph::solver

#endif
