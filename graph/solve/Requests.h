//===- Requests.h - Whether a test asks its servers in turn -----*- C++ -*-===//
//
// A handler runs once for each request, so it runs beside itself when two
// requests are under way. A test that serves in its own process is also the
// client: where it starts no goroutine and has no parallel part, it waits for
// each answer before it asks again.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_REQUESTS_H
#define MAPGRAPH_GRAPH_SOLVE_REQUESTS_H

#include "graph/solve/Threads.h"

#include <optional>
#include <set>

namespace mapgraph::solver {

class Requests {
public:
  Requests(const Graph &G, const Threads &Th) : G(G), Th(Th) {}

  /// Whether all that can lead to the function are tests which ask in turn.
  bool inTurn(FunctionId F);

private:
  std::set<uint32_t> findBeside() const;

  const Graph &G;
  const Threads &Th;
  std::optional<std::set<uint32_t>> Beside; ///< once somebody has asked
};

} // namespace mapgraph::solver

#endif
