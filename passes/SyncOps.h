//===- SyncOps.h - Synchronisation of a function ----------------*- C++ -*-===//
//
// Answers: which instructions of this function lock, send,
// start or wait, and on what? A function analysis; print<map-sync> writes the
// answer above each instruction. Only calls that a row of the dialect describes
// are found.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_SYNCOPS_H
#define MAPGRAPH_PASSES_SYNCOPS_H

#include "passes/Recognize.h"
#include "llvm/IR/PassManager.h"

namespace mapgraph {

class SyncOps {
public:
  SyncOps(const llvm::Function &F, const Recognizer &R);

  /// Operations in the order of the code.
  llvm::ArrayRef<Site> sites() const { return Sites; }
  /// The operation that I is, or null.
  const Site *at(const llvm::Instruction &I) const;
  void print(const llvm::Function &F, llvm::raw_ostream &OS) const;

private:
  llvm::SmallVector<Site, 8> Sites;
};

class SyncOpsAnalysis : public llvm::AnalysisInfoMixin<SyncOpsAnalysis> {
public:
  using Result = SyncOps;
  Result run(llvm::Function &F, llvm::FunctionAnalysisManager &AM);

private:
  friend llvm::AnalysisInfoMixin<SyncOpsAnalysis>;
  static llvm::AnalysisKey Key;
};

class SyncOpsPrinterPass : public llvm::PassInfoMixin<SyncOpsPrinterPass> {
public:
  explicit SyncOpsPrinterPass(llvm::raw_ostream &OS) : OS(OS) {}
  llvm::PreservedAnalyses run(llvm::Function &F,
                              llvm::FunctionAnalysisManager &AM);
  static bool isRequired() { return true; }

private:
  llvm::raw_ostream &OS;
};

} // namespace mapgraph

#endif
