//===- Link.h - Module graphs to a program graph ----------------*- C++ -*-===//
//
// Joins the graphs of modules by symbol, as a linker does with code. Functions
// that several modules mention become one row with the best body there is;
// types, selectors, strings, locations, packages and method rows become one
// each. What nobody refers to any more (the bodies that lost) is dropped.
//
// The modules are consumed one by one, so that the peak is about the size of
// the input and not twice that.
//
// Not done: dropping unreachable functions; the solver walks from roots anyway.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_LINK_LINK_H
#define MAPGRAPH_GRAPH_LINK_LINK_H

#include "graph/model/Graph.h"

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace mapgraph {

/// The linked graph, frozen. The same for any order of the modules: they are
/// taken in the order of their package paths, then of their contents, and equal
/// ones once. Modules are well-formed (Verifier.h). Fails for solved graphs and
/// when the result has more rows than ids.
tl::expected<Graph, std::string> link(std::vector<Graph> &&Modules);

} // namespace mapgraph

#endif
