//===- SitePrinter.h - IR annotated with operations -------------*- C++ -*-===//
//
// Prints a function with a comment above each operation that was recognised:
//   ; map.update map=%m key=%k val=%v
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_SITEPRINTER_H
#define MAPGRAPH_PASSES_SITEPRINTER_H

#include "passes/Recognize.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/IR/Function.h"

namespace mapgraph {

/// Describe writes the comment of an instruction, or nothing.
void printAnnotated(
    const llvm::Function &F, llvm::raw_ostream &OS,
    llvm::function_ref<void(const llvm::Instruction &, llvm::raw_ostream &)>
        Describe);

/// Writes " name=%value" unless V is null.
void printOperand(llvm::raw_ostream &OS, llvm::StringRef Name,
                  const llvm::Value *V, const llvm::Module &M);

} // namespace mapgraph

#endif
