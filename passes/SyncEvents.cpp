//===- SyncEvents.cpp - Locks, channels, goroutines, atomics --------------===//

#include "passes/Body.h"

#include "passes/NativeNames.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

// The locks of a guard: what follows it in a constructor; elsewhere what the
// constructor of the same guard got, or the guard itself when that is not here.
SmallVector<const Value *, 2> BodyBuilder::guarded(const CallBase &C) const {
  SmallVector<const Value *, 2> Locks;
  auto collect = [&](const CallBase &From) {
    for (unsigned I = 1; const Value *V = operand(From, I); ++I)
      if (V->getType()->isPointerTy())
        Locks.push_back(V);
  };
  collect(C);
  const Value *Guard = operand(C, 0);
  if (!Locks.empty() || !Guard)
    return Locks;
  for (const User *U : peel(Guard)->users())
    if (const auto *Other = dyn_cast<CallBase>(U);
        Other && Other->getFunction() == &F && operand(*Other, 0) == Guard)
      if (const Row *R = MB.rowOf(*Other);
          R && R->has(RF_Guard) && Locks.empty())
        collect(*Other);
  if (Locks.empty())
    Locks.push_back(Guard);
  return Locks;
}

// The one operation that tries to take the locks of the guard that C asks, or
// null.
const CallBase *BodyBuilder::tryOf(const CallBase &C) const {
  const CallBase *Found = nullptr;
  for (const User *U : peel(operand(C, 0))->users()) {
    const auto *Other = dyn_cast<CallBase>(U);
    const Row *R = Other && Other->getFunction() == &F &&
                           operand(*Other, 0) == operand(C, 0)
                       ? MB.rowOf(*Other)
                       : nullptr;
    if (!R || !R->has(RF_Try) || !R->has(RF_Guard))
      continue;
    if (Found)
      return nullptr;
    Found = Other;
  }
  return Found;
}

// A callable in C++ is a function, or an object whose type only the symbol of
// the function that takes it tells.
void BodyBuilder::callableOperands(const CallBase &C, const Row &R, NodeId E) {
  const Value *Code = operand(C, R.Code);
  unsigned Position = 0;
  bool Bound = false;
  edge(E, callable(C, Code, Bound), EdgeKind::Code);
  if (Bound)
    edge(E, value(Code), EdgeKind::Arg, Position++);
  // Arguments are passed by address and copied.
  for (unsigned I = R.Code + 1; const Value *V = operand(C, I); ++I)
    if (V->getType()->isPointerTy() && !isNothing(V))
      edge(E, loadedFrom(V, C, I), EdgeKind::Arg, Position++);
}

// What the first field of the receiver's struct holds.
NodeId BodyBuilder::heldByFirstField(const Value *Struct, const CallBase &At,
                                     const Row &R) {
  auto *T =
      StructType::getTypeByName(At.getContext(), MB.receiverType(R.Symbol));
  NodeId Held = newNode(NodeKind::Value, 0, &At);
  if (T && !T->isOpaque())
    edge(fieldOf(value(Struct), selector(T, 0)), Held, EdgeKind::Load);
  else
    fromUnknown(Held);
  return Held;
}

static bool isNumber(const Value *V, bool Zero) {
  const auto *N = dyn_cast_or_null<ConstantInt>(V);
  return N && N->isZero() == Zero;
}

// An atomic that tries something takes a flag where it makes a 0 something
// else for sure.
uint16_t BodyBuilder::flagsOf(const CallBase &C, const Row &R) const {
  uint16_t Flags = nodeFlags(R);
  bool Store = R.syncOp() == SyncOpKind::AtomicStore;
  if (!Store && R.syncOp() != SyncOpKind::AtomicRmw)
    return Flags;
  bool Sets = (Store || R.has(RF_Try)) && isNumber(operand(C, R.Val), false);
  bool Compares = !R.has(RF_Zero);
  if (!Sets || (Compares && !isNumber(operand(C, R.Val - 1), true)))
    Flags &= ~NF_Try;
  bool Clears = Store && isNumber(operand(C, R.Val), true);
  return Flags | (Sets ? NF_Single : 0) | (Clears ? NF_Confined : 0);
}

