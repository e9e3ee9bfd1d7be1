//===- Sections.cpp - Variables tested and set in one section -------------===//

#include "passes/Sections.h"

#include "passes/Body.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

// How far an address is followed through what it was loaded from.
static constexpr unsigned MaxDepth = 6;

std::optional<StructField> fieldAt(const Value *Address) {
  const auto *GEP = dyn_cast<GEPOperator>(peel(Address));
  if (!GEP || GEP->getNumIndices() < 2 || !GEP->hasAllConstantIndices())
    return std::nullopt;
  SmallVector<uint64_t, 4> Way;
  for (const Use &U : drop_end(GEP->indices()))
    Way.push_back(cast<ConstantInt>(U)->getZExtValue());
  auto *T = dyn_cast_or_null<StructType>(
      GetElementPtrInst::getIndexedType(GEP->getSourceElementType(), Way));
  if (!T || !T->hasName())
    return std::nullopt;
  const Use &Last = *std::prev(GEP->idx_end());
  return StructField(T, cast<ConstantInt>(Last)->getZExtValue());
}

bool isSamePlace(const Value *A, const Value *B, unsigned Depth) {
  A = peel(A);
  B = peel(B);
  if (A == B || Depth == MaxDepth)
    return A == B;
  if (const auto *L = dyn_cast<LoadInst>(A)) {
    const auto *M = dyn_cast<LoadInst>(B);
    return M && isSamePlace(L->getPointerOperand(), M->getPointerOperand(),
                            Depth + 1);
  }
  const auto *G = dyn_cast<GEPOperator>(A), *H = dyn_cast<GEPOperator>(B);
  return G && H && G->getSourceElementType() == H->getSourceElementType() &&
         G->getNumIndices() == H->getNumIndices() &&
         std::equal(G->idx_begin(), G->idx_end(), H->idx_begin()) &&
         isSamePlace(G->getPointerOperand(), H->getPointerOperand(), Depth + 1);
}

// What the place belongs to: the pointer or variable that one starts from.
static const Value *ownerOf(const Value *Address) {
  for (unsigned Depth = 0; Depth != MaxDepth; ++Depth) {
    Address = peel(Address);
    if (const auto *GEP = dyn_cast<GEPOperator>(Address)) {
      Address = GEP->getPointerOperand();
      continue;
    }
    const auto *L = dyn_cast<LoadInst>(Address);
    // A variable of the function's own, or one that a closure has captured.
    if (!L || !fieldAt(L->getPointerOperand()))
      break;
    Address = L->getPointerOperand();
  }
  return Address;
}

// Whether it is a field that holds a number or a truth value.
static bool isNumberField(const Value *Address, llvm::Type *T) {
  return T->isIntegerTy() && fieldAt(Address).has_value();
}

// Whether other packages cannot say the name.
static bool isPrivateName(StringRef Selector) {
  StringRef Field = Selector.rsplit('.').second;
  return !Field.empty() && ((Field.front() >= 'a' && Field.front() <= 'z') ||
                            Field.front() == '_');
}

Sections::Sections(const Module &M, const Recognizer &R, FieldNames &Names,
                   const Graph &G)
    : Known(R) {
  if (!Known.dialect().namesFields())
    return;
  DenseSet<StructField> Loaded;
  for (const llvm::Function &F : M)
    collect(F, Loaded);
  Fields.remove_if([&](StructField F) { return !Loaded.contains(F); });
  drop(M);
  Fields.remove_if([&](StructField F) {
    return !isPrivateName(G.str(G.Selectors[Names.field(F.first, F.second)]));
  });
}

// Fields that functions which take locks load, or set to a constant.
void Sections::collect(const llvm::Function &F, DenseSet<StructField> &Loaded) {
  if (none_of(instructions(F), [&](const Instruction &I) {
        return lockOf(I, SyncOpKind::Lock, true);
      }))
    return;
  for (const Instruction &I : instructions(F)) {
    const auto *L = dyn_cast<LoadInst>(&I);
    const auto *S = dyn_cast<StoreInst>(&I);
    if (L && isNumberField(L->getPointerOperand(), L->getType()))
      Loaded.insert(*fieldAt(L->getPointerOperand()));
    else if (S && isa<ConstantInt>(S->getValueOperand()) &&
             isNumberField(S->getPointerOperand(),
                           S->getValueOperand()->getType()))
      Fields.insert(*fieldAt(S->getPointerOperand()));
  }
}

// A field whose address is used for more than loads and stores may be changed
// by somebody whom we do not see.
void Sections::dropUsed(const Instruction &I) {
  for (const Use &U : I.operands()) {
    bool Access = isa<LoadInst>(I) ||
                  (isa<StoreInst>(I) &&
                   U.getOperandNo() == StoreInst::getPointerOperandIndex());
    if (auto Field = Access ? std::nullopt : fieldAt(U))
      Fields.remove(*Field);
  }
}

