//===- Body.cpp - The walk over one function ------------------------------===//

#include "passes/Body.h"

#include "passes/Compat.h"
#include "passes/Flow.h"
#include "passes/Simplify.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"

using namespace llvm;

namespace mapgraph {

bool isTaken(const Instruction &Terminator, unsigned Successor) {
  const auto *Br = dyn_cast<BranchInst>(&Terminator);
  if (!Br || !Br->isConditional())
    return true;
  const auto *Fixed = dyn_cast<ConstantInt>(Br->getCondition());
  return !Fixed || Successor == Fixed->isZero();
}

BodyBuilder::BodyBuilder(ModuleBuilder &MB, const llvm::Function &F,
                         const llvm::Function &Original)
    : MB(MB), G(MB.G), F(F), Original(Original), Id(MB.row(Original)),
      Kernel(F, MB.Known) {}

void BodyBuilder::build() {
  EntryNode = newNode(NodeKind::Entry);
  B[EntryNode].Loc = G.function(Id).Loc;
  if (MB.D.producer() == Producer::Ebpf)
    B[EntryNode].Name = G.str(Original.getSection());
  ReversePostOrderTraversal<const llvm::Function *> Order(&F);
  // Blocks behind branches on constants are not code of the program.
  SmallPtrSet<const BasicBlock *, 16> Live{&F.getEntryBlock()};
  SmallVector<const BasicBlock *, 16> Work{&F.getEntryBlock()};
  while (!Work.empty()) {
    const Instruction *T = Work.pop_back_val()->getTerminator();
    for (unsigned I = 0; I != T->getNumSuccessors(); ++I)
      if (isTaken(*T, I) && Live.insert(T->getSuccessor(I)).second)
        Work.push_back(T->getSuccessor(I));
  }
  copy_if(Order, std::back_inserter(Blocks),
          [&](const BasicBlock *B) { return Live.contains(B); });
  for (size_t I = 0; I != Blocks.size(); ++I)
    BlockNumber[Blocks[I]] = I;
  collectNames();
  walk();
  drain();
  FlowBuilder(*this).build();
  if (MB.O.Simplify)
    simplify(B);
  append();
}

void BodyBuilder::collectNames() {
  for (const BasicBlock *Block : Blocks)
    for (const Instruction &I : *Block)
      if (I.hasDbgRecords() || isa<DbgVariableIntrinsic>(I))
        forEachVariable(I, [&](const DILocalVariable *V, const Value *X) {
          if (V && X && (isa<Instruction>(X) || isa<Argument>(X)))
            Names.try_emplace(X, G.str(V->getName()));
        });
}

StringId BodyBuilder::nameOf(const Value *V) {
  if (auto It = Names.find(V); It != Names.end())
    return It->second;
  return V->hasName() ? G.str(V->getName()) : StringId(0);
}

void BodyBuilder::walk() {
  for (const BasicBlock *Block : Blocks) {
    for (const Instruction &I : *Block) {
      ++Pos;
      if (isa<CallBase>(I) || isa<InsertValueInst>(I))
        Order[&I] = Pos;
      visit(I);
    }
    BlockEnd.push_back(Pos + 1);
  }
  for (auto [At, Event] : Later)
    place(Event, Order.lookup(At));
}

void BodyBuilder::visit(const Instruction &I) {
  switch (I.getOpcode()) {
  case Instruction::Store:
    return visitStore(cast<StoreInst>(I));
  case Instruction::Load:
    return visitLoad(cast<LoadInst>(I));
  case Instruction::Call:
  case Instruction::Invoke:
  case Instruction::CallBr:
    return visitCall(cast<CallBase>(I));
  case Instruction::AtomicRMW: {
    const auto &A = cast<AtomicRMWInst>(I);
    return visitAtomic(I, A.getPointerOperand(), A.getValOperand());
  }
  case Instruction::AtomicCmpXchg: {
    const auto &A = cast<AtomicCmpXchgInst>(I);
    return visitAtomic(I, A.getPointerOperand(), A.getNewValOperand());
  }
  case Instruction::Br:
    flagTest(cast<BranchInst>(I));
    return nilChannel(cast<BranchInst>(I));
  case Instruction::Ret:
    return visitReturn(cast<ReturnInst>(I));
  default:
    return;
  }
}

void BodyBuilder::visitReturn(const ReturnInst &R) {
  const Value *V = R.getReturnValue();
  if (!V || MB.S.of(V->getType()) == Shape::None)
    return;
  auto result = [&](unsigned Index, llvm::Type *T, NodeId From) {
    auto [It, New] = Results.try_emplace(Index);
    if (New) {
      It->second = newNode(NodeKind::Result, Index);
      if (MB.S.of(T) == Shape::Parts)
        B[It->second].Flags |= NF_Aggregate;
    }
    if (From != Nil)
      edge(From, It->second, EdgeKind::Copy);
  };
  if (!MB.S.isTuple(V->getType()))
    return result(0, V->getType(), value(V));
  for (unsigned I = 0; I != V->getType()->getStructNumElements(); ++I)
    if (llvm::Type *T = V->getType()->getStructElementType(I);
        MB.S.of(T) != Shape::None)
      result(I, T, part(V, I));
}

NodeId BodyBuilder::newNode(NodeKind K, uint8_t Op, const Instruction *At,
                            uint16_t Flags, TypeId T, StringId Name) {
  Node N;
  N.Kind = static_cast<uint8_t>(K);
  N.Op = Op;
  N.Flags = Flags;
  N.Function = Id;
  N.Type = T;
  N.Name = Name;
  if (At)
    N.Loc = MB.location(At->getDebugLoc());
  B.Nodes.push_back(N);
  return Body::local(B.Nodes.size() - 1);
}

NodeId BodyBuilder::event(NodeKind K, uint8_t Op, const Instruction &I,
                          uint16_t Flags, TypeId T, StringId Name) {
  NodeId N = newNode(K, Op, &I, Flags, T, Name);
  place(N, Pos);
  EventOf.try_emplace(&I, N);
  return N;
}

NodeId BodyBuilder::syncEvent(SyncOpKind Op, const Instruction &I, const Row *R,
                              uint16_t Flags) {
  return event(NodeKind::SyncOp, static_cast<uint8_t>(Op), I, Flags, {},
               R ? G.str(R->Symbol) : StringId(0));
}

// Own ids become graph ids: the nodes are contiguous from here on.
void BodyBuilder::append() {
  uint32_t First = G.Nodes.size();
  mapgraph::Function &Row = G.Functions[Id.Value];
  Row.First = NodeId(First);
  Row.Count = B.Nodes.size();
  G.Nodes.insert(G.Nodes.end(), B.Nodes.begin(), B.Nodes.end());
  auto translate = [&](NodeId N) {
    return Body::isLocal(N) ? NodeId((N.Value & ~Body::LocalBit) + First) : N;
  };
  for (Edge E : B.Edges) {
    E.From = translate(E.From);
    E.To = translate(E.To);
    G.Edges.push_back(E);
  }
}

} // namespace mapgraph
