//===- Wrapped.h - Text for a terminal --------------------------*- C++ -*-===//
//
// Lines of at most 80 columns with a hanging indent. Words are never cut: a
// path that is longer than the line has a line of its own.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_WRAPPED_H
#define MAPGRAPH_GRAPH_QUERY_WRAPPED_H

#include <iosfwd>
#include <string_view>

namespace mapgraph {

/// Head and Text; what does not fit goes on below the end of Head, or below
/// its indent and two more columns when Head is long.
void writeWrapped(std::ostream &OS, std::string_view Head,
                  std::string_view Text);

} // namespace mapgraph

#endif
