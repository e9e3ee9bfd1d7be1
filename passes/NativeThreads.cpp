//===- NativeThreads.cpp - Threads of C and C++ ---------------------------===//
//
// By which object a thread is known: the variable it is moved into at last, the
// container that has it. What runs in it: a function, a lambda, a function
// object, a member function. And waits that only loops express.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "passes/NativeNames.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace mapgraph {

// A step of a pointer that walks over an array: where it begins.
static const Value *beginningOf(const PHINode &P) {
  const Value *Begin = nullptr;
  bool Steps = false;
  for (const Value *In : P.incoming_values()) {
    const auto *G = dyn_cast<GEPOperator>(peel(In));
    if (G && peel(G->getPointerOperand()) == &P)
      Steps = true;
    else
      Begin = Begin ? nullptr : In;
  }
  return Steps ? Begin : nullptr;
}

// What a variable of this function is moved into, or null.
const Value *BodyBuilder::movedInto(const Value *Variable) const {
  for (const User *U : Variable->users()) {
    const auto *C = dyn_cast<CallBase>(U);
    const Row *R = C && C->getFunction() == &F ? MB.rowOf(*C) : nullptr;
    if (R && R->Kind == RowKind::Ignore && R->has(RF_Own) &&
        operand(*C, R->Val) == Variable)
      return operand(*C, R->Addr);
  }
  return nullptr;
}

// The object that a thread is known by. OneOfMany: it stands for all threads
// of a container.
const Value *BodyBuilder::threadHandle(const Value *V, bool &OneOfMany) const {
  for (unsigned Step = 0; Step != 12; ++Step) {
    V = peel(V);
    const Value *Next = nullptr;
    if (const auto *L = dyn_cast<LoadInst>(V);
        L && !V->getType()->isPointerTy()) {
      Next = L->getPointerOperand(); // handed over by value
    } else if (const auto *C = dyn_cast<CallBase>(V)) {
      const Row *R = MB.rowOf(*C);
      if (!R || R->Kind != RowKind::Pass)
        return V;
      Next = operand(*C, R->Val);
      if (Next && R->has(RF_ValCell))
        Next = storedIn(peel(Next), *C);
      OneOfMany = true;
    } else if (const auto *G = dyn_cast<GEPOperator>(V);
               G && !G->hasAllConstantIndices()) {
      Next = G->getPointerOperand();
      OneOfMany = true;
    } else if (const auto *P = dyn_cast<PHINode>(V)) {
      Next = beginningOf(*P);
      OneOfMany |= Next != nullptr;
    } else if (isa<AllocaInst>(V)) {
      Next = movedInto(V);
    }
    if (!Next)
      return V;
    V = Next;
  }
  return V;
}

// A join of each thread of a container, in a loop over it: all have ended
// behind the loop, however often it ran.
void BodyBuilder::joinEvent(const CallBase &C, const Row &R) {
  bool OneOfMany = false;
  const Value *A = operand(C, R.Addr);
  if (!A)
    return;
  A = threadHandle(A, OneOfMany);
  auto make = [&] {
    NodeId E =
        newNode(NodeKind::SyncOp, R.Op, &C, nodeFlags(R), {}, G.str(R.Symbol));
    edge(E, value(A), EdgeKind::Addr);
    return E;
  };
  if (OneOfMany) {
    LoopInfo Loops(dominators());
    if (const Loop *L = Loops.getLoopFor(C.getParent())) {
      SmallVector<Loop::Edge, 4> Exits;
      L->getExitEdges(Exits);
      for (auto [From, To] : Exits)
        if (!To->isLandingPad())
          EdgeEvents.push_back({From, To, make()});
      return;
    }
  }
  place(make(), Pos);
}

// Waiting for all who take part, once: what comes before it in one thread comes
// before what follows in another. Who waits again and again is not followed.
void BodyBuilder::barrierEvents(const CallBase &C, const Row &R) {
  const Value *A = operand(C, R.Addr);
  unsigned Waits = 0;
  for (const BasicBlock *Block : Blocks)
    for (const Instruction &I : *Block)
      if (const auto *Other = dyn_cast<CallBase>(&I); Other && A)
        if (const Row *X = MB.rowOf(*Other); X && X->Symbol == R.Symbol)
          Waits += peel(operand(*Other, R.Addr)) == peel(A);
  LoopInfo Loops(dominators());
  if (!A || Waits != 1 || Loops.getLoopFor(C.getParent()))
    return;
  for (SyncOpKind K : {SyncOpKind::GroupDone, SyncOpKind::GroupWait}) {
    NodeId E = syncEvent(K, C, &R);
    edge(E, value(A), EdgeKind::Addr);
  }
}

// The function whose address a store puts at the beginning of a cell, or null.
static const llvm::Function *storedFunction(const Value *Cell) {
  for (const User *U : Cell->users()) {
    const auto *S = dyn_cast<StoreInst>(U);
    if (const auto *G = dyn_cast<GetElementPtrInst>(U);
        G && G->hasAllZeroIndices())
      if (const llvm::Function *Fn = storedFunction(G))
        return Fn;
    if (!S || S->getPointerOperand() != Cell)
      continue;
    const Value *First = S->getValueOperand();
    if (const auto *Pair = dyn_cast<ConstantStruct>(First))
      First = Pair->getOperand(0);
    const auto *Cast = dyn_cast<ConstantExpr>(First);
    if (Cast && Cast->getOpcode() == Instruction::PtrToInt)
      return dyn_cast<llvm::Function>(Cast->getOperand(0)->stripPointerCasts());
  }
  return nullptr;
}

// The code behind a callable: itself, or found by the type that the symbol of
// the function that takes it names. Bound: the callable is its first argument.
NodeId BodyBuilder::callable(const CallBase &C, const Value *Code,
                             bool &Bound) {
  Bound = false;
  if (isa<llvm::Function>(peel(Code)))
    return value(Code);
  // A member pointer is {function, adjustment of the object}.
  if (const Value *Cell = peel(Code); isa<AllocaInst>(Cell))
    if (const llvm::Function *Fn = storedFunction(Cell))
      return MB.function(*Fn);
  const auto *Taker =
      dyn_cast<llvm::Function>(C.getCalledOperand()->stripPointerCasts());
  const llvm::Function *Fn = Taker ? lambdaIn(Taker->getName(), MB.M) : nullptr;
  if (!Fn && Taker)
    Fn = callOperatorIn(Taker->getName(), MB.M);
  Bound = Fn != nullptr;
  return Fn ? MB.function(*Fn) : MB.unknown();
}

} // namespace mapgraph
