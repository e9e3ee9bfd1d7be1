//===- MapEvents.cpp - Map operations -------------------------------------===//

#include "passes/Body.h"

#include "passes/NativeNames.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

// Where the iteration over a map began: the call that got the same iterator.
const CallBase *BodyBuilder::iteratorStart(const Value *It) const {
  if (!It)
    return nullptr;
  It = peel(It);
  if (const auto *C = dyn_cast<CallBase>(It)) {
    const Row *R = MB.rowOf(*C);
    return R && R->Kind == RowKind::Map && R->mapOp() == MapOpKind::IterBegin
               ? C
               : nullptr;
  }
  for (const User *U : It->users())
    if (const auto *C = dyn_cast<CallBase>(U))
      if (const Row *R = MB.rowOf(*C); R && R->Kind == RowKind::Map &&
                                       R->mapOp() == MapOpKind::IterBegin &&
                                       C->getFunction() == &F)
        return C;
  return nullptr;
}

NodeId BodyBuilder::keyNode(const CallBase &C, const Row &R) {
  const Value *Key = operand(C, R.Key);
  if (!Key)
    return nil();
  if (R.has(RF_KeyCell))
    return cellValue(Key, C);
  return MB.S.of(Key->getType()) == Shape::None ? scalar(Key) : value(Key);
}

// The type of a map that came out of an interface or goes into one:
// {type, map}, where a test of the type says which it is.
TypeId BodyBuilder::typeInInterface(const Value *Map) {
  TypeId Found;
  auto see = [&](const Value *Descriptor) {
    TypeId T = MB.descriptor(Descriptor);
    if (!T)
      return true;
    bool Same = !Found || Found == T;
    Found = T;
    return Same;
  };
  for (const User *U : Map->users()) {
    const auto *In = dyn_cast<InsertValueInst>(U);
    if (!In || In->getInsertedValueOperand() != Map ||
        In->getIndices() != ArrayRef<unsigned>{1})
      continue;
    const auto *Rest = dyn_cast<Constant>(In->getAggregateOperand());
    if (Rest && !see(Rest->getAggregateElement(0u)))
      return {};
  }
  SmallVector<const Value *, 4> Sources{Map};
  if (const auto *Phi = dyn_cast<PHINode>(Map))
    Sources.assign(Phi->op_begin(), Phi->op_end());
  for (const Value *Source : Sources) {
    const auto *Out = dyn_cast<ExtractValueInst>(Source);
    if (!Out || Out->getIndices() != ArrayRef<unsigned>{1})
      continue;
    for (const User *U : Out->getAggregateOperand()->users()) {
      const auto *Type = dyn_cast<ExtractValueInst>(U);
      if (!Type || Type->getIndices() != ArrayRef<unsigned>{0})
        continue;
      for (const User *Test : Type->users())
        if (const auto *C = dyn_cast<CallBase>(Test);
            C && C->arg_size() > 1 && C->getArgOperand(0) == Type &&
            !see(C->getArgOperand(1)))
          return {};
    }
  }
  return Found;
}

// The map's type: by a descriptor, by the interface it is in, by the class of
// the member function, or by the debug information of a kernel map.
TypeId BodyBuilder::mapType(const CallBase &C, const Row &R) {
  if (TypeId T = MB.descriptor(operand(C, R.Type)))
    return T;
  if (MB.D.producer() == Producer::Ebpf) {
    const Value *Map = operand(C, R.Addr);
    const auto *V = Map ? dyn_cast<GlobalVariable>(peel(Map)) : nullptr;
    return V ? MB.kernelMap(*V) : TypeId();
  }
  if (MB.D.producer() == Producer::TinyGo) {
    const Value *Map = operand(C, R.Addr);
    return typeInInterface(Map ? Map : &C);
  }
  const auto *Fn =
      dyn_cast<llvm::Function>(C.getCalledOperand()->stripPointerCasts());
  std::string Class = Fn ? nativeClass(Fn->getName()) : "";
  return Class.empty() ? TypeId() : G.addType(Class, TypeKind::Map);
}

