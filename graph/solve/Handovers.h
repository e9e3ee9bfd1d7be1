//===- Handovers.h - Messages that have one owner at a time -----*- C++ -*-===//
//
//   for j := range c { j.m[k] = v; out <- j }
//
// Who makes an object has it until it sends it; then it is the receiver's,
// until that one sends it on. So two accesses to one object that was received
// each time are ordered, as long as nobody sends the object while somebody else
// has it: twice without receiving it in between, or from where it was kept.
// Those objects, and the channels that carry something that was kept, are
// shared.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_HANDOVERS_H
#define MAPGRAPH_GRAPH_SOLVE_HANDOVERS_H

#include "graph/solve/Naming.h"

#include <set>

namespace mapgraph::solver {

class Handovers {
public:
  Handovers(const Graph &G, const Callees &Calls, const CalleeSummaries &Done,
            Tables &T, const Flow &Events, Naming &Names);

  /// The channel from which what the value is part of was received, when it has
  /// not been sent on where control comes to the event; no path otherwise. What
  /// a callee at the event does is told by isSentOn there.
  PathId receivedFrom(NodeId Value, uint32_t Pos);
  /// Whether the parameter's object may have been sent before the event.
  bool isSentOn(uint32_t Param, uint32_t Pos);
  /// Adds what a callee that is bound to names shares.
  void share(PathId P);
  /// Objects that are sent while somebody else may have them, or that threads
  /// are started with, and what is received from channels that carry something
  /// that was kept.
  const std::set<PathId> &shared();
  /// Whether that is so of an object, or of what the channel carries.
  bool isShared(PathId Object, PathId Channel);
  /// Whether all that is known to hold the object is sent, or held by such.
  bool isOnlyPassed(PathId Object) const;
  /// Whether the object, or one that holds it, is stored or sent where those
  /// find it that are not part of the frame.
  bool isKnownOutside(PathId Object) const;

private:
  /// The only receive that gives the value, directly or as a part of what it
  /// gives, or UINT32_MAX.
  uint32_t receiveOf(NodeId Value, bool Parts, unsigned Depth) const;
  void collect();
  void collectSend(uint32_t Pos);
  void collectReceive(uint32_t Pos);
  void collectStore(uint32_t Pos);
  void collectStart(uint32_t Pos);
  void collectCall(uint32_t Pos);
  bool isTracked(PathId P) const;
  bool isHolder(PathId P) const;
  std::vector<Store> storesOf(PathId Object) const;
  std::set<PathId> holdersOf(PathId P) const;
  const std::set<uint32_t> &sendsOf(PathId P);
  uint32_t made(PathId P, uint32_t Before) const;
  bool isSentTwice(PathId P);

  const Graph &G;
  const Callees &Calls;
  const CalleeSummaries &Done;
  Tables &T;
  const Flow &Events;
  Naming &Names;
  bool HasMessages = false, Collected = false, Judged = false;
  std::map<PathId, std::set<uint32_t>> Sent;       ///< where, by object
  std::map<PathId, std::set<PathId>> Holders;      ///< local objects with it
  std::map<PathId, std::set<uint32_t>> Receives;   ///< that give it
  std::map<PathId, std::set<uint32_t>> Everywhere; ///< Sent with its holders
  std::set<PathId> Started;                        ///< what threads are given
  std::set<PathId> Shared;
};

} // namespace mapgraph::solver

#endif
