//===- Requests.cpp - Whether a test asks its servers in turn -------------===//

#include "graph/solve/Requests.h"

#include "graph/solve/Services.h"

#include <algorithm>

namespace mapgraph::solver {

// The roots that can ask while they wait. Goroutines of libraries serve the
// connections of client and server.
std::set<uint32_t> Requests::findBeside() const {
  bool Known = std::any_of(G.Packages.begin(), G.Packages.end(),
                           [](const Package &P) { return P.Flags & PF_Own; });
  std::set<FunctionId> Starting;
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    if ((isAsync(N) && !isHandler(G, NodeId(I))) ||
        (N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::Parallel))
      Starting.insert(N.Function);
  }
  std::set<uint32_t> Out;
  for (FunctionId F : Starting) {
    PackageId P = G.function(F).Package;
    if (Known && !(P && (G.package(P).Flags & PF_Own)))
      continue;
    for (uint32_t Row : Th.allRunning(F))
      Out.insert(rootOf(Th.rows(), Row));
  }
  return Out;
}

bool Requests::inTurn(FunctionId F) {
  if (!Beside)
    Beside = findBeside();
  auto AsksInTurn = [&](uint32_t Row) {
    uint32_t Root = rootOf(Th.rows(), Row);
    return Th.rows()[Root].Root == Thread::RootKind::Test &&
           !Beside->contains(Root);
  };
  const auto Rows = Th.allRunning(F);
  return !Rows.empty() && std::all_of(Rows.begin(), Rows.end(), AsksInTurn);
}

} // namespace mapgraph::solver
