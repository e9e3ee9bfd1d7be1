//===- Fields.cpp - Addresses of parts ------------------------------------===//
//
// One field edge per level. Where struct names are known (our own front end)
// fields are named; elsewhere only byte offsets from the object are certain.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace mapgraph {

NodeId BodyBuilder::fieldOf(NodeId Base, uint32_t Selector, bool Aggregate) {
  if (Base == Nil)
    return Base;
  auto [It, New] = FieldNodes.try_emplace({Base.Value, Selector});
  if (New) {
    NodeId N =
        newNode(NodeKind::Value, 0, nullptr, Aggregate ? NF_Aggregate : 0);
    FieldNodes[{Base.Value, Selector}] = N;
    edge(Base, N, EdgeKind::Field, Selector);
    return N;
  }
  return It->second;
}

uint32_t BodyBuilder::selector(llvm::Type *Aggregate, unsigned Index) {
  if (auto *S = dyn_cast<StructType>(Aggregate))
    return MB.Fields.field(S, Index);
  return MB.Fields.element();
}

// Contexts of closures have struct types of their own, or none.
bool BodyBuilder::isClosureBase(const Value *P) const {
  P = peel(P);
  if (const auto *A = dyn_cast<Argument>(P))
    return A->hasNestAttr();
  const Row *R = MB.Known.allocation(P);
  return R && R->object() == ObjectKind::Closure;
}

SmallVector<uint32_t, 4> BodyBuilder::stepsOf(const GEPOperator &GEP) {
  SmallVector<uint32_t, 4> Steps;
  FieldNames &Names = MB.Fields;
  const DataLayout &DL = MB.M.getDataLayout();
  if (!MB.D.namesFields()) {
    // The offset behind the last varying index; before it: some element.
    APInt Offset(DL.getIndexTypeSizeInBits(GEP.getType()), 0);
    if (GEP.accumulateConstantOffset(DL, Offset)) {
      if (!Offset.isZero())
        Steps.push_back(Names.offset(Offset.getZExtValue()));
      return Steps;
    }
    uint64_t Bytes = 0;
    for (gep_type_iterator T = gep_type_begin(GEP), E = gep_type_end(GEP);
         T != E; ++T) {
      const auto *Index = dyn_cast<ConstantInt>(T.getOperand());
      if (!Index) {
        Bytes = 0;
        continue;
      }
      if (StructType *S = T.getStructTypeOrNull())
        Bytes += DL.getStructLayout(S)->getElementOffset(Index->getZExtValue());
    }
    Steps.push_back(Names.element());
    if (Bytes)
      Steps.push_back(Names.offset(Bytes));
    return Steps;
  }
  if (GEP.getSourceElementType()->isIntegerTy(8) && GEP.getNumIndices() == 1) {
    const auto *Index = dyn_cast<ConstantInt>(GEP.idx_begin()->get());
    Steps.push_back(Index ? Names.offset(Index->getZExtValue())
                          : Names.element());
    return Steps;
  }
  bool Closure = isClosureBase(GEP.getPointerOperand());
  bool First = true, Single = GEP.getNumIndices() == 1;
  for (gep_type_iterator T = gep_type_begin(GEP), E = gep_type_end(GEP); T != E;
       ++T) {
    const auto *Index = dyn_cast<ConstantInt>(T.getOperand());
    bool Skip = First && !Single && Index && Index->isZero();
    First = false;
    if (Skip)
      continue;
    StructType *S = T.getStructTypeOrNull();
    if (!S || !Index) {
      Steps.push_back(Names.element());
      continue;
    }
    unsigned I = Index->getZExtValue();
    if (Closure || (S->hasName() && S->getName().starts_with("closure:"))) {
      Steps.push_back(Names.captured(I));
      Closure = false;
    } else if (MB.S.header(S) == HeaderKind::None) {
      Steps.push_back(Names.field(S, I));
    }
  }
  return Steps;
}

void BodyBuilder::defineGep(const GEPOperator &GEP, NodeId N) {
  if (!MB.D.namesFields()) {
    // However many levels lead there, the offset from the object is one.
    const DataLayout &DL = MB.M.getDataLayout();
    APInt Offset(DL.getIndexTypeSizeInBits(GEP.getType()), 0);
    const Value *Object =
        GEP.stripAndAccumulateConstantOffsets(DL, Offset, true);
    if (Object != &GEP) {
      NodeId Base = value(Object);
      if (Base == Nil)
        return;
      if (Offset.isZero())
        return edge(Base, N, EdgeKind::Copy);
      return edge(Base, N, EdgeKind::Field,
                  MB.Fields.offset(Offset.getZExtValue()));
    }
  }
  SmallVector<uint32_t, 4> Steps = stepsOf(GEP);
  NodeId Base = value(GEP.getPointerOperand());
  if (Base == Nil)
    return;
  if (Steps.empty())
    return edge(Base, N, EdgeKind::Copy);
  for (uint32_t S : llvm::drop_end(Steps))
    Base = fieldOf(Base, S);
  edge(Base, N, EdgeKind::Field, Steps.back());
}

// The type that lies at offset 0 of T, one level down; null at the end.
static llvm::Type *firstPart(llvm::Type *T) {
  if (auto *S = dyn_cast<StructType>(T))
    return S->isOpaque() || !S->getNumElements() ? nullptr
                                                 : S->getElementType(0);
  auto *A = dyn_cast<ArrayType>(T);
  return A && A->getNumElements() ? A->getElementType() : nullptr;
}

// Constant folding makes the address of a global's first field the address of
// the global: the accessed type tells which one was meant.
NodeId BodyBuilder::address(const Value *P, llvm::Type *Accessed) {
  NodeId N = value(P);
  const auto *Global = dyn_cast<GlobalVariable>(peel(P));
  if (!Global || !MB.D.namesFields())
    return N;
  for (llvm::Type *T = Global->getValueType(); T && T != Accessed;
       T = firstPart(T)) {
    if (MB.S.header(T) != HeaderKind::None || !firstPart(T))
      break;
    N = fieldOf(N, selector(T, 0));
  }
  return N;
}

// The same for an address that is given to a method of a named type.
NodeId BodyBuilder::receiver(const Value *P, StringRef TypeName) {
  NodeId N = value(P);
  const auto *Global = dyn_cast<GlobalVariable>(peel(P));
  if (!Global || !MB.D.namesFields() || TypeName.empty())
    return N;
  NodeId Found = N;
  for (llvm::Type *T = Global->getValueType(); T; T = firstPart(T)) {
    if (auto *S = dyn_cast<StructType>(T);
        S && S->hasName() && S->getName() == TypeName)
      return Found;
    if (!firstPart(T))
      break;
    Found = fieldOf(Found, selector(T, 0));
  }
  return N;
}

} // namespace mapgraph
