//===- ChangedLines.h - What is new since a revision ------------*- C++ -*-===//
//
// The lines of the working tree that differ from the point where it left a git
// revision (`git diff` against the merge base), and all lines of files that git
// does not track or ignore. A moved file counts as changed where its text does.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_CHANGEDLINES_H
#define MAPGRAPH_CLI_CHANGEDLINES_H

#include "cli/Exit.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

class ChangedLines {
public:
  /// Of the repository that Folder is in, below Folder. Fails with one line
  /// when there is no git, no repository or no such revision.
  static Result<ChangedLines> since(const std::string &Revision,
                                    const std::string &Folder);

  /// Adds the new lines of `git diff --unified=0`; its paths are below Top.
  void addDiff(std::string_view Diff, const std::string &Top);
  void addFile(const std::string &Path);

  bool contains(const std::string &Path, uint32_t Line) const;

private:
  struct Range {
    uint64_t First, Last;
  };
  std::map<std::string, std::vector<Range>> Files; ///< by canonical path
};

} // namespace mapgraph

#endif
