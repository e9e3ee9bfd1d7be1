//===- Answers.cpp - What callers learn from a result ---------------------===//
//
// A function that takes a lock, or waits, on some ways only says so by its last
// result: true, or an error that is nil. Its returns are told apart by that,
// and so are the ways behind a branch on what a call of it returned.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

// Through how many calls it is looked for something that synchronises.
static constexpr unsigned MaxDepth = 2;

bool ModuleBuilder::synchronises(const llvm::Function &F, unsigned Depth) {
  if (F.isDeclaration() || Depth > MaxDepth)
    return false;
  auto [It, New] = Synchronises.try_emplace({&F, Depth}, false);
  if (!New)
    return It->second;
  bool Does = any_of(instructions(F), [&](const Instruction &I) {
    const auto *C = dyn_cast<CallBase>(&I);
    const Row *R = C ? rowOf(*C) : nullptr;
    if (R)
      return R->Kind == RowKind::Sync || R->Kind == RowKind::Select;
    const llvm::Function *Callee = C ? C->getCalledFunction() : nullptr;
    return Callee && synchronises(*Callee, Depth + 1);
  });
  return Synchronises[{&F, Depth}] = Does;
}

// The last result, if it is a truth value or an interface.
static std::optional<unsigned> answerIndex(Shapes &S, llvm::Type *T) {
  bool Tuple = S.isTuple(T);
  if (Tuple && !T->getStructNumElements())
    return std::nullopt;
  unsigned Last = Tuple ? T->getStructNumElements() - 1 : 0;
  if (Tuple)
    T = T->getStructElementType(Last);
  if (!T->isIntegerTy(1) && S.header(T) != HeaderKind::Iface)
    return std::nullopt;
  return Last;
}

// Whether an interface that is returned is not nil for sure: it was made here,
// is a variable of the package (ErrClosed), or comes from a call that always
// yields one.
bool BodyBuilder::isSomething(const Value *V) const {
  if (const auto *C = dyn_cast<Constant>(V))
    return !C->isNullValue() && !isa<UndefValue>(C);
  if (const auto *I = dyn_cast<InsertValueInst>(V))
    return MB.S.header(I->getType()) == HeaderKind::Iface;
  if (const auto *L = dyn_cast<LoadInst>(V))
    return isa<GlobalVariable>(peel(L->getPointerOperand()));
  const auto *C = dyn_cast<CallBase>(V);
  if (!C)
    return false;
  const Value *Code = peel(C->getCalledOperand());
  if (isa<llvm::Function>(Code))
    return MB.D.yieldsError(Code->getName());
  auto Search = findMethodSearch(Code, MB.Known);
  return Search && Search->Val &&
         MB.D.yieldsError(
             (Search->Val->getName() + " " + MB.Known.methodId(Search->Key))
                 .str());
}

// "1" for true, or something; "0" for false, or nil; "" when that is not known.
StringId BodyBuilder::answerOf(const ReturnInst &R) {
  const Value *V = R.getReturnValue();
  auto Index = V ? answerIndex(MB.S, V->getType()) : std::nullopt;
  if (!Index)
    return StringId(0);
  Part P{V, {}};
  if (MB.S.isTuple(V->getType()))
    P = findPart(V, {*Index});
  if (!P.Path.empty())
    return StringId(0);
  if (const auto *C = dyn_cast<ConstantInt>(P.Root))
    return G.str(C->isZero() ? "0" : "1");
  if (const auto *C = dyn_cast<Constant>(P.Root); C && C->isNullValue())
    return G.str("0");
  if (MB.S.header(P.Root->getType()) == HeaderKind::Iface &&
      isSomething(P.Root))
    return G.str("1");
  return StringId(0);
}

// The event of the call whose answer the value is, if its callee is known to
// synchronise and nothing gives a lock back since then.
NodeId BodyBuilder::answeringCall(const Value *V) {
  Part P = findPart(V, {});
  const auto *C = dyn_cast<CallBase>(P.Root);
  const llvm::Function *Callee = C ? C->getCalledFunction() : nullptr;
  if (!Callee || MB.rowOf(*C))
    return {};
  auto Index = answerIndex(MB.S, C->getType());
  SmallVector<unsigned, 2> Way;
  if (Index && MB.S.isTuple(C->getType()))
    Way.push_back(*Index);
  llvm::Type *Answer =
      Index ? ExtractValueInst::getIndexedType(C->getType(), Way) : nullptr;
  if (Way.empty() && Index)
    Answer = C->getType();
  // Of an interface the word that says its type is compared with nil.
  if (Answer && !Answer->isIntegerTy())
    Way.push_back(0);
  if (!Answer || ArrayRef<unsigned>(P.Path) != ArrayRef<unsigned>(Way) ||
      !MB.synchronises(*Callee))
    return {};
  for (const Instruction *I = C->getNextNode(); I; I = I->getNextNode()) {
    const auto *Other = dyn_cast<CallBase>(I);
    const Row *R = Other ? MB.rowOf(*Other) : nullptr;
    if (R && R->Kind == RowKind::Sync && R->syncOp() == SyncOpKind::Unlock)
      return {};
  }
  return EventOf.lookup(C);
}

} // namespace mapgraph
