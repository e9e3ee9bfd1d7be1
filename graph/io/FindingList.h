//===- FindingList.h - Which findings are shown, in which order -*- C++ -*-===//
//
// Folds equal findings of several programs into one, keeps those that concern
// the main module and are certain enough, groups them by map object with the
// most certain first, and counts the rest.
//
// A finding concerns the main module when a side or the map's declaration is
// in one of its packages (PF_Own, or a file below its folder when the package
// is not known). Without any such package everything is shown.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGLIST_H
#define MAPGRAPH_GRAPH_IO_FINDINGLIST_H

#include "graph/query/Facts.h"

#include <map>

namespace mapgraph {

struct FindingFilter {
  Verdict AtLeast = Verdict::Likely; ///< weaker ones are counted only
  bool Deps = false;                 ///< also what concerns dependencies only
  double MinConfidence = 0;          ///< as are those with less than this
};

struct ShownFinding {
  uint32_t Row = 0;                  ///< of Solution::Findings
  std::vector<std::string> Programs; ///< in which it was found
  bool NewMap = false;               ///< first of its map object
};

class FindingList {
public:
  FindingList(const Facts &P, const FindingFilter &Filter);

  std::span<const ShownFinding> shown() const { return Shown; }
  const Finding &finding(const ShownFinding &F) const;
  size_t hiddenInDeps() const { return InDeps; }
  /// Of the main module, weaker than the filter asks for, by verdict.
  const std::map<Verdict, size_t> &hiddenByVerdict() const { return Weak; }
  const std::map<Verdict, size_t> &shownByVerdict() const { return ByVerdict; }
  const std::map<std::string, size_t> &shownByRule() const { return ByRule; }

  /// Whether a counted finding in scope is at least that certain, shown or not:
  /// exit code 1.
  bool fails(Verdict FailOn) const { return Strongest <= FailOn; }

  /// "2 findings on 1 map: 1 race, 1 likely; hidden: 3 possible, …"
  std::string summary() const;

private:
  void countHidden(const Finding &F, bool InScope);

  const Solution &S;
  std::vector<ShownFinding> Shown;
  std::map<Verdict, size_t> Weak, ByVerdict;
  std::map<std::string, size_t> ByRule;
  size_t InDeps = 0;
  size_t Maps = 0;
  Verdict Strongest = Verdict::Unknown; // of the counted ones
};

} // namespace mapgraph

#endif
