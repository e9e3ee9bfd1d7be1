//===- FindingsJson.h - Findings for programs -------------------*- C++ -*-===//
//
// The JSON of `check`; docs/check.schema.json describes it. The version grows
// when a key changes its meaning or goes away.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGSJSON_H
#define MAPGRAPH_GRAPH_IO_FINDINGSJSON_H

#include "graph/io/FindingList.h"
#include "graph/query/SafePairs.h"

#include <iosfwd>

namespace mapgraph {

/// Safe: of --show-safe, or null.
void writeFindingsJson(const Facts &P, const FindingList &List,
                       std::ostream &OS, const SafeList *Safe = nullptr);

} // namespace mapgraph

#endif
