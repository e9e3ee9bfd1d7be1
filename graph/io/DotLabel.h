//===- DotLabel.h - HTML-like labels of nodes and the legend ----*- C++ -*-===//
//
// A node is a table: title (with a # when the op computes a hash), one row per
// port, position. The same texts for DOT and SVG.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_DOTLABEL_H
#define MAPGRAPH_GRAPH_IO_DOTLABEL_H

#include "graph/io/View.h"

namespace mapgraph {

/// Without the < > around it.
std::string nodeLabel(const ViewNode &N);
/// Title of the view and what its kinds of nodes and edges mean.
std::string legendLabel(const View &V);
/// Text for use in an HTML-like label.
std::string escapeHtml(std::string_view Text);
/// Cut to Max characters, with ... in the middle (Max of 4 or more).
std::string shortened(std::string_view Text, size_t Max);

} // namespace mapgraph

#endif
