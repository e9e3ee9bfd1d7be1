//===- KernelValues.cpp - What kernel programs make of values -------------===//

#include "passes/KernelValues.h"

#include "graph/model/Graph.h"
#include "passes/Body.h"
#include "passes/Compat.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace mapgraph {

// How much of what a value is made of is looked at.
static constexpr size_t MaxSlice = 64;

Spot spotOf(const Value *P, const DataLayout &L) {
  APInt Offset(L.getIndexTypeSizeInBits(P->getType()), 0);
  P = P->stripAndAccumulateConstantOffsets(L, Offset, true);
  return {P, Offset.getSExtValue()};
}

// Whether the value of V is computed from a load that Wanted says yes to;
// calls and memory in between are not followed.
template <typename Predicate>
static const LoadInst *madeOfLoad(const Value *V, Predicate Wanted) {
  SmallVector<const Value *, 8> Work{V};
  SmallPtrSet<const Value *, 16> Seen;
  while (!Work.empty() && Seen.size() < MaxSlice) {
    const auto *I = dyn_cast<Instruction>(Work.pop_back_val());
    if (!I || !Seen.insert(I).second)
      continue;
    if (const auto *L = dyn_cast<LoadInst>(I)) {
      if (Wanted(*L))
        return L;
      continue;
    }
    if (isa<IntrinsicInst>(I) || !isa<CallBase>(I))
      for (const Use &U : I->operands())
        Work.push_back(U.get());
  }
  return nullptr;
}

const LoadInst *modifiedLoad(const StoreInst &S) {
  const DataLayout &Layout = S.getModule()->getDataLayout();
  Spot At = spotOf(S.getPointerOperand(), Layout);
  if (isa<AllocaInst>(At.first))
    return nullptr;
  return madeOfLoad(S.getValueOperand(), [&](const LoadInst &L) {
    return !L.isAtomic() && spotOf(L.getPointerOperand(), Layout) == At;
  });
}

SmallVector<const StoreInst *, 4>
KernelValues::storesInto(const Value *Cell) const {
  SmallVector<const StoreInst *, 4> Out;
  SmallVector<const Value *, 4> Work{Cell};
  while (!Work.empty()) {
    const Value *P = Work.pop_back_val();
    for (const User *U : P->users()) {
      if (isa<GetElementPtrInst>(U))
        Work.push_back(U);
      else if (const auto *S = dyn_cast<StoreInst>(U);
               S && S->getPointerOperand() == P)
        Out.push_back(S);
    }
  }
  return Out;
}

// What one thread or CPU has for itself, and what keeps values apart when it
// is computed from that: the upper half of a thread's number is its process.
bool KernelValues::isOfOneThread(const Value *V, unsigned Depth) const {
  if (Depth == 8)
    return false;
  auto Inner = [&](unsigned I) {
    return isOfOneThread(cast<User>(V)->getOperand(I), Depth + 1);
  };
  if (const auto *C = dyn_cast<CallBase>(V)) {
    const Row *R = Known.rowOf(*C);
    return R && R->has(RF_Own);
  }
  if (isa<ZExtInst, SExtInst, PtrToIntInst, IntToPtrInst, FreezeInst>(V))
    return Inner(0);
  if (isa<TruncInst>(V))
    return V->getType()->getIntegerBitWidth() >= 32 && Inner(0);
  const auto *B = dyn_cast<BinaryOperator>(V);
  const auto *By = B ? dyn_cast<ConstantInt>(B->getOperand(1)) : nullptr;
  if (!By)
    return false;
  switch (B->getOpcode()) {
  case Instruction::And:
    return By->getValue().countr_one() >= 32 && Inner(0);
  case Instruction::Add:
  case Instruction::Sub:
  case Instruction::Or:
  case Instruction::Xor:
    return Inner(0);
  default:
    return false;
  }
}

// Whether the source declares the cell as a pointer.
bool KernelValues::holdsPointer(const Value *Cell) const {
  bool Found = false;
  for (const BasicBlock &Block : F)
    for (const Instruction &I : Block)
      forEachVariable(I, [&](const DILocalVariable *Variable, const Value *X) {
        const auto *T =
            Variable && X == Cell
                ? dyn_cast_or_null<DIDerivedType>(Variable->getType())
                : nullptr;
        Found |= T && T->getTag() == dwarf::DW_TAG_pointer_type;
      });
  return Found;
}

