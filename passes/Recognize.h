//===- Recognize.h - Which row describes an instruction ---------*- C++ -*-===//
//
// Answers for one instruction: is it an operation that a dialect knows, and
// which values are its operands. The callee may be a function, a constant
// (kernel helpers), or take a leading context or return slot that rows do not
// count.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_RECOGNIZE_H
#define MAPGRAPH_PASSES_RECOGNIZE_H

#include "passes/Dialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/InstrTypes.h"

namespace mapgraph {

class Recognizer {
public:
  explicit Recognizer(const llvm::Module &M) : D(Dialect::of(M)) {}

  const Dialect &dialect() const { return D; }
  const Row *rowOf(const llvm::Function &F) const;
  const Row *rowOf(const llvm::CallBase &C) const;
  /// Whether the instruction is a call that does that.
  bool does(const llvm::Instruction &I, SyncOpKind K) const;
  /// Who is called, as lists of a dialect say it: a function, or "descriptor
  /// method" for a method of an interface (in Buffer); "" for all else.
  llvm::StringRef calledName(const llvm::CallBase &C,
                             llvm::SmallVectorImpl<char> &Buffer) const;
  /// The row of the allocation that V is; or null.
  const Row *allocation(const llvm::Value *V) const;
  /// Position of the operand that rows call 0.
  unsigned firstOperand(const llvm::CallBase &C) const;
  /// An operand by the row's count; null when absent.
  const llvm::Value *operand(const llvm::CallBase &C, int Index) const;
  /// The id of the method that V is the mark of; "" for all else.
  llvm::StringRef methodId(const llvm::Value *V) const;

private:
  const Dialect &D;
  mutable llvm::DenseMap<const llvm::Function *, const Row *> Rows;
};

/// An operation in the code: its row and operands (null: none).
struct Site {
  const llvm::CallBase *Call;
  const Row *Means;
  const llvm::Value *Addr, *Key, *Val, *Code;
};

/// The operation that I is if its row has that kind.
std::optional<Site> findSite(const llvm::Instruction &I, const Recognizer &R,
                             RowKind Kind);

/// The search of a method table that gave this code: the type descriptor of the
/// interface (Val) and the method's mark (Key).
std::optional<Site> findMethodSearch(const llvm::Value *Code,
                                     const Recognizer &R);

} // namespace mapgraph

#endif
