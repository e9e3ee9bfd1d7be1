//===- Score.h - How right are the answers? ---------------------*- C++ -*-===//
//
// Findings of labelled programs against their labels.
//
//   hit          a label that expects a pair or a side, and a finding there
//                by one of its rules
//   miss         such a label without a finding
//   false alarm  a pair that is found although a side is silent, or the case
//                is, or the case is complete and no label expects it
//
// Where a case expects something, a finding that touches no label is judged by
// nobody. Findings by default (race, likely) and with those that are only
// possible are counted apart. For the ROC, a label that expects something is a
// true item, a silent line and the rest of a silent or complete case are false
// ones; their score is the highest confidence of a finding there.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_SCORE_H
#define MAPGRAPH_GRAPH_SCORE_SCORE_H

#include "graph/score/Found.h"
#include "graph/score/Kappa.h"
#include "graph/score/Roc.h"

#include <optional>

namespace mapgraph::score {

struct Tally {
  size_t Hits = 0;
  size_t Misses = 0;
  size_t FalseAlarms = 0;

  /// Not defined when nothing was found, or nothing was expected.
  std::optional<double> precision() const;
  std::optional<double> recall() const;
  Tally &operator+=(const Tally &O);
};

/// What is counted with findings by default, and with all of them.
struct Tallies {
  Tally Default;
  Tally All;
  Tallies &operator+=(const Tallies &O);
};

/// A label or a finding that counts against the analysis.
struct Mistake {
  std::string Case;
  std::string Text;
};

struct CaseScore {
  Tallies Count;
  std::vector<ScoredItem> Items;
  std::vector<Mistake> Misses;
  std::vector<Mistake> FalseAlarms;
  size_t NotJudged = 0; ///< pairs found by default that touch no label
};

/// Folder is where the case lies: absolute, normal.
CaseScore scoreCase(const Case &C, const std::vector<FoundPair> &Found,
                    const std::string &Folder);

struct Report {
  size_t NumCases = 0;
  size_t NumLabels = 0; ///< that expect something
  Tallies Total;
  std::map<std::string, Tallies> ByPattern, ByLanguage;
  Roc Curve;
  Agreement Labellers;
  std::vector<Mistake> Misses, FalseAlarms;
  size_t NotJudged = 0;

  void add(const Case &C, CaseScore Of);
  /// Once, after the last case.
  void finish(const Corpus &C);

private:
  std::vector<ScoredItem> Items;
};

/// Codes in the order that people expect: P1, P2 … P10, then words.
std::vector<std::string> inOrder(const std::map<std::string, Tallies> &By);

} // namespace mapgraph::score

#endif
