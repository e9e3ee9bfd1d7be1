//===- ProgramReach.cpp - Which programs can do both of a pair ------------===//

#include "graph/solve/ProgramReach.h"

#include <algorithm>

namespace mapgraph::solver {

ProgramReach::ProgramReach(const Graph &G, const Tables &T,
                           const std::vector<Program> &Programs)
    : G(G), T(T), Programs(Programs), Reach(Programs.size()) {
  for (size_t P = 0; P != Programs.size(); ++P)
    for (FunctionId F : Programs[P].Roots)
      OfRoot.try_emplace(F, P);
}

std::vector<FunctionId> ProgramReach::needed(const Meeting &M) const {
  std::vector<FunctionId> Out;
  if (M.Frame)
    Out.push_back(M.Frame);
  for (const Item *I : {&M.A, &M.B}) {
    Out.push_back(G.node(I->Op).Function);
    for (StepId S = I->Trace; S; S = T.Steps[S.Value].Rest)
      Out.push_back(G.node(T.Steps[S.Value].Event).Function);
  }
  std::ranges::sort(Out);
  const auto Same = std::ranges::unique(Out);
  Out.erase(Same.begin(), Same.end());
  return Out;
}

bool ProgramReach::has(size_t P, const std::vector<FunctionId> &Needed) {
  if (!Reach[P])
    Reach[P].emplace(G, Programs[P].Roots);
  return std::ranges::all_of(
      Needed, [&](FunctionId F) { return Reach[P]->function(F); });
}

const Program *ProgramReach::of(const Meeting &M, FunctionId Root) {
  const std::vector<FunctionId> Needed = needed(M);
  auto It = OfRoot.find(Root);
  if (It != OfRoot.end() && has(It->second, Needed))
    return &Programs[It->second];
  for (size_t P = 0; P != Programs.size(); ++P)
    if ((It == OfRoot.end() || P != It->second) && has(P, Needed))
      return &Programs[P];
  return nullptr;
}

} // namespace mapgraph::solver
