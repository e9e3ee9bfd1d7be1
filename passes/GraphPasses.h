//===- GraphPasses.h - Module passes over the module graph ------*- C++ -*-===//
//
// print<map-graph> writes the graph of a module as text, map-graph<out=x.mg>
// as a file. Options stand between the angle brackets, split by ';':
// no-simplify, variables. Neither pass changes the module.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_GRAPHPASSES_H
#define MAPGRAPH_PASSES_GRAPHPASSES_H

#include "passes/ModuleGraph.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Support/Error.h"

namespace mapgraph {

class GraphPrinterPass : public llvm::PassInfoMixin<GraphPrinterPass> {
public:
  GraphPrinterPass(llvm::raw_ostream &OS, ExtractOptions O) : OS(OS), O(O) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  llvm::raw_ostream &OS;
  ExtractOptions O;
};

class GraphWriterPass : public llvm::PassInfoMixin<GraphWriterPass> {
public:
  GraphWriterPass(std::string Path, ExtractOptions O)
      : Path(std::move(Path)), O(O) {}
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }

private:
  std::string Path;
  ExtractOptions O;
};

/// Options of both passes, from the text between the brackets.
struct GraphPassOptions {
  ExtractOptions Extract;
  std::string Out; ///< file to write, "" none
};
llvm::Expected<GraphPassOptions> parseGraphPass(llvm::StringRef Text);

/// The bytes of M's graph.
llvm::Expected<std::string> extractMg(llvm::Module &M, const ExtractOptions &O);

} // namespace mapgraph

#endif
