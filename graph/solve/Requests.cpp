//===- Requests.cpp - Whether a test asks its servers in turn -------------===//

#include "graph/solve/Requests.h"

#include "graph/solve/Services.h"

#include <algorithm>

namespace mapgraph::solver {

// Goroutines of libraries serve the connections of client and server.
bool Requests::isOwn(FunctionId F) const {
  PackageId P = G.function(F).Package;
  return !Known || (P && (G.package(P).Flags & PF_Own));
}

Requests::Requests(const Graph &Program, const Threads &Running)
    : G(Program), Th(Running) {
  Known = std::any_of(G.Packages.begin(), G.Packages.end(),
                      [](const Package &P) { return P.Flags & PF_Own; });
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    bool Starts =
        (isAsync(N) && !isHandler(G, NodeId(I))) ||
        (N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::Parallel);
    if (!Starts || !isOwn(N.Function))
      continue;
    for (uint32_t Row : Th.allRunning(N.Function, SIZE_MAX))
      Beside.insert(rootOf(Th.rows(), Row));
  }
}

bool Requests::inTurn(FunctionId F) const {
  auto AsksInTurn = [&](uint32_t Row) {
    uint32_t Root = rootOf(Th.rows(), Row);
    return Th.rows()[Root].Root == Thread::RootKind::Test &&
           !Beside.contains(Root);
  };
  const std::vector<uint32_t> Rows = Th.allRunning(F, SIZE_MAX);
  return !Rows.empty() && std::all_of(Rows.begin(), Rows.end(), AsksInTurn);
}

} // namespace mapgraph::solver
