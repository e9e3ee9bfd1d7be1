//===- Memory.cpp - Stores, copies, atomics and cells ---------------------===//

#include "passes/Body.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace mapgraph {

void BodyBuilder::writeNode(const Instruction &I, NodeId Address, NodeId V) {
  NodeId E =
      event(NodeKind::Access, static_cast<uint8_t>(AccessKind::Write), I);
  edge(E, Address, EdgeKind::Addr);
  edge(E, V, EdgeKind::Val);
}

// A struct that was just built is written part by part: its parts keep their
// names, and no variable is needed in between.
void BodyBuilder::write(const Instruction &I, NodeId Address, const Value *V) {
  V = peel(V);
  if (!isa<InsertValueInst>(V) || MB.S.of(V->getType()) != Shape::Parts ||
      MB.S.isTuple(V->getType()))
    return writeNode(I, Address, value(V));
  SmallVector<const InsertValueInst *, 8> Chain;
  while (const auto *J = dyn_cast<InsertValueInst>(V)) {
    Chain.push_back(J);
    V = peel(J->getAggregateOperand());
  }
  if (!isa<UndefValue>(V) && !isa<ConstantAggregateZero>(V))
    writeNode(I, Address, value(V));
  for (const InsertValueInst *J : llvm::reverse(Chain)) {
    const Value *X = J->getInsertedValueOperand();
    if (MB.S.of(X->getType()) == Shape::None)
      continue;
    NodeId At = Address;
    llvm::Type *T = J->getType();
    for (unsigned K : J->getIndices()) {
      if (MB.S.header(T) == HeaderKind::None)
        At = fieldOf(At, selector(T, K));
      T = ExtractValueInst::getIndexedType(T, K);
    }
    writeNode(I, At, value(X));
  }
}

void BodyBuilder::copyMemory(const Instruction &I, NodeId To, NodeId From) {
  if (To == Nil || From == Nil)
    return;
  NodeId V = newNode(NodeKind::Value, 0, &I, NF_Aggregate);
  edge(From, V, EdgeKind::Load);
  writeNode(I, To, V);
}

// Whether another function or thread could see the memory. Slots whose address
// only this function uses are private.
bool BodyBuilder::isShared(const Value *Address) const {
  const Value *Object = getUnderlyingObject(Address, 16);
  if (const auto *A = dyn_cast<AllocaInst>(Object))
    return llvm::any_of(A->users(), [&](const User *U) {
      const auto *S = dyn_cast<StoreInst>(U);
      return (S && S->getValueOperand() == A) || isa<InsertValueInst>(U) ||
             isa<PHINode>(U) || isa<SelectInst>(U);
    });
  const auto *V = dyn_cast<GlobalVariable>(Object);
  return !V || !V->isConstant();
}

// Whether the operation has the pointer itself among its operands, not what
// lies there: what an atomic store, a sync.Map or an encoder is given, or the
// context of a new thread, where it stays alive.
bool BodyBuilder::keepsOperand(const CallBase &C, const Row &R,
                               const Value *P) const {
  if (R.Kind == RowKind::Effect)
    return !R.has(RF_Variadic);
  if (R.Kind != RowKind::Sync || R.Code >= 0)
    return R.Kind == RowKind::Sync;
  for (unsigned I = 0; const Value *V = operand(C, I); ++I) {
    int Index = static_cast<int>(I);
    bool Cell = Index == R.Addr || (Index == R.Key && R.has(RF_KeyCell)) ||
                (Index == R.Val && (R.has(RF_ValCell) || R.has(RF_OutCell)));
    if (V == P && !Cell)
      return true;
  }
  return false;
}

// Slots that only carry operands of operations which rows describe (a key, the
// cases of a select, the arguments of a print): the events have the operands,
// the slots are nobody's.
bool BodyBuilder::isOperandCell(const Value *Address) {
  const auto *A = dyn_cast<Instruction>(getUnderlyingObject(Address, 16));
  if (!A || !(isa<AllocaInst>(A) || MB.Known.allocation(A)))
    return false;
  auto [It, New] = OperandCells.try_emplace(A, false);
  if (!New)
    return It->second;
  bool Only = true, Used = false;
  SmallVector<const Value *, 8> Work{A};
  while (!Work.empty() && Only) {
    const Value *P = Work.pop_back_val();
    for (const User *U : P->users()) {
      if (isa<GEPOperator>(U) || isa<InsertValueInst>(U)) {
        Work.push_back(U);
      } else if (const auto *S = dyn_cast<StoreInst>(U)) {
        Only &= S->getPointerOperand() == P;
      } else if (const auto *C = dyn_cast<CallBase>(U)) {
        const Row *R = MB.rowOf(*C);
        bool Keeps = R && keepsOperand(*C, *R, P);
        bool Operation =
            R && !Keeps &&
            (R->Kind == RowKind::Map || R->Kind == RowKind::Sync ||
             R->Kind == RowKind::Select || R->Kind == RowKind::Effect);
        Only &= Operation || isa<IntrinsicInst>(C);
        Used |= Operation;
      } else {
        Only = false;
      }
    }
  }
  return OperandCells[A] = Only && Used;
}

