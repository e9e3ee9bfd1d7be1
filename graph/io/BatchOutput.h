//===- BatchOutput.h - The report of a batch for its readers ----*- C++ -*-===//
//
// What of a merged report is shown, by the same rules as in FindingList, and
// the three forms: text, JSON (docs/batch.schema.json) and SARIF. All name
// every input that was not analysed, with its reason.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_BATCHOUTPUT_H
#define MAPGRAPH_GRAPH_IO_BATCHOUTPUT_H

#include "graph/io/BatchReport.h"
#include "graph/io/FindingsText.h"

#include <functional>

namespace mapgraph {

/// A wish of the user's not to see some findings, as in FindingList.h.
struct BatchScreen {
  std::string Key;
  std::string Word;
  std::function<bool(const FindingRecord &)> Hides;
};

struct BatchFilter {
  Verdict AtLeast = Verdict::Likely; ///< weaker ones are counted only
  bool Deps = false;                 ///< also what concerns dependencies only
  double MinConfidence = 0;          ///< as are those with less than this
  std::vector<BatchScreen> Screens = {};
  size_t FixedInBaseline = 0; ///< entries that match nothing any more
};

class BatchView {
public:
  BatchView(BatchReport Report, const BatchFilter &Filter);

  /// Whether a counted finding in scope is at least that certain, shown or not.
  bool fails(Verdict FailOn) const { return Strongest <= FailOn; }
  /// Whether an input was not analysed; Internal: by a fault of ours.
  bool isIncomplete() const;
  bool hasInternalErrors() const;
  const std::vector<FindingRecord> &shown() const { return Shown; }

  void writeText(const FindingsTextOptions &Options, std::ostream &OS) const;
  void writeJson(std::ostream &OS) const;
  void writeSarif(std::string_view Version, std::ostream &OS) const;

private:
  void take(FindingRecord F, const BatchFilter &Filter);
  size_t count(InputState S) const;
  std::vector<std::string> notAnalysed() const;

  std::vector<InputStatus> Inputs;
  std::vector<FindingRecord> Shown;
  std::map<std::string, uint64_t> Unknowns;
  FindingCounts Counts;
  std::vector<std::string> ScreenKeys; ///< of Counts.Screened
  size_t FixedInBaseline = 0;
  Verdict Strongest = Verdict::Unknown; // of the counted ones
};

} // namespace mapgraph

#endif
