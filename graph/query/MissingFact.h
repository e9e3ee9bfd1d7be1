//===- MissingFact.h - What would change a verdict --------------*- C++ -*-===//
//
// One sentence for each assumption and each reason: the fact that nobody has
// shown, and what the verdict would be with it and without it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_MISSINGFACT_H
#define MAPGRAPH_GRAPH_QUERY_MISSINGFACT_H

#include "graph/query/SafePairs.h"

namespace mapgraph {

/// Of a finding: what it assumes, the weakest point first.
std::string missingFact(const Facts &P, const Finding &F);
/// Of a safe pair: what keeps the sides apart, and whether something else
/// would do so without it.
std::string missingFact(const Facts &P, const SafeIndex &Index, NodeId A,
                        NodeId B, const SafeAnswer &Why);

/// Locks of the ops that exclude each other whenever both run.
std::vector<std::string> commonLocks(const Facts &P, const SafeIndex &Index,
                                     NodeId A, NodeId B);
/// Held in every access of the op's place.
std::vector<HeldLock> locksAt(const Facts &P, const SafeIndex &Index,
                              NodeId Op);

} // namespace mapgraph

#endif
