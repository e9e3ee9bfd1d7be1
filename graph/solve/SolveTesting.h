//===- SolveTesting.h - What tests of the solver look at --------*- C++ -*-===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SOLVETESTING_H
#define MAPGRAPH_GRAPH_SOLVE_SOLVETESTING_H

#include "graph/model/Solution.h"

namespace mapgraph {

/// The findings as "rule verdict", in the order of the solution.
inline std::vector<std::string> verdicts(const Solution &Of) {
  std::vector<std::string> Out;
  for (const Finding &F : Of.Findings)
    Out.push_back(F.Rule + " " + std::string(text(F.Result)));
  return Out;
}

} // namespace mapgraph

#endif