void Sections::drop(const Module &M) {
  for (const llvm::Function &F : M) {
    if (Fields.empty())
      return;
    for (const Instruction &I : instructions(F))
      dropUsed(I);
  }
}

SmallVector<unsigned, 2> Sections::flagsOf(StructType *T) const {
  SmallVector<unsigned, 2> Out;
  for (unsigned I = 0; !Fields.empty() && I != T->getNumElements(); ++I)
    if (Fields.contains({T, I}))
      Out.push_back(I);
  return Out;
}

// The lock that the instruction takes or gives back: for itself alone, or also
// if shared.
const Value *Sections::lockOf(const Instruction &I, SyncOpKind K,
                              bool Shared) const {
  if (!Known.does(I, K))
    return nullptr;
  const auto &C = cast<CallBase>(I);
  const Row &R = *Known.rowOf(C);
  if (R.has(RF_Try) || (R.has(RF_Read) && !Shared))
    return nullptr;
  return Known.operand(C, R.Addr);
}

// Whether others may have the lock after the instruction. Who waits for a
// condition gives back some lock meanwhile.
bool Sections::gives(const Instruction &I, const Value *Lock) const {
  if (const Value *Given = lockOf(I, SyncOpKind::Unlock, true))
    return isSamePlace(Given, Lock);
  return lockOf(I, SyncOpKind::CondWait, true);
}

bool Sections::isItsLock(const Value *Lock, const Value *Address) {
  const Value *Owner = ownerOf(Lock);
  if (!isSamePlace(Owner, ownerOf(Address)) && !isa<GlobalVariable>(Owner))
    return false;
  const Value *At = peel(Lock);
  if (const auto *L = dyn_cast<LoadInst>(At))
    At = L->getPointerOperand();
  LockName Name(Owner, 0);
  if (auto Field = fieldAt(At))
    Name = {Field->first, Field->second};
  else if (!isa<GlobalVariable>(Owner))
    return false;
  auto Field = fieldAt(Address);
  return Field && Locks.try_emplace(*Field, Name).first->second == Name;
}

// What the condition compares with a constant, when it holds; a truth value is
// compared with true.
struct Comparison {
  const LoadInst *Load;
  APInt With;
  bool Equal; ///< on the way that is asked for
};

static std::optional<Comparison> comparisonOn(const BasicBlock &From,
                                              const BasicBlock &To) {
  using namespace PatternMatch;
  const auto *Br = dyn_cast<BranchInst>(From.getTerminator());
  if (!Br || !Br->isConditional() || Br->getSuccessor(0) == Br->getSuccessor(1))
    return std::nullopt;
  bool Equal = Br->getSuccessor(0) == &To;
  const Value *Cond = peelNegations(Br->getCondition(), Equal);
  const APInt *With;
  CmpInst::Predicate P;
  const Value *X;
  if (match(Cond, m_ICmp(P, m_Value(X), m_APInt(With)))) {
    const auto *L = dyn_cast<LoadInst>(X);
    if (!L || !ICmpInst::isEquality(P))
      return std::nullopt;
    return Comparison{L, *With, Equal == (P == CmpInst::ICMP_EQ)};
  }
  const auto *L = dyn_cast<LoadInst>(Cond);
  if (!L || !L->getType()->isIntegerTy(1))
    return std::nullopt;
  return Comparison{L, APInt(1, 1), Equal};
}

// Goes back from an instruction until what is visited says that it is enough on
// each way; false when it says that it fails, or the function begins.
enum class Back : uint8_t { Go, Enough, Fail };

template <typename AtInstruction, typename AtEdge>
static bool goBack(const Instruction &Start, AtInstruction Visit, AtEdge Come) {
  SmallPtrSet<const BasicBlock *, 16> Seen;
  SmallVector<std::pair<const BasicBlock *, const Instruction *>, 8> Work{
      {Start.getParent(), Start.getPrevNode()}};
  while (!Work.empty()) {
    auto [B, I] = Work.pop_back_val();
    Back Answer = Back::Go;
    for (; I && Answer == Back::Go; I = I->getPrevNode())
      Answer = Visit(*I);
    if (Answer == Back::Enough)
      continue;
    if (Answer == Back::Fail || pred_empty(B))
      return false;
    for (const BasicBlock *From : predecessors(B)) {
      Back Way = Come(*From, *B);
      if (Way == Back::Fail)
        return false;
      if (Way == Back::Go && Seen.insert(From).second)
        Work.push_back({From, From->getTerminator()});
    }
  }
  return true;
}

