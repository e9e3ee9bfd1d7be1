//===- Starts.cpp - When registered handlers begin to run -----------------===//

#include "graph/solve/Starts.h"

#include "graph/solve/Frame.h"

namespace mapgraph::solver {

void Starts::index() {
  Callers.resize(G.Functions.size());
  Spawners.resize(G.Functions.size());
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    const Function &F = G.Functions[I];
    if (!Calls.reachable(FunctionId(I)) || !F.First)
      continue;
    for (uint32_t J = 0; J != F.Count; ++J) {
      NodeId N(F.First.Value + J);
      if (isCallback(G.node(N)))
        continue;
      for (FunctionId T : Calls.targets(N))
        (isAsync(G.node(N)) ? Spawners : Callers)[T.Value].push_back(
            FunctionId(I));
    }
  }
}

// Functions that start a thread which reaches the handler, and their callers.
const std::vector<bool> &Starts::starters(FunctionId Handler) {
  auto [It, New] = Memo.try_emplace(Handler);
  if (!New)
    return It->second;
  if (Callers.empty())
    index();
  std::vector<bool> Reaching(G.Functions.size(), false);
  std::vector<bool> &Starting = It->second;
  Starting.assign(G.Functions.size(), false);
  std::vector<FunctionId> Work{Handler}, Next;
  Reaching[Handler.Value] = true;
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (FunctionId C : Callers[F.Value])
      if (!Reaching[C.Value]) {
        Reaching[C.Value] = true;
        Work.push_back(C);
      }
    for (FunctionId S : Spawners[F.Value])
      if (!Starting[S.Value]) {
        Starting[S.Value] = true;
        Next.push_back(S);
      }
  }
  while (!Next.empty()) {
    FunctionId F = Next.back();
    Next.pop_back();
    for (const auto *List : {&Callers[F.Value], &Spawners[F.Value]})
      for (FunctionId C : *List)
        if (!Starting[C.Value]) {
          Starting[C.Value] = true;
          Next.push_back(C);
        }
  }
  return Starting;
}

bool Starts::starts(NodeId Event, FunctionId Handler) {
  if (isCallback(G.node(Event)))
    return false;
  const auto &Targets = Calls.targets(Event);
  if (Targets.empty())
    return false;
  const std::vector<bool> &Starting = starters(Handler);
  for (FunctionId T : Targets)
    if (Starting[T.Value])
      return true;
  return false;
}

} // namespace mapgraph::solver
