//===- Register.h - Makes the passes known to a pass builder ----*- C++ -*-===//
//
// Apart from the plugin's entry point, so that a tool which links passes/ can
// register them too.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_REGISTER_H
#define MAPGRAPH_PASSES_REGISTER_H

#include "llvm/Passes/PassPlugin.h"

namespace mapgraph {

void registerPasses(llvm::PassBuilder &PB);
llvm::PassPluginLibraryInfo getMapGraphPluginInfo();

} // namespace mapgraph

#endif
