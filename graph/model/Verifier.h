//===- Verifier.h - Is this a well-formed graph? ----------------*- C++ -*-===//
//
// Checks the numbered invariants of graph/model/README.md. Everything that
// reads graphs relies on them: they are checked after build, link and load, in
// every test and in the fuzzers. Time and memory are linear in the size of the
// graph, which need not be frozen.
//
// Not checked: whether the graph says what the program does.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_VERIFIER_H
#define MAPGRAPH_GRAPH_MODEL_VERIFIER_H

#include "graph/model/Solution.h"

#include <optional>
#include <string>

namespace mapgraph {

/// The first broken invariant as one line ("V4: node 7 (return) …"), or none.
std::optional<std::string> verify(const Graph &G);

/// The same for a solution of G: V13, its ids are rows of G or of itself.
std::optional<std::string> verify(const Graph &G, const Solution &S);

} // namespace mapgraph

#endif
