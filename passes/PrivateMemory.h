//===- PrivateMemory.h - Who can have written to it by then -----*- C++ -*-===//
//
// Follows the pointers to memory that a function made, or that it alone was
// given, up to one instruction: every store to it that can run before, unless
// somebody else can have had a pointer to it by then. Memory of the function's
// own that holds such a pointer is followed too; where a pointer goes anywhere
// else (a call, other memory), the memory counts as not private.
//
// Stores are told apart by struct type and field, as assumption A2 allows.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_PRIVATEMEMORY_H
#define MAPGRAPH_PASSES_PRIVATEMEMORY_H

#include "passes/Recognize.h"
#include "passes/Shapes.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

namespace mapgraph {

/// A field of a struct type.
using StructField = std::pair<llvm::StructType *, unsigned>;
/// The fields that lead from an address to a part of what lies there; none when
/// anything else than fields does.
using FieldPath = llvm::SmallVector<StructField, 2>;

/// A store to a field, and the way to it from what the address is made of.
struct FieldStore {
  const llvm::StoreInst *At;
  FieldPath Fields; ///< not empty
};

class PrivateMemory {
public:
  PrivateMemory(const Recognizer &Known, Shapes &S,
                const llvm::DominatorTree &Dominators)
      : Known(Known), S(S), Dominators(Dominators) {}

  /// Follows what Root, a parameter or an allocation, points to. Before may be
  /// a call that is handed the memory as its operand Given.
  void follow(const llvm::Value &Root, const llvm::Instruction &Before,
              std::optional<unsigned> Given = std::nullopt);

  /// Whether all stores are known.
  bool isPrivate() const { return Private; }
  llvm::ArrayRef<FieldStore> stores() const { return Stores; }
  /// Whether one of the stores is to that field.
  bool isWritten(StructField F) const;

  /// What V is, if it is read from a variable of the function's own that is set
  /// once.
  const llvm::Value *settled(const llvm::Value *V) const;
  /// All fields on the way to the address, and from which object.
  FieldPath fieldsFrom(const llvm::Value *&Object,
                       const llvm::Value *Address) const;

private:
  /// Whether V is memory that this function makes.
  bool isFresh(const llvm::Value *V) const;
  FieldPath fields(const llvm::GEPOperator &G) const;
  bool mayComeBefore(const llvm::Instruction &I) const;
  void add(const llvm::Value *V) {
    if (Seen.insert(V).second)
      Work.push_back(V);
  }
  void visit(const llvm::Use &U);
  void visitStore(const llvm::StoreInst &I, const llvm::Use &U);
  void visitCall(const llvm::CallBase &C, const llvm::Use &U);
  const llvm::Value *objectAt(const llvm::Value *Address) const;
  void keptIn(const llvm::Value *Address);
  bool comesAgain() const;

  const Recognizer &Known;
  Shapes &S;
  const llvm::DominatorTree &Dominators;
  const llvm::Value *Root = nullptr;
  const llvm::Instruction *Before = nullptr;
  std::optional<unsigned> Given;
  bool Private = true;
  llvm::SmallPtrSet<const llvm::Value *, 16> Seen;
  llvm::SmallVector<const llvm::Value *, 16> Work;
  llvm::SmallVector<FieldStore, 8> Stores;
};

} // namespace mapgraph

#endif
