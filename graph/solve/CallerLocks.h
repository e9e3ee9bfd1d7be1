//===- CallerLocks.h - Locks that callers hold for a function ---*- C++ -*-===//
//
// Which locks are held whenever a function runs, by the names that people see:
// the intersection over all its calls of what is held there, so that an access
// in a helper is shown with the lock of its callers. A thread and a root begin
// with none.
//
// For tables and advice only: one name can be the locks of several objects, so
// no pair is judged by it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_CALLERLOCKS_H
#define MAPGRAPH_GRAPH_SOLVE_CALLERLOCKS_H

#include "graph/model/Solution.h"
#include "graph/solve/Callees.h"
#include "graph/solve/SetTable.h"

#include <unordered_map>

namespace mapgraph::solver {

class CallerLocks {
public:
  CallerLocks(const Graph &Program, const Callees &C) : G(Program), Calls(C) {}

  /// Held at a call, by its own function; calls without are not added.
  void add(NodeId Call, const std::vector<HeldLock> &Held);
  /// Answers for all functions; once, after the last add.
  void propagate(const std::vector<FunctionId> &Roots);
  /// Sorted by name.
  std::vector<HeldLock> of(FunctionId F) const;

private:
  bool passOn(FunctionId Caller);
  bool meet(FunctionId Callee, SetId Held);

  const Graph &G;
  const Callees &Calls;
  SetTable Sets; ///< of lock codes; a write lock is a read lock, too
  std::vector<std::string> Names;
  std::map<std::string, uint32_t> NameIndex;
  std::unordered_map<NodeId, SetId> AtCall;
  std::vector<SetId> AtEntry; ///< by function; none: not reached yet
  std::vector<bool> Again;    ///< by function: it has not passed on its row
};

} // namespace mapgraph::solver

#endif
