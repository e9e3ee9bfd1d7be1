//===- CaseRunner.h - What is found in the cases of a corpus ----*- C++ -*-===//
//
// Runs the analysis on many small programs. Cases that are folders of one Go
// module share one run of the front end; each is then linked and solved alone,
// from the packages below its folder and those that they import, so that no
// case sees another one. All other inputs are analysed one by one.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_CASERUNNER_H
#define MAPGRAPH_CLI_CASERUNNER_H

#include "cli/Exit.h"
#include "cli/Observer.h"
#include "cli/Options.h"
#include "graph/score/Score.h"

#include <optional>

namespace mapgraph {

/// What happened to one case.
struct CaseResult {
  std::vector<score::FoundPair> Found; ///< possible ones, too
  std::string Folder;                  ///< that its labels are relative to
  std::optional<Failure> Problem;
};

/// One result per case. Folder: the corpus's own, absolute.
std::vector<CaseResult> runCases(const score::Corpus &C,
                                 const std::string &Folder,
                                 const AnalysisOptions &Options,
                                 Observer &Watch);

} // namespace mapgraph

#endif
