//===- Svg.h - A view as a picture ------------------------------*- C++ -*-===//
//
// Graphviz's dot layout, in a child process with limits on time and memory, so
// that a graph it cannot finish costs a message and not the program. Only the
// core and dot plugins are loaded: text is measured by built-in tables and the
// bytes do not depend on the fonts of the machine. Labels are set in a
// monospace face, whose widths are the same everywhere, so that text stays in
// its box whatever font the viewer has.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_SVG_H
#define MAPGRAPH_GRAPH_IO_SVG_H

#include "graph/io/View.h"

#include <iosfwd>

namespace mapgraph {

struct SvgLimits {
  unsigned Seconds = 60;
  size_t MemoryMiB = 2048; ///< for the layout; not enforced under sanitizers
  size_t MaxNodes = 1500;  ///< a layout of more is not started
  size_t MaxEdges = 4000;
};

/// Writes the picture, or returns one line that says what to do instead.
tl::expected<void, std::string> writeSvg(const View &V, const SvgLimits &Limits,
                                         std::ostream &OS);

} // namespace mapgraph

#endif
