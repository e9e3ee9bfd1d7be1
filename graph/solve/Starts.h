//===- Starts.h - When registered handlers begin to run ---------*- C++ -*-===//
//
// A handler does not run when it is registered, but when something serves: a
// later event that, directly or through callees, starts a thread from which the
// handler is reached. Work between the two is before the handlers.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_STARTS_H
#define MAPGRAPH_GRAPH_SOLVE_STARTS_H

#include "graph/solve/Callees.h"

#include <map>

namespace mapgraph::solver {

class Starts {
public:
  Starts(const Graph &Program, const Callees &C) : G(Program), Calls(C) {}

  /// Whether the event can start a thread that comes to run Handler.
  bool starts(NodeId Event, FunctionId Handler);

private:
  void index();
  const std::vector<bool> &starters(FunctionId Handler);

  const Graph &G;
  const Callees &Calls;
  /// By function: who calls it, and in whose body it is started.
  std::vector<std::vector<FunctionId>> Callers, Spawners;
  std::map<FunctionId, std::vector<bool>> Memo;
};

} // namespace mapgraph::solver

#endif
