//===- FieldNames.h - Selectors of fields -----------------------*- C++ -*-===//
//
// Answers which selector the i-th field of a struct type has: "pkg/path.T.f"
// when debug information knows the type by its name, "pkg/path.T.#i" when it
// does not, "+N" (byte offset) for types without a name.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_FIELDNAMES_H
#define MAPGRAPH_PASSES_FIELDNAMES_H

#include "graph/model/Graph.h"
#include "passes/Dialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Module.h"

namespace mapgraph {

class FieldNames {
public:
  FieldNames(const llvm::Module &M, const Dialect &D, Graph &G);

  /// Selector row of field I of T.
  uint32_t field(llvm::StructType *T, unsigned I);
  uint32_t element() const { return Element; }
  uint32_t offset(uint64_t Bytes);
  uint32_t captured(unsigned I);
  /// What a pointer leads to, how long a slice is, and all fields of a struct
  /// that are not told one by one: steps to what constants decide.
  uint32_t pointee() { return G.addSelector("*"); }
  uint32_t length() { return G.addSelector("len"); }
  uint32_t others() { return G.addSelector("..."); }

  /// The struct type that debug information has under Name, or null.
  const llvm::DICompositeType *composite(llvm::StringRef Name);

  /// Fields of the named struct that are maps: selector and map type.
  llvm::SmallVector<std::pair<uint32_t, llvm::StringRef>, 2>
  mapFields(llvm::StringRef StructName);

private:
  void collect();
  uint32_t member(llvm::StringRef StructName, const llvm::DIDerivedType *D);

  const llvm::Module &M;
  const Dialect &D;
  Graph &G;
  uint32_t Element;
  bool Collected = false;
  llvm::DenseMap<std::pair<llvm::StructType *, unsigned>, uint32_t> Cache;
  llvm::StringMap<const llvm::DICompositeType *> Composites;
};

} // namespace mapgraph

#endif
