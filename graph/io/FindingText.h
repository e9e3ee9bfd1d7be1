//===- FindingText.h - The words of a finding -------------------*- C++ -*-===//
//
// What text, JSON and SARIF say alike about a finding: headline, order of the
// sides, the wording of its certainty.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGTEXT_H
#define MAPGRAPH_GRAPH_IO_FINDINGTEXT_H

#include "graph/io/FindingRecord.h"
#include "graph/rules/Rules.h"

namespace mapgraph {

/// The sides that exist, as they are shown: of a pair that differs only in
/// write and read the write comes first, of inconsistent locking and of a map
/// that is used outside its lock the side that holds no lock.
std::vector<const Side *> shownSides(const Graph &G, const Finding &F);
/// "concurrent write and read of Cache.m (map[string]int)"
std::string headline(const Facts &P, const Finding &F);
/// "likely race: assumes that A and that B"; "" for what assumes nothing.
std::string certainty(const FindingRecord &F);
/// "goroutine started at main.go:10:2 in main.main": the thread of a side with
/// the spawn chain that leads to it, outermost first.
std::string threadText(const Facts &P, const Side &S);

} // namespace mapgraph

#endif
