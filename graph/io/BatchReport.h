//===- BatchReport.h - What was found in many inputs ------------*- C++ -*-===//
//
// The result of one input of a batch, of several, or of all: what became of
// each input, and every bug once. Reports of one input are merged into one of
// many; the order in which they come does not matter, and equal inputs give
// equal bytes.
//
// An input is analysed, or it failed for a reason, or it went over a limit of
// its job: then what is in it stays unknown.
//
// Folding: findings with one rule, one name of the map and the same operations
// at the same positions are one bug of several programs, and the most certain
// one is kept. Without positions (IR without debug information) nothing shows
// that two programs mean the same code, and nothing is folded.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_BATCHREPORT_H
#define MAPGRAPH_GRAPH_IO_BATCHREPORT_H

#include "graph/io/FindingRecord.h"

#include <string_view>
#include <tl/expected.hpp>

namespace mapgraph {

enum class InputState : uint8_t { Analysed, Failed, Limit };
/// "analysed", "failed", "unknown(limit)"
std::string_view text(InputState S);

struct InputStatus {
  std::string Input; ///< as the user named it, or the path of a Go package
  InputState State = InputState::Analysed;
  std::string Reason;    ///< one line, "" when analysed
  bool Internal = false; ///< the failure is no fault of the input
};

struct BatchReport {
  std::vector<InputStatus> Inputs; ///< by name
  /// Also weak ones and those of dependencies only; no map stands twice.
  std::vector<FindingRecord> Findings;
  std::map<std::string, uint64_t> Unknowns;
};

/// All findings of one analysed input.
BatchReport reportOf(const std::string &Input, const Facts &P);
/// An input that gave no result.
BatchReport reportOf(InputStatus Status);

BatchReport merge(std::vector<BatchReport> Parts);

/// As it is kept in files. The text is checked when it is read: a file that was
/// damaged gives an error.
std::string storedText(const BatchReport &R);
tl::expected<BatchReport, std::string> readStored(std::string_view Text);
/// Whether the bytes are those of a stored report.
bool isStoredReport(std::string_view Bytes);

} // namespace mapgraph

#endif
