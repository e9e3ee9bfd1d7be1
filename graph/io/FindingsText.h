//===- FindingsText.h - Findings for people ---------------------*- C++ -*-===//
//
//   cache.go:16:5: concurrent write and read of Cache.m (…) [MG001 race]
//     write: update at cache.go:16:5 in store.(*Cache).Set
//       thread: goroutine started at main.go:10:2 in main.main
//       calls: main.main.func1 at main.go:11:2 → store.(*Cache).Set
//       locks: none
//     read: …
//     why: …
//     fix: …
//
// At most 12 lines each, and at most three pairs of a map, which show as many
// of its operations as they can; all pairs and steps with Verbose. An empty
// line before another map; the summary as the last line.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGSTEXT_H
#define MAPGRAPH_GRAPH_IO_FINDINGSTEXT_H

#include "graph/io/FindingRecord.h"

#include <iosfwd>

namespace mapgraph {

struct FindingsTextOptions {
  bool Verbose = false;
  bool Color = false;    ///< ANSI sequences
  bool Programs = false; ///< name a few of them, verbose or not
};

/// Without a summary, but with an empty line behind every map.
void writeFindingsText(std::span<const FindingRecord> Findings,
                       const FindingsTextOptions &Options, std::ostream &OS);

void writeFindingsText(const Facts &P, const FindingList &List,
                       const FindingsTextOptions &Options, std::ostream &OS);

} // namespace mapgraph

#endif