void BodyBuilder::syncOp(const CallBase &C, const Row &R) {
  if (R.Code >= 0 && !operand(C, R.Code)) // a thread that runs nothing
    return;
  if (MB.D.producer() == Producer::Native) {
    if (R.syncOp() == SyncOpKind::Join)
      return joinEvent(C, R);
    if (R.syncOp() == SyncOpKind::GroupWait && R.has(RF_Many))
      return barrierEvents(C, R);
  }
  if (R.has(RF_Variadic)) { // several locks
    for (const Use &U : C.args())
      if (U->getType()->isPointerTy())
        edge(syncEvent(R.syncOp(), C, &R, nodeFlags(R)), value(U),
             EdgeKind::Addr);
    return;
  }
  if (R.has(RF_Guard)) {
    for (const Value *Lock : guarded(C))
      edge(syncEvent(R.syncOp(), C, &R, nodeFlags(R)), value(Lock),
           EdgeKind::Addr);
    return;
  }
  NodeId E = syncEvent(R.syncOp(), C, &R, flagsOf(C, R));
  const Value *A = operand(C, R.Addr);
  if (!A && R.has(RF_Callable) && C.hasStructRetAttr())
    A = C.getArgOperand(0); // a future
  bool OneOfMany = false;
  if (A && R.syncOp() == SyncOpKind::Spawn &&
      MB.D.producer() == Producer::Native)
    A = threadHandle(A, OneOfMany);
  if (A) {
    NodeId At = R.has(RF_FirstField) ? heldByFirstField(A, C, R)
                                     : receiver(A, MB.receiverType(R.Symbol));
    edge(E, At, EdgeKind::Addr);
    if (R.syncOp() == SyncOpKind::AtomicLoad)
      B[E].Flags |= atomicTests(C, At);
  }
  const Value *V = operand(C, R.Val);
  if (const Value *Code = operand(C, R.Code)) {
    if (R.has(RF_Callable))
      return callableOperands(C, R, E);
    if (Code->getType()->isStructTy()) { // {code, context}
      edge(E, part(Code, 0u), EdgeKind::Code);
      if (NodeId Context = part(Code, 1u); Context != Nil)
        edge(E, Context, EdgeKind::Arg, 0);
      return;
    }
    edge(E, codeValue(Code, V), EdgeKind::Code);
    if (V && !isNothing(V))
      edge(E, value(V), EdgeKind::Arg, 0);
    return;
  }
  if (!V)
    return;
  if (R.has(RF_OutCell))
    return outCell(V, E, 0);
  if (R.has(RF_ValCell)) {
    if (!isNothing(V))
      edge(E, cellValue(V, C), EdgeKind::Val);
  } else if (MB.S.of(V->getType()) != Shape::None) {
    edge(E, value(V), EdgeKind::Val);
  }
}

namespace {
/// One case of a select as the array of cases describes it.
struct Case {
  const Value *Channel = nullptr, *Buffer = nullptr, *Whole = nullptr;
  bool Sends = false;
};
} // namespace

// The stores into the fields of the array of cases: {channel, buffer, type,
// direction}.
static std::map<uint64_t, Case> readCases(const Value *Array) {
  std::map<uint64_t, Case> Cases;
  SmallVector<std::pair<const Value *, SmallVector<uint64_t, 4>>, 8> Work;
  Work.push_back({Array, {}});
  while (!Work.empty()) {
    auto [P, Path] = Work.pop_back_val();
    for (const User *U : P->users()) {
      if (const auto *GEP = dyn_cast<GEPOperator>(U)) {
        SmallVector<uint64_t, 4> Longer = Path;
        bool Constant = true;
        for (const Use &I : llvm::drop_begin(GEP->indices())) {
          const auto *K = dyn_cast<ConstantInt>(I);
          Constant &= K != nullptr;
          Longer.push_back(K ? K->getZExtValue() : 0);
        }
        if (Constant)
          Work.push_back({GEP, Longer});
      } else if (const auto *S = dyn_cast<StoreInst>(U);
                 S && S->getPointerOperand() == P) {
        while (Path.size() < 2)
          Path.push_back(0); // the first field of the first case
        Case &C = Cases[Path[0]];
        const Value *V = S->getValueOperand();
        if (V->getType()->isStructTy()) { // {channel, buffer} at once
          C.Whole = V;
          continue;
        }
        if (Path[1] == 0)
          C.Channel = V;
        else if (Path[1] == 1)
          C.Buffer = V;
        else if (Path[1] == 3)
          C.Sends = !match(V, PatternMatch::m_Zero());
      }
    }
  }
  return Cases;
}

