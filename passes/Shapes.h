//===- Shapes.h - Where the pointers are in a type --------------*- C++ -*-===//
//
// The graph has one value per pointer. A type therefore has one of three
// shapes: it holds no pointer; one (a pointer, a slice, an interface); or it is
// an aggregate whose parts hold some. Strings hold none: no map can be reached
// through their bytes.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_SHAPES_H
#define MAPGRAPH_PASSES_SHAPES_H

#include "passes/Dialect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/DerivedTypes.h"

namespace mapgraph {

enum class Shape : uint8_t { None, One, Parts };

class Shapes {
public:
  explicit Shapes(const Dialect &D) : D(D) {}

  Shape of(llvm::Type *T);
  HeaderKind header(llvm::Type *T) const;
  /// Whether a function that returns T returns several results.
  bool isTuple(llvm::Type *T) const;

private:
  const Dialect &D;
  llvm::DenseMap<llvm::Type *, Shape> Cache;
};

/// Index of the pointer in a header value.
inline unsigned headerSlot(HeaderKind K) { return K == HeaderKind::Iface; }

} // namespace mapgraph

#endif
