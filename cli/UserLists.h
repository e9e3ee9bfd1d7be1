//===- UserLists.h - Findings that the user does not want to see *- C++ -*-===//
//
// A team that lives with some findings says which: path patterns and rules in
// .mapgraph.yaml, mapgraph:ignore comments in the code, a baseline, a revision
// since which lines are new. This makes screens (FindingList.h) of all of them;
// a finding that several hide counts for the first in this order.
//
// What can be wrong with the lists is told before the analysis begins.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_USERLISTS_H
#define MAPGRAPH_CLI_USERLISTS_H

#include "cli/ChangedLines.h"
#include "cli/PathPattern.h"
#include "cli/Settings.h"
#include "graph/io/Baseline.h"
#include "graph/io/BatchOutput.h"

#include <memory>

namespace mapgraph {

struct ListOptions {
  std::string Config; ///< file; "" the one of the module
  bool NoConfig = false;
  std::string Baseline;      ///< file; "" none
  std::string WriteBaseline; ///< file; "" none
  std::string NewFrom;       ///< revision; "" none
};

class UserLists {
public:
  /// Reads the baseline and asks git, in the module of the inputs.
  static Result<UserLists> load(const ListOptions &Options, const Settings &S,
                                const std::string &ModuleFolder);

  /// Adds the screens of path patterns, rules and comments, and the comments
  /// that hide nothing.
  void addChoices(const Facts &P, const std::vector<FoldedFinding> &All,
                  bool Variables, FindingFilter &To) const;
  /// Adds the screens of what is known and what is old.
  void addHistory(const Facts &P, const std::vector<FoldedFinding> &All,
                  FindingFilter &To) const;

  /// The same for the report of a batch: the lists are those of the run, not
  /// of each program. Comments are read where findings point to; Faulty gets
  /// those that are not written right.
  void addChoices(const std::vector<FindingRecord> &All, BatchFilter &To,
                  std::vector<IdleIgnore> &Faulty) const;
  void addHistory(const std::vector<FindingRecord> &All, BatchFilter &To) const;

  /// From now on these are the known findings.
  void setKnown(Baseline B) { Known = std::move(B); }

private:
  bool isExcluded(const std::string &File) const;
  bool isNew(const std::vector<SourceLine> &Lines) const;

  std::vector<PathPattern> Exclude;
  std::set<std::string> RulesOff;
  std::optional<Baseline> Known;
  std::optional<ChangedLines> Changed;
};

} // namespace mapgraph

#endif
