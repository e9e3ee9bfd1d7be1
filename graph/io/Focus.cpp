//===- Focus.cpp - Keep the part of a view that matters -------------------===//

#include "graph/io/ViewBuilder.h"

#include <algorithm>
#include <deque>

namespace mapgraph {

View keepNodes(const View &V, const std::vector<bool> &Keep) {
  View Out;
  Out.Title = V.Title;
  Out.Hidden = V.Hidden;
  std::vector<uint32_t> NewRow(V.Nodes.size());
  for (size_t I = 0; I != V.Nodes.size(); ++I)
    if (Keep[I]) {
      NewRow[I] = static_cast<uint32_t>(Out.Nodes.size());
      Out.Nodes.push_back(V.Nodes[I]);
    }
  for (const ViewEdge &E : V.Edges)
    if (Keep[E.From] && Keep[E.To]) {
      Out.Edges.push_back(E);
      Out.Edges.back().From = NewRow[E.From];
      Out.Edges.back().To = NewRow[E.To];
    }
  return Out;
}

namespace {
/// What the focus names, and what stands for it in views without it.
struct Seeds {
  std::set<NodeId> Ops;
  std::set<FunctionId> Functions;
  std::set<uint32_t> Objects;
  std::set<uint32_t> Threads;

  bool has(const ViewNode &N) const {
    return (N.Op && Ops.contains(N.Op)) ||
           (N.Function && Functions.contains(N.Function)) ||
           (N.Object != UINT32_MAX && Objects.contains(N.Object)) ||
           (N.Thread != UINT32_MAX && Threads.contains(N.Thread));
  }
};
} // namespace

static Seeds exactSeeds(const std::vector<Target> &Focus) {
  Seeds S;
  for (const Target &T : Focus)
    switch (T.What) {
    case Target::Kind::Op:
      S.Ops.insert(T.op());
      break;
    case Target::Kind::Function:
      S.Functions.insert(T.function());
      break;
    case Target::Kind::Map:
      S.Objects.insert(T.Row);
      break;
    case Target::Kind::Thread:
      S.Threads.insert(T.Row);
      break;
    }
  return S;
}

/// The ops, functions, maps and threads of the accesses that touch a seed.
static Seeds widened(const Seeds &S, const Facts &P) {
  Seeds Out = S;
  for (const ObjectAccess &A : P.solution().Accesses) {
    FunctionId F = P.graph().node(A.Op).Function;
    if (!S.Ops.contains(A.Op) && !S.Functions.contains(F) &&
        !S.Objects.contains(A.Object) && !S.Threads.contains(A.Thread))
      continue;
    Out.Ops.insert(A.Op);
    Out.Functions.insert(F);
    Out.Objects.insert(A.Object);
    Out.Threads.insert(A.Thread);
  }
  return Out;
}

static std::vector<std::vector<uint32_t>> neighbours(const View &V) {
  std::vector<std::vector<uint32_t>> Out(V.Nodes.size());
  for (const ViewEdge &E : V.Edges) {
    Out[E.From].push_back(E.To);
    Out[E.To].push_back(E.From);
  }
  return Out;
}

tl::expected<View, std::string> focus(const View &V, const Facts &P,
                                      const std::vector<Target> &Focus,
                                      unsigned Depth) {
  static constexpr unsigned Far = UINT32_MAX;
  std::vector<unsigned> Distance(V.Nodes.size(), Far);
  std::deque<uint32_t> Work;
  Seeds S = exactSeeds(Focus);
  for (int Try = 0; Try != 2 && Work.empty(); ++Try) {
    for (uint32_t I = 0; I != V.Nodes.size(); ++I)
      if (S.has(V.Nodes[I])) {
        Distance[I] = 0;
        Work.push_back(I);
      }
    S = widened(S, P);
  }
  if (Work.empty())
    return tl::make_unexpected("'" + Focus.front().Name +
                               "' is not part of this view");
  std::vector<std::vector<uint32_t>> Near = neighbours(V);
  while (!Work.empty()) {
    uint32_t At = Work.front();
    Work.pop_front();
    if (Distance[At] == Depth)
      continue;
    for (uint32_t Next : Near[At])
      if (Distance[Next] == Far) {
        Distance[Next] = Distance[At] + 1;
        Work.push_back(Next);
      }
  }
  std::vector<bool> Keep;
  for (unsigned D : Distance)
    Keep.push_back(D != Far);
  return keepNodes(V, Keep);
}

/// Smaller is more telling: findings first, then the module's own, then what
/// is not just a value.
static std::tuple<bool, bool, bool, uint32_t> rank(const View &V, uint32_t I) {
  const ViewNode &N = V.Nodes[I];
  return {!N.Conflict, !N.Own, N.Kind == "value", I};
}

/// The most telling node with all that hangs on it, then the next: a picture of
/// unconnected nodes would say nothing.
static std::vector<bool> mostTelling(const View &V, size_t MaxNodes) {
  auto ByRank = [&](uint32_t A, uint32_t B) { return rank(V, A) < rank(V, B); };
  std::vector<std::vector<uint32_t>> Near = neighbours(V);
  std::vector<uint32_t> Order;
  for (uint32_t I = 0; I != V.Nodes.size(); ++I)
    Order.push_back(I);
  std::ranges::sort(Order, ByRank);
  std::vector<bool> Keep(V.Nodes.size(), false);
  size_t Kept = 0;
  for (uint32_t Start : Order) {
    std::deque<uint32_t> Work{Start};
    while (!Work.empty() && Kept != MaxNodes) {
      uint32_t At = Work.front();
      Work.pop_front();
      if (Keep[At])
        continue;
      Keep[At] = true;
      ++Kept;
      std::ranges::sort(Near[At], ByRank);
      Work.insert(Work.end(), Near[At].begin(), Near[At].end());
    }
  }
  return Keep;
}

View cap(const View &V, size_t MaxNodes) {
  if (V.Nodes.size() <= MaxNodes)
    return V;
  View Out = keepNodes(V, mostTelling(V, MaxNodes));
  Out.Hidden = V.Nodes.size() - MaxNodes;
  ViewNode Note;
  Note.Id = "note";
  Note.Kind = "note";
  Note.Title = std::to_string(Out.Hidden) + " of " +
               std::to_string(V.Nodes.size()) + " nodes are not shown";
  Note.Detail = "narrow the focus, collapse, or allow more nodes";
  Out.Nodes.push_back(std::move(Note));
  return Out;
}

} // namespace mapgraph
