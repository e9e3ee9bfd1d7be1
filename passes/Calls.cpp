//===- Calls.cpp - Calls: which row, or which callee ----------------------===//

#include "passes/Body.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace llvm;

namespace mapgraph {

const Value *BodyBuilder::operand(const CallBase &C, int Index) const {
  return MB.Known.operand(C, Index);
}

// Functions of the compiler itself that give back their first operand.
static bool passesOperand(Intrinsic::ID Id) {
  return Id == Intrinsic::launder_invariant_group ||
         Id == Intrinsic::strip_invariant_group ||
         Id == Intrinsic::threadlocal_address || Id == Intrinsic::ptrmask ||
         Id == Intrinsic::preserve_struct_access_index ||
         Id == Intrinsic::preserve_array_access_index ||
         Id == Intrinsic::preserve_union_access_index;
}

void BodyBuilder::visitCall(const CallBase &C) {
  if (C.isInlineAsm())
    return;
  if (const auto *Copy = dyn_cast<AnyMemTransferInst>(&C)) {
    if (isShared(Copy->getRawDest()) || isShared(Copy->getRawSource()) ||
        MB.D.producer() == Producer::Native)
      copyMemory(C, value(Copy->getRawDest()), value(Copy->getRawSource()));
    return;
  }
  if (isa<IntrinsicInst>(C))
    return;
  if (const Row *R = MB.rowOf(C))
    return visitRow(C, *R);
  plainCall(C);
}

void BodyBuilder::visitRow(const CallBase &C, const Row &R) {
  switch (R.Kind) {
  case RowKind::Map:
    return mapEvent(C, R);
  case RowKind::Sync:
    return syncOp(C, R);
  case RowKind::Append:
    return appendEvent(C, R);
  case RowKind::CopyElems:
    return copyElements(C, R);
  case RowKind::DeferPush:
    if (R.has(RF_Own)) // runs when another function exits; here at the latest
      return deferredCall(C);
    Deferred.push_back(&C);
    return;
  case RowKind::DeferRun:
    for (const CallBase *Push : llvm::reverse(Deferred))
      deferredCall(*Push);
    return;
  case RowKind::Select:
    return selectEvent(C, R);
  case RowKind::SyncCall:
    return syncCall(C, R);
  case RowKind::Wrap:
    return wrapEvent(C, R);
  case RowKind::Callback:
    callbackEvent(C, R, operand(C, R.Code));
    // A body that would start the same function again is not followed.
    if (R.has(RF_Many) || (!MB.hasBodyOf(C) && !R.has(RF_Result)))
      plainCall(C);
    return;
  case RowKind::Effect:
    return effectEvents(C, R);
  case RowKind::New:
  case RowKind::Pass:
  case RowKind::FindMethod:
  case RowKind::Panic:
  case RowKind::Throw:
  case RowKind::Ignore:
  case RowKind::Unknown:
  case RowKind::Equal:
    return;
  }
}

void BodyBuilder::arguments(NodeId Event, const CallBase &C, unsigned First) {
  const auto *Fn =
      dyn_cast<llvm::Function>(C.getCalledOperand()->stripPointerCasts());
  for (unsigned I = 0; I != C.arg_size(); ++I) {
    const Value *A = C.getArgOperand(I);
    if (MB.S.of(A->getType()) == Shape::None) {
      if (NodeId N = Fn ? passed(A) : NodeId())
        edge(Event, N, EdgeKind::Arg, First + I);
      continue;
    }
    if (isNothing(A))
      continue;
    NodeId N = Fn && I == 0 ? receiver(A, MB.receiverType(*Fn)) : value(A);
    if (N != Nil)
      edge(Event, N, EdgeKind::Arg, First + I);
  }
}

void BodyBuilder::plainCall(const CallBase &C) {
  const Value *Code = peel(C.getCalledOperand());
  auto call = [&](CallKind K, StringId Name = StringId(0)) {
    return event(NodeKind::Call, static_cast<uint8_t>(K), C, 0, {}, Name);
  };
  if (const auto *Fn = dyn_cast<llvm::Function>(Code)) {
    // A declared stand-in for a method: (value, arguments…, type).
    StringRef Mark = MB.D.invokeAttribute();
    if (!Mark.empty() && Fn->hasFnAttribute(Mark) && !C.arg_empty()) {
      NodeId E = call(CallKind::Interface,
                      G.str(Fn->getFnAttribute(Mark).getValueAsString()));
      edge(E, value(C.getArgOperand(0)), EdgeKind::Recv);
      return arguments(E, C);
    }
    if (MB.isSilent(*Fn))
      return;
    NodeId E = call(CallKind::Direct);
    edge(E, MB.function(*Fn), EdgeKind::Code);
    arguments(E, C);
    for (unsigned I = 0; I != C.arg_size(); ++I)
      if (NodeId N = handed(C, I))
        edge(E, N, EdgeKind::Given, I);
    return;
  }
  if (auto Search = findMethodSearch(Code, MB.Known)) {
    StringId Method = MB.methodId(Search->Key);
    if (C.arg_empty() || interfaceSync(C, Search->Val, Method))
      return;
    NodeId E = call(CallKind::Interface, Method);
    edge(E, value(C.getArgOperand(0)), EdgeKind::Recv);
    return arguments(E, C);
  }
  NodeId E = call(CallKind::Indirect);
  bool Nest = !C.arg_empty() && C.paramHasAttr(0, Attribute::Nest);
  edge(E, Nest ? value(C.getArgOperand(0)) : value(Code), EdgeKind::Code);
  // Position 0 is the closure's, also when there is none.
  arguments(E, C, Nest ? 0 : 1);
}

// Methods of well-known interfaces of locks act on what the interface holds.
bool BodyBuilder::interfaceSync(const CallBase &C, const Value *Interface,
                                StringId Method) {
  if (!Interface)
    return false;
  const Row *R = MB.D.findMethod(Interface->getName(), G.str(Method));
  if (!R)
    return false;
  uint16_t Flags =
      (R->has(RF_Read) ? NF_Read : 0) | (R->has(RF_Try) ? NF_Try : 0);
  NodeId E = syncEvent(R->syncOp(), C, R, Flags);
  edge(E, value(C.getArgOperand(0)), EdgeKind::Addr);
  return true;
}

void BodyBuilder::deferredCall(const CallBase &Push) {
  const Row &R = *MB.rowOf(Push);
  const Value *Code = operand(Push, R.Code), *Context = operand(Push, R.Val);
  if (!Code)
    return;
  bool Direct = isa<llvm::Function>(peel(Code));
  CallKind K = Direct ? CallKind::Direct : CallKind::Indirect;
  NodeId E =
      newNode(NodeKind::Call, static_cast<uint8_t>(K), &Push, NF_Deferred);
  place(E, Pos);
  edge(E, codeValue(Code, Context), EdgeKind::Code);
  if (Context && !isNothing(Context))
    edge(E, value(Context), EdgeKind::Arg, 0);
}

// A function value for a pair of code and context: the context itself when the
// code was read from its first word.
NodeId BodyBuilder::codeValue(const Value *Code, const Value *Context) {
  const auto *L = dyn_cast<LoadInst>(peel(Code));
  if (L && Context && peel(L->getPointerOperand()) == peel(Context))
    return value(Context);
  return value(Code);
}

void BodyBuilder::syncCall(const CallBase &C, const Row &R) {
  const Value *Code = operand(C, R.Code);
  if (!Code)
    return plainCall(C);
  NodeId Given;
  if (const Value *Holder = operand(C, R.Addr)) {
    // The callback sees what the object holds.
    NodeId L = syncEvent(SyncOpKind::AtomicLoad, C, &R, NF_Atomic);
    edge(L, value(Holder), EdgeKind::Addr);
    Given = newNode(NodeKind::Value, 0, &C);
    edge(L, Given, EdgeKind::ResultOf, 0);
  }
  NodeId E = newNode(NodeKind::Call, static_cast<uint8_t>(CallKind::Sync), &C,
                     0, {}, G.str(R.Symbol));
  place(E, Pos);
  edge(E, value(Code), EdgeKind::Code);
  // Key and value come after the context, or in two words each before it.
  const Value *Context = operand(C, R.Val);
  if (Given)
    for (unsigned I : {1, Context ? 3 : 2})
      edge(E, Given, EdgeKind::Arg, I);
  if (Context && !isNothing(Context))
    edge(E, value(Context), EdgeKind::Arg, 4);
}

void BodyBuilder::defineCall(const CallBase &C, NodeId N) {
  if (const auto *I = dyn_cast<IntrinsicInst>(&C)) {
    if (passesOperand(I->getIntrinsicID()))
      return copyInto(N, C.getArgOperand(0));
    return fromUnknown(N);
  }
  if (const Row *R = MB.rowOf(C)) {
    if (R->Kind == RowKind::Pass)
      if (const Value *V = operand(C, R->Val))
        return copyInto(N, V);
    if (R->Kind == RowKind::New || R->hasNoPointerResult())
      return;
  }
  NodeId E = EventOf.lookup(&C);
  if (!E) {
    const Row *R = MB.rowOf(C);
    if (!R || R->Kind != RowKind::Callback)
      fromUnknown(N);
    return;
  }
  if (!MB.S.isTuple(C.getType()))
    return edge(E, N, EdgeKind::ResultOf, 0);
  for (unsigned I = 0; I != C.getType()->getStructNumElements(); ++I)
    if (MB.S.of(C.getType()->getStructElementType(I)) != Shape::None)
      edge(tuple(&C, I), N, EdgeKind::Copy);
}

} // namespace mapgraph
