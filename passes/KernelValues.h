//===- KernelValues.h - What kernel programs make of values -----*- C++ -*-===//
//
// Three questions about one function of a kernel program, answered from its
// IR alone: which load a store gives a changed value back to, whether a key
// belongs to one thread or CPU, and whether an update writes what an earlier
// lookup of the same key led to. The default is no.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_KERNELVALUES_H
#define MAPGRAPH_PASSES_KERNELVALUES_H

#include "passes/Recognize.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"

#include <optional>

namespace mapgraph {

/// A pointer as a base with a constant offset.
using Spot = std::pair<const llvm::Value *, int64_t>;
Spot spotOf(const llvm::Value *P, const llvm::DataLayout &L);

/// The load of the very place that the store's value is made of, or null.
const llvm::LoadInst *modifiedLoad(const llvm::StoreInst &S);

/// Whether a kernel map has values of their own per CPU or thread, and whether
/// its key is a pointer; by its definition in debug information.
struct KernelMapTraits {
  bool Separate = false;
  bool PointerKey = false;
};
KernelMapTraits kernelMapTraits(const llvm::GlobalVariable &V);

class KernelValues {
public:
  KernelValues(const llvm::Function &F, const Recognizer &Known)
      : F(F), Known(Known) {}

  /// NodeFlags of a map operation: NF_Confined, NF_Single (the key is a
  /// constant), NF_Modify with NF_CommaOk for what is put where nothing was
  /// found.
  uint16_t flags(const llvm::CallBase &C, const Row &R);

private:
  llvm::SmallVector<const llvm::StoreInst *, 4>
  storesInto(const llvm::Value *Cell) const;
  bool isConfinedKey(const llvm::Value *Key) const;
  bool isConstantKey(const llvm::Value *Key) const;
  bool isOfOneThread(const llvm::Value *V, unsigned Depth) const;
  bool holdsPointer(const llvm::Value *Cell) const;
  bool overwrites(const llvm::CallBase &C, const Row &R) const;
  bool isCopyOf(const llvm::Value *Cell, const llvm::CallBase &Lookup) const;
  bool afterMiss(const llvm::CallBase &C, const llvm::CallBase &Lookup);
  const llvm::DominatorTree &dominators();

  const llvm::Function &F;
  const Recognizer &Known;
  std::optional<llvm::DominatorTree> Tree;
};

} // namespace mapgraph

#endif
