//===- SourceLines.h - Lines of source that decide on findings --*- C++ -*-===//
//
// People say in the source which findings they do not want to see, and git
// knows which lines are new. This answers where to look for either: paths to
// open and lines there, of the analysed module only.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_SOURCELINES_H
#define MAPGRAPH_GRAPH_QUERY_SOURCELINES_H

#include "graph/query/Facts.h"
#include "graph/query/MainModule.h"

namespace mapgraph {

struct SourceLine {
  std::string File;
  uint32_t Line = 0;
  auto operator<=>(const SourceLine &) const = default;
};

/// Where a comment speaks of the finding: its operations, where the map is
/// made, and where the field or variable that holds it is declared.
std::vector<SourceLine> commentLines(const Facts &P, const MainModule &Ours,
                                     const Finding &F);
/// The finding is new when one of these is: its operations, and the lines that
/// start their threads, since a new `go` makes races of old code.
std::vector<SourceLine> changeLines(const Facts &P, const MainModule &Ours,
                                    const Finding &F);

} // namespace mapgraph

#endif
