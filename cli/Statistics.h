//===- Statistics.h - Numbers about a solved graph --------------*- C++ -*-===//
//
// What `mapgraph stats` counts: operations by kind, map objects, threads,
// locks, findings by verdict, and what is not known, by reason. Only counts:
// the same graph gives the same numbers; costs are those of the run and stand
// apart.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_STATISTICS_H
#define MAPGRAPH_CLI_STATISTICS_H

#include "graph/model/Solution.h"

#include <iosfwd>

namespace mapgraph {

struct Statistics {
  using Counts = std::vector<std::pair<std::string, uint64_t>>;
  Counts Sizes;  ///< packages, functions, nodes, edges, objects, threads …
  Counts MapOps; ///< by kind, all kinds, in the order of Kinds.def
  Counts SyncOps;
  Counts Calls;    ///< direct, indirect, interface
  Counts Threads;  ///< by root
  Counts Findings; ///< by verdict
  Counts Unknowns; ///< by reason
};

Statistics countGraph(const Graph &G, const Solution &S);

void writeText(const Statistics &Numbers, const std::vector<PhaseCost> &Costs,
               std::ostream &OS);
void writeJson(const Statistics &Numbers, const std::vector<PhaseCost> &Costs,
               std::ostream &OS);

} // namespace mapgraph

#endif
