//===- Dot.h - A view in Graphviz's language --------------------*- C++ -*-===//
//
// Made with cgraph, so quoting and structure are Graphviz's own. Nodes are
// named by their stable ids (also the ids of the SVG elements); ports become
// cells of the node's label; the legend has the kinds that the view uses.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_DOT_H
#define MAPGRAPH_GRAPH_IO_DOT_H

#include "graph/io/View.h"

#include <iosfwd>

namespace mapgraph {

void writeDot(const View &V, std::ostream &OS);

} // namespace mapgraph

#endif
