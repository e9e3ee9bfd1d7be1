//===- MapOps.cpp - Map operations of a function --------------------------===//

#include "passes/MapOps.h"

#include "passes/SitePrinter.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace mapgraph {

AnalysisKey MapOpsAnalysis::Key;

MapOps::MapOps(const llvm::Function &F, const Recognizer &R) {
  for (const Instruction &I : instructions(F))
    if (std::optional<Site> S = findSite(I, R, RowKind::Map))
      Sites.push_back(*S);
}

const Site *MapOps::at(const Instruction &I) const {
  const Site *It = llvm::find_if(Sites, [&](const Site &S) {
    return static_cast<const Value *>(S.Call) == &I;
  });
  return It == Sites.end() ? nullptr : It;
}

void MapOps::print(const llvm::Function &F, raw_ostream &OS) const {
  printAnnotated(F, OS, [&](const Instruction &I, raw_ostream &Line) {
    const Site *S = at(I);
    if (!S)
      return;
    Line << "map." << StringRef(text(S->Means->mapOp()));
    const Module &M = *F.getParent();
    if (S->Means->mapOp() == MapOpKind::Make) {
      printOperand(Line, "cap", S->Key, M);
      return;
    }
    printOperand(Line, "map", S->Addr, M);
    printOperand(Line, "key", S->Key, M);
    printOperand(Line, "val", S->Val, M);
  });
}

MapOps MapOpsAnalysis::run(llvm::Function &F, FunctionAnalysisManager &) {
  return MapOps(F, Recognizer(*F.getParent()));
}

PreservedAnalyses MapOpsPrinterPass::run(llvm::Function &F,
                                         FunctionAnalysisManager &AM) {
  AM.getResult<MapOpsAnalysis>(F).print(F, OS);
  return PreservedAnalyses::all();
}

} // namespace mapgraph
