//===- DropLog.h - Why pairs were ruled out ---------------------*- C++ -*-===//
//
// Filled by Meet when somebody asks for reasons: one entry per pair of ops and
// reason, the first frame that found it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_DROPLOG_H
#define MAPGRAPH_GRAPH_SOLVE_DROPLOG_H

#include "graph/model/Solution.h"
#include "graph/solve/Summary.h"

namespace mapgraph::solver {

/// A reason with the lock, channel, wait group … that it rests on, if any.
struct DropReason {
  SafeReason Why;
  PathId By;
  uint32_t Field = UINT32_MAX; ///< the lock is this selector of the owner
};

struct Drop {
  Item A, B;
  FunctionId Frame; ///< none: between roots
  DropReason Reason;
};

class DropLog {
public:
  void add(const Item &A, const Item &B, FunctionId Frame, DropReason R) {
    Rows.try_emplace({std::min(A.Op, B.Op), std::max(A.Op, B.Op), R.Why},
                     Drop{A, B, Frame, R});
  }

  using Key = std::tuple<NodeId, NodeId, SafeReason>;
  const std::map<Key, Drop> &rows() const { return Rows; }

private:
  std::map<Key, Drop> Rows;
};

} // namespace mapgraph::solver

#endif
