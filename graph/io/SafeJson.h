//===- SafeJson.h - Safe pairs for programs ---------------------*- C++ -*-===//
//
// The "safe" part of the JSON of `check --show-safe`; for .cpp files only.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_SAFEJSON_H
#define MAPGRAPH_GRAPH_IO_SAFEJSON_H

#include "graph/query/JsonPlace.h"
#include "graph/query/SafePairs.h"

namespace mapgraph {

Json safeJson(const Facts &P, const SafeList &L);

} // namespace mapgraph

#endif
