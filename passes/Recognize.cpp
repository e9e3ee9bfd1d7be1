//===- Recognize.cpp - Which row describes an instruction -----------------===//

#include "passes/Recognize.h"

#include "llvm/ADT/Twine.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace mapgraph {

const Row *Recognizer::rowOf(const llvm::Function &F) const {
  auto [It, New] = Rows.try_emplace(&F, nullptr);
  if (New)
    It->second = D.find(F.getName());
  return It->second;
}

// The number behind a constant code pointer; older headers keep it in a
// variable that nothing writes.
static const ConstantInt *helperNumber(const Value *Code) {
  if (const auto *L = dyn_cast<LoadInst>(Code))
    if (const auto *V = dyn_cast<GlobalVariable>(L->getPointerOperand());
        V && V->hasLocalLinkage() && V->hasInitializer())
      Code = V->getInitializer();
  const auto *E = dyn_cast<ConstantExpr>(Code);
  return E && E->getOpcode() == Instruction::IntToPtr
             ? dyn_cast<ConstantInt>(E->getOperand(0))
             : nullptr;
}

const Row *Recognizer::rowOf(const CallBase &C) const {
  // Not getCalledFunction(): the types of call and callee may differ.
  const Value *Code = C.getCalledOperand()->stripPointerCasts();
  if (const auto *F = dyn_cast<llvm::Function>(Code))
    return rowOf(*F);
  if (D.producer() != Producer::Ebpf)
    return nullptr;
  const ConstantInt *Number = helperNumber(Code);
  return Number ? D.findHelper(Number->getZExtValue()) : nullptr;
}

bool Recognizer::does(const Instruction &I, SyncOpKind K) const {
  const auto *C = dyn_cast<CallBase>(&I);
  const Row *R = C ? rowOf(*C) : nullptr;
  return R && R->Kind == RowKind::Sync && R->syncOp() == K;
}

StringRef Recognizer::calledName(const CallBase &C,
                                 SmallVectorImpl<char> &Buffer) const {
  const Value *Code = C.getCalledOperand()->stripPointerCasts();
  if (isa<llvm::Function>(Code))
    return Code->getName();
  auto Search = findMethodSearch(Code, *this);
  if (!Search || !Search->Val)
    return "";
  return (Search->Val->getName() + " " + methodId(Search->Key))
      .toStringRef(Buffer);
}

const Row *Recognizer::allocation(const Value *V) const {
  const auto *C = dyn_cast<CallBase>(V);
  const Row *R = C ? rowOf(*C) : nullptr;
  return R && R->Kind == RowKind::New ? R : nullptr;
}

unsigned Recognizer::firstOperand(const CallBase &C) const {
  if (C.arg_empty())
    return 0;
  switch (D.producer()) {
  case Producer::Gollvm:
    return C.paramHasAttr(0, Attribute::Nest);
  case Producer::Llgo:
  case Producer::Native:
    return C.hasStructRetAttr();
  default:
    return 0;
  }
}

const Value *Recognizer::operand(const CallBase &C, int Index) const {
  if (Index < 0)
    return nullptr;
  unsigned I = Index + firstOperand(C);
  return I < C.arg_size() ? C.getArgOperand(I) : nullptr;
}

StringRef Recognizer::methodId(const Value *V) const {
  StringRef Name = V ? V->getName() : "";
  if (!D.isMethodMark(Name))
    return "";
  Name.consume_front("imethod:");
  return Name;
}

std::optional<Site> findSite(const Instruction &I, const Recognizer &R,
                             RowKind Kind) {
  const auto *C = dyn_cast<CallBase>(&I);
  const Row *Means = C ? R.rowOf(*C) : nullptr;
  if (!Means || Means->Kind != Kind)
    return std::nullopt;
  return Site{C,
              Means,
              R.operand(*C, Means->Addr),
              R.operand(*C, Means->Key),
              R.operand(*C, Means->Val),
              R.operand(*C, Means->Code)};
}

std::optional<Site> findMethodSearch(const Value *Code, const Recognizer &R) {
  const auto *I = dyn_cast<Instruction>(Code);
  return I ? findSite(*I, R, RowKind::FindMethod) : std::nullopt;
}

} // namespace mapgraph
