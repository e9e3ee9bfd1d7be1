//===- JsonPlace.h - Parts that all JSON output shares ----------*- C++ -*-===//
//
// How a position, an op and a set of locks look in JSON. Keys keep the order
// in which they are added, so that the bytes are the same in every run. For
// .cpp files only: the JSON library stays out of the other headers.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_JSONPLACE_H
#define MAPGRAPH_GRAPH_QUERY_JSONPLACE_H

#include "graph/query/Facts.h"

#include <nlohmann/json.hpp>

#include <iosfwd>

namespace mapgraph {

using Json = nlohmann::ordered_json;

/// {"function", "file", "line", "column"} of an event.
Json placeJson(const Names &N, NodeId Event);
/// placeJson with {"op", "access", "selector"} in front.
Json opJson(const Facts &P, NodeId Op);
/// {"name", "type", "file", "line"} of a map object.
Json mapJson(const Facts &P, uint32_t Object);
/// [{"name", "mode": "read"|"write"} …]
Json locksJson(const std::vector<HeldLock> &Locks);
/// {"name", "multiple", "started_at"?} of a thread.
Json threadJson(const Facts &P, uint32_t Thread);
/// Two-space indented, with a newline at the end. Bytes that are not UTF-8
/// (a file name can hold any) are replaced, never an exception.
void writeJsonLine(const Json &J, std::ostream &OS);

} // namespace mapgraph

#endif
