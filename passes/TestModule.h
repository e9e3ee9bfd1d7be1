//===- TestModule.h - Graphs of small modules in tests ----------*- C++ -*-===//
//
// Parses IR, builds its graph, checks the invariants, gives the text. Tests
// only.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_TESTMODULE_H
#define MAPGRAPH_PASSES_TESTMODULE_H

#include "passes/ModuleGraph.h"

#include "graph/model/Verifier.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

namespace mapgraph {

class TestModule {
public:
  explicit TestModule(const std::string &IR) {
    llvm::SMDiagnostic Error;
    M = llvm::parseAssemblyString(IR, Error, Context);
    EXPECT_TRUE(M) << Error.getMessage().str() << " in line "
                   << Error.getLineNo();
  }

  llvm::Module &module() { return *M; }

  Graph graph(const ExtractOptions &O = {}) {
    Graph G = buildModuleGraph(*M, O);
    std::optional<std::string> Broken = verify(G);
    EXPECT_FALSE(Broken) << *Broken;
    G.freeze();
    return G;
  }

  std::string text(const ExtractOptions &O = {}) {
    std::string S;
    llvm::raw_string_ostream OS(S);
    printGraph(graph(O), OS);
    return S;
  }

  /// The module as text.
  std::string print() const {
    std::string S;
    llvm::raw_string_ostream OS(S);
    M->print(OS, nullptr);
    return S;
  }

private:
  llvm::LLVMContext Context;
  std::unique_ptr<llvm::Module> M;
};

/// Number of nodes of that kind.
inline size_t count(const Graph &G, NodeKind K) {
  size_t N = 0;
  for (const Node &X : G.Nodes)
    N += X.kind() == K;
  return N;
}

} // namespace mapgraph

#endif
