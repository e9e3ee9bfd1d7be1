//===- ModuleGraph.cpp - The graph of one module --------------------------===//

#include "passes/ModuleGraph.h"

#include "passes/Body.h"
#include "passes/ModuleBuilder.h"
#include "passes/Promote.h"

using namespace llvm;

namespace mapgraph {

Graph buildModuleGraph(Module &M, const ExtractOptions &O) {
  ModuleBuilder MB(M, O);
  MB.addMethodTables();
  Promoter P(M, MB.Known);
  for (const llvm::Function &F : M)
    if (!F.isIntrinsic() && MB.hasBody(F))
      BodyBuilder(MB, P.promoted(F), F).build();
  return std::move(MB.G);
}

} // namespace mapgraph
