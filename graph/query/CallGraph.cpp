//===- CallGraph.cpp - Who calls and who starts whom ----------------------===//

#include "graph/query/CallGraph.h"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>

namespace mapgraph {

namespace {
/// The position in the sorted list of arcs.
struct ArcIndex {
  uint32_t Row = 0;
};
using Csr = boost::compressed_sparse_row_graph<boost::directedS,
                                               boost::no_property, ArcIndex>;
using Vertex = boost::graph_traits<Csr>::vertex_descriptor;
using CsrEdge = boost::graph_traits<Csr>::edge_descriptor;

/// Remembers by which arc a vertex was reached first.
struct TreeArcs : boost::default_bfs_visitor {
  std::vector<uint32_t> &By;
  explicit TreeArcs(std::vector<uint32_t> &By) : By(By) {}
  void tree_edge(CsrEdge E, const Csr &G) {
    By[boost::target(E, G)] = G[E].Row;
  }
};
} // namespace

struct CallGraph::Impl {
  std::vector<Arc> Arcs;
  std::vector<uint32_t> Begin; // of each function, in Arcs
  Csr Boost;
};

static bool startsThread(const Node &Site) {
  if (Site.kind() != NodeKind::SyncOp)
    return false;
  SyncOpKind K = Site.syncOp();
  return K == SyncOpKind::Spawn || K == SyncOpKind::GroupGo ||
         K == SyncOpKind::Callback;
}

/// The function that a code edge names without solving: itself, or the one of
/// a closure object.
static FunctionId directCallee(const Graph &G, NodeId To) {
  if (G.node(To).kind() == NodeKind::Object)
    To = G.target(To, EdgeKind::Code);
  if (!To || G.node(To).kind() != NodeKind::Function)
    return {};
  return G.node(To).Function;
}

static std::vector<CallGraph::Arc> collectArcs(const Graph &G,
                                               const Solution *S) {
  std::vector<CallGraph::Arc> Arcs;
  std::vector<bool> Solved(G.Nodes.size(), false);
  auto AddSolved = [&](const Edge &E) {
    if (E.kind() != EdgeKind::Calls && E.kind() != EdgeKind::Spawns)
      return;
    Solved[E.From.Value] = true;
    Arcs.push_back({G.node(E.From).Function, G.node(E.To).Function, E.From,
                    E.kind() == EdgeKind::Spawns});
  };
  for (const Edge &E : G.Edges)
    AddSolved(E);
  if (S)
    for (const Edge &E : S->Overlay)
      AddSolved(E);
  for (const Edge &E : G.Edges) {
    const Node &Site = G.node(E.From);
    bool Event =
        Site.kind() == NodeKind::Call || Site.kind() == NodeKind::SyncOp;
    if (E.kind() != EdgeKind::Code || !Event || Solved[E.From.Value])
      continue;
    if (FunctionId Callee = directCallee(G, E.To))
      Arcs.push_back({Site.Function, Callee, E.From, startsThread(Site)});
  }
  std::erase_if(Arcs, [](const CallGraph::Arc &A) { return !A.From || !A.To; });
  std::ranges::sort(Arcs, {}, [](const CallGraph::Arc &A) {
    return std::tuple(A.From, A.Site, A.To, A.Spawn);
  });
  auto Tail = std::ranges::unique(Arcs);
  Arcs.erase(Tail.begin(), Tail.end());
  return Arcs;
}

CallGraph::CallGraph(const Graph &G, const Solution *S)
    : P(std::make_unique<Impl>()) {
  P->Arcs = collectArcs(G, S);
  std::vector<std::pair<Vertex, Vertex>> Ends;
  std::vector<ArcIndex> Rows;
  P->Begin.assign(G.Functions.size() + 1, 0);
  for (const Arc &A : P->Arcs) {
    ++P->Begin[A.From.Value + 1];
    Ends.emplace_back(A.From.Value, A.To.Value);
    Rows.push_back({static_cast<uint32_t>(Rows.size())});
  }
  for (size_t I = 1; I < P->Begin.size(); ++I)
    P->Begin[I] += P->Begin[I - 1];
  P->Boost = Csr(boost::edges_are_sorted, Ends.begin(), Ends.end(),
                 Rows.begin(), G.Functions.size());
}

CallGraph::~CallGraph() = default;

std::span<const CallGraph::Arc> CallGraph::arcs() const { return P->Arcs; }

std::span<const CallGraph::Arc> CallGraph::arcsFrom(FunctionId F) const {
  return std::span<const Arc>(P->Arcs).subspan(
      P->Begin[F.Value], P->Begin[F.Value + 1] - P->Begin[F.Value]);
}

std::optional<std::vector<CallGraph::Arc>>
CallGraph::shortestPath(const std::vector<FunctionId> &From,
                        const std::vector<FunctionId> &To) const {
  static constexpr uint32_t None = UINT32_MAX;
  size_t Count = boost::num_vertices(P->Boost);
  std::vector<uint32_t> By(Count, None);
  std::vector<boost::default_color_type> Colors(Count, boost::white_color);
  auto ColorMap = boost::make_iterator_property_map(
      Colors.begin(), boost::get(boost::vertex_index, P->Boost));
  std::vector<Vertex> Sources;
  for (FunctionId F : From)
    Sources.push_back(F.Value);
  boost::queue<Vertex> Buffer;
  boost::breadth_first_visit(P->Boost, Sources.begin(), Sources.end(), Buffer,
                             TreeArcs(By), ColorMap);

  std::optional<std::vector<Arc>> Best;
  for (FunctionId Goal : To) {
    if (Colors[Goal.Value] == boost::white_color)
      continue;
    std::vector<Arc> Path;
    for (uint32_t At = By[Goal.Value]; At != None;
         At = By[P->Arcs[At].From.Value])
      Path.push_back(P->Arcs[At]);
    if (Best && Best->size() <= Path.size())
      continue;
    std::ranges::reverse(Path);
    Best = std::move(Path);
  }
  return Best;
}

std::vector<uint32_t> CallGraph::components() const {
  std::vector<uint32_t> Component(boost::num_vertices(P->Boost));
  boost::strong_components(
      P->Boost,
      boost::make_iterator_property_map(
          Component.begin(), boost::get(boost::vertex_index, P->Boost)));
  return Component;
}

} // namespace mapgraph
