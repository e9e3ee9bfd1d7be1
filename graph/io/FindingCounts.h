//===- FindingCounts.h - How many findings, how many hidden -----*- C++ -*-===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGCOUNTS_H
#define MAPGRAPH_GRAPH_IO_FINDINGCOUNTS_H

#include "graph/model/Solution.h"

#include <map>

namespace mapgraph {

struct FindingCounts {
  size_t Shown = 0;
  size_t Maps = 0; ///< that those are on
  std::map<Verdict, size_t> ByVerdict;
  std::map<std::string, size_t> ByRule;
  size_t Certain = 0; ///< verdict race, of rules that are about no data race
  /// Of the main module, weaker than asked for.
  std::map<Verdict, size_t> Weak;
  /// By the wishes of the user's: a count, and the word for it.
  std::vector<std::pair<size_t, std::string>> Screened;
  size_t InDeps = 0; ///< hidden because they concern dependencies only
};

/// Counts one that is shown.
void countShown(FindingCounts &C, const std::string &Rule, Verdict V);
/// What the text says for the verdict: "race", but "certain" of what is none.
std::string_view verdictWord(const std::string &Rule, Verdict V);
/// "2 findings on 1 map: 1 race, 1 likely; hidden: 3 possible, …"
std::string summary(const FindingCounts &C);
/// "; 1 baseline entry is fixed", "" for none.
std::string fixedText(size_t Entries);

} // namespace mapgraph

#endif
