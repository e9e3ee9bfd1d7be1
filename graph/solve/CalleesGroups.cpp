//===- CalleesGroups.cpp - Callees before callers -------------------------===//

#include "graph/solve/Callees.h"

#include <algorithm>

namespace mapgraph::solver {

// Tarjan's algorithm with an own stack; it yields callees before callers.
void Callees::sortGroups() {
  std::vector<std::vector<FunctionId>> Next(G.Functions.size());
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    const Function &F = G.Functions[I];
    if (!Reached[I] || !(F.Flags & FF_Defined) || !F.First)
      continue;
    for (uint32_t J = 0; J != F.Count; ++J) {
      NodeId N(F.First.Value + J);
      const auto &T = targets(N);
      Next[I].insert(Next[I].end(), T.begin(), T.end());
      NodeId Code = G.target(N, EdgeKind::Code);
      if (!Code)
        continue;
      if (G.node(N).kind() != NodeKind::Object) {
        Unresolved += T.empty();
        continue;
      }
      if (G.node(Code).kind() == NodeKind::Function &&
          Reached[G.node(Code).Function.Value])
        Next[I].push_back(G.node(Code).Function);
    }
    std::sort(Next[I].begin(), Next[I].end());
    Next[I].erase(std::unique(Next[I].begin(), Next[I].end()), Next[I].end());
  }
  struct Open {
    uint32_t F;
    size_t Edge;
  };
  std::vector<uint32_t> Number(G.Functions.size(), 0), Low(Number), Stack;
  std::vector<bool> OnStack(G.Functions.size(), false);
  std::vector<Open> Calls;
  uint32_t Counter = 0;
  for (uint32_t Root = 0; Root != G.Functions.size(); ++Root) {
    if (!Reached[Root] || Number[Root])
      continue;
    Calls.push_back({Root, 0});
    while (!Calls.empty()) {
      Open &Top = Calls.back();
      uint32_t F = Top.F;
      if (Top.Edge == 0) {
        Number[F] = Low[F] = ++Counter;
        Stack.push_back(F);
        OnStack[F] = true;
      } else {
        Low[F] = std::min(Low[F], Low[Next[F][Top.Edge - 1].Value]);
      }
      bool Descend = false;
      while (Top.Edge != Next[F].size()) {
        uint32_t T = Next[F][Top.Edge++].Value;
        if (!Number[T]) {
          Calls.push_back({T, 0});
          Descend = true;
          break;
        }
        if (OnStack[T])
          Low[F] = std::min(Low[F], Number[T]);
      }
      if (Descend)
        continue;
      if (Low[F] == Number[F]) {
        std::vector<FunctionId> Group;
        uint32_t M;
        do {
          M = Stack.back();
          Stack.pop_back();
          OnStack[M] = false;
          Group.push_back(FunctionId(M));
        } while (M != F);
        std::sort(Group.begin(), Group.end());
        Groups.push_back(std::move(Group));
      }
      Calls.pop_back();
    }
  }
}

} // namespace mapgraph::solver
