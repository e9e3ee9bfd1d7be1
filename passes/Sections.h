//===- Sections.h - Variables tested and set in one section -----*- C++ -*-===//
//
// A field that a section of a lock compares with a constant, and sets to that
// constant where it was something else, lets in one thread:
//
//   s.mu.Lock()
//   if s.closed { s.mu.Unlock(); return }
//   s.closed = true
//   s.mu.Unlock()
//
// Only fields that no other package can name, whose address nobody uses for
// more than loads and stores, and only by names of structs (our own front end):
// then all that can change them again stands in the module. Each field has one
// lock, of the same object or a variable of the package: the first one that is
// found around a test or a store.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_SECTIONS_H
#define MAPGRAPH_PASSES_SECTIONS_H

#include "passes/FieldNames.h"
#include "passes/PrivateMemory.h"
#include "passes/Recognize.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"

namespace mapgraph {

/// The last field on the way to the address, if it is a field's.
std::optional<StructField> fieldAt(const llvm::Value *Address);

/// Whether both lead to one place, if nothing on the way is changed between.
bool isSamePlace(const llvm::Value *A, const llvm::Value *B,
                 unsigned Depth = 0);

/// What a branch has found on the way to one of its blocks.
struct FlagTest {
  const llvm::LoadInst *Load;
  const llvm::BasicBlock *To;
  bool IsZero; ///< it is 0; else it is not
};

class Sections {
public:
  Sections(const llvm::Module &M, const Recognizer &R, FieldNames &Names,
           const Graph &G);

  /// Whether functions that take locks load the field and set it.
  bool mayBeFlag(StructField F) const { return Fields.contains(F); }
  /// The fields of the struct for which that holds.
  llvm::SmallVector<unsigned, 2> flagsOf(llvm::StructType *T) const;

  /// For a store of a constant to such a field that comes, on every way, after
  /// a test in the same section that has found something else there: the
  /// constant, and those that the tests have ruled out besides. Else nothing.
  llvm::SmallVector<const llvm::ConstantInt *, 2>
  taken(const llvm::StoreInst &Set);
  /// Whether a store to such a field is in a section of its lock.
  bool isInside(const llvm::StoreInst &Set);
  /// What a branch in a section says about such a field.
  llvm::SmallVector<FlagTest, 2> tests(const llvm::BranchInst &Br);

private:
  using LockName = std::pair<const void *, unsigned>;

  void collect(const llvm::Function &F, llvm::DenseSet<StructField> &Loaded);
  void drop(const llvm::Module &M);
  void dropUsed(const llvm::Instruction &I);
  const llvm::Value *lockOf(const llvm::Instruction &I, SyncOpKind K,
                            bool Shared) const;
  bool gives(const llvm::Instruction &I, const llvm::Value *Lock) const;
  bool isItsLock(const llvm::Value *Lock, const llvm::Value *Address);
  bool isHeldAt(const llvm::Instruction &I, const llvm::Value *Lock,
                bool Shared) const;
  bool isTakenUnder(const llvm::StoreInst &Set, const llvm::Value *Lock) const;
  template <typename Under>
  bool forSomeLock(const llvm::Function &F, const llvm::Value *Address,
                   bool Shared, Under Holds);

  const Recognizer &Known;
  llvm::SmallSetVector<StructField, 8> Fields; ///< in the order of the code
  llvm::DenseMap<StructField, LockName> Locks;
};

} // namespace mapgraph

#endif
