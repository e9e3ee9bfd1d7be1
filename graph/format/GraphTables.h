//===- GraphTables.h - A graph as a FlatBuffer ------------------*- C++ -*-===//
//
// The tables of a graph, and of a solution, to and from the payload that
// MapGraph.fbs describes. Reading checks the shape of the tables only; what the
// rows say is the business of graph/model/Verifier.h.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_GRAPHTABLES_H
#define MAPGRAPH_GRAPH_FORMAT_GRAPHTABLES_H

#include "graph/model/Solution.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace mapgraph {

/// Raised when readers of the version before would misread a file. What they
/// wrote is still read.
constexpr uint32_t FormatVersion = 3;

/// A size-prefixed FlatBuffer of at most Limit bytes, or why there is none.
tl::expected<std::string, std::string> encode(const Graph &G, uint64_t Limit);
tl::expected<std::string, std::string> encode(const Solution &S,
                                              uint64_t Limit);

/// Payload is 8-aligned and untrusted.
tl::expected<Graph, std::string> decodeGraph(std::string_view Payload);
tl::expected<Solution, std::string> decodeSolution(std::string_view Payload);

} // namespace mapgraph

#endif
