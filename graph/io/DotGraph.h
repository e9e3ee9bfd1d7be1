//===- DotGraph.h - A view as a cgraph object -------------------*- C++ -*-===//
//
// What Dot writes and Svg lays out. Internal to graph/io: cgraph's types stay
// out of the other headers.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_DOTGRAPH_H
#define MAPGRAPH_GRAPH_IO_DOTGRAPH_H

#include "graph/io/View.h"

#include <graphviz/cgraph.h>

#include <memory>

namespace mapgraph {

struct CloseGraph {
  void operator()(Agraph_t *G) const { agclose(G); }
};
using DotGraph = std::unique_ptr<Agraph_t, CloseGraph>;

DotGraph makeDotGraph(const View &V);

} // namespace mapgraph

#endif
