//===- Embed.cpp - The graph inside the object file -----------------------===//

#include "passes/Embed.h"

#include "passes/GraphPasses.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace mapgraph {

PreservedAnalyses EmbedPass::run(Module &M, ModuleAnalysisManager &) {
  Expected<std::string> Bytes = extractMg(M, {});
  if (!Bytes) {
    M.getContext().emitError("mapgraph: " + toString(Bytes.takeError()));
    return PreservedAnalyses::all();
  }
  Constant *Data = ConstantDataArray::getString(M.getContext(), *Bytes, false);
  auto *V =
      new GlobalVariable(M, Data->getType(), /*isConstant=*/true,
                         GlobalValue::PrivateLinkage, Data, "mapgraph.module");
  V->setSection(".mapgraph");
  V->setAlignment(Align(8));
  appendToCompilerUsed(M, V);
  return PreservedAnalyses::none();
}

} // namespace mapgraph
