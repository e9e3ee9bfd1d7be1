//===- IgnoreTable.h - The mapgraph:ignore comments of files ----*- C++ -*-===//
//
// Reads files once and answers which of their comments cover a line; remembers
// which of them did. A file that is missing has no comments.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_IGNORETABLE_H
#define MAPGRAPH_CLI_IGNORETABLE_H

#include "cli/IgnoreComments.h"
#include "graph/io/FindingList.h"
#include "graph/query/SourceLines.h"

#include <functional>
#include <map>
#include <set>

namespace mapgraph {

class IgnoreTable {
public:
  void read(const std::string &Path);
  /// Whether a comment in a file that was read covers one of the lines. All
  /// are asked: all that cover one are in use.
  bool covers(const std::vector<SourceLine> &Lines, const std::string &Rule);

  /// Comments that name no rule or give no reason; by file and line.
  std::vector<IdleIgnore> faulty() const;
  /// Also those that covered nothing, for rules that Wanted accepts.
  std::vector<IdleIgnore>
  idle(const std::function<bool(const std::string &)> &Wanted) const;

private:
  struct Row {
    IgnoreComment Comment;
    std::set<std::string> Used; ///< rules
  };

  bool covers(const SourceLine &Line, const std::string &Rule);

  std::map<std::string, std::vector<Row>> Files; ///< by path
};

} // namespace mapgraph

#endif
