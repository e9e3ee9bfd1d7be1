//===- FinalFields.h - Fields that only makers of objects set ---*- C++ -*-===//
//
// A field that is set only where its object is made, before anybody else can
// have it, holds the same as long as the object lives:
//
//   t := &Tx{writable: true}
//   t.init(db)
//
// Only fields that no other package can name, and only by names of structs (our
// own front end): all that sets them stands in the module, but for copies of
// whole structs. Structs that are elements of arrays count as set by anybody.
// So do exported types of the standard library, which programs copy a lot.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_FINALFIELDS_H
#define MAPGRAPH_PASSES_FINALFIELDS_H

#include "passes/FieldNames.h"
#include "passes/PrivateMemory.h"
#include "passes/Recognize.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/Module.h"

namespace mapgraph {

class FinalFields {
public:
  FinalFields(const llvm::Module &M, const Recognizer &R, Shapes &S,
              FieldNames &Names, const Graph &G);

  bool contains(StructField F) const { return Fields.contains(F); }
  /// Those of the struct, in order.
  llvm::SmallVector<unsigned, 2> of(llvm::StructType *T) const;
  /// Fields of structs of other packages that a copy of the struct sets, and
  /// that may be final there.
  llvm::SmallVector<FieldPath, 4> setByCopy(llvm::StructType *T) const;

private:
  struct Doms;

  bool isCandidate(StructField F);
  void collect(const llvm::Function &F);
  void drop(const llvm::Function &F);
  void dropElements(const llvm::GEPOperator &GEP);
  llvm::SmallVector<StructField, 4> in(llvm::Type *T) const;
  void dropAll(llvm::Type *T);
  void dropUse(const llvm::Use &U, Doms &Of);
  bool makes(const llvm::StoreInst &S, Doms &Of) const;

  const llvm::Module &M;
  const Recognizer &Known;
  Shapes &S;
  FieldNames &Names;
  const Graph &G;
  llvm::DenseSet<StructField> Fields;
};

/// What the address is made of, without the fields that lead from there; these
/// are added.
const llvm::Value *withoutFields(const llvm::Value *Address, FieldPath &Out);

} // namespace mapgraph

#endif
