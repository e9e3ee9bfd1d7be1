//===- Threads.h - Abstract threads and what they reach ---------*- C++ -*-===//
//
// One abstract thread per root (init, main, test) and per spawn or callback
// site; the functions that run on it are those reached by plain calls from its
// entry. Multiplicity: a site that is in a loop, is registered for many, or
// lies on a thread that is itself many.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_THREADS_H
#define MAPGRAPH_GRAPH_SOLVE_THREADS_H

#include "graph/model/Solution.h"
#include "graph/solve/Callees.h"

#include <span>

namespace mapgraph::solver {

class Threads {
public:
  Threads(const Graph &G, const Callees &Calls,
          const std::vector<FunctionId> &Roots);

  const std::vector<Thread> &rows() const { return Rows; }
  /// First thread (roots first) on which the function runs, or no row.
  uint32_t running(FunctionId F) const;
  /// The thread that begins with the function, which is a root; else the first
  /// on which it runs.
  uint32_t beginning(FunctionId F) const;
  /// The root above that thread, or no row.
  uint32_t rootOf(FunctionId F) const;
  /// The threads on which it runs, the first MaxRows of them.
  std::span<const uint32_t> allRunning(FunctionId F) const {
    return RunsOn[F.Value];
  }
  /// The thread that the event starts, or no row.
  uint32_t startedAt(NodeId Event) const;
  /// Sites from the root to the thread, outermost first.
  std::vector<NodeId> chain(uint32_t Row) const;

private:
  static constexpr size_t MaxRows = 8;

  void collectCallees();
  void reach(uint32_t Row, const std::vector<FunctionId> &Entries);

  const Graph &G;
  const Callees &Calls;
  std::vector<Thread> Rows;
  std::vector<std::vector<FunctionId>> SyncCallees; ///< by function
  std::vector<std::vector<uint32_t>> RunsOn;        ///< by function: MaxRows
  std::vector<uint32_t> LastRow; ///< by function: the last one it runs on
  std::unordered_map<NodeId, uint32_t> BySite;
  std::unordered_map<FunctionId, uint32_t> ByRoot;
};

} // namespace mapgraph::solver

#endif
