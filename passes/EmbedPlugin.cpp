//===- EmbedPlugin.cpp - libMapGraphEmbed.so: graphs in objects -----------===//
//
// clang++-19 -fpass-plugin=libMapGraphEmbed.so -g -O2 -c x.cpp
// It works by its presence and has no options. It runs at the start of the
// pipeline, where every call of the source is still in the code; not in
// libMapGraph.so, because opt runs that point too.
//
//===----------------------------------------------------------------------===//

#include "passes/Embed.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Passes/PassPlugin.h"

extern "C" LLVM_ATTRIBUTE_WEAK llvm::PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "MapGraphEmbed", "0.1.0",
          [](llvm::PassBuilder &PB) {
            PB.registerPipelineStartEPCallback(
                [](llvm::ModulePassManager &PM, llvm::OptimizationLevel) {
                  PM.addPass(mapgraph::EmbedPass());
                });
          }};
}
