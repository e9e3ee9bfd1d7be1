//===- ParamPlaces.cpp - What is found behind a parameter -----------------===//
//
// Which values are what a parameter, or a field behind it, held when the
// function began: for fields, as long as nobody can have written there since.
// Callers that hand over a struct whose fields they know decide branches on
// them, as on the parameter itself.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"
#include "passes/PrivateMemory.h"

using namespace llvm;

namespace mapgraph {

const DominatorTree &BodyBuilder::dominators() {
  if (!Dominators)
    Dominators =
        std::make_unique<DominatorTree>(const_cast<llvm::Function &>(F));
  return *Dominators;
}

PrivateMemory BodyBuilder::memory() {
  return PrivateMemory(MB.Known, MB.S, dominators());
}

// Whether control comes there only when the pointer is nil.
static bool isOnlyIfNil(const Argument &Pointer, const BasicBlock &There,
                        const DominatorTree &Dominators) {
  return any_of(Pointer.users(), [&](const User *U) {
    const auto *Cmp = dyn_cast<ICmpInst>(U);
    if (!Cmp || !Cmp->isEquality() ||
        !isa<ConstantPointerNull>(Cmp->getOperand(1)))
      return false;
    return any_of(Cmp->users(), [&](const User *V) {
      const auto *Br = dyn_cast<BranchInst>(V);
      if (!Br || !Br->isConditional())
        return false;
      const BasicBlock *Nil =
          Br->getSuccessor(Cmp->getPredicate() != CmpInst::ICMP_EQ);
      return Nil->getSinglePredecessor() && Dominators.dominates(Nil, &There);
    });
  });
}

// The parameter that a pointer is unless the parameter is nil: then code puts a
// default in its place.
const Value *BodyBuilder::unlessNil(const Value *Pointer) {
  const auto *Phi = dyn_cast<PHINode>(peel(Pointer));
  const auto *Param =
      Phi ? find_if(Phi->incoming_values(),
                    [](const Use &U) { return isa<Argument>(U.get()); })
          : nullptr;
  if (!Phi || Param == Phi->incoming_values().end())
    return Pointer;
  const auto *A = cast<Argument>(Param->get());
  for (unsigned I = 0; I != Phi->getNumIncomingValues(); ++I)
    if (Phi->getIncomingValue(I) != A &&
        !isOnlyIfNil(*A, *Phi->getIncomingBlock(I), dominators()))
      return Pointer;
  return A;
}

std::optional<ParamPlace> BodyBuilder::placeOf(const Value *V) {
  V = peel(V);
  if (const Argument *A = paramIn(V))
    return ParamPlace{A, {}};
  if (!MB.D.namesFields())
    return std::nullopt;
  if (const auto *E = dyn_cast<ExtractValueInst>(V))
    return partPlace(*E);
  const auto *L = dyn_cast<LoadInst>(V);
  return L ? loadedPlace(*L) : std::nullopt;
}

// A field of a struct that is passed by value, or the length of a slice.
std::optional<ParamPlace> BodyBuilder::partPlace(const ExtractValueInst &E) {
  llvm::Type *T = E.getAggregateOperand()->getType();
  constexpr unsigned Length = 1;
  bool Slice = MB.S.header(T) == HeaderKind::Slice;
  if (Slice ? E.getIndices() != ArrayRef(Length)
            : MB.S.header(T) != HeaderKind::None || MB.S.isTuple(T))
    return std::nullopt;
  std::optional<ParamPlace> Out = placeOf(E.getAggregateOperand());
  if (!Out || Slice) {
    if (Out)
      Out->Steps.push_back(MB.Fields.length());
    return Out;
  }
  for (unsigned I : E.getIndices()) {
    auto *Struct = dyn_cast<StructType>(T);
    if (!Struct || MB.S.header(T) != HeaderKind::None)
      return std::nullopt;
    Out->Steps.push_back(selector(Struct, I));
    T = Struct->getElementType(I);
  }
  return Out;
}

std::optional<ParamPlace> BodyBuilder::loadedPlace(const LoadInst &L) {
  bool Whole = L.getType()->isAggregateType() &&
               MB.S.header(L.getType()) == HeaderKind::None;
  if (Whole || !L.isSimple())
    return std::nullopt;
  PrivateMemory Memory = memory();
  const Value *Object;
  FieldPath Fields = Memory.fieldsFrom(Object, L.getPointerOperand());
  if (Fields.empty() || isClosureBase(Object))
    return std::nullopt;
  std::optional<ParamPlace> Out = placeOf(unlessNil(Object));
  if (!Out || !Out->Param->getType()->isPointerTy())
    return std::nullopt;
  if (none_of(Fields, [&](StructField X) { return MB.Final.contains(X); })) {
    Memory.follow(*Out->Param, L);
    if (!Memory.isPrivate() ||
        any_of(Fields, [&](StructField X) { return Memory.isWritten(X); }))
      return std::nullopt;
  }
  if (!Out->Steps.empty())
    Out->Steps.push_back(MB.Fields.pointee());
  for (auto [Struct, I] : Fields)
    Out->Steps.push_back(selector(Struct, I));
  return Out;
}

NodeId BodyBuilder::partNode(NodeId Whole, uint32_t Selector, ValueKind K) {
  NodeId &N = PartNodes[{Whole.Value, Selector}];
  if (!N) {
    N = newNode(NodeKind::Value, static_cast<uint8_t>(K));
    edge(Whole, N, EdgeKind::Part, Selector);
  }
  return N;
}

NodeId BodyBuilder::placeNode(const ParamPlace &P) {
  NodeId N = MB.S.of(P.Param->getType()) == Shape::None ? paramNode(*P.Param)
                                                        : value(P.Param);
  for (uint32_t Step : P.Steps)
    N = partNode(N, Step);
  return N;
}

} // namespace mapgraph
