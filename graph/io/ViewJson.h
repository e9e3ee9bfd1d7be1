//===- ViewJson.h - A view for programs -------------------------*- C++ -*-===//
//
// {"title", "hidden", "nodes": [{"id", "kind", "title", …}],
//  "edges": [{"from", "to", "kind", "label", "port"}]}; from and to are ids.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_VIEWJSON_H
#define MAPGRAPH_GRAPH_IO_VIEWJSON_H

#include "graph/io/View.h"

#include <iosfwd>

namespace mapgraph {

void writeViewJson(const View &V, std::ostream &OS);

} // namespace mapgraph

#endif
