//===- Answers.cpp - What callers learn from a result ---------------------===//
//
// A function that takes a lock, or waits, on some ways only says so by its last
// result: true, or an error that is nil. Its returns are told apart by that,
// and so are the ways behind a branch on what a call of it returned.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"

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

namespace {
/// The last result, if it is a truth value or an interface.
struct LastResult {
  llvm::Type *Type;
  SmallVector<unsigned, 2> Way; ///< from what is returned; empty: all of it
};
} // namespace

static std::optional<LastResult> lastResult(Shapes &S, llvm::Type *Returned) {
  LastResult Out{Returned, {}};
  if (S.isTuple(Returned) && Returned->getStructNumElements()) {
    Out.Way.push_back(Returned->getStructNumElements() - 1);
    Out.Type = Returned->getStructElementType(Out.Way.front());
  }
  if (!Out.Type->isIntegerTy(1) && S.header(Out.Type) != HeaderKind::Iface)
    return std::nullopt;
  return Out;
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
  SmallString<64> Buffer;
  return C && MB.D.yieldsError(MB.Known.calledName(*C, Buffer));
}

// "1" for true, or something; "0" for false, or nil; "" when that is not known.
StringId BodyBuilder::answerOf(const ReturnInst &R) {
  const Value *V = R.getReturnValue();
  auto Of = V ? lastResult(MB.S, V->getType()) : std::nullopt;
  if (!Of)
    return StringId(0);
  Part P{V, {}};
  if (!Of->Way.empty())
    P = findPart(V, Of->Way);
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
  auto Of = lastResult(MB.S, C->getType());
  if (!Of)
    return {};
  // Of an interface the word that says its type is compared with nil.
  if (!Of->Type->isIntegerTy())
    Of->Way.push_back(0);
  if (P.Path != Of->Way || !MB.synchronises(*Callee))
    return {};
  for (const Instruction *I = C->getNextNode(); I; I = I->getNextNode())
    if (MB.Known.does(*I, SyncOpKind::Unlock))
      return {};
  return EventOf.lookup(C);
}

} // namespace mapgraph
