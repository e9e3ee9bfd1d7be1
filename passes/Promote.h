//===- Promote.h - Functions with their variables in registers --*- C++ -*-===//
//
// At the start of a compiler's pipeline, and at -O0, code keeps everything in
// stack slots. Analysis wants values. Function bodies are promoted (SROA,
// mem2reg) in a copy, optnone or not; the module itself is left alone.
//
// Where struct names say which field is meant (our own front end), slots are
// promoted as a whole only: splitting them would lose the names. Blocks of the
// copy end at calls that do not come back.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_PROMOTE_H
#define MAPGRAPH_PASSES_PROMOTE_H

#include "passes/Recognize.h"
#include "llvm/IR/Module.h"

namespace mapgraph {

class Promoter {
public:
  Promoter(const llvm::Module &M, const Recognizer &R);

  /// F with its variables promoted, or F itself when nothing changes. Valid
  /// until the next call.
  const llvm::Function &promoted(const llvm::Function &F);

private:
  llvm::Function &copy(const llvm::Function &F);
  void promote(llvm::Function &F);

  const Recognizer &R;
  const Dialect &D;
  /// Holds the copy. Its code refers to the globals of the original module,
  /// which passes over one function never look into.
  llvm::Module Scratch;
};

} // namespace mapgraph

#endif
