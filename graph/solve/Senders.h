//===- Senders.h - Which events lead to a send on a channel -----*- C++ -*-===//
//
// Who waits for a channel goes on only behind an event that can lead to code
// which sends on it or closes it, in its own thread or in one that it leaves
// running. Channels are told apart by where they are made; a send on an unknown
// channel counts for all.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SENDERS_H
#define MAPGRAPH_GRAPH_SOLVE_SENDERS_H

#include "graph/solve/Callees.h"

#include <map>

namespace mapgraph::solver {

class Senders {
public:
  Senders(const Graph &Program, const Callees &C) : G(Program), Calls(C) {}

  /// Whether the event, what it runs or what it starts can send on the channel.
  /// Channel: its allocation.
  bool reaches(NodeId Event, NodeId Channel);
  /// Whether it can start a thread, or register code, that does.
  bool starts(NodeId Event, NodeId Channel);
  /// The same of threads that receive, of channels that are known there.
  bool startsReceiver(NodeId Event, NodeId Channel);
  /// Whether the event receives from the channel, or from one on which those
  /// may send who receive from it.
  bool receivesFor(NodeId Event, NodeId Channel);

private:
  struct Ways {
    std::vector<bool> Reaching; ///< by function: comes to a send
    std::vector<bool> Starting; ///< starts what comes to one
  };
  void index();
  const Ways &waysTo(NodeId Channel);
  Ways waysTo(const std::vector<FunctionId> &Ends) const;
  bool starts(NodeId Event, const Ways &To) const;
  const Ways &receivers(NodeId Channel);
  bool runsAny(NodeId Event, const std::vector<bool> &Of) const;

  const Graph &G;
  const Callees &Calls;
  bool Indexed = false;
  /// By function: who calls it; who starts it or registers it.
  std::vector<std::vector<FunctionId>> Callers, Starters;
  /// Functions that send, by channel; of no channel: on unknown ones.
  std::map<NodeId, std::vector<FunctionId>> On;
  std::map<NodeId, std::vector<FunctionId>> Receiving;
  std::map<NodeId, Ways> Memo, Receivers;
};

} // namespace mapgraph::solver

#endif
