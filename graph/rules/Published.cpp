//===- Published.cpp - Objects given away too early -----------------------===//

#include "graph/rules/Published.h"

#include <set>

namespace mapgraph {

static constexpr unsigned MaxDepth = 10;

/// All nodes that the value was made from: by copies only, or also by loads
/// and fields (what it hangs on).
static void collectSources(const Graph &G, NodeId Value, bool CopiesOnly,
                           std::set<NodeId> &Out, unsigned Depth = 0) {
  if (!Value || Depth == MaxDepth || !Out.insert(Value).second)
    return;
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    bool Part = E.kind() == EdgeKind::Load || E.kind() == EdgeKind::Field;
    if (E.kind() == EdgeKind::Copy || (Part && !CopiesOnly))
      collectSources(G, E.From, CopiesOnly, Out, Depth + 1);
    if (E.kind() != EdgeKind::ResultOf)
      continue;
    Out.insert(E.From);
    NodeKind K = G.node(E.From).kind();
    if (!CopiesOnly && (K == NodeKind::Access || K == NodeKind::SyncOp))
      collectSources(G, G.target(E.From, EdgeKind::Addr), false, Out,
                     Depth + 1);
  }
}

/// Makes a new object each time: an allocation, a make, or a call that may be
/// a constructor.
static bool isBirth(const Node &N) {
  return N.kind() == NodeKind::Object || N.kind() == NodeKind::Call ||
         (N.kind() == NodeKind::MapOp && N.mapOp() == MapOpKind::Make);
}

static bool isSharedPlace(const Graph &G, NodeId Addr) {
  std::set<NodeId> Sources;
  collectSources(G, Addr, false, Sources);
  for (NodeId S : Sources)
    if (NodeKind K = G.node(S).kind();
        K == NodeKind::Global || K == NodeKind::Param)
      return true;
  return false;
}

static bool publishes(const Graph &G, NodeId Event) {
  const Node &N = G.node(Event);
  if (N.kind() == NodeKind::MapOp)
    return writes(N.mapOp()) &&
           isSharedPlace(G, G.target(Event, EdgeKind::Addr));
  if (N.kind() == NodeKind::Access)
    return N.access() == AccessKind::Write &&
           isSharedPlace(G, G.target(Event, EdgeKind::Addr));
  if (N.kind() != NodeKind::SyncOp)
    return false;
  SyncOpKind K = N.syncOp();
  return K == SyncOpKind::Send || K == SyncOpKind::AtomicStore ||
         K == SyncOpKind::AtomicRmw || K == SyncOpKind::PoolPut;
}

bool canFollow(const Graph &G, NodeId From, NodeId To, NodeId Avoid) {
  std::set<NodeId> Seen;
  std::vector<NodeId> Work{From};
  while (!Work.empty()) {
    NodeId N = Work.back();
    Work.pop_back();
    for (EdgeId Id : G.out(N)) {
      const Edge &E = G.edge(Id);
      if (E.kind() != EdgeKind::Next || E.To == Avoid)
        continue;
      if (E.To == To)
        return true;
      if (Seen.insert(E.To).second)
        Work.push_back(E.To);
    }
  }
  return false;
}

NodeId publishedBefore(const Graph &G, NodeId Op) {
  FunctionId F = G.node(Op).Function;
  if (!F || !G.function(F).First)
    return {};
  std::set<NodeId> Owners;
  collectSources(G, G.target(Op, EdgeKind::Addr), false, Owners);
  const Function &Row = G.function(F);
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId Event(Row.First.Value + I);
    NodeId Val = G.target(Event, EdgeKind::Val);
    if (!Val || Event == Op || !publishes(G, Event))
      continue;
    std::set<NodeId> Given;
    collectSources(G, Val, true, Given);
    for (NodeId N : Given)
      if (Owners.contains(N) && isBirth(G.node(N)) && G.node(N).Function == F &&
          canFollow(G, Event, Op, N))
        return Event;
  }
  return {};
}

bool isFoundByAtomicLoad(const Graph &G, NodeId Op) {
  std::set<NodeId> Sources;
  collectSources(G, G.target(Op, EdgeKind::Addr), false, Sources);
  for (NodeId N : Sources)
    if (G.node(N).kind() == NodeKind::SyncOp &&
        G.node(N).syncOp() == SyncOpKind::AtomicLoad)
      return true;
  return false;
}

} // namespace mapgraph
