//===- Values.cpp - Values and what they are made of ----------------------===//
//
// value() gives the node of a value and queues its definition; define() adds
// the edges into it. What is not understood comes from the Unknown node.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

const Value *peel(const Value *V) {
  // Unreachable code may refer to itself; no real chain is that long.
  for (unsigned Step = 0; Step != 64; ++Step) {
    const Value *Next = nullptr;
    if (const auto *O = dyn_cast<Operator>(V))
      switch (O->getOpcode()) {
      case Instruction::BitCast:
      case Instruction::AddrSpaceCast:
      case Instruction::Freeze:
        Next = O->getOperand(0);
        break;
      case Instruction::PHI:
        if (cast<PHINode>(V)->getNumIncomingValues() == 1)
          Next = cast<PHINode>(V)->getIncomingValue(0);
        break;
      default:
        break;
      }
    if (const auto *A = dyn_cast<GlobalAlias>(V))
      Next = A->getAliasee();
    if (!Next)
      return V;
    V = Next;
  }
  return V;
}

const Value *peelNegations(const Value *Cond, bool &Negated) {
  using namespace PatternMatch;
  const Value *X;
  for (unsigned Step = 0; Step != 64 && match(Cond, m_Not(m_Value(X)));
       ++Step) { // as above
    Negated = !Negated;
    Cond = X;
  }
  return Cond;
}

NodeId BodyBuilder::nil() {
  if (!Nil)
    Nil = newNode(NodeKind::Value, 0, nullptr, 0, {}, G.str("nil"));
  return Nil;
}

bool isNothing(const Value *V) {
  return isa<ConstantPointerNull>(V) || isa<UndefValue>(V) ||
         isa<ConstantAggregateZero>(V) || isa<ConstantInt>(V);
}

NodeId BodyBuilder::value(const Value *V) {
  V = peel(V);
  if (auto It = ValueNodes.find(V); It != ValueNodes.end())
    return It->second;
  if (isNothing(V) || (isa<Constant>(V) && MB.isDescriptor(V)))
    return nil();
  if (const auto *Fn = dyn_cast<llvm::Function>(V))
    return MB.functionValue(*Fn);
  if (const llvm::Function *Fn = MB.constantClosure(V))
    return MB.functionValue(*Fn);
  if (const auto *Var = dyn_cast<GlobalVariable>(V)) {
    bool Data = Var->isConstant() && Var->hasLocalLinkage() &&
                MB.S.of(Var->getValueType()) == Shape::None;
    return Data ? nil() : MB.global(*Var);
  }
  if (const auto *E = dyn_cast<ExtractValueInst>(V)) {
    NodeId N = part(E->getAggregateOperand(), E->getIndices());
    return ValueNodes[V] = N;
  }
  NodeId N = createFor(V);
  ValueNodes[V] = N;
  Work.push_back({V, N});
  return N;
}

// The kind of node that a value is.
NodeId BodyBuilder::createFor(const Value *V) {
  const auto *I = dyn_cast<Instruction>(V);
  uint16_t Flags =
      MB.S.of(V->getType()) == Shape::Parts ? uint16_t(NF_Aggregate) : 0;
  if (const auto *A = dyn_cast<Argument>(V))
    return newNode(NodeKind::Param, A->getArgNo(), nullptr, Flags, {},
                   nameOf(V));
  if (isa<AllocaInst>(V)) {
    NodeId N =
        newNode(NodeKind::Object, static_cast<uint8_t>(ObjectKind::Stack), I, 0,
                {}, nameOf(V));
    place(N, 0);
    return N;
  }
  if (const auto *C = dyn_cast<CallBase>(V))
    if (const Row *R = MB.rowOf(*C)) {
      bool Fresh = R->Kind == RowKind::New || R->Kind == RowKind::Append;
      if (Fresh) {
        ObjectKind K =
            R->Kind == RowKind::New ? R->object() : ObjectKind::Array;
        if (const Value *Cap = operand(*C, R->Key);
            K == ObjectKind::Channel && Cap &&
            !(isa<ConstantInt>(Cap) && cast<ConstantInt>(Cap)->isZero()))
          Flags |= NF_Buffered;
        if (const auto *N = dyn_cast_or_null<ConstantInt>(operand(*C, R->Key));
            N && N->isOne() && Flags & NF_Buffered)
          Flags |= NF_Single;
        const Value *Type = operand(*C, R->Type);
        NodeId N = newNode(NodeKind::Object, static_cast<uint8_t>(K), I, Flags,
                           Type ? MB.descriptor(Type) : TypeId(), nameOf(V));
        place(N, Order.lookup(I));
        if (K == ObjectKind::Heap)
          finalContents(*C, N);
        return N;
      }
    }
  return newNode(NodeKind::Value, 0, I, Flags, {}, nameOf(V));
}

