//===- LoopOnce.cpp - Loops that run once ---------------------------------===//

#include "passes/LoopOnce.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

namespace {
/// A block of phis, one comparison of a counter with a constant, and the branch
/// on it: true goes into the body.
struct Header {
  const BranchInst *Branch = nullptr;
  const ICmpInst *Test = nullptr;
  const PHINode *Counter = nullptr;
  const ConstantInt *Bound = nullptr;
};
} // namespace

static Header headerAt(const BasicBlock &B) {
  Header H;
  H.Branch = dyn_cast<BranchInst>(B.getTerminator());
  if (!H.Branch || !H.Branch->isConditional() || !B.hasNPredecessors(2))
    return {};
  H.Test = dyn_cast<ICmpInst>(H.Branch->getCondition());
  if (!H.Test || H.Test->getParent() != &B)
    return {};
  H.Counter = dyn_cast<PHINode>(H.Test->getOperand(0));
  H.Bound = dyn_cast<ConstantInt>(H.Test->getOperand(1));
  bool Bare = all_of(B, [&](const Instruction &I) {
    return isa<PHINode>(I) || I.isDebugOrPseudoInst() || &I == H.Test ||
           &I == H.Branch;
  });
  return H.Counter && H.Bound && Bare && H.Counter->getParent() == &B
             ? H
             : Header();
}

static bool holds(const Header &H, const APInt &Counter) {
  return ICmpInst::compare(Counter, H.Bound->getValue(),
                           H.Test->getPredicate());
}

// The block that comes back to the header after the first round, when the
// second does not begin.
static const BasicBlock *onlyLatch(const Header &H) {
  using namespace PatternMatch;
  for (unsigned I = 0; I != 2; ++I) {
    const auto *First =
        dyn_cast<ConstantInt>(H.Counter->getIncomingValue(1 - I));
    const APInt *Step;
    if (First &&
        match(H.Counter->getIncomingValue(I),
              m_Add(m_Specific(H.Counter), m_APInt(Step))) &&
        holds(H, First->getValue()) && !holds(H, First->getValue() + *Step))
      return H.Counter->getIncomingBlock(I);
  }
  return nullptr;
}

// The blocks between the header and its latch.
static SmallPtrSet<const BasicBlock *, 16> bodyOf(const BasicBlock &Header,
                                                  const BasicBlock &Latch) {
  SmallPtrSet<const BasicBlock *, 16> Body{&Header, &Latch};
  SmallVector<const BasicBlock *, 16> Work{&Latch};
  while (!Work.empty())
    for (const BasicBlock *P : predecessors(Work.pop_back_val()))
      if (Body.insert(P).second)
        Work.push_back(P);
  return Body;
}

// The latch of a loop with this header that runs once, or null. What the header
// holds must not be looked at behind the loop: there it would be the value of
// the second round.
static const BasicBlock *latchOf(const BasicBlock &B) {
  Header H = headerAt(B);
  const BasicBlock *Latch = H.Branch ? onlyLatch(H) : nullptr;
  if (!Latch || Latch == &B)
    return nullptr;
  const BasicBlock *Exit = H.Branch->getSuccessor(1);
  const auto *Back = dyn_cast<BranchInst>(Latch->getTerminator());
  auto Body = bodyOf(B, *Latch);
  if (!Back || Back->isConditional() || isa<PHINode>(Exit->front()) ||
      Body.contains(Exit) || !Body.contains(H.Branch->getSuccessor(0)))
    return nullptr;
  bool UsedBehind = any_of(B, [&](const Instruction &I) {
    return any_of(I.users(), [&](const User *U) {
      return !Body.contains(cast<Instruction>(U)->getParent());
    });
  });
  return UsedBehind ? nullptr : Latch;
}

bool hasLoopThatRunsOnce(const llvm::Function &F) {
  return any_of(F, [](const BasicBlock &B) { return latchOf(B); });
}

void unrollLoopsThatRunOnce(llvm::Function &F) {
  for (BasicBlock &B : F) {
    auto *Latch = const_cast<BasicBlock *>(latchOf(B));
    if (!Latch)
      continue;
    auto *Enter = cast<BranchInst>(B.getTerminator());
    Latch->getTerminator()->setSuccessor(0, Enter->getSuccessor(1));
    B.removePredecessor(Latch, /*KeepOneInputPHIs=*/true);
    auto *Always =
        BranchInst::Create(Enter->getSuccessor(0), Enter->getIterator());
    Always->setDebugLoc(Enter->getDebugLoc());
    Enter->eraseFromParent();
  }
}

} // namespace mapgraph