// What an operation on two maps does to the second one.
static MapOpKind onSecond(MapOpKind K) {
  switch (K) {
  case MapOpKind::Swap:
  case MapOpKind::Move:
    return K;
  case MapOpKind::Clear: // assignment
    return MapOpKind::Clone;
  default:
    return MapOpKind::Last;
  }
}

// Whether two values are loaded from one global, or from one field whatever
// struct has it.
static bool areOfOnePlace(const Value *A, const Value *B) {
  const auto *X = dyn_cast<LoadInst>(A), *Y = dyn_cast<LoadInst>(B);
  if (!X || !Y)
    return false;
  A = X->getPointerOperand(), B = Y->getPointerOperand();
  const auto *G = dyn_cast<GEPOperator>(A), *H = dyn_cast<GEPOperator>(B);
  if (!G || !H)
    return A == B;
  return G->getSourceElementType() == H->getSourceElementType() &&
         std::equal(G->idx_begin(), G->idx_end(), H->idx_begin(), H->idx_end());
}

// Whether the function compares the map with nil: then it knows better than we
// do where it writes.
bool BodyBuilder::isTestedForNil(const Value *Map) {
  if (!TestedForNil) {
    TestedForNil.emplace();
    for (const BasicBlock *Block : Blocks)
      for (const Instruction &I : *Block)
        if (const auto *Test = dyn_cast<ICmpInst>(&I);
            Test && isa<ConstantPointerNull>(Test->getOperand(1)))
          TestedForNil->push_back(peel(Test->getOperand(0)));
  }
  Map = peel(Map);
  return any_of(*TestedForNil, [&](const Value *Tested) {
    return Tested == Map || areOfOnePlace(Tested, Map);
  });
}

void BodyBuilder::mapEvent(const CallBase &C, const Row &R) {
  MapOpKind K = R.mapOp();
  if (K == MapOpKind::Use)
    return iteratorUse(C, R);
  uint16_t Flags = R.has(RF_CommaOk) ? NF_CommaOk : 0;
  if (MB.D.producer() == Producer::Ebpf)
    Flags |= Kernel.flags(C, R);
  if (const Value *Map = operand(C, R.Addr);
      MB.D.isGo() && Map && K == MapOpKind::Update && isTestedForNil(Map))
    Flags |= NF_CommaOk;
  TypeId T = mapType(C, R);
  NodeId E = event(NodeKind::MapOp, static_cast<uint8_t>(K), C, Flags, T,
                   G.str(R.Symbol));
  if (K == MapOpKind::Make) {
    value(&C);
    const Value *Cap = operand(C, R.Key);
    if (Cap && !match(Cap, PatternMatch::m_Zero()))
      edge(E, scalar(Cap), EdgeKind::Cap);
    return;
  }
  const Value *Map = operand(C, R.Addr);
  if (!Map) {
    // Code that links to the runtime's own function passes the iterator alone.
    const Value *Iterator = operand(C, R.Val);
    if (!Iterator && C.arg_size() == 1)
      Iterator = C.getArgOperand(0);
    if (const CallBase *Start = iteratorStart(Iterator)) {
      const Row &First = *MB.rowOf(*Start);
      Map = operand(*Start, First.Addr);
      if (!T)
        B[E].Type = MB.descriptor(operand(*Start, First.Type));
    }
  }
  edge(E, Map ? value(Map) : MB.unknown(), EdgeKind::Addr);
  if (MB.D.producer() == Producer::Native)
    invalidatedUses(C, R, E);
  if (MapOpKind Second = onSecond(K); Second != MapOpKind::Last)
    if (const Value *Other = operand(C, R.Val)) {
      NodeId X = newNode(NodeKind::MapOp, static_cast<uint8_t>(Second), &C, 0,
                         T, G.str(R.Symbol));
      place(X, Pos);
      edge(X, value(Other), EdgeKind::Addr);
      return;
    }
  if (const Value *Code = Map ? operand(C, R.Code) : nullptr) {
    // The callback gets map, key, value and its context.
    NodeId Call = newNode(NodeKind::Call, static_cast<uint8_t>(CallKind::Sync),
                          &C, 0, {}, G.str(R.Symbol));
    place(Call, Pos);
    edge(Call, value(Code), EdgeKind::Code);
    edge(Call, value(Map), EdgeKind::Arg, 0);
    NodeId Element = newNode(NodeKind::Value, 0, &C);
    edge(E, Element, EdgeKind::ResultOf, 1);
    edge(Call, Element, EdgeKind::Arg, 2);
  }
  if (hashes(K))
    edge(E, keyNode(C, R), EdgeKind::Key);
  if (K == MapOpKind::Update) {
    if (R.has(RF_Slot))
      slotStores(C, E);
    else if (const Value *V = operand(C, R.Val))
      edge(E, R.has(RF_ValCell) ? cellValue(V, C) : value(V), EdgeKind::Val);
  }
  if (R.has(RF_OutCell)) {
    if (K == MapOpKind::IterNext)
      outCell(operand(C, R.Key), E, 0);
    outCell(operand(C, R.Val), E, K == MapOpKind::IterNext);
  }
}

