//===- FlagEvents.cpp - What happens to variables that are flags ----------===//
//
// Stores to, and tests of, fields that sections of locks test and set.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace mapgraph {

NodeId BodyBuilder::flagEvent(SyncOpKind K, const Instruction &I,
                              NodeId Address, StringId Name, uint16_t Flags) {
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
      place(flagEvent(SyncOpKind::Reset, S,
                      fieldOf(address(Address, T), selector(T, I)),
                      StringId(0)),
            Pos);
    return;
  }
  auto Field = fieldAt(Address);
  if (!Field || !MB.Guarded.mayBeFlag(*Field))
    return;
  NodeId At = value(Address);
  if (StringId Taken = takenText(S); Taken != StringId(0))
    return place(flagEvent(SyncOpKind::Take, S, At, Taken), Pos);
  place(flagEvent(SyncOpKind::Reset, S, At, constantText(S.getValueOperand()),
                  MB.Guarded.isInside(S) ? NF_Confined : 0),
        Pos);
}

// In a section of the lock, both answers say something: for as long as it
// lasts, and for ever.
void BodyBuilder::flagTest(const BranchInst &Br) {
  for (const FlagTest &T : MB.Guarded.tests(Br)) {
    NodeId E = flagEvent(T.IsZero ? SyncOpKind::Still : SyncOpKind::Past, Br,
                         value(T.Load->getPointerOperand()), StringId(0));
    EdgeEvents.push_back({Br.getParent(), T.To, E});
  }
}

} // namespace mapgraph