// The closure whose first word P addresses, or null.
const Value *BodyBuilder::closureOfCode(const Value *P) const {
  const auto *GEP = dyn_cast<GEPOperator>(P);
  if (GEP && GEP->hasAllZeroIndices())
    P = peel(GEP->getPointerOperand());
  return isa<CallBase>(P) && isClosureBase(P) ? P : nullptr;
}

void BodyBuilder::visitStore(const StoreInst &S) {
  const Value *V = S.getValueOperand(), *P = peel(S.getPointerOperand());
  Shape K = MB.S.of(V->getType());
  if (S.isAtomic())
    return visitAtomic(S, P, V);
  handlerStore(S);
  referenceUse(S, P);
  // Through the slot of an update: the event has it as its value.
  if (const auto *C = dyn_cast<CallBase>(P))
    if (const Row *R = MB.rowOf(*C); R && R->Kind == RowKind::Map &&
                                     R->has(RF_Slot) &&
                                     R->mapOp() == MapOpKind::Update)
      return;
  if (isOperandCell(P))
    return;
  flagStore(S, P);
  copiedStruct(S, P);
  if (K == Shape::None) {
    if (MB.variables() && isShared(P))
      scalarStore(S, P);
    return;
  }
  // A fresh variable is cleared: it holds nothing before, too.
  if (isa<AllocaInst>(P) && isNothing(V))
    return;
  // The code of a closure is an edge of its object.
  if (const auto *Fn = dyn_cast<llvm::Function>(peel(V)))
    if (const Value *Closure = closureOfCode(P)) {
      edge(value(Closure), MB.function(*Fn), EdgeKind::Code);
      return;
    }
  write(S, address(P, V->getType()), V);
}

// In a kernel program the event says what it changes: its value is what the
// read of the place yielded.
void BodyBuilder::scalarStore(const StoreInst &S, const Value *Address) {
  NodeId E =
      event(NodeKind::Access, static_cast<uint8_t>(AccessKind::Write), S);
  edge(E, address(Address, S.getValueOperand()->getType()), EdgeKind::Addr);
  if (MB.D.producer() != Producer::Ebpf)
    return;
  const LoadInst *Old = modifiedLoad(S);
  if (!Old)
    return;
  B[E].Flags |= NF_Modify;
  if (NodeId Read = EventOf.lookup(Old)) {
    NodeId V = newNode(NodeKind::Value, 0, Old);
    edge(Read, V, EdgeKind::ResultOf);
    edge(E, V, EdgeKind::Val);
  }
}

// Whether a map is taken out of a field or a global, to be worked on or given
// away: where that happens matters, since the lock may be gone by then.
bool BodyBuilder::takesMap(const LoadInst &L) const {
  if (!L.getType()->isPointerTy())
    return false;
  const Value *P = peel(L.getPointerOperand());
  if (!isa<GEPOperator>(P) && !isa<GlobalVariable>(P))
    return false;
  auto worksOn = [&](const Value *Map, const User *U) {
    const auto *C = dyn_cast<CallBase>(U);
    const Row *R = C ? MB.rowOf(*C) : nullptr;
    return isa<ReturnInst>(U) ||
           (R && R->Kind == RowKind::Map && operand(*C, R->Addr) == Map);
  };
  return any_of(L.users(), [&](const User *U) {
    // Perhaps another map on other ways.
    const auto *Phi = dyn_cast<PHINode>(U);
    return worksOn(&L, U) || (Phi && any_of(Phi->users(), [&](const User *V) {
                                return worksOn(Phi, V);
                              }));
  });
}

void BodyBuilder::visitLoad(const LoadInst &L) {
  if (L.isAtomic())
    return visitAtomic(L, L.getPointerOperand(), nullptr);
  referenceUse(L, peel(L.getPointerOperand()));
  if (!takesMap(L) && (!MB.variables() || !isShared(L.getPointerOperand())))
    return;
  NodeId E = event(NodeKind::Access, static_cast<uint8_t>(AccessKind::Read), L);
  edge(E, address(L.getPointerOperand(), L.getType()), EdgeKind::Addr);
}

void BodyBuilder::visitAtomic(const Instruction &I, const Value *Address,
                              const Value *New) {
  SyncOpKind K = isa<LoadInst>(I)    ? SyncOpKind::AtomicLoad
                 : isa<StoreInst>(I) ? SyncOpKind::AtomicStore
                                     : SyncOpKind::AtomicRmw;
  NodeId E = syncEvent(K, I, nullptr, NF_Atomic);
  llvm::Type *T = New ? New->getType() : I.getType();
  NodeId At = address(Address, T);
  edge(E, At, EdgeKind::Addr);
  if (K == SyncOpKind::AtomicLoad)
    B[E].Flags |= atomicTests(I, At);
  if (New && MB.S.of(New->getType()) != Shape::None)
    edge(E, value(New), EdgeKind::Val);
}

