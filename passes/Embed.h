//===- Embed.h - The graph inside the object file ---------------*- C++ -*-===//
//
// Puts the .mg bytes of a module into section .mapgraph of the object that the
// compiler makes from it. Linkers concatenate such sections, and concatenated
// .mg data is valid, so an executable has the graphs of all its parts.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_EMBED_H
#define MAPGRAPH_PASSES_EMBED_H

#include "llvm/IR/PassManager.h"

namespace mapgraph {

class EmbedPass : public llvm::PassInfoMixin<EmbedPass> {
public:
  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);
  static bool isRequired() { return true; }
};

} // namespace mapgraph

#endif
