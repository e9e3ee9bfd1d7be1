//===- FindingList.h - Which findings are shown, in which order -*- C++ -*-===//
//
// Folds equal findings of several programs into one, keeps those that concern
// the main module, are certain enough and pass the screens, groups them by map
// object with the most certain first, and counts the rest.
//
// What concerns the main module is said in MainModule.h.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGLIST_H
#define MAPGRAPH_GRAPH_IO_FINDINGLIST_H

#include "graph/io/FindingCounts.h"
#include "graph/query/Facts.h"

#include <functional>

namespace mapgraph {

/// One bug, from all programs that have it.
struct FoldedFinding {
  uint32_t Row = 0; ///< of Solution::Findings: the most certain one
  std::vector<std::string> Programs = {}; ///< in which it was found
  std::string Fingerprint = {};           ///< see Fingerprint.h; unique
};

/// Every bug once, in the order of Solution::Findings.
std::vector<FoldedFinding> foldFindings(const Facts &P);

/// A wish of the user's not to see some findings.
struct FindingScreen {
  std::string Key;  ///< of the count in JSON: "ignored"
  std::string Word; ///< of the count in the summary: "in the baseline"
  std::function<bool(const FoldedFinding &)> Hides;
};

/// A comment of the user's that hides nothing.
struct IdleIgnore {
  std::string File; ///< relative to the root
  uint32_t Line = 0;
  std::string Rule; ///< "" when it names none
  std::string Problem;
};

/// What else there is to say about the lists that the user keeps.
struct FindingNotes {
  std::vector<IdleIgnore> Ignores; ///< by file and line
  size_t FixedInBaseline = 0;      ///< entries that match nothing any more
};

/// What is hidden by a screen is counted under the first that hides it, and
/// never leads to exit code 1.
struct FindingFilter {
  Verdict AtLeast = Verdict::Likely; ///< weaker ones are counted only
  bool Deps = false;                 ///< also what concerns dependencies only
  double MinConfidence = 0;          ///< as are those with less than this
  std::vector<FindingScreen> Screens = {};
  FindingNotes Notes = {}; ///< passed on to the writers
};

struct ShownFinding : FoldedFinding {
  bool NewMap = false; ///< first of its map object
};

class FindingList {
public:
  FindingList(const Facts &P, const FindingFilter &Filter)
      : FindingList(P, Filter, foldFindings(P)) {}
  FindingList(const Facts &P, const FindingFilter &Filter,
              std::vector<FoldedFinding> All);

  std::span<const ShownFinding> shown() const { return Shown; }
  const Finding &finding(const FoldedFinding &F) const;
  size_t hiddenInDeps() const { return Counts.InDeps; }
  /// Of the main module, weaker than the filter asks for, by verdict.
  const std::map<Verdict, size_t> &hiddenByVerdict() const {
    return Counts.Weak;
  }
  /// Key and count of each screen, in the order of the filter.
  const std::vector<std::pair<std::string, size_t>> &hiddenByScreen() const {
    return ByScreen;
  }
  const FindingNotes &notes() const { return Notes; }
  const std::map<Verdict, size_t> &shownByVerdict() const {
    return Counts.ByVerdict;
  }
  const std::map<std::string, size_t> &shownByRule() const {
    return Counts.ByRule;
  }

  /// Whether a counted finding in scope is at least that certain, shown or not:
  /// exit code 1.
  bool fails(Verdict FailOn) const { return Strongest <= FailOn; }

  /// "2 findings on 1 map: 1 race, 1 likely; hidden: 3 possible, …"
  std::string summary() const;

private:
  void take(FoldedFinding F, const FindingFilter &Filter, bool InScope);
  void countHidden(const Finding &F, bool InScope);
  void sortByMap(const Facts &P);

  const Solution &S;
  FindingNotes Notes;
  std::vector<ShownFinding> Shown;
  FindingCounts Counts;
  std::vector<std::pair<std::string, size_t>> ByScreen;
  std::vector<std::string> ScreenWords;
  Verdict Strongest = Verdict::Unknown; // of the counted ones
};

} // namespace mapgraph

#endif
