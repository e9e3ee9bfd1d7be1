//===- Collapse.cpp - Merge nodes of a view into groups -------------------===//

#include "graph/io/ViewBuilder.h"

#include <algorithm>

namespace mapgraph {

/// What the function is merged into; "" leaves its nodes alone.
static std::string groupOf(const Facts &P, FunctionId F, Collapse Into) {
  if (!F)
    return "";
  const Graph &G = P.graph();
  const Function &Row = G.function(F);
  if (Into == Collapse::Function)
    return P.names().function(F);
  if (Into == Collapse::Type && Row.Receiver)
    return std::string(G.str(G.type(Row.Receiver).Name));
  return Row.Package ? std::string(G.str(G.package(Row.Package).Path)) : "";
}

namespace {
/// Counts what went into a group and each merged edge.
struct Group {
  uint32_t Row = 0;
  std::map<std::string, size_t> Ops;
  std::set<FunctionId> Functions;
};
struct MergedEdge {
  ViewEdge Edge;
  std::map<std::string, size_t> Labels;
};
} // namespace

static std::string counted(const std::map<std::string, size_t> &Counts,
                           size_t MaxShown) {
  std::string Out;
  size_t Shown = 0;
  for (const auto &[Text, Count] : Counts) {
    if (Shown++ == MaxShown)
      return Out + ", …";
    Out += (Out.empty() ? "" : ", ") + Text;
    if (Count > 1)
      Out += " ×" + std::to_string(Count);
  }
  return Out;
}

static void mergeNode(View &Out, Group &G, const ViewNode &N) {
  ViewNode &Into = Out.Nodes[G.Row];
  Into.Conflict |= N.Conflict;
  Into.Own |= N.Own;
  Into.Hashes |= N.Hashes;
  G.Functions.insert(N.Function);
  if (N.Op)
    ++G.Ops[N.Kind];
}

/// The edge of an op says which op it was, once the op is gone.
static std::string labelOf(const ViewNode &From, const ViewEdge &E) {
  return E.Kind == "addr" && From.Op ? From.Title : E.Label;
}

View collapse(const View &V, const Facts &P, Collapse Into) {
  View Out;
  Out.Title = V.Title;
  std::map<std::string, Group> Groups;
  std::vector<uint32_t> NewRow;
  for (const ViewNode &N : V.Nodes) {
    std::string Key = groupOf(P, N.Function, Into);
    if (Key.empty()) {
      NewRow.push_back(static_cast<uint32_t>(Out.Nodes.size()));
      Out.Nodes.push_back(N);
      continue;
    }
    auto [It, New] = Groups.try_emplace(Key);
    Group &G = It->second;
    if (New) {
      G.Row = static_cast<uint32_t>(Out.Nodes.size());
      ViewNode Merged;
      Merged.Id = "group:" + Key;
      Merged.Kind = "group";
      Merged.Title = shortenPaths(Key);
      Out.Nodes.push_back(std::move(Merged));
    }
    mergeNode(Out, G, N);
    NewRow.push_back(G.Row);
  }
  for (const auto &[Key, G] : Groups) {
    ViewNode &N = Out.Nodes[G.Row];
    N.Detail = counted(G.Ops, 6);
    if (N.Detail.empty() && Into != Collapse::Function)
      N.Detail = std::to_string(G.Functions.size()) +
                 (G.Functions.size() == 1 ? " function" : " functions");
  }

  std::map<std::tuple<uint32_t, uint32_t, std::string>, MergedEdge> Edges;
  for (const ViewEdge &E : V.Edges) {
    uint32_t From = NewRow[E.From], To = NewRow[E.To];
    bool Merged =
        Out.Nodes[From].Kind == "group" || Out.Nodes[To].Kind == "group";
    if (From == To && Merged && E.Kind != "conflict")
      continue;
    MergedEdge &M = Edges[{From, To, E.Kind}];
    M.Edge = {From, To, Merged ? "" : E.FromPort, E.Kind, E.Label};
    ++M.Labels[labelOf(V.Nodes[E.From], E)];
  }
  for (auto &[Key, M] : Edges) {
    // Lines of single calls mean nothing between groups.
    bool IsCall = M.Edge.Kind == "call" || M.Edge.Kind == "spawn";
    size_t Count = 0;
    for (const auto &[Text, Times] : M.Labels)
      Count += Times;
    M.Edge.Label = IsCall ? (Count > 1 ? "×" + std::to_string(Count) : "")
                          : counted(M.Labels, 4);
    Out.Edges.push_back(std::move(M.Edge));
  }
  return Out;
}

} // namespace mapgraph