bool KernelValues::isConfinedKey(const Value *Key) const {
  Key = peel(Key);
  if (!isa<AllocaInst>(Key))
    return isOfOneThread(Key, 0);
  if (holdsPointer(Key))
    return true;
  return any_of(storesInto(Key), [&](const StoreInst *S) {
    return isOfOneThread(S->getValueOperand(), 0);
  });
}

bool KernelValues::isConstantKey(const Value *Key) const {
  Key = peel(Key);
  if (const auto *V = dyn_cast<GlobalVariable>(Key))
    return V->isConstant();
  if (!isa<AllocaInst>(Key))
    return false;
  auto Stores = storesInto(Key);
  return Stores.size() == 1 &&
         isa<ConstantInt>(Stores.front()->getValueOperand());
}

const DominatorTree &KernelValues::dominators() {
  if (!Tree)
    Tree.emplace(const_cast<llvm::Function &>(F));
  return *Tree;
}

// Whether the cell is filled with what the lookup found, changed or not.
bool KernelValues::isCopyOf(const Value *Cell, const CallBase &Lookup) const {
  auto IsFound = [&](const Value *P) {
    return spotOf(P, F.getParent()->getDataLayout()).first == &Lookup;
  };
  for (const User *U : Cell->users())
    if (const auto *Copy = dyn_cast<AnyMemTransferInst>(U))
      if (Copy->getRawDest() == Cell && IsFound(Copy->getRawSource()))
        return true;
  return any_of(storesInto(Cell), [&](const StoreInst *S) {
    return madeOfLoad(S->getValueOperand(), [&](const LoadInst &L) {
      return IsFound(L.getPointerOperand());
    });
  });
}

// Whether C runs only where the lookup has found nothing.
bool KernelValues::afterMiss(const CallBase &C, const CallBase &Lookup) {
  for (const User *U : Lookup.users()) {
    const auto *Test = dyn_cast<ICmpInst>(U);
    if (!Test || !Test->isEquality() ||
        !isa<ConstantPointerNull>(Test->getOperand(1)))
      continue;
    for (const User *V : Test->users())
      if (const auto *Br = dyn_cast<BranchInst>(V)) {
        bool IsEqual = Test->getPredicate() == CmpInst::ICMP_EQ;
        BasicBlockEdge Miss(Br->getParent(), Br->getSuccessor(!IsEqual));
        if (dominators().dominates(Miss, C.getParent()))
          return true;
      }
  }
  return false;
}

// Whether the update replaces what is there: not "insert only".
bool KernelValues::overwrites(const CallBase &C, const Row &R) const {
  if (R.mapOp() != MapOpKind::Update || !R.has(RF_ValCell) || R.Key < 0)
    return false;
  const auto *Mode = dyn_cast_or_null<ConstantInt>(Known.operand(C, R.Val + 1));
  return Mode && !(Mode->getZExtValue() & 1);
}

uint16_t KernelValues::flags(const CallBase &C, const Row &R) {
  uint16_t Out = 0;
  const Value *Map = Known.operand(C, R.Addr), *Key = Known.operand(C, R.Key);
  const auto *V = Map ? dyn_cast<GlobalVariable>(peel(Map)) : nullptr;
  KernelMapTraits Of = V ? kernelMapTraits(*V) : KernelMapTraits();
  bool Elsewhere = R.has(RF_Many); // of a CPU that the program names
  if ((Of.Separate && !Elsewhere) || (Of.PointerKey && Key) ||
      (Key && R.has(RF_KeyCell) && isConfinedKey(Key)))
    Out |= NF_Confined;
  if (Key && R.has(RF_KeyCell) && isConstantKey(Key))
    Out |= NF_Single;
  if (!overwrites(C, R))
    return Out;
  const Value *Value = peel(Known.operand(C, R.Val));
  for (const Instruction &I : instructions(F)) {
    std::optional<Site> Before = findSite(I, Known, RowKind::Map);
    if (!Before || !Before->Means->has(RF_Slot) || !Before->Addr ||
        !Before->Key || peel(Before->Addr) != peel(Map) ||
        peel(Before->Key) != peel(Key))
      continue;
    if (isCopyOf(Value, *Before->Call))
      return Out | NF_Modify;
    if (afterMiss(C, *Before->Call))
      Out |= NF_Modify | NF_CommaOk;
  }
  return Out;
}

} // namespace mapgraph
