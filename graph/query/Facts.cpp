//===- Facts.cpp - A solved program, indexed for questions ----------------===//

#include "graph/query/Facts.h"

#include <algorithm>

namespace mapgraph {

Facts::Facts(const Graph &G, const Solution &S, std::string Root)
    : G(G), S(S), N(G, std::move(Root)), ByObject(S.Objects.size()) {
  for (uint32_t Row = 0; Row != S.Accesses.size(); ++Row) {
    ByOp[S.Accesses[Row].Op].push_back(Row);
    ByObject[S.Accesses[Row].Object].push_back(Row);
  }
}

std::span<const uint32_t> Facts::accessesOfOp(NodeId Op) const {
  auto It = ByOp.find(Op);
  if (It == ByOp.end())
    return {};
  return It->second;
}

std::span<const uint32_t> Facts::accessesOfObject(uint32_t Object) const {
  return ByObject[Object];
}

std::string Facts::object(uint32_t Object) const {
  const MapObject &M = S.Objects[Object];
  if (!M.Name.empty())
    return shortenPaths(M.Name);
  return "map made at " + N.position(M);
}

std::string Facts::describe(NodeId Op) const {
  std::vector<uint32_t> Objects;
  for (uint32_t Row : accessesOfOp(Op))
    if (std::ranges::find(Objects, S.Accesses[Row].Object) == Objects.end())
      Objects.push_back(S.Accesses[Row].Object);
  std::string Out(N.op(Op));
  if (Objects.empty())
    return Out;
  Out += " of " + object(Objects.front());
  if (Objects.size() > 1)
    Out += " and " + std::to_string(Objects.size() - 1) + " more maps";
  return Out;
}

std::vector<NodeId> Facts::opsOfObject(uint32_t Object) const {
  std::vector<NodeId> Ops;
  for (uint32_t Row : ByObject[Object])
    Ops.push_back(S.Accesses[Row].Op);
  std::ranges::sort(Ops);
  auto Tail = std::ranges::unique(Ops);
  Ops.erase(Tail.begin(), Tail.end());
  return Ops;
}

} // namespace mapgraph
