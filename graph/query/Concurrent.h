//===- Concurrent.h - Can two operations overlap? ---------------*- C++ -*-===//
//
// `query concurrent A B`: for two operations (or all operations of two
// functions or maps, pair by pair) whether they can meet in a conflict, and
// why or why not: the same map? a write? different threads? a common lock?
// a finding of the solver?
//
// The answer repeats what solving found and adds no analysis. A pair that no
// thread reaches is `unknown`, never `safe`.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_CONCURRENT_H
#define MAPGRAPH_GRAPH_QUERY_CONCURRENT_H

#include "graph/query/Selectors.h"

#include <iosfwd>

namespace mapgraph {

struct PairAnswer {
  NodeId A;
  NodeId B;
  Verdict Result = Verdict::Unknown;
  std::string Reason;             ///< one sentence
  std::vector<uint32_t> Objects;  ///< maps that both can work on
  std::vector<uint32_t> ThreadsA; ///< threads that run A on one of them
  std::vector<uint32_t> ThreadsB;
  /// Held by both whenever they run in different threads, in modes that
  /// exclude each other.
  std::vector<std::string> CommonLocks;
  uint32_t Finding = UINT32_MAX; ///< row of Solution::Findings
};

struct ConcurrentAnswer {
  std::vector<PairAnswer> Pairs; ///< most certain conflict first
  size_t Omitted = 0;            ///< pairs beyond the limit, not looked at
};

/// The ops that the targets are, contain or run, in the order of the rows.
std::vector<NodeId> mapOpsOf(const Facts &P, const std::vector<Target> &All);

/// Each list as `select` gives it; at most MaxPairs pairs are answered.
ConcurrentAnswer concurrent(const Facts &P, const std::vector<Target> &A,
                            const std::vector<Target> &B,
                            size_t MaxPairs = 1000);

void writeText(const ConcurrentAnswer &A, const Facts &P, std::ostream &OS);
void writeJson(const ConcurrentAnswer &A, const Facts &P, std::ostream &OS);

} // namespace mapgraph

#endif
