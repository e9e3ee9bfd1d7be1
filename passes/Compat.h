//===- Compat.h - What changes from one LLVM release to the next -*- C++
//-*-===//
//
// The one place that knows which LLVM this is built against. Everything whose
// spelling differs between releases is wrapped here, so that a port to the next
// release is a change of this file.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_COMPAT_H
#define MAPGRAPH_PASSES_COMPAT_H

#include "llvm/Config/llvm-config.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/Instruction.h"
#include "llvm/IR/IntrinsicInst.h"

#if LLVM_VERSION_MAJOR != 19
#error "mapgraph is built against LLVM 19"
#endif

namespace mapgraph {

/// Calls Fn(variable, value) for each statement that I's block makes about the
/// value of a source variable just before I, in either debug format.
template <typename Callback>
void forEachVariable(const llvm::Instruction &I, Callback Fn) {
  for (llvm::DbgVariableRecord &R : llvm::filterDbgVars(I.getDbgRecordRange()))
    if (!R.hasArgList())
      Fn(R.getVariable(), R.getVariableLocationOp(0));
  if (const auto *D = llvm::dyn_cast<llvm::DbgVariableIntrinsic>(&I))
    if (!D->hasArgList())
      Fn(D->getVariable(), D->getVariableLocationOp(0));
}

} // namespace mapgraph

#endif
