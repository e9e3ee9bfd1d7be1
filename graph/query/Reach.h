//===- Reach.h - How control gets from here to there ------------*- C++ -*-===//
//
// `query reach FROM TO`: a shortest chain of calls and thread starts from a
// function or thread to a function, an operation, or any operation of a map.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_REACH_H
#define MAPGRAPH_GRAPH_QUERY_REACH_H

#include "graph/query/CallGraph.h"
#include "graph/query/Selectors.h"

#include <iosfwd>

namespace mapgraph {

struct ReachAnswer {
  std::vector<Target> From;
  std::vector<Target> To;
  bool Found = false;
  FunctionId Start;                 ///< function the path begins in
  std::vector<CallGraph::Arc> Path; ///< empty: Start is the goal already
  NodeId Op;                        ///< op at the end, when To names any
};

/// Each list as `select` gives it.
ReachAnswer reach(const Facts &P, const CallGraph &Calls,
                  const std::vector<Target> &From,
                  const std::vector<Target> &To);

void writeText(const ReachAnswer &A, const Facts &P, std::ostream &OS);
void writeJson(const ReachAnswer &A, const Facts &P, std::ostream &OS);

} // namespace mapgraph

#endif
