//===- MapOps.h - Map operations of a function ------------------*- C++ -*-===//
//
// Answers: which instructions of this function operate on a map, and on which?
// A function analysis; print<map-ops> writes the answer above each instruction.
// Only calls that a row of the dialect describes are found.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_MAPOPS_H
#define MAPGRAPH_PASSES_MAPOPS_H

#include "passes/Recognize.h"
#include "llvm/IR/PassManager.h"

namespace mapgraph {

class MapOps {
public:
  MapOps(const llvm::Function &F, const Recognizer &R);

  /// Map operations in the order of the code.
  llvm::ArrayRef<Site> sites() const { return Sites; }
  /// The operation that I is, or null.
  const Site *at(const llvm::Instruction &I) const;
  void print(const llvm::Function &F, llvm::raw_ostream &OS) const;

private:
  llvm::SmallVector<Site, 8> Sites;
};

class MapOpsAnalysis : public llvm::AnalysisInfoMixin<MapOpsAnalysis> {
public:
  using Result = MapOps;
  Result run(llvm::Function &F, llvm::FunctionAnalysisManager &AM);

private:
  friend llvm::AnalysisInfoMixin<MapOpsAnalysis>;
  static llvm::AnalysisKey Key;
};

class MapOpsPrinterPass : public llvm::PassInfoMixin<MapOpsPrinterPass> {
public:
  explicit MapOpsPrinterPass(llvm::raw_ostream &OS) : OS(OS) {}
  llvm::PreservedAnalyses run(llvm::Function &F,
                              llvm::FunctionAnalysisManager &AM);
  static bool isRequired() { return true; }

private:
  llvm::raw_ostream &OS;
};

} // namespace mapgraph

#endif
