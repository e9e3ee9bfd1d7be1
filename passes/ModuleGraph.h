//===- ModuleGraph.h - The graph of one module ------------------*- C++ -*-===//
//
// Answers: what does this module do with maps and synchronisation? The result
// obeys graph/model/README.md. The module is not changed. A construct that is
// not understood becomes an edge from the Unknown node, never nothing.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_MODULEGRAPH_H
#define MAPGRAPH_PASSES_MODULEGRAPH_H

#include "graph/model/Graph.h"

namespace llvm {
class Module;
class raw_ostream;
} // namespace llvm

namespace mapgraph {

struct ExtractOptions {
  bool Simplify = true;   ///< substitute values, condense control flow
  bool Variables = false; ///< also accesses to memory without pointers
};

Graph buildModuleGraph(llvm::Module &M, const ExtractOptions &O = {});

/// Writes G as text, one function after the other, for tests and debugging.
void printGraph(const Graph &G, llvm::raw_ostream &OS);

} // namespace mapgraph

#endif
