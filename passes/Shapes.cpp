//===- Shapes.cpp - Where the pointers are in a type ----------------------===//

#include "passes/Shapes.h"

using namespace llvm;

namespace mapgraph {

// {ptr, iN, iN}: how producers without own names spell a slice.
static bool isPlainSlice(const StructType *T) {
  return T->isLiteral() && T->getNumElements() == 3 &&
         T->getElementType(0)->isPointerTy() &&
         T->getElementType(1)->isIntegerTy() &&
         T->getElementType(1) == T->getElementType(2);
}

HeaderKind Shapes::header(llvm::Type *T) const {
  const auto *S = dyn_cast<StructType>(T);
  if (!S)
    return HeaderKind::None;
  if (D.producer() == Producer::TinyGo && isPlainSlice(S))
    return HeaderKind::Slice;
  return D.header(S);
}

Shape Shapes::of(llvm::Type *T) {
  if (T->isPointerTy())
    return Shape::One;
  if (const auto *V = dyn_cast<VectorType>(T))
    return V->getElementType()->isPointerTy() ? Shape::One : Shape::None;
  if (!T->isAggregateType())
    return Shape::None;
  if (auto It = Cache.find(T); It != Cache.end())
    return It->second;
  Shape Result = Shape::None;
  if (HeaderKind H = header(T); H != HeaderKind::None) {
    Result = H == HeaderKind::String ? Shape::None : Shape::One;
  } else {
    auto *S = dyn_cast<StructType>(T);
    if (!S || !S->isOpaque())
      for (llvm::Type *Part : T->subtypes())
        if (of(Part) != Shape::None)
          Result = Shape::Parts;
  }
  return Cache[T] = Result;
}

bool Shapes::isTuple(llvm::Type *T) const {
  const auto *S = dyn_cast<StructType>(T);
  return S && S->isLiteral() && header(T) == HeaderKind::None;
}

} // namespace mapgraph
