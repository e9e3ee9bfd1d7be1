//===- Requests.h - Whether a test asks its servers in turn -----*- C++ -*-===//
//
// A handler runs once for each request, so it runs beside itself when two
// requests are under way. A test that serves in its own process is also the
// client: where it starts no goroutine and has no parallel part, it waits for
// each answer before it asks again. What its servers start belongs to them.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_REQUESTS_H
#define MAPGRAPH_GRAPH_SOLVE_REQUESTS_H

#include "graph/solve/Callees.h"

#include <map>
#include <set>

namespace mapgraph::solver {

/// Whether the event starts a thread that a request to a server begins.
bool isServing(const Graph &G, NodeId Event);

class Requests {
public:
  Requests(const Graph &G, const Callees &Calls,
           const std::vector<FunctionId> &Roots);

  /// Whether all that can lead to the function are tests which ask in turn.
  bool inTurn(FunctionId F);

private:
  bool startsBeside(FunctionId F) const;
  bool asksInTurn(FunctionId Root);

  const Graph &G;
  const Callees &Calls;
  bool OwnKnown; ///< it is known which packages are the module's
  std::set<FunctionId> IsRoot;
  std::map<FunctionId, bool> Memo, RootMemo;
};

} // namespace mapgraph::solver

#endif
