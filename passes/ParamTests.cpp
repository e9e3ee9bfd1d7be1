//===- ParamTests.cpp - What constants decide in a callee -----------------===//
//
// Which branches compare a parameter with a constant, and which constants and
// parameters a call passes on: numbers, truth values and strings. A parameter
// counts as itself only while nobody can have changed it.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/PatternMatch.h"

using namespace llvm;

namespace mapgraph {

// Longer strings are texts, not modes.
static constexpr uint64_t MaxString = 32;

// A number as it is written; a truth value is 0 or 1.
static std::string numberText(const ConstantInt &C) {
  SmallString<24> Text;
  C.getValue().toString(Text, 10, C.getBitWidth() > 1);
  return std::string(Text);
}

// The bytes of a string constant, where they are plain text.
static std::optional<StringRef> bytesOf(const Constant &String) {
  if (String.isNullValue())
    return StringRef();
  const auto *Data = dyn_cast_or_null<GlobalVariable>(
      String.getAggregateElement(0U)->stripPointerCasts());
  const auto *Length =
      dyn_cast_or_null<ConstantInt>(String.getAggregateElement(1U));
  const auto *Bytes = Data && Data->isConstant() && Data->hasInitializer()
                          ? dyn_cast<ConstantDataArray>(Data->getInitializer())
                          : nullptr;
  if (!Length || !Bytes || !Bytes->isString() ||
      Length->getZExtValue() >
          std::min<uint64_t>(MaxString, Bytes->getNumElements()))
    return std::nullopt;
  StringRef Text = Bytes->getAsString().take_front(Length->getZExtValue());
  return all_of(Text, [](char C) { return isPrint(C); }) ? std::optional(Text)
                                                         : std::nullopt;
}

StringId BodyBuilder::constantText(const Value *V) {
  if (const auto *C = dyn_cast<ConstantInt>(V))
    return C->getBitWidth() <= 64 ? G.str(numberText(*C)) : StringId(0);
  const auto *C = dyn_cast<Constant>(V);
  if (!C || isa<UndefValue>(C) ||
      MB.S.header(V->getType()) != HeaderKind::String)
    return StringId(0);
  std::optional<StringRef> Text = bytesOf(*C);
  return Text ? G.str(("\"" + *Text + "\"").str()) : StringId(0);
}

// Whether every way through the function begins with this block.
static bool isAtBegin(const BasicBlock &B) {
  const BasicBlock *At = &B;
  for (unsigned Steps = 0; At && Steps != 4; ++Steps) {
    if (At->isEntryBlock())
      return true;
    At = At->getSinglePredecessor();
    if (At && !At->getSingleSuccessor())
      return false;
  }
  return false;
}

// What a cell of the function's own holds at the load: the parameter that was
// put there, if nobody else can have had the cell before.
static const Argument *paramInCell(const Value *Cell, const LoadInst &At) {
  const Argument *Param = nullptr;
  SmallVector<const Instruction *, 8> Others;
  for (const User *U : Cell->users()) {
    const auto *I = dyn_cast<Instruction>(U);
    const auto *S = dyn_cast_or_null<StoreInst>(I);
    if (S && S->getPointerOperand() == Cell && !Param &&
        isa<Argument>(S->getValueOperand()) && isAtBegin(*S->getParent()) &&
        S->getValueOperand()->getType() == At.getType())
      Param = cast<Argument>(S->getValueOperand());
    else if (!I)
      return nullptr;
    else if (!isa<LoadInst>(I))
      Others.push_back(I);
  }
  constexpr unsigned MaxOthers = 8;
  if (!Param || Others.size() > MaxOthers)
    return nullptr;
  for (const Instruction *I : Others)
    if (isPotentiallyReachable(I, &At))
      return nullptr;
  return Param;
}

const Argument *BodyBuilder::paramIn(const Value *V) const {
  V = peel(V);
  if (const auto *A = dyn_cast<Argument>(V))
    return A;
  const auto *L = dyn_cast<LoadInst>(V);
  const Value *Cell =
      L && !L->isVolatile() ? peel(L->getPointerOperand()) : nullptr;
  return Cell && MB.Known.allocation(Cell) ? paramInCell(Cell, *L) : nullptr;
}

// The predicate in terms of "equal", "less" and "at most".
static std::optional<std::pair<TestKind, bool>> testKind(CmpInst::Predicate P,
                                                         const ConstantInt &C) {
  switch (P) {
  case CmpInst::ICMP_EQ:
    return {{TestKind::Equal, false}};
  case CmpInst::ICMP_NE:
    return {{TestKind::Equal, true}};
  case CmpInst::ICMP_SLT:
    return {{TestKind::Less, false}};
  case CmpInst::ICMP_SGE:
    return {{TestKind::Less, true}};
  case CmpInst::ICMP_SLE:
    return {{TestKind::AtMost, false}};
  case CmpInst::ICMP_SGT:
    return {{TestKind::AtMost, true}};
  case CmpInst::ICMP_UGT: // as constants are signed, for zero only
  case CmpInst::ICMP_ULE:
    if (C.isZero())
      return {{TestKind::Equal, P == CmpInst::ICMP_UGT}};
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

// Whether V is 0 the first time that control comes to its block from elsewhere,
// and one more in each round of the loop whose header and body the blocks are.
static bool countsRounds(const Value *V, const BasicBlock &Header,
                         const BasicBlock &Body,
                         const DominatorTree &Dominators) {
  using namespace PatternMatch;
  const Value *Before;
  bool AtBegin = match(V, m_Add(m_Value(Before), m_One()));
  const auto *Counter = dyn_cast<PHINode>(AtBegin ? Before : V);
  if (!Counter || Counter->getParent() != &Header)
    return false;
  for (unsigned I = 0; I != Counter->getNumIncomingValues(); ++I) {
    const Value *In = Counter->getIncomingValue(I);
    const auto *First = dyn_cast<ConstantInt>(In);
    const BasicBlock *From = Counter->getIncomingBlock(I);
    bool Next =
        AtBegin ? In == V : match(In, m_Add(m_Specific(Counter), m_One()));
    bool Fits =
        Dominators.dominates(&Header, From)
            ? Next && Dominators.dominates(&Body, From)
            : First && (AtBegin ? First->isMinusOne() : First->isZero());
    if (!Fits)
      return false;
  }
  return true;
}

// A loop over a slice that was passed, or was found behind what was passed.
std::optional<ParamTest> BodyBuilder::rounds(const CmpInst &Cmp) {
  const BasicBlock &Header = *Cmp.getParent();
  const auto *Br = dyn_cast<BranchInst>(Header.getTerminator());
  if (!MB.D.namesFields() || Cmp.getPredicate() != CmpInst::ICMP_SLT || !Br ||
      !Br->isConditional() || Br->getCondition() != &Cmp ||
      !countsRounds(Cmp.getOperand(0), Header, *Br->getSuccessor(0),
                    dominators()))
    return std::nullopt;
  auto Place = placeOf(Cmp.getOperand(1));
  if (!Place || Place->Steps.empty() ||
      Place->Steps.back() != MB.Fields.length())
    return std::nullopt;
  return ParamTest{TestKind::Rounds, *Place, StringId(0), false};
}

std::optional<ParamTest> BodyBuilder::comparison(const CmpInst &Cmp) {
  const Value *X = Cmp.getOperand(0), *Y = Cmp.getOperand(1);
  CmpInst::Predicate P = Cmp.getPredicate();
  if (isa<ConstantInt>(X)) {
    std::swap(X, Y);
    P = CmpInst::getSwappedPredicate(P);
  }
  const auto *C = dyn_cast<ConstantInt>(Y);
  if (!C)
    return rounds(Cmp);
  if (C->getBitWidth() > 64)
    return std::nullopt;
  // A string without a length is the empty one.
  const auto *Length = dyn_cast<ExtractValueInst>(X);
  if (Length && C->isZero() && Length->getIndices() == ArrayRef(1U) &&
      MB.S.header(Length->getAggregateOperand()->getType()) ==
          HeaderKind::String)
    if (auto Place = placeOf(Length->getAggregateOperand())) {
      if (P == CmpInst::ICMP_EQ || P == CmpInst::ICMP_SLE)
        return ParamTest{TestKind::Equal, *Place, G.str("\"\""), false};
      if (P == CmpInst::ICMP_NE || P == CmpInst::ICMP_SGT)
        return ParamTest{TestKind::Equal, *Place, G.str("\"\""), true};
    }
  auto Kind = testKind(P, *C);
  auto Place = Kind ? placeOf(X) : std::nullopt;
  if (!Place)
    return std::nullopt;
  return ParamTest{Kind->first, *Place, constantText(C), Kind->second};
}

std::optional<ParamTest> BodyBuilder::testOf(const Value *Cond) {
  using namespace PatternMatch;
  bool Negated = false;
  std::optional<ParamTest> Out;
  Cond = peel(peelNegations(Cond, Negated));
  if (auto Place = placeOf(Cond)) {
    Out = ParamTest{TestKind::Equal, *Place, G.str("1"), false};
  } else if (const auto *Cmp = dyn_cast<ICmpInst>(Cond)) {
    Out = comparison(*Cmp);
  } else if (const auto *C = dyn_cast<CallBase>(Cond)) {
    const Row *R = MB.rowOf(*C);
    if (!R || R->Kind != RowKind::Equal)
      return std::nullopt;
    const Value *X = operand(*C, R->Key), *Y = operand(*C, R->Val);
    if (isa<Constant>(X))
      std::swap(X, Y);
    if (StringId Text = constantText(Y); Text != StringId(0))
      if (auto Place = placeOf(X))
        Out = ParamTest{TestKind::Equal, *Place, Text, false};
  }
  if (Out)
    Out->Negated ^= Negated;
  return Out;
}

NodeId BodyBuilder::paramNode(const Argument &A) {
  NodeId &N = ScalarParams[&A];
  if (!N)
    N = newNode(NodeKind::Param, A.getArgNo(), nullptr, 0, {}, nameOf(&A));
  return N;
}

// A constant, or a parameter that is passed on as it is, or what was found
// behind one; else no node.
NodeId BodyBuilder::passed(const Value *V) {
  if (auto Place = placeOf(V))
    return placeNode(*Place);
  StringId Text = constantText(V);
  if (Text == StringId(0))
    return {};
  NodeId &N = Constants[Text.Value];
  if (!N)
    N = newNode(NodeKind::Value, static_cast<uint8_t>(ValueKind::Constant),
                nullptr, 0, {}, Text);
  return N;
}

} // namespace mapgraph
