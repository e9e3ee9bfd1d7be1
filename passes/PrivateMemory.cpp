//===- PrivateMemory.cpp - Who can have written to it by then -------------===//

#include "passes/PrivateMemory.h"

#include "passes/Body.h"

#include "llvm/Analysis/CFG.h"
#include "llvm/IR/GetElementPtrTypeIterator.h"

using namespace llvm;

namespace mapgraph {

// What is used more often is not worth the time.
static constexpr unsigned MaxUses = 256;

bool PrivateMemory::isFresh(const Value *V) const {
  return isa<AllocaInst>(V) || Known.allocation(V);
}

const Value *PrivateMemory::settled(const Value *V) const {
  for (unsigned Step = 0; Step != 8; ++Step) {
    V = peel(V);
    const auto *L = dyn_cast<LoadInst>(V);
    const Value *Cell = L ? peel(L->getPointerOperand()) : nullptr;
    if (!Cell || !isFresh(Cell))
      return V;
    const StoreInst *Only = nullptr;
    for (const User *U : Cell->users())
      if (const auto *I = dyn_cast<StoreInst>(U);
          I && I->getPointerOperand() == Cell) {
        if (Only)
          return V;
        Only = I;
      }
    if (!Only || !Dominators.dominates(Only, L) ||
        Only->getValueOperand()->getType() != L->getType())
      return V;
    V = Only->getValueOperand();
  }
  return V;
}

FieldPath PrivateMemory::fields(const GEPOperator &GEP) const {
  FieldPath Out;
  bool First = true;
  for (gep_type_iterator T = gep_type_begin(GEP), E = gep_type_end(GEP); T != E;
       ++T) {
    const auto *Index = dyn_cast<ConstantInt>(T.getOperand());
    StructType *Struct = T.getStructTypeOrNull();
    if (!Index || (First ? !Index->isZero() : !Struct))
      return {};
    if (!First) {
      if (S.header(Struct) != HeaderKind::None)
        return {};
      Out.push_back({Struct, static_cast<unsigned>(Index->getZExtValue())});
    }
    First = false;
  }
  return Out;
}

FieldPath PrivateMemory::fieldsFrom(const Value *&Object,
                                    const Value *Address) const {
  FieldPath Out;
  Object = peel(Address);
  while (const auto *GEP = dyn_cast<GEPOperator>(Object)) {
    FieldPath Here = fields(*GEP);
    if (Here.empty())
      return {};
    Out.insert(Out.begin(), Here.begin(), Here.end());
    Object = peel(GEP->getPointerOperand());
  }
  return Out;
}

bool PrivateMemory::mayComeBefore(const Instruction &I) const {
  return isPotentiallyReachable(&I, Before, nullptr, &Dominators);
}

// Whether control can come to Before a second time with the same memory.
bool PrivateMemory::comesAgain() const {
  const BasicBlock *At = Before->getParent();
  const auto *Made = dyn_cast<Instruction>(Root);
  if (Made && Made->getParent() == At)
    return false;
  SmallPtrSet<BasicBlock *, 1> Anew;
  if (Made)
    Anew.insert(const_cast<BasicBlock *>(Made->getParent()));
  return any_of(successors(At), [&](const BasicBlock *Next) {
    return !Anew.contains(Next) &&
           isPotentiallyReachable(&Next->front(), Before, &Anew, &Dominators);
  });
}

void PrivateMemory::follow(const Value &From, const Instruction &Until,
                           std::optional<unsigned> Operand) {
  Root = &From;
  Before = &Until;
  Given = Operand;
  add(Root);
  unsigned Uses = 0;
  while (!Work.empty() && Private) {
    const Value *V = Work.pop_back_val();
    for (const Use &U : V->uses())
      if (++Uses > MaxUses)
        Private = false;
      else if (Private)
        visit(U);
  }
}

// The object that the address is in, as far as that is known.
const Value *PrivateMemory::objectAt(const Value *Address) const {
  while (const auto *GEP = dyn_cast<GEPOperator>(peel(Address)))
    Address = GEP->getPointerOperand();
  return settled(Address);
}

// Memory of the function's own that holds the pointer is part of it.
void PrivateMemory::keptIn(const Value *Address) {
  const Value *Holder = objectAt(Address);
  if (isFresh(Holder))
    add(Holder);
  else
    Private = false;
}

void PrivateMemory::visitStore(const StoreInst &I, const Use &U) {
  const Value *To = peel(I.getPointerOperand());
  if (U.getOperandNo() != StoreInst::getPointerOperandIndex())
    return keptIn(To);
  if (const Value *Object = objectAt(To); Object != Root && isFresh(Object))
    return;
  const auto *GEP = dyn_cast<GEPOperator>(To);
  llvm::Type *T = I.getValueOperand()->getType();
  FieldPath Fields = GEP ? fields(*GEP) : FieldPath();
  if (!Fields.empty())
    Stores.push_back({&I, std::move(Fields)});
  else if ((T->isAggregateType() && S.header(T) == HeaderKind::None) ||
           !(GEP ? GEP->getNumIndices() == 1 : isFresh(To)))
    Private = false; // any field, as far as is known
}

void PrivateMemory::visitCall(const CallBase &C, const Use &U) {
  if (&C == Before) {
    Private &= Given && C.isArgOperand(&U) && C.getArgOperandNo(&U) == *Given &&
               !comesAgain();
    return;
  }
  const Row *R = Known.rowOf(C);
  Private &= R && R->Kind == RowKind::Equal;
}

void PrivateMemory::visit(const Use &U) {
  const auto *I = dyn_cast<Instruction>(U.getUser());
  if (!I) {
    Private = false;
    return;
  }
  if (isa<GetElementPtrInst>(I) || isa<PHINode>(I) || isa<SelectInst>(I) ||
      isa<InsertValueInst>(I) || isa<FreezeInst>(I))
    return add(I);
  if (isa<ExtractValueInst>(I) || isa<LoadInst>(I)) {
    if (S.of(I->getType()) != Shape::None)
      add(I);
    return;
  }
  bool Itself = I == Before && isa<StoreInst>(I);
  if (isa<ICmpInst>(I) || Itself || !mayComeBefore(*I))
    return;
  if (const auto *Store = dyn_cast<StoreInst>(I))
    return visitStore(*Store, U);
  if (const auto *C = dyn_cast<CallBase>(I))
    return visitCall(*C, U);
  Private = false;
}

bool PrivateMemory::isWritten(StructField F) const {
  return any_of(Stores,
                [&](const FieldStore &X) { return is_contained(X.Fields, F); });
}

} // namespace mapgraph
