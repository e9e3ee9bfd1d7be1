//===- FlagEvents.cpp - What is known of flags at branches and stores -----===//
//
// Stores to, and tests of, fields that sections of locks test and set; tests
// for channels that are not there.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

// A synchronisation that no call stands for; not placed yet.
NodeId BodyBuilder::syncNode(SyncOpKind K, const Instruction &I, NodeId Address,
                             StringId Name, uint16_t Flags) {
  NodeId E =
      newNode(NodeKind::SyncOp, static_cast<uint8_t>(K), &I, Flags, {}, Name);
  edge(E, Address, EdgeKind::Addr);
  return E;
}

// What the store sets, and what else the variable was not before; nothing when
// no test comes before it.
StringId BodyBuilder::takenText(const StoreInst &S) {
  std::string Text;
  for (const ConstantInt *C : MB.Guarded.taken(S)) {
    if (!Text.empty())
      Text += '|';
    Text += G.str(constantText(C));
  }
  return G.str(Text);
}

// A field that lets in one thread is taken, or changed otherwise: not where its
// object is made.
void BodyBuilder::flagStore(const StoreInst &S, const Value *Address) {
  const Value *Object = getUnderlyingObject(Address, 16);
  if (isa<AllocaInst>(Object) || MB.Known.allocation(Object))
    return;
  if (auto *T = dyn_cast<StructType>(S.getValueOperand()->getType())) {
    for (unsigned I : MB.Guarded.flagsOf(T))
      place(syncNode(SyncOpKind::Reset, S,
                     fieldOf(address(Address, T), selector(T, I)), StringId(0)),
            Pos);
    return;
  }
  auto Field = fieldAt(Address);
  if (!Field || !MB.Guarded.mayBeFlag(*Field))
    return;
  NodeId At = value(Address);
  if (StringId Taken = takenText(S); Taken != StringId(0))
    return place(syncNode(SyncOpKind::Take, S, At, Taken), Pos);
  place(syncNode(SyncOpKind::Reset, S, At, constantText(S.getValueOperand()),
                 MB.Guarded.isInside(S) ? NF_Confined : 0),
        Pos);
}

// In a section of the lock, both answers say something: for as long as it
// lasts, and for ever.
void BodyBuilder::flagTest(const BranchInst &Br) {
  for (const FlagTest &T : MB.Guarded.tests(Br)) {
    NodeId E = syncNode(T.IsZero ? SyncOpKind::Still : SyncOpKind::Past, Br,
                        value(T.Load->getPointerOperand()), StringId(0));
    EdgeEvents.push_back({Br.getParent(), T.To, E});
  }
}

ArrayRef<const CallBase *> BodyBuilder::receives() {
  if (!Receives) {
    Receives.emplace();
    for (const Instruction &I : instructions(F))
      if (MB.Known.does(I, SyncOpKind::Recv))
        Receives->push_back(cast<CallBase>(&I));
  }
  return *Receives;
}

// if s.done != nil { <-s.done }: where there is no channel nobody is left who
// would close it, so both ways have waited.
void BodyBuilder::nilChannel(const BranchInst &Br) {
  using namespace PatternMatch;
  if (!MB.D.isGo() || !Br.isConditional())
    return;
  CmpInst::Predicate P;
  const Value *Channel;
  bool WhenNil = true;
  if (!match(peelNegations(Br.getCondition(), WhenNil),
             m_ICmp(P, m_Value(Channel), m_Zero())) ||
      !ICmpInst::isEquality(P) || !isa<LoadInst>(Channel))
    return;
  WhenNil ^= P == CmpInst::ICMP_NE;
  const BasicBlock *None = Br.getSuccessor(!WhenNil);
  const BasicBlock *Some = Br.getSuccessor(WhenNil);
  if (None == Some || Some->getSinglePredecessor() != Br.getParent())
    return;
  bool Waits = any_of(receives(), [&](const CallBase *C) {
    const Row *R = MB.rowOf(*C);
    return dominators().dominates(Some, C->getParent()) &&
           isSamePlace(operand(*C, R->Addr), Channel);
  });
  if (Waits)
    EdgeEvents.push_back(
        {Br.getParent(), None,
         syncNode(SyncOpKind::Recv, Br, value(Channel), StringId(0))});
}

} // namespace mapgraph
