//===- Expression.h - Source-like text of a value ---------------*- C++ -*-===//
//
// "c.m" for a field that is loaded from a parameter, "counts[k]" for the result
// of a lookup: enough for a reader to find the expression in the source. It is
// for display only; a value that several others flow into is shown by its type.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_EXPRESSION_H
#define MAPGRAPH_GRAPH_IO_EXPRESSION_H

#include "graph/query/Names.h"

namespace mapgraph {

std::string expression(const Graph &G, const Names &N, NodeId Value);
/// Where the value comes from through plain copies.
NodeId originOf(const Graph &G, NodeId Value);

} // namespace mapgraph

#endif
