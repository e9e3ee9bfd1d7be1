//===- Plugin.cpp - libMapGraph.so: the passes by name, nothing else ------===//
//
// opt-19 -load-pass-plugin=libMapGraph.so -passes='print<map-graph>' x.ll
//
//===----------------------------------------------------------------------===//

#include "passes/Register.h"

extern "C" LLVM_ATTRIBUTE_WEAK llvm::PassPluginLibraryInfo
llvmGetPassPluginInfo() {
  return mapgraph::getMapGraphPluginInfo();
}
