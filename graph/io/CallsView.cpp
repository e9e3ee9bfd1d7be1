//===- CallsView.cpp - Functions that lead to map operations --------------===//

#include "graph/io/ViewBuilder.h"
#include "graph/query/CallGraph.h"

#include <deque>

namespace mapgraph {

/// "update ×2, delete": the map ops of every function that has some.
static std::map<FunctionId, std::string> opsByFunction(const Graph &G) {
  std::map<FunctionId, std::map<std::string_view, size_t>> Counts;
  for (const Node &N : G.Nodes)
    if (N.kind() == NodeKind::MapOp && N.Function)
      ++Counts[N.Function][text(N.mapOp())];
  std::map<FunctionId, std::string> Out;
  for (const auto &[F, Ops] : Counts)
    for (auto [Op, Count] : Ops) {
      std::string &Text = Out[F];
      Text += (Text.empty() ? "" : ", ") + std::string(Op);
      if (Count > 1)
        Text += " ×" + std::to_string(Count);
    }
  return Out;
}

/// Functions from which a map operation is reached.
static std::vector<bool>
leadToOps(const Graph &G, const CallGraph &Calls,
          const std::map<FunctionId, std::string> &Ops) {
  std::vector<std::vector<FunctionId>> Callers(G.Functions.size());
  for (const CallGraph::Arc &A : Calls.arcs())
    Callers[A.To.Value].push_back(A.From);
  std::vector<bool> Lead(G.Functions.size(), false);
  std::deque<FunctionId> Work;
  for (const auto &[F, Text] : Ops) {
    Lead[F.Value] = true;
    Work.push_back(F);
  }
  while (!Work.empty()) {
    FunctionId F = Work.front();
    Work.pop_front();
    for (FunctionId Caller : Callers[F.Value])
      if (!Lead[Caller.Value]) {
        Lead[Caller.Value] = true;
        Work.push_back(Caller);
      }
  }
  return Lead;
}

View buildCallsView(const Facts &P) {
  const Graph &G = P.graph();
  CallGraph Calls(G, &P.solution());
  std::map<FunctionId, std::string> Ops = opsByFunction(G);
  std::vector<bool> Lead = leadToOps(G, Calls, Ops);
  ViewBuilder B(P, "Calls that lead to map operations");
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    if (!Lead[I])
      continue;
    ViewNode &N = B.node(B.functionNode(FunctionId(I)));
    if (auto It = Ops.find(FunctionId(I)); It != Ops.end()) {
      N.Detail = It->second;
      N.Kind = "function with ops";
    }
  }
  // Several sites of one call are one edge.
  std::map<std::tuple<FunctionId, FunctionId, bool>, std::vector<NodeId>> Sites;
  for (const CallGraph::Arc &A : Calls.arcs())
    if (Lead[A.From.Value] && Lead[A.To.Value])
      Sites[{A.From, A.To, A.Spawn}].push_back(A.Site);
  for (const auto &[Key, At] : Sites) {
    const auto &[From, To, Spawn] = Key;
    Place Site = P.names().place(At.front());
    std::string Label =
        Site.Line != 0 ? "line " + std::to_string(Site.Line) : std::string();
    if (At.size() > 1)
      Label += " +" + std::to_string(At.size() - 1);
    B.addEdge(B.functionNode(From), B.functionNode(To),
              Spawn ? "spawn" : "call", Label);
  }
  return B.take();
}

} // namespace mapgraph
