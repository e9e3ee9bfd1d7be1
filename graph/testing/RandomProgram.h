//===- RandomProgram.h - Well-formed graphs from bytes ----------*- C++ -*-===//
//
// Reads bytes as decisions of somebody who writes a small program: any bytes
// give a well-formed graph, shorter ones a smaller one. Property tests let
// RapidCheck choose (and shrink) the bytes, fuzzers let libFuzzer.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_TESTING_RANDOMPROGRAM_H
#define MAPGRAPH_GRAPH_TESTING_RANDOMPROGRAM_H

#include "graph/model/Solution.h"

namespace mapgraph {

/// A module graph of the package; declares, shares and calls functions whose
/// names do not depend on the package, so that several can be linked.
Graph randomProgram(std::span<const uint8_t> Decisions,
                    std::string_view Package = "example.com/p");

/// A solution whose ids fit G.
Solution randomSolution(std::span<const uint8_t> Decisions, const Graph &G);

} // namespace mapgraph

#endif
