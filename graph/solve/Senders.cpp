//===- Senders.cpp - Which events lead to a send on a channel -------------===//

#include "graph/solve/Senders.h"

#include "graph/solve/Summary.h"

#include <algorithm>

namespace mapgraph::solver {

static bool isSend(const Node &N) {
  return N.kind() == NodeKind::SyncOp &&
         (N.syncOp() == SyncOpKind::Send || N.syncOp() == SyncOpKind::Close);
}

void Senders::index() {
  Indexed = true;
  Callers.resize(G.Functions.size());
  Starters.resize(G.Functions.size());
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    FunctionId F(I);
    if (Calls.reachable(F))
      Calls.forTargets(F, [&](NodeId Event, FunctionId Callee) {
        (isAsync(G.node(Event)) ? Starters : Callers)[Callee.Value].push_back(
            F);
      });
  }
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    if (N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::Recv &&
        N.Function && Calls.reachable(N.Function))
      for (NodeId Channel : Calls.objects(G.target(NodeId(I), EdgeKind::Addr)))
        Receiving[Channel].push_back(N.Function);
    NodeId Addr = isSend(N) ? G.target(NodeId(I), EdgeKind::Addr) : NodeId();
    if (!Addr || !N.Function || !Calls.reachable(N.Function))
      continue;
    const auto Channels = Calls.objects(Addr);
    for (NodeId Channel : Channels)
      On[Channel].push_back(N.Function);
    if (Channels.empty() || Calls.isCrowded(Addr))
      On[NodeId()].push_back(N.Function);
  }
}

// Adds the functions, and all that the lists lead to from them.
static void
reach(std::vector<bool> &Reached, std::vector<FunctionId> Work,
      const std::vector<const std::vector<std::vector<FunctionId>> *> &Lists) {
  auto add = [&](FunctionId F) {
    if (!Reached[F.Value]) {
      Reached[F.Value] = true;
      Work.push_back(F);
    }
  };
  for (const std::vector<FunctionId> First = std::exchange(Work, {});
       FunctionId F : First)
    add(F);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (const auto *List : Lists)
      std::ranges::for_each((*List)[F.Value], add);
  }
}

const Senders::Ways &Senders::waysTo(NodeId Channel) {
  auto [It, New] = Memo.try_emplace(Channel);
  if (!New)
    return It->second;
  if (!Indexed)
    index();
  std::vector<FunctionId> First;
  for (NodeId C : {Channel, NodeId()})
    if (auto Of = On.find(C); Of != On.end())
      First.insert(First.end(), Of->second.begin(), Of->second.end());
  return It->second = waysTo(First);
}

Senders::Ways Senders::waysTo(const std::vector<FunctionId> &Ends) const {
  Ways Out;
  Out.Reaching.resize(G.Functions.size());
  Out.Starting.resize(G.Functions.size());
  std::vector<FunctionId> Started;
  reach(Out.Reaching, Ends, {&Callers, &Starters});
  for (size_t I = 0; I != G.Functions.size(); ++I)
    if (Out.Reaching[I])
      Started.insert(Started.end(), Starters[I].begin(), Starters[I].end());
  reach(Out.Starting, Started, {&Callers, &Starters});
  return Out;
}

bool Senders::runsAny(NodeId Event, const std::vector<bool> &Of) const {
  return std::ranges::any_of(Calls.targets(Event),
                             [&](FunctionId F) { return Of[F.Value]; });
}

bool Senders::reaches(NodeId Event, NodeId Channel) {
  if (isSend(G.node(Event))) {
    NodeId Addr = G.target(Event, EdgeKind::Addr);
    const auto Of = Addr ? Calls.objects(Addr) : Callees::Objects();
    if (Of.empty() || std::ranges::find(Of, Channel) != Of.end())
      return true;
  }
  return runsAny(Event, waysTo(Channel).Reaching);
}

bool Senders::starts(NodeId Event, NodeId Channel) {
  return starts(Event, waysTo(Channel));
}

const Senders::Ways &Senders::receivers(NodeId Channel) {
  if (!Indexed)
    index();
  auto [It, New] = Receivers.try_emplace(Channel);
  if (New)
    It->second = waysTo(Receiving[Channel]);
  return It->second;
}

bool Senders::startsReceiver(NodeId Event, NodeId Channel) {
  return starts(Event, receivers(Channel));
}

bool Senders::receivesFor(NodeId Event, NodeId Channel) {
  const Ways &From = receivers(Channel);
  auto passesOn = [&](NodeId To) {
    auto Of = On.find(To);
    return To == Channel || (Of != On.end() &&
                             std::ranges::any_of(Of->second, [&](FunctionId F) {
                               return From.Reaching[F.Value];
                             }));
  };
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  const auto Channels = Addr ? Calls.objects(Addr) : Callees::Objects();
  return std::ranges::any_of(Channels, passesOn);
}

bool Senders::starts(NodeId Event, const Ways &To) const {
  return runsAny(Event, isAsync(G.node(Event)) ? To.Reaching : To.Starting);
}

} // namespace mapgraph::solver