// The lookup whose answer a value is computed from; none if there are two.
NodeId BodyBuilder::answerIn(const Value *V) const {
  constexpr unsigned MaxSlice = 32;
  NodeId Found;
  SmallVector<const Value *, 8> Work{V};
  SmallPtrSet<const Value *, 16> Seen;
  while (!Work.empty() && Seen.size() < MaxSlice) {
    const auto *I = dyn_cast<Instruction>(Work.pop_back_val());
    if (!I || !Seen.insert(I).second)
      continue;
    if (NodeId E = EventOf.lookup(I)) {
      const Node &N = B.Nodes[E.Value & ~Body::LocalBit];
      if (N.kind() != NodeKind::MapOp || N.mapOp() != MapOpKind::Lookup)
        continue;
      if (Found && Found != E)
        return {};
      Found = E;
    } else if (!isa<CallBase>(I)) {
      Work.append(I->op_begin(), I->op_end());
    }
  }
  return Found;
}

// What is stored through the slot of an update.
void BodyBuilder::slotStores(const CallBase &C, NodeId Op) {
  for (const User *U : C.users()) {
    const auto *S = dyn_cast<StoreInst>(U);
    if (!S || S->getPointerOperand() != &C)
      continue;
    const Value *V = S->getValueOperand();
    if (NodeId Read = answerIn(V))
      edge(Op, Read, EdgeKind::Cond);
    if (MB.S.of(V->getType()) == Shape::None)
      continue;
    edge(Op, value(V), EdgeKind::Val);
    return;
  }
}

// key and value of an iteration: loaded through pointers in the iterator.
bool BodyBuilder::defineIterated(const LoadInst &L, NodeId N) {
  const auto *Inner = dyn_cast<LoadInst>(peel(L.getPointerOperand()));
  if (!Inner)
    return false;
  const Value *Address = peel(Inner->getPointerOperand());
  unsigned Index = 0;
  if (const auto *GEP = dyn_cast<GEPOperator>(Address)) {
    if (GEP->getNumIndices() != 2)
      return false;
    const auto *I = dyn_cast<ConstantInt>(GEP->getOperand(2));
    if (!I)
      return false;
    Index = I->getZExtValue();
    Address = peel(GEP->getPointerOperand());
  }
  if (!isa<AllocaInst>(Address) || Index > 1)
    return false;
  for (const User *U : Address->users())
    if (const auto *C = dyn_cast<CallBase>(U))
      if (const Row *R = MB.rowOf(*C);
          R && R->Kind == RowKind::Map && R->mapOp() == MapOpKind::IterNext)
        if (NodeId E = EventOf.lookup(C)) {
          edge(E, N, EdgeKind::ResultOf, Index);
          return true;
        }
  return false;
}

} // namespace mapgraph