// Stores of all that a cell holds. A C++ object with one member is stored by
// that member.
SmallVector<const StoreInst *, 4>
BodyBuilder::wholeStores(const Value *Cell) const {
  SmallVector<const StoreInst *, 4> Out;
  auto add = [&](const Value *P) {
    for (const User *U : P->users())
      if (const auto *S = dyn_cast<StoreInst>(U);
          S && S->getPointerOperand() == P)
        Out.push_back(S);
  };
  add(Cell);
  const auto *A = dyn_cast<AllocaInst>(Cell);
  if (!A || MB.D.producer() != Producer::Native)
    return Out;
  const DataLayout &L = MB.M.getDataLayout();
  SmallVector<const Value *, 4> Work{A};
  while (!Work.empty())
    for (const User *U : Work.pop_back_val()->users())
      if (const auto *G = dyn_cast<GetElementPtrInst>(U);
          G && G->hasAllZeroIndices() &&
          L.getTypeAllocSize(G->getResultElementType()) ==
              L.getTypeAllocSize(A->getAllocatedType())) {
        add(G);
        Work.push_back(G);
      }
  return Out;
}

// What a cell holds when Before runs, if one store decides it: the only store
// to the cell, or the last one before in the same block.
const Value *BodyBuilder::storedIn(const Value *Cell,
                                   const Instruction &Before) const {
  const StoreInst *Only = nullptr, *Last = nullptr;
  unsigned Stores = 0;
  for (const StoreInst *S : wholeStores(Cell)) {
    Only = S;
    ++Stores;
    if (S->getParent() == Before.getParent() && S->comesBefore(&Before) &&
        (!Last || Last->comesBefore(S)))
      Last = S;
  }
  if (Last)
    return Last->getValueOperand();
  return Stores == 1 ? Only->getValueOperand() : nullptr;
}

NodeId BodyBuilder::cellValue(const Value *Cell, const Instruction &Before) {
  Cell = peel(Cell);
  if (isa<AllocaInst>(Cell))
    if (const Value *V = storedIn(Cell, Before))
      return MB.S.of(V->getType()) == Shape::None ? scalar(V) : value(V);
  NodeId Address = value(Cell);
  if (Address == Nil)
    return Address;
  auto [It, New] = TupleNodes.try_emplace({&Before, ~0u});
  if (!New)
    return It->second;
  NodeId N = newNode(NodeKind::Value, 0, &Before);
  TupleNodes[{&Before, ~0u}] = N;
  edge(Address, N, EdgeKind::Load);
  return N;
}

// What the I-th operand of a call points to.
NodeId BodyBuilder::loadedFrom(const Value *Address, const CallBase &At,
                               unsigned I) {
  if (isa<AllocaInst>(peel(Address)))
    if (const Value *V = storedIn(peel(Address), At);
        V && MB.S.of(V->getType()) == Shape::One)
      return value(V);
  auto [It, New] = TupleNodes.try_emplace({&At, ~I});
  if (!New)
    return It->second;
  NodeId N = newNode(NodeKind::Value, 0, &At);
  TupleNodes[{&At, ~I}] = N;
  if (NodeId From = value(Address); From != Nil)
    edge(From, N, EdgeKind::Load);
  return N;
}

// The operation stores its result into a cell: loads of a cell of its own yield
// the result, any other cell is written.
void BodyBuilder::outCell(const Value *Cell, NodeId Event, unsigned Label) {
  Cell = peel(Cell);
  bool Own = isa<AllocaInst>(Cell);
  unsigned Calls = 0;
  SmallVector<const LoadInst *, 4> Loads;
  for (const User *U : Cell->users()) {
    if (const auto *L = dyn_cast<LoadInst>(U))
      Loads.push_back(L);
    else if (isa<IntrinsicInst>(U))
      continue;
    else if (const auto *S = dyn_cast<StoreInst>(U);
             S && S->getPointerOperand() == Cell)
      Own &= isNothing(S->getValueOperand());
    else
      ++Calls;
  }
  if (Own && Calls == 1) {
    sortByCode(Loads);
    for (const LoadInst *L : Loads) {
      Shape K = MB.S.of(L->getType());
      if (K == Shape::None)
        continue;
      NodeId N = newNode(NodeKind::Value, 0, L,
                         K == Shape::Parts ? NF_Aggregate : 0, {}, nameOf(L));
      if (!ValueNodes.try_emplace(L, N).second)
        continue;
      edge(Event, N, EdgeKind::ResultOf, Label);
    }
    return;
  }
  if (isNothing(Cell))
    return;
  NodeId V = newNode(NodeKind::Value);
  edge(Event, V, EdgeKind::ResultOf, Label);
  NodeId E = newNode(NodeKind::Access, static_cast<uint8_t>(AccessKind::Write));
  B[E].Loc = B[Event].Loc;
  place(E, Pos);
  edge(E, value(Cell), EdgeKind::Addr);
  edge(E, V, EdgeKind::Val);
}

} // namespace mapgraph
