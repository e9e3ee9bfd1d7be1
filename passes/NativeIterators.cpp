//===- NativeIterators.cpp - Uses of iterators and references -------------===//
//
// An iterator, or a reference that a container gave, reads the container where
// it is used, long after it was obtained. The event of a use hangs on the
// operation that gave it, so that solving sees a lock that was released in
// between; and on the change that has made it invalid in the same function.
//
// Iterators are variables of their function: what is copied elsewhere is not
// followed.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace mapgraph {

static bool isMap(const Row *R) { return R && R->Kind == RowKind::Map; }

/// The variable that V is the content of, or null.
static const Value *variableOf(const Value *V) {
  const auto *L = dyn_cast<LoadInst>(peel(V));
  if (!L)
    return nullptr;
  const Value *P = L->getPointerOperand()->stripInBoundsConstantOffsets();
  return isa<AllocaInst>(P) ? P : nullptr;
}

// The iterator variable whose use the call is, or null.
const Value *BodyBuilder::usedIterator(const Instruction &I) const {
  const auto *C = dyn_cast<CallBase>(&I);
  const Row *R = C ? MB.rowOf(*C) : nullptr;
  if (!isMap(R) || R->mapOp() != MapOpKind::Use)
    return nullptr;
  const Value *It = operand(*C, R->Val);
  return It && isa<AllocaInst>(peel(It)) ? peel(It) : nullptr;
}

// Whether the instruction gives the variable another value, or might.
bool BodyBuilder::redefines(const Instruction &I, const Value *Variable) const {
  auto Names = [&](const Value *P) {
    return P->stripInBoundsConstantOffsets() == Variable;
  };
  if (const auto *S = dyn_cast<StoreInst>(&I))
    return Names(S->getPointerOperand()) || Names(S->getValueOperand());
  if (const auto *M = dyn_cast<AnyMemIntrinsic>(&I))
    return Names(M->getRawDest());
  const auto *C = dyn_cast<CallBase>(&I);
  if (!C || usedIterator(I) == Variable || isa<DbgInfoIntrinsic>(C))
    return false;
  const auto *Fn =
      dyn_cast<llvm::Function>(C->getCalledOperand()->stripPointerCasts());
  // Comparisons take it, too; they only look.
  if (Fn && Fn->getReturnType()->isIntegerTy(1))
    return false;
  return any_of(C->args(), [&](const Use &U) {
    return U->getType()->isPointerTy() && Names(U);
  });
}

// The operation whose result is all that the variable ever holds, or null.
const CallBase *BodyBuilder::obtainedBy(const Value *Variable) const {
  const CallBase *Found = nullptr;
  for (const StoreInst *S : wholeStores(Variable)) {
    const auto *C = dyn_cast<CallBase>(S->getValueOperand());
    if (Found || !C || !isMap(MB.rowOf(*C)))
      return nullptr;
    Found = C;
  }
  return Found;
}

/// What a change does to an iterator.
static bool movesElements(MapOpKind K) {
  return K == MapOpKind::Update || K == MapOpKind::Rehash;
}

bool BodyBuilder::isUnordered(const CallBase &C) const {
  const auto *Fn =
      dyn_cast<llvm::Function>(C.getCalledOperand()->stripPointerCasts());
  return Fn && Fn->getName().contains("unordered_");
}

// Whether the change makes the iterator invalid that Obtained gave: all are
// when everything goes, one when its element goes, those of a hashed container
// when it grows.
bool BodyBuilder::invalidates(const CallBase &Change, const Row &R,
                              const Value *Variable,
                              const CallBase *Obtained) const {
  MapOpKind K = R.mapOp();
  const Value *Argument = operand(Change, R.Key);
  if (K == MapOpKind::Delete && Argument) {
    if (variableOf(Argument) == Variable)
      return true;
    // A key that lies in the element itself.
    const auto *In =
        dyn_cast<Instruction>(Argument->stripInBoundsConstantOffsets());
    return In && usedIterator(*In) == Variable;
  }
  if (!Obtained || !writes(K))
    return false;
  const Row &First = *MB.rowOf(*Obtained);
  const DataLayout &L = MB.M.getDataLayout();
  const Value *A = operand(Change, R.Addr), *B = operand(*Obtained, First.Addr);
  if (!A || !B || spotOf(A, L) != spotOf(B, L))
    return false;
  return K == MapOpKind::Clear ||
         (movesElements(K) && isUnordered(Change) && &Change != Obtained);
}