// A value that carries no pointer but is named by an operand (a key).
NodeId BodyBuilder::scalar(const Value *V) {
  if (auto It = ValueNodes.find(V); It != ValueNodes.end())
    return It->second;
  StringId Name = nameOf(V);
  if (const auto *C = dyn_cast<ConstantInt>(V)) {
    SmallString<16> Text;
    C->getValue().toStringSigned(Text);
    Name = G.str(Text.str());
  }
  return ValueNodes[V] =
             newNode(NodeKind::Value, 0, dyn_cast<Instruction>(V), 0, {}, Name);
}

void BodyBuilder::drain() {
  while (!Work.empty()) {
    auto [V, N] = Work.back();
    Work.pop_back();
    define(V, N);
  }
}

void BodyBuilder::copyInto(NodeId N, const Value *From) {
  if (From->getType()->isAggregateType() &&
      MB.S.of(From->getType()) == Shape::None)
    return;
  if (NodeId S = value(From); S != Nil)
    edge(S, N, EdgeKind::Copy);
}

void BodyBuilder::define(const Value *V, NodeId N) {
  if (isa<Argument>(V) || isa<AllocaInst>(V))
    return;
  if (const auto *L = dyn_cast<LoadInst>(V))
    return defineLoad(*L, N);
  if (const auto *GEP = dyn_cast<GEPOperator>(V))
    return defineGep(*GEP, N);
  if (const auto *I = dyn_cast<InsertValueInst>(V))
    return defineInsert(*I, N);
  if (const auto *C = dyn_cast<CallBase>(V))
    return defineCall(*C, N);
  if (isa<AtomicRMWInst>(V) || isa<AtomicCmpXchgInst>(V)) {
    if (NodeId E = EventOf.lookup(cast<Instruction>(V)))
      edge(E, N, EdgeKind::ResultOf, 0);
    return;
  }
  if (const auto *P = dyn_cast<PHINode>(V)) {
    for (unsigned I = 0; I != P->getNumIncomingValues(); ++I)
      if (BlockNumber.contains(P->getIncomingBlock(I)))
        copyInto(N, P->getIncomingValue(I));
    return;
  }
  if (const auto *O = dyn_cast<Operator>(V))
    switch (O->getOpcode()) {
    case Instruction::Select:
      copyInto(N, O->getOperand(1));
      return copyInto(N, O->getOperand(2));
    // Addresses as numbers: whatever goes in may come out.
    case Instruction::Add:
    case Instruction::Sub:
    case Instruction::And:
    case Instruction::Or:
      copyInto(N, O->getOperand(1));
      [[fallthrough]];
    case Instruction::IntToPtr:
    case Instruction::PtrToInt:
    case Instruction::Trunc:
    case Instruction::ZExt:
    case Instruction::SExt:
      return copyInto(N, O->getOperand(0));
    default:
      break;
    }
  if (const auto *C = dyn_cast<Constant>(V))
    return defineConstant(*C, N);
  fromUnknown(N);
}

