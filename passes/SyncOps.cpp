//===- SyncOps.cpp - Synchronisation of a function ------------------------===//

#include "passes/SyncOps.h"

#include "passes/SitePrinter.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace mapgraph {

AnalysisKey SyncOpsAnalysis::Key;

SyncOps::SyncOps(const llvm::Function &F, const Recognizer &R) {
  for (const Instruction &I : instructions(F))
    if (std::optional<Site> S = findSite(I, R, RowKind::Sync))
      Sites.push_back(*S);
}

const Site *SyncOps::at(const Instruction &I) const {
  const Site *It = llvm::find_if(Sites, [&](const Site &S) {
    return static_cast<const Value *>(S.Call) == &I;
  });
  return It == Sites.end() ? nullptr : It;
}

void SyncOps::print(const llvm::Function &F, raw_ostream &OS) const {
  printAnnotated(F, OS, [&](const Instruction &I, raw_ostream &Line) {
    const Site *S = at(I);
    if (!S)
      return;
    const Row &R = *S->Means;
    Line << "sync." << StringRef(text(R.syncOp()));
    Line << (R.has(RF_Read) ? " read" : "") << (R.has(RF_Try) ? " try" : "");
    const Module &M = *F.getParent();
    printOperand(Line, "addr", S->Addr, M);
    printOperand(Line, "code", S->Code, M);
    printOperand(Line, "val", S->Val, M);
  });
}

SyncOps SyncOpsAnalysis::run(llvm::Function &F, FunctionAnalysisManager &) {
  return SyncOps(F, Recognizer(*F.getParent()));
}

PreservedAnalyses SyncOpsPrinterPass::run(llvm::Function &F,
                                          FunctionAnalysisManager &AM) {
  AM.getResult<SyncOpsAnalysis>(F).print(F, OS);
  return PreservedAnalyses::all();
}

} // namespace mapgraph
