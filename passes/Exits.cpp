//===- Exits.cpp - Calls that do not come back ----------------------------===//

#include "passes/Exits.h"

#include "passes/Body.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;

namespace mapgraph {

static bool exits(const CallInst &C, const Recognizer &R) {
  SmallString<64> Buffer;
  return C.doesNotReturn() || R.dialect().exits(R.calledName(C, Buffer));
}

// A call that control comes back from only as far as the code says.
static bool isFollowed(const Instruction &I, const Recognizer &R) {
  const auto *C = dyn_cast<CallInst>(&I);
  return C && !C->isInlineAsm() && !isa<IntrinsicInst>(C) &&
         !isa<UnreachableInst>(C->getNextNonDebugInstruction()) && exits(*C, R);
}

bool hasCodeBehindExits(const llvm::Function &F, const Recognizer &R) {
  return any_of(instructions(F),
                [&](const Instruction &I) { return isFollowed(I, R); });
}

void endAtExits(llvm::Function &F, const Recognizer &R) {
  for (BasicBlock &B : F)
    if (auto It =
            find_if(B, [&](const Instruction &I) { return isFollowed(I, R); });
        It != B.end())
      changeToUnreachable(It->getNextNode());
}

} // namespace mapgraph
