//===- Advice.h - What would fix a finding ----------------------*- C++ -*-===//
//
// One sentence per finding, chosen from all operations that are seen on its
// map: the lock that the others hold, an order that is missing, or the kind of
// map that fits the mix of reads, writes and iterations; with the reason.
//
// Advice is for a reader who knows the code: it names what is there and never
// claims to be the only way.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_RULES_ADVICE_H
#define MAPGRAPH_GRAPH_RULES_ADVICE_H

#include "graph/query/Facts.h"

#include <map>

namespace mapgraph {

/// The operations on the map of a finding. Places in the source are counted, so
/// instances of generic functions and test variants count once, and a lookup
/// with an update of the same line is one write.
struct MapUse {
  unsigned Reads = 0; ///< with iterations and lengths
  unsigned Writes = 0;
  unsigned Iterations = 0;
  unsigned Lengths = 0;
  struct Lock {
    unsigned Holders = 0;
    bool Shared = false; ///< some hold it in read mode
  };
  std::map<std::string, Lock> Locks;

  unsigned total() const { return Reads + Writes; }
};

/// Of the finding's map under all names that its operations know it by.
MapUse useOf(const Facts &P, const Finding &F);

/// The advice for one finding.
std::string advice(const Facts &P, const Finding &F);
/// Fills Finding::Fix of all findings.
void giveAdvice(const Graph &G, Solution &S, const std::string &Root);

} // namespace mapgraph

#endif
