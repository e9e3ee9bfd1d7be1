//===- DotStyle.h - Colours and lines of pictures ---------------*- C++ -*-===//
//
// One table for nodes, one for edges; the legend is made from the same rows.
// Colours keep a contrast of at least 4.5 : 1 to their text, and no meaning
// rests on colour alone: ops have their names, edges labels or line styles.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_DOTSTYLE_H
#define MAPGRAPH_GRAPH_IO_DOTSTYLE_H

#include <span>
#include <string_view>

namespace mapgraph {

struct NodeStyle {
  std::string_view Kind;   ///< ViewNode::Kind
  std::string_view Header; ///< fill of the title's row
  std::string_view Title;  ///< colour of its text
  std::string_view Legend; ///< "" not in the legend
};
struct EdgeStyle {
  std::string_view Kind; ///< ViewEdge::Kind
  std::string_view Color;
  std::string_view Line; ///< Graphviz style
  std::string_view Arrow;
  std::string_view Width;
  std::string_view Legend;
};

std::span<const NodeStyle> nodeStyles();
std::span<const EdgeStyle> edgeStyles();
/// The row of that kind, or a grey one.
const NodeStyle &nodeStyle(std::string_view Kind);
const EdgeStyle &edgeStyle(std::string_view Kind);

} // namespace mapgraph

#endif
