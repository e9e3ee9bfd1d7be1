//===- AtomicTests.cpp - What branches say of atomic numbers --------------===//
//
//   if !ready.Load() { return }    // from here on ready is not 0
//
// An atomic load has waited for a store only on the way on which it has found
// what was stored. Behind it nothing is known where only branches ask.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/IR/ConstantRange.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

namespace {
/// A value that was computed from the number, as far as branches ask for it.
struct Derived {
  const Value *V;
  std::optional<ConstantRange> True; ///< the numbers for which it is true
};

/// What is done with an atomic number.
class NumberUses {
public:
  explicit NumberUses(const Instruction &Load) { walk(Load); }

  /// The numbers for which control goes from one block to another.
  using Arm = std::pair<const BasicBlock *, const BasicBlock *>;
  MapVector<Arm, ConstantRange> Arms;
  bool Elsewhere = false; ///< somebody else may ask what it is
  bool Compared = false;  ///< it is compared with what is no constant

private:
  void walk(const Instruction &Load);
  void use(const Derived &Of, const User &U);
  void compare(const Derived &Of, const ICmpInst &Cmp);
  void branch(const Derived &Of, const BranchInst &Br);
  void choose(const SwitchInst &Switch);
  void addArm(const BasicBlock *From, const BasicBlock *To,
              const ConstantRange &R);

  SmallVector<Derived, 8> Work;
  SmallPtrSet<const User *, 8> Seen;
};
} // namespace

// A boolean is what it was derived from, or its opposite.
static ConstantRange trueFor(const Derived &D) {
  if (D.True)
    return *D.True;
  APInt Zero(D.V->getType()->getIntegerBitWidth(), 0);
  return ConstantRange(Zero).inverse();
}

void NumberUses::walk(const Instruction &Load) {
  Work.push_back({&Load, std::nullopt});
  while (!Work.empty()) {
    Derived D = Work.pop_back_val();
    for (const User *U : D.V->users())
      if (Seen.insert(U).second)
        use(D, *U);
  }
}

void NumberUses::use(const Derived &Of, const User &U) {
  using namespace PatternMatch;
  if (match(&U, m_Not(m_Specific(Of.V))) && U.getType()->isIntegerTy(1))
    Work.push_back({&U, trueFor(Of).inverse()});
  else if (const auto *Cmp = dyn_cast<ICmpInst>(&U))
    compare(Of, *Cmp);
  else if (const auto *Br = dyn_cast<BranchInst>(&U))
    branch(Of, *Br);
  else if (const auto *Switch = dyn_cast<SwitchInst>(&U); Switch && !Of.True)
    choose(*Switch);
  else if (isa<FreezeInst>(U) || (Of.True && isa<CastInst>(U)))
    Work.push_back({&U, Of.True});
  else if (isa<TruncInst>(U) && U.getType()->isIntegerTy(1))
    Work.push_back({&U, trueFor(Of)}); // how a truth value is kept
  else if (!isa<CallBase>(U) && !isa<StoreInst>(U))
    Elsewhere = true;
}

void NumberUses::compare(const Derived &Of, const ICmpInst &Cmp) {
  bool Left = Cmp.getOperand(0) == Of.V;
  CmpInst::Predicate P = Left ? Cmp.getPredicate() : Cmp.getSwappedPredicate();
  const auto *C = dyn_cast<ConstantInt>(Cmp.getOperand(Left));
  if (!C) {
    Elsewhere = Compared = true;
    return;
  }
  ConstantRange R = ConstantRange::makeExactICmpRegion(P, C->getValue());
  if (!Of.True)
    return Work.push_back({&Cmp, R});
  if (!ICmpInst::isEquality(P)) {
    Elsewhere = true;
    return;
  }
  bool Same = C->isZero() == (P == CmpInst::ICMP_NE);
  Work.push_back({&Cmp, Same ? *Of.True : Of.True->inverse()});
}

void NumberUses::branch(const Derived &Of, const BranchInst &Br) {
  ConstantRange R = trueFor(Of);
  addArm(Br.getParent(), Br.getSuccessor(0), R);
  addArm(Br.getParent(), Br.getSuccessor(1), R.inverse());
}

void NumberUses::choose(const SwitchInst &Switch) {
  unsigned Bits = Switch.getCondition()->getType()->getIntegerBitWidth();
  ConstantRange Others = ConstantRange::getFull(Bits);
  for (auto Case : Switch.cases()) {
    ConstantRange One(Case.getCaseValue()->getValue());
    addArm(Switch.getParent(), Case.getCaseSuccessor(), One);
    Others = Others.difference(One);
  }
  addArm(Switch.getParent(), Switch.getDefaultDest(), Others);
}

// The same block may be where several arms go.
void NumberUses::addArm(const BasicBlock *From, const BasicBlock *To,
                        const ConstantRange &R) {
  auto [It, New] = Arms.insert({{From, To}, R});
  if (!New)
    It->second = It->second.unionWith(R);
}

static bool contains(const ConstantRange &R, uint64_t N) {
  return R.contains(APInt(R.getBitWidth(), N));
}

// Flags of the load: whether somebody else than branches may ask what it has
// found, who would know for what number he waits.
uint16_t BodyBuilder::atomicTests(const Instruction &Load, NodeId Address) {
  if (!Load.getType()->isIntegerTy())
    return 0;
  NumberUses Uses(Load);
  for (const auto &[Arm, Numbers] : Uses.Arms) {
    bool Zero = contains(Numbers, 0), One = contains(Numbers, 1);
    if (Zero && One)
      continue;
    SyncOpKind K = Zero ? SyncOpKind::Still : SyncOpKind::Past;
    uint16_t Flags = NF_Arm | (Zero || One ? 0 : NF_Many);
    EdgeEvents.push_back({Arm.first, Arm.second,
                          syncNode(K, *Arm.first->getTerminator(), Address,
                                   StringId(0), Flags)});
  }
  if (!Uses.Elsewhere)
    return NF_Arm;
  return Uses.Compared ? NF_Many : 0;
}

} // namespace mapgraph