namespace {
/// Where control goes after a change.
struct Aftermath {
  const Instruction *Use = nullptr; ///< the first that is met, if any
  bool Certain = true;              ///< every way meets a use
};
} // namespace

// Where a block that ends with a switch goes when it is entered from From and
// that decides, as the end of a scope that is left by break does; else null.
static const BasicBlock *decided(const BasicBlock &Block,
                                 const BasicBlock *From) {
  const auto *S = dyn_cast<SwitchInst>(Block.getTerminator());
  const auto *P = S ? dyn_cast<PHINode>(S->getCondition()) : nullptr;
  int Index = P && P->getParent() == &Block ? P->getBasicBlockIndex(From) : -1;
  const auto *N =
      Index < 0 ? nullptr : dyn_cast<ConstantInt>(P->getIncomingValue(Index));
  return N ? S->findCaseValue(N)->getCaseSuccessor() : nullptr;
}

// Follows the ways from a change until the iterator is used or replaced.
static Aftermath follow(const Instruction &From,
                        function_ref<bool(const Instruction &)> Uses,
                        function_ref<bool(const Instruction &)> Ends) {
  Aftermath Out;
  using Arc = std::pair<const BasicBlock *, const BasicBlock *>;
  SmallVector<std::pair<const Instruction *, const BasicBlock *>, 8> Work;
  DenseSet<Arc> Seen;
  auto leave = [&](const BasicBlock *Block, const BasicBlock *CameFrom) {
    bool Any = false;
    const BasicBlock *Only = CameFrom ? decided(*Block, CameFrom) : nullptr;
    for (const BasicBlock *Next : successors(Block))
      if (!Next->isLandingPad() && (!Only || Next == Only)) {
        Any = true;
        if (Seen.insert({Block, Next}).second)
          Work.push_back({&Next->front(), Block});
      }
    Out.Certain &= Any || isa<UnreachableInst>(Block->getTerminator());
  };
  if (From.isTerminator())
    leave(From.getParent(), nullptr);
  else
    Work.push_back({From.getNextNode(), nullptr});
  while (!Work.empty()) {
    auto [I, CameFrom] = Work.pop_back_val();
    for (; I && !Uses(*I) && !Ends(*I); I = I->getNextNode())
      if (I->isTerminator()) {
        leave(I->getParent(), CameFrom);
        break;
      }
    if (!I || I->isTerminator())
      continue;
    if (!Uses(*I))
      Out.Certain = false;
    else if (!Out.Use)
      Out.Use = I;
  }
  return Out;
}

// What the change, an operation of this function, leaves invalid.
void BodyBuilder::invalidatedUses(const CallBase &Change, const Row &R,
                                  NodeId Event) {
  if (!writes(R.mapOp()))
    return;
  for (const Instruction &I : F.getEntryBlock()) {
    const auto *Variable = dyn_cast<AllocaInst>(&I);
    if (!Variable || none_of(Variable->users(), [&](const User *U) {
          const auto *X = dyn_cast<Instruction>(U);
          return X && usedIterator(*X) == Variable;
        }))
      continue;
    if (!invalidates(Change, R, Variable, obtainedBy(Variable)))
      continue;
    Aftermath Next = follow(
        Change,
        [&](const Instruction &X) { return usedIterator(X) == Variable; },
        [&](const Instruction &X) { return redefines(X, Variable); });
    if (Next.Use)
      Invalidated[Next.Use] = {Event,
                               Next.Certain && !movesElements(R.mapOp())};
  }
}