// Where control goes when the select chose case Index.
static void findArms(
    const CallBase &C, uint64_t Index,
    SmallVectorImpl<std::pair<const BasicBlock *, const BasicBlock *>> &Arms) {
  for (const User *U : C.users()) {
    const auto *E = dyn_cast<ExtractValueInst>(U);
    if (!E || E->getIndices() != ArrayRef<unsigned>{0})
      continue;
    SmallVector<const User *, 4> Tests(E->users());
    for (size_t N = 0; N != Tests.size(); ++N) {
      const User *X = Tests[N];
      if (isa<CastInst>(X)) {
        llvm::append_range(Tests, X->users());
        continue;
      }
      if (const auto *Sw = dyn_cast<SwitchInst>(X)) {
        for (auto K : Sw->cases())
          if (K.getCaseValue()->getZExtValue() == Index)
            Arms.push_back({Sw->getParent(), K.getCaseSuccessor()});
        continue;
      }
      const auto *Cmp = dyn_cast<ICmpInst>(X);
      if (!Cmp || !Cmp->isEquality())
        continue;
      const auto *K = dyn_cast<ConstantInt>(Cmp->getOperand(1));
      if (!K || K->getZExtValue() != Index)
        continue;
      for (const User *B : Cmp->users())
        if (const auto *Br = dyn_cast<BranchInst>(B))
          Arms.push_back(
              {Br->getParent(),
               Br->getSuccessor(Cmp->getPredicate() == CmpInst::ICMP_NE)});
    }
  }
}

void BodyBuilder::selectEvent(const CallBase &C, const Row &R) {
  const Value *Array = operand(C, R.Addr);
  if (!Array)
    return;
  const Value *Waits = R.has(RF_ValCell) ? nullptr : operand(C, R.Val);
  auto Cases = readCases(peel(Array));
  bool Certain =
      Cases.size() == 1 && !(Waits && match(Waits, PatternMatch::m_Zero()));
  for (auto &[Index, K] : Cases) {
    if (K.Whole) {
      K.Channel = findPart(K.Whole, 0u).Root;
      K.Buffer = findPart(K.Whole, 1u).Root;
    }
    // Splitting aggregates leaves the parts behind extractions.
    for (const Value **V : {&K.Channel, &K.Buffer})
      if (Part P{nullptr, {}}; *V && (P = findPart(*V, {})).Path.empty())
        *V = P.Root;
    if (!K.Channel)
      continue;
    if (R.has(RF_ValCell)) { // what is received goes to a buffer of its own
      K.Sends = K.Buffer && !isNothing(K.Buffer);
      if (!K.Sends)
        K.Buffer = operand(C, R.Val);
    }
    SmallVector<std::pair<const BasicBlock *, const BasicBlock *>, 2> Arms;
    findArms(C, Index, Arms);
    auto make = [&](uint16_t Flags) {
      SyncOpKind Op = K.Sends ? SyncOpKind::Send : SyncOpKind::Recv;
      NodeId E = newNode(NodeKind::SyncOp, static_cast<uint8_t>(Op), &C, Flags,
                         {}, G.str(R.Symbol));
      edge(E, value(K.Channel), EdgeKind::Addr);
      if (!K.Buffer || isNothing(K.Buffer))
        return E;
      if (K.Sends)
        edge(E, cellValue(K.Buffer, C), EdgeKind::Val);
      else
        bufferResult(K.Buffer, E);
      return E;
    };
    for (auto [From, To] : Arms)
      EdgeEvents.push_back({From, To, make(NF_Arm)});
    // A single case needs no test; another one has none where control goes on
    // at the same place whether it was chosen or not.
    if (Arms.empty())
      place(make(Certain ? NF_Arm : NF_Try), Pos);
  }
}

