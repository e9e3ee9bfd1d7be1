//===- Kappa.h - How much do labellers agree? -------------------*- C++ -*-===//
//
// Agreement beyond chance: 1 is full agreement, 0 what chance would give. Not
// defined without items, or when everybody always says the same word: chance
// alone explains that.
//
// Cohen, "A coefficient of agreement for nominal scales", 1960; Fleiss,
// "Measuring nominal scale agreement among many raters", 1971.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_KAPPA_H
#define MAPGRAPH_GRAPH_SCORE_KAPPA_H

#include "graph/score/Corpus.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mapgraph::score {

/// Of two labellers: what they say about each item.
std::optional<double>
cohenKappa(std::span<const std::pair<std::string, std::string>> Items);

/// Of two or more: each item has as many words as there are labellers.
std::optional<double>
fleissKappa(std::span<const std::vector<std::string>> Items);

struct Agreement {
  std::vector<std::string> Labellers; ///< in the order of their names
  size_t Items = 0;                   ///< that all of them judged
  std::optional<double> Kappa;        ///< Cohen's of two, else Fleiss'
};

/// Over everything that carries judgements: cases and their labels.
Agreement agreement(const Corpus &C);

} // namespace mapgraph::score

#endif
