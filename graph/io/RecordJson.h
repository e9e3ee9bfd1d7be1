//===- RecordJson.h - Findings in JSON, and back ----------------*- C++ -*-===//
//
// One finding as `check --json` and the reports of several programs show it;
// for .cpp files only.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_RECORDJSON_H
#define MAPGRAPH_GRAPH_IO_RECORDJSON_H

#include "graph/io/FindingRecord.h"
#include "graph/query/JsonPlace.h"

namespace mapgraph {

Json findingJson(const FindingRecord &F);
/// {"race": 1, "likely": 0, "possible": 0}
Json countsJson(const std::map<Verdict, size_t> &Counts);

} // namespace mapgraph

#endif