// What an arm receives is read from its buffer right after the select.
void BodyBuilder::bufferResult(const Value *Buffer, NodeId Event) {
  for (const User *U : peel(Buffer)->users()) {
    const auto *L = dyn_cast<LoadInst>(U);
    if (!L || MB.S.of(L->getType()) == Shape::None)
      continue;
    NodeId &N = ValueNodes[L];
    if (!N)
      N = newNode(NodeKind::Value, 0, L,
                  MB.S.of(L->getType()) == Shape::Parts ? NF_Aggregate : 0, {},
                  nameOf(L));
    edge(Event, N, EdgeKind::ResultOf, 0);
  }
}

void BodyBuilder::callbackEvent(const Instruction &I, const Row &R,
                                const Value *Code) {
  if (!Code || isNothing(Code))
    return;
  if (R.has(RF_AllMethods))
    return callbackMethods(I, R, Code);
  NodeId E =
      newNode(NodeKind::SyncOp, static_cast<uint8_t>(SyncOpKind::Callback), &I,
              nodeFlags(R), {}, G.str(R.Symbol));
  place(E, Pos);
  if (R.has(RF_Joined) || R.has(RF_Result)) {
    NodeId Threads =
        newNode(NodeKind::Object, static_cast<uint8_t>(ObjectKind::Heap), &I);
    Events.back().Event = Threads;
    place(E, Pos);
    edge(E, Threads, EdgeKind::Addr);
    if (R.has(RF_Joined)) { // the call returns when all have ended
      NodeId Join =
          newNode(NodeKind::SyncOp, static_cast<uint8_t>(SyncOpKind::Join), &I,
                  0, {}, G.str(R.Symbol));
      place(Join, Pos);
      edge(Join, Threads, EdgeKind::Addr);
    }
    if (R.has(RF_Result))
      edge(Threads, value(&I), EdgeKind::Copy);
  }
  if (R.Text.empty()) {
    edge(E, value(Code), EdgeKind::Code);
    return;
  }
  B[E].Name = MB.methodNamed(R.Text);
  edge(E, value(Code), EdgeKind::Code);
  edge(E, value(Code), EdgeKind::Recv);
  edge(E, value(Code), EdgeKind::Arg, 0);
}

// Every exported method of the value's dynamic type, as far as it is known
// here.
void BodyBuilder::callbackMethods(const Instruction &I, const Row &R,
                                  const Value *Receiver) {
  Part Word = findPart(Receiver, 0u);
  TypeId T = Word.Path.empty() ? MB.descriptor(Word.Root) : TypeId();
  if (!T)
    return;
  NodeId Data = value(Receiver);
  for (const Method *M : MB.methodsOf(T)) {
    if (!isupper(static_cast<unsigned char>(G.str(M->Method).front())))
      continue;
    NodeId E =
        newNode(NodeKind::SyncOp, static_cast<uint8_t>(SyncOpKind::Callback),
                &I, nodeFlags(R), {}, M->Method);
    place(E, Pos);
    edge(E, M->Function, EdgeKind::Code);
    edge(E, Data, EdgeKind::Arg, 0);
  }
}

// A store into a field whose functions a library calls.
void BodyBuilder::handlerStore(const StoreInst &S) {
  if (!MB.D.namesFields() || isNothing(S.getValueOperand()))
    return;
  const auto *GEP = dyn_cast<GEPOperator>(peel(S.getPointerOperand()));
  if (!GEP || GEP->getNumIndices() < 2)
    return;
  SmallVector<uint32_t, 4> Steps = stepsOf(*GEP);
  if (Steps.empty())
    return;
  if (const Row *R = MB.D.findField(G.str(G.Selectors[Steps.back()])))
    callbackEvent(S, *R, S.getValueOperand());
}

} // namespace mapgraph
