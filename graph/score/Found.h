//===- Found.h - What was found, as it is counted ---------------*- C++ -*-===//
//
// A finding is counted as a pair: map object, two operations, their functions
// and lines. Threads, calls and programs that lead to the same pair do not
// count again.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_FOUND_H
#define MAPGRAPH_GRAPH_SCORE_FOUND_H

#include "graph/io/FindingList.h"
#include "graph/score/Corpus.h"

#include <array>

namespace mapgraph::score {

struct FoundSide {
  Spot At; ///< File as Names shows it: below the root of the module or absolute
  std::string Function;
  std::string Op;
  auto key() const { return std::tie(At.File, At.Line, Op, Function); }
};

struct FoundPair {
  std::string Rule;
  std::string Map;
  std::array<FoundSide, 2> Sides; ///< in the order of their keys
  bool Shown = false;             ///< by default: race or likely
  double Confidence = 0;
  std::string Root; ///< folder that relative files are below, or ""
};

/// Each pair once, with the highest confidence, in the order of their keys. An
/// operation that meets itself is a pair, too.
std::vector<FoundPair> foundPairs(const Facts &P, const FindingList &List,
                                  const std::string &Root);

} // namespace mapgraph::score

#endif
