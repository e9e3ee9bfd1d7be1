//===- Promote.cpp - Functions with their variables in registers ----------===//

#include "passes/Promote.h"

#include "passes/Compat.h"
#include "passes/Exits.h"
#include "passes/LoopOnce.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PassInstrumentation.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"

using namespace llvm;

namespace mapgraph {

Promoter::Promoter(const Module &M, const Recognizer &R)
    : R(R), D(R.dialect()), Scratch("mapgraph.scratch", M.getContext()) {
  Scratch.setDataLayout(M.getDataLayout());
  Scratch.setTargetTriple(M.getTargetTriple());
  Scratch.IsNewDbgInfoFormat = M.IsNewDbgInfoFormat;
}

static bool hasSlots(const llvm::Function &F, bool Whole) {
  for (const BasicBlock &B : F)
    for (const Instruction &I : B)
      if (const auto *A = dyn_cast<AllocaInst>(&I);
          A && (!Whole || isAllocaPromotable(A)))
        return true;
  return false;
}

const llvm::Function &Promoter::promoted(const llvm::Function &F) {
  Scratch.getFunctionList().clear();
  bool Exits = hasCodeBehindExits(F, R);
  if (!Exits && !hasSlots(F, D.namesFields()) &&
      !(D.namesFields() && hasLoopThatRunsOnce(F)))
    return F;
  llvm::Function &Copy = copy(F);
  if (Exits)
    endAtExits(Copy, R);
  promote(Copy);
  return Copy;
}

// Only what the analysis reads is copied: no metadata, which LLVM's own cloning
// would walk at the cost of the whole compile unit.
llvm::Function &Promoter::copy(const llvm::Function &F) {
  auto *New = llvm::Function::Create(
      F.getFunctionType(), GlobalValue::ExternalLinkage, F.getName(), Scratch);
  New->setAttributes(F.getAttributes());
  New->removeFnAttr(Attribute::OptimizeNone);
  DenseMap<const Value *, Value *> Map;
  for (auto [Old, Arg] : zip(F.args(), New->args())) {
    Arg.setName(Old.getName());
    Map[&Old] = &Arg;
  }
  for (const BasicBlock &B : F)
    Map[&B] = BasicBlock::Create(F.getContext(), B.getName(), New);
  for (const BasicBlock &B : F) {
    auto *Into = cast<BasicBlock>(Map[&B]);
    for (const Instruction &I : B) {
      if (isa<DbgInfoIntrinsic>(I))
        continue; // refers to values of the original
      Instruction *C = I.clone();
      C->insertInto(Into, Into->end());
      C->cloneDebugInfoFrom(&I);
      if (I.hasName())
        C->setName(I.getName());
      Map[&I] = C;
    }
  }
  for (BasicBlock &B : *New)
    for (Instruction &I : B) {
      for (Use &U : I.operands())
        if (Value *V = Map.lookup(U.get()))
          U.set(V);
      if (auto *P = dyn_cast<PHINode>(&I))
        for (unsigned K = 0; K != P->getNumIncomingValues(); ++K)
          P->setIncomingBlock(K, cast<BasicBlock>(Map[P->getIncomingBlock(K)]));
      for (DbgVariableRecord &R : filterDbgVars(I.getDbgRecordRange()))
        for (unsigned K = 0; K != R.getNumVariableLocationOps(); ++K)
          if (Value *V = Map.lookup(R.getVariableLocationOp(K)))
            R.replaceVariableLocationOp(K, V);
    }
  return *New;
}

void Promoter::promote(llvm::Function &F) {
  if (!D.namesFields()) {
    FunctionAnalysisManager AM;
    AM.registerPass([] { return PassInstrumentationAnalysis(); });
    AM.registerPass([] { return DominatorTreeAnalysis(); });
    AM.registerPass([] { return AssumptionAnalysis(); });
    AM.registerPass([] { return TargetIRAnalysis(); });
    SROAPass(SROAOptions::PreserveCFG).run(F, AM);
    return;
  }
  SmallVector<AllocaInst *, 16> Slots;
  for (BasicBlock &B : F)
    for (Instruction &I : B)
      if (auto *A = dyn_cast<AllocaInst>(&I); A && isAllocaPromotable(A))
        Slots.push_back(A);
  DominatorTree DT(F);
  PromoteMemToReg(Slots, DT);
  unrollLoopsThatRunOnce(F);
}

} // namespace mapgraph