// A use of what Obtained gave, by the instruction.
NodeId BodyBuilder::useEvent(const Instruction &I, const CallBase &Obtained,
                             NodeId Event, bool OnlyDeletion) {
  const Row &First = *MB.rowOf(Obtained);
  NodeId E =
      newNode(NodeKind::MapOp, static_cast<uint8_t>(MapOpKind::Use), &I,
              OnlyDeletion ? NF_Single : 0, B[Event].Type, G.str(First.Symbol));
  place(E, Pos);
  edge(E, value(operand(Obtained, First.Addr)), EdgeKind::Addr);
  NodeId V = newNode(NodeKind::Value);
  edge(Event, V, EdgeKind::ResultOf);
  edge(E, V, EdgeKind::Val);
  return E;
}

// A step reads the links between elements, so every change matters; what it
// points to stays until it is deleted, unless the container is hashed.
void BodyBuilder::iteratorUse(const CallBase &C, const Row &R) {
  const Value *Variable = usedIterator(C);
  if (!Variable)
    return;
  if (auto It = Invalidated.find(&C); It != Invalidated.end()) {
    auto [Event, Certain] = It->second;
    NodeId E = newNode(NodeKind::MapOp, static_cast<uint8_t>(MapOpKind::Use),
                       &C, NF_Modify | (Certain ? 0 : NF_CommaOk),
                       B[Event].Type, B[Event].Name);
    place(E, Pos);
    NodeId V = newNode(NodeKind::Value);
    edge(Event, V, EdgeKind::ResultOf);
    edge(E, V, EdgeKind::Val);
    for (const Edge &X : B.Edges)
      if (X.From == Event && X.kind() == EdgeKind::Addr) {
        edge(E, X.To, EdgeKind::Addr);
        break;
      }
  }
  const CallBase *Obtained = obtainedBy(Variable);
  NodeId Event = Obtained ? EventOf.lookup(Obtained) : NodeId();
  if (Event && releases())
    useEvent(C, *Obtained, Event, !R.has(RF_Many) && !isUnordered(*Obtained));
}

// Whether the function gives back any lock: only then a use can lack it.
bool BodyBuilder::releases() {
  if (!Releases) {
    Releases = false;
    for (const BasicBlock *Block : Blocks)
      for (const Instruction &I : *Block)
        *Releases |= MB.Known.does(I, SyncOpKind::Unlock);
  }
  return *Releases;
}

// Whether a lock may be given back on the way from A to B.
bool BodyBuilder::releasesBetween(const Instruction &A, const Instruction &B) {
  if (A.getParent() != B.getParent())
    return releases();
  for (const Instruction *I = A.getNextNode(); I && I != &B;
       I = I->getNextNode())
    if (MB.Known.does(*I, SyncOpKind::Unlock))
      return true;
  return false;
}

// Whether the callee gives back a lock before it returns.
bool BodyBuilder::releasesInside(const CallBase &C) const {
  const auto *Callee =
      dyn_cast<llvm::Function>(C.getCalledOperand()->stripPointerCasts());
  if (!Callee || Callee->isDeclaration())
    return false;
  return any_of(instructions(Callee), [&](const Instruction &I) {
    return MB.Known.does(I, SyncOpKind::Unlock);
  });
}

// An access through what an accessor returned, which may be a reference into a
// map: solving knows.
void BodyBuilder::accessorUse(const Instruction &I, const CallBase &C) {
  NodeId E = newNode(NodeKind::MapOp, static_cast<uint8_t>(MapOpKind::Use), &I,
                     NF_Single | NF_Iface);
  place(E, Pos);
  edge(E, value(&C), EdgeKind::Addr);
  edge(E, value(&C), EdgeKind::Val);
}

// An access through the reference that an operation gave.
void BodyBuilder::referenceUse(const Instruction &I, const Value *Address) {
  if (MB.D.producer() != Producer::Native)
    return;
  const auto *C = dyn_cast<CallBase>(Address->stripInBoundsConstantOffsets());
  const Row *R = C ? MB.rowOf(*C) : nullptr;
  if (C && !R && releasesInside(*C))
    return accessorUse(I, *C);
  if (!isMap(R) || !R->has(RF_Slot))
    return;
  if (NodeId Event = EventOf.lookup(C); Event && releasesBetween(*C, I))
    useEvent(I, *C, Event, true);
}

} // namespace mapgraph
