//===- Services.cpp - Threads that live as long as their object -----------===//

#include "graph/solve/Services.h"

#include "graph/solve/Flow.h"

namespace mapgraph::solver {

bool Services::waitsInLoop(FunctionId F) {
  auto [It, New] = Waits.try_emplace(F, false);
  if (!New)
    return It->second;
  const Flow Events(G, F);
  for (uint32_t Pos = 0; Pos != Events.size() && !It->second; ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    It->second = Events.inLoop(Pos) && N.kind() == NodeKind::SyncOp &&
                 N.syncOp() == SyncOpKind::Recv;
  }
  return It->second;
}

bool Services::isService(const Item &I) {
  for (StepId S = T.firstSpawn(I.Trace); S; S = T.Steps[S.Value].Rest)
    if (waitsInLoop(T.Steps[S.Value].Callee))
      return true;
  return false;
}

bool isOfStd(const Graph &G, FunctionId F) {
  PackageId P = F ? G.function(F).Package : PackageId();
  return P && (G.package(P).Flags & (PF_Std | PF_Own)) == PF_Std;
}

bool isHandler(const Graph &G, NodeId Event) {
  return isCallback(G.node(Event)) && G.node(Event).has(NF_Many) &&
         !G.target(Event, EdgeKind::Addr);
}

bool Services::isInLoop(NodeId Event) {
  FunctionId F = G.node(Event).Function;
  auto [It, New] = Looping.try_emplace(F);
  if (New) {
    const Flow Events(G, F);
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
      if (Events.inLoop(Pos))
        It->second.insert(Events.event(Pos));
  }
  return It->second.contains(Event);
}

bool Services::worksInLoop(const Item &I) {
  StepId S = T.firstSpawn(I.Trace);
  if (!S)
    return false;
  while ((S = T.Steps[S.Value].Rest))
    if (isInLoop(T.Steps[S.Value].Event))
      return true;
  return isInLoop(I.Op);
}

bool Services::isHandler(const Item &I) const {
  StepId S = T.firstSpawn(I.Trace);
  if (!S)
    return false;
  return solver::isHandler(G, T.Steps[S.Value].Event);
}

bool Services::startedTwice(const Item &A, const Item &B, bool ByCallers) {
  StepId S = T.firstSpawn(A.Trace), U = T.firstSpawn(B.Trace);
  if (!S || !U || T.Steps[S.Value].Event != T.Steps[U.Value].Event)
    return false;
  bool InFrame = A.Event != B.Event && A.Event != T.Steps[S.Value].Event;
  return (ByCallers || InFrame) && isService(A) && isService(B);
}

} // namespace mapgraph::solver
