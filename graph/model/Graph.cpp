//===- Graph.cpp - Building and adjacency of the graph --------------------===//

#include "graph/model/Graph.h"

#include <numeric>

namespace mapgraph {

LocId Graph::addLoc(std::string_view File, uint32_t Line, uint32_t Column,
                    LocId Parent) {
  std::string Key(File);
  for (uint32_t Part : {Line, Column, Parent.Value})
    Key.append(1, ':').append(std::to_string(Part));
  auto [It, New] =
      LocIndex.try_emplace(std::move(Key), static_cast<uint32_t>(Locs.size()));
  if (New)
    Locs.push_back({str(File), Line, Column, Parent});
  return LocId(It->second);
}

TypeId Graph::addType(std::string_view Name, TypeKind K, TypeId Key,
                      TypeId Elem) {
  auto [It, New] = TypeIndex.try_emplace(std::string(Name),
                                         static_cast<uint32_t>(Types.size()));
  if (New)
    Types.push_back({str(Name), static_cast<uint32_t>(K), Key, Elem});
  Type &T = Types[It->second];
  // A later mention may know more than the first one.
  if (T.Kind == static_cast<uint32_t>(TypeKind::Other))
    T.Kind = static_cast<uint32_t>(K);
  if (!T.Key)
    T.Key = Key;
  if (!T.Elem)
    T.Elem = Elem;
  return TypeId(It->second);
}

uint32_t Graph::addSelector(std::string_view S, LocId Declared) {
  auto [It, New] = SelectorIndex.try_emplace(
      std::string(S), static_cast<uint32_t>(Selectors.size()));
  if (New)
    Selectors.push_back({str(S), {}});
  // A later mention may know more than the first one.
  if (FieldSelector &Row = Selectors[It->second]; !Row.Loc)
    Row.Loc = Declared;
  return It->second;
}

NodeId Graph::addNode(NodeKind K, uint8_t Op, FunctionId F, LocId L, TypeId T,
                      StringId Name, uint16_t Flags) {
  Nodes.push_back({static_cast<uint8_t>(K), Op, Flags, F, L, T, Name});
  return NodeId(Nodes.size() - 1);
}

// Counting sort of edge ids by End(edge): stable, so that the order of adding
// is kept within a node.
template <typename EndFn>
static void bucket(const std::vector<Edge> &Edges, size_t NumNodes, EndFn End,
                   std::vector<uint32_t> &Begin, std::vector<EdgeId> &Ids) {
  Begin.assign(NumNodes + 1, 0);
  for (const Edge &E : Edges)
    ++Begin[End(E).Value + 1];
  std::partial_sum(Begin.begin(), Begin.end(), Begin.begin());
  Ids.resize(Edges.size());
  std::vector<uint32_t> Fill(Begin.begin(), Begin.end() - 1);
  for (size_t I = 0; I != Edges.size(); ++I)
    Ids[Fill[End(Edges[I]).Value]++] = EdgeId(I);
}

void Graph::freeze() {
  bucket(
      Edges, Nodes.size(), [](const Edge &E) { return E.From; }, OutBegin,
      OutIds);
  bucket(
      Edges, Nodes.size(), [](const Edge &E) { return E.To; }, InBegin, InIds);
}

NodeId Graph::target(NodeId N, EdgeKind K) const {
  for (EdgeId E : out(N))
    if (edge(E).kind() == K)
      return edge(E).To;
  return {};
}

NodeId Graph::target(NodeId N, EdgeKind K, uint32_t Label) const {
  for (EdgeId E : out(N))
    if (edge(E).kind() == K && edge(E).label() == Label)
      return edge(E).To;
  return {};
}

} // namespace mapgraph