void BodyBuilder::defineLoad(const LoadInst &L, NodeId N) {
  if (defineIterated(L, N))
    return;
  const Value *P = peel(L.getPointerOperand());
  if (NodeId E = EventOf.lookup(&L);
      E && (B[E].kind() == NodeKind::SyncOp || takesMap(L)))
    return edge(E, N, EdgeKind::ResultOf, 0);
  // The element behind the slot that a map operation gave.
  Part Slot = findPart(P, {});
  if (const auto *C = dyn_cast<CallBase>(Slot.Root))
    if (const Row *R = MB.rowOf(*C); R && R->Kind == RowKind::Map) {
      bool Whole = R->has(RF_Slot) && Slot.Path.empty();
      bool First = R->has(RF_SlotOk) && Slot.Path == ArrayRef<unsigned>{0};
      NodeId E = EventOf.lookup(C);
      if (E && (Whole || First))
        return edge(E, N, EdgeKind::ResultOf, 0);
      // {more, key, value} of an iteration
      if (E && R->mapOp() == MapOpKind::IterNext && Slot.Path.size() == 1 &&
          Slot.Path[0] > 0)
        return edge(E, N, EdgeKind::ResultOf, Slot.Path[0] - 1);
    }
  NodeId From = address(P, L.getType());
  if (From != Nil)
    edge(From, N, EdgeKind::Load);
}

void BodyBuilder::defineIface(Part Word, const Value *Data, NodeId N) {
  if (TypeId T = MB.descriptor(Word.Path.empty() ? Word.Root : nullptr)) {
    B[N].Flags |= NF_Iface | (MB.isIdle(T) ? NF_Single : 0);
    B[N].Type = T;
  }
  copyInto(N, Data);
}

void BodyBuilder::defineInsert(const InsertValueInst &I, NodeId N) {
  HeaderKind H = MB.S.header(I.getType());
  if (H != HeaderKind::None) {
    Part Data = findPart(&I, headerSlot(H), /*IntoIface=*/true);
    if (Data.Root == &I) // no pointer was put in
      return;
    NodeId From = Nil;
    if (!Data.Path.empty()) {
      From = part(Data.Root, Data.Path);
    } else if (const auto *GEP = dyn_cast<GEPOperator>(Data.Root);
               GEP && H == HeaderKind::Slice && GEP->getNumIndices() == 1) {
      From = value(GEP->getPointerOperand()); // a slice of a slice
    } else if (!isNothing(Data.Root)) {
      From = value(Data.Root);
    }
    if (H == HeaderKind::Iface)
      defineIface(findPart(&I, 0), UndefValue::get(I.getType()), N);
    if (From && From != Nil)
      edge(From, N, EdgeKind::Copy);
    return;
  }
  // A variable that gets the parts one by one, in the order of the code.
  SmallVector<const InsertValueInst *, 8> Chain;
  const Value *Base = &I;
  while (const auto *J = dyn_cast<InsertValueInst>(Base)) {
    Chain.push_back(J);
    Base = peel(J->getAggregateOperand());
  }
  uint32_t At = Order.lookup(&I);
  NodeId Object =
      newNode(NodeKind::Object, static_cast<uint8_t>(ObjectKind::Stack), &I);
  place(Object, At);
  auto store = [&](NodeId Address, NodeId V) {
    NodeId E =
        newNode(NodeKind::Access, static_cast<uint8_t>(AccessKind::Write), &I);
    place(E, At);
    edge(E, Address, EdgeKind::Addr);
    edge(E, V, EdgeKind::Val);
  };
  if (!isNothing(Base))
    store(Object, value(Base));
  for (const InsertValueInst *J : llvm::reverse(Chain)) {
    const Value *X = J->getInsertedValueOperand();
    if (MB.S.of(X->getType()) == Shape::None)
      continue;
    NodeId Address = Object;
    llvm::Type *T = I.getType();
    for (unsigned K : J->getIndices()) {
      if (MB.S.header(T) == HeaderKind::None)
        Address = fieldOf(Address, selector(T, K));
      T = ExtractValueInst::getIndexedType(T, K);
    }
    store(Address, value(X));
  }
  edge(Object, N, EdgeKind::Load);
}

void BodyBuilder::defineConstant(const Constant &C, NodeId N) {
  if (!isa<ConstantAggregate>(C))
    return; // a block address, a token: no pointer to data
  HeaderKind H = MB.S.header(C.getType());
  if (H == HeaderKind::Iface)
    return defineIface({C.getOperand(0), {}}, C.getOperand(1), N);
  if (H != HeaderKind::None)
    return copyInto(N, C.getOperand(headerSlot(H)));
  // Constant aggregates hold constants only: the union of their parts.
  for (const Use &U : C.operands())
    if (MB.S.of(U->getType()) != Shape::None)
      copyInto(N, U);
}

} // namespace mapgraph