bool Sections::isHeldAt(const Instruction &At, const Value *Lock,
                        bool Shared) const {
  return goBack(
      At,
      [&](const Instruction &I) {
        if (const Value *Taken = lockOf(I, SyncOpKind::Lock, Shared);
            Taken && isSamePlace(Taken, Lock))
          return Back::Enough;
        return gives(I, Lock) ? Back::Fail : Back::Go;
      },
      [](const BasicBlock &, const BasicBlock &) { return Back::Go; });
}

bool Sections::isTakenUnder(const StoreInst &Set, const Value *Lock) const {
  const APInt &New = cast<ConstantInt>(Set.getValueOperand())->getValue();
  auto atInstruction = [&](const Instruction &I) {
    const auto *S = dyn_cast<StoreInst>(&I);
    bool Changes = S && fieldAt(S->getPointerOperand()) ==
                            fieldAt(Set.getPointerOperand());
    return Changes || gives(I, Lock) ? Back::Fail : Back::Go;
  };
  auto atEdge = [&](const BasicBlock &From, const BasicBlock &To) {
    auto Test = comparisonOn(From, To);
    if (!Test || Test->With.getBitWidth() != New.getBitWidth() ||
        Test->Equal == (Test->With == New) ||
        !isSamePlace(Test->Load->getPointerOperand(), Set.getPointerOperand()))
      return Back::Go;
    // What was loaded must still be so at the branch.
    if (Test->Load->getParent() != &From)
      return Back::Fail;
    for (const Instruction *I = From.getTerminator(); I != Test->Load;
         I = I->getPrevNode())
      if (atInstruction(*I) == Back::Fail)
        return Back::Fail;
    return isHeldAt(*Test->Load, Lock, false) ? Back::Enough : Back::Fail;
  };
  return goBack(Set, atInstruction, atEdge);
}

// Whether what is asked holds for a lock that the function takes and that
// guards what is at the address.
template <typename Under>
bool Sections::forSomeLock(const llvm::Function &F, const Value *Address,
                           bool Shared, Under Holds) {
  for (const Instruction &I : instructions(F))
    if (const Value *Lock = lockOf(I, SyncOpKind::Lock, Shared);
        Lock && Holds(Lock) && isItsLock(Lock, Address))
      return true;
  return false;
}

// The constants that the ways from the last fork to the store have ruled out.
static SmallVector<const ConstantInt *, 2> ruledOut(const StoreInst &Set) {
  const auto *New = cast<ConstantInt>(Set.getValueOperand());
  SmallVector<const ConstantInt *, 2> Out{New};
  const BasicBlock *To = Set.getParent();
  while (const BasicBlock *From = To->getSinglePredecessor()) {
    auto Test = comparisonOn(*From, *To);
    if (Test && !Test->Equal &&
        Test->With.getBitWidth() == New->getBitWidth() &&
        isSamePlace(Test->Load->getPointerOperand(), Set.getPointerOperand())) {
      const auto *C = ConstantInt::get(New->getContext(), Test->With);
      if (!is_contained(Out, C))
        Out.push_back(C);
    }
    To = From;
  }
  return Out;
}

SmallVector<const ConstantInt *, 2> Sections::taken(const StoreInst &Set) {
  if (!isa<ConstantInt>(Set.getValueOperand()) ||
      !forSomeLock(*Set.getFunction(), Set.getPointerOperand(), false,
                   [&](const Value *Lock) { return isTakenUnder(Set, Lock); }))
    return {};
  return ruledOut(Set);
}

bool Sections::isInside(const StoreInst &Set) {
  return forSomeLock(
      *Set.getFunction(), Set.getPointerOperand(), false,
      [&](const Value *Lock) { return isHeldAt(Set, Lock, false); });
}

SmallVector<FlagTest, 2> Sections::tests(const BranchInst &Br) {
  SmallVector<FlagTest, 2> Out;
  if (Fields.empty() || !Br.isConditional())
    return Out;
  for (const BasicBlock *To : Br.successors()) {
    auto Test = comparisonOn(*Br.getParent(), *To);
    // Nothing follows from being equal to what is not 0, or the reverse.
    if (Test &&
        (Test->Equal || Test->With.isZero() || Test->With.getBitWidth() == 1))
      Out.push_back({Test->Load, To, Test->Equal == Test->With.isZero()});
  }
  if (Out.empty())
    return Out;
  const LoadInst &L = *Out.front().Load;
  auto Field = fieldAt(L.getPointerOperand());
  auto isSection = [&](const Value *Lock) {
    if (L.getParent() != Br.getParent() || !isHeldAt(L, Lock, true))
      return false;
    for (const Instruction *I = &L; I; I = I->getNextNode())
      if (gives(*I, Lock))
        return false;
    return true;
  };
  if (!Field || !mayBeFlag(*Field) ||
      !forSomeLock(*Br.getFunction(), L.getPointerOperand(), true, isSection))
    return {};
  return Out;
}

} // namespace mapgraph
