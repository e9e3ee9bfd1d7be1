//===- Handed.cpp - What a call hands over --------------------------------===//
//
// What the fields of a struct hold when a call gets it, by value or by pointer:
// constants, what the caller itself was given, other such structs. Fields that
// were never set are zero. Only what nobody else has a pointer to counts: until
// the callee gives it away, it is there as it was handed over.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"
#include "passes/PrivateMemory.h"

#include "llvm/ADT/SmallSet.h"
#include "llvm/IR/Constants.h"

using namespace llvm;

namespace mapgraph {

// Structs in structs, and pointers to more of them.
static constexpr unsigned MaxDepth = 3;
static constexpr size_t MaxStores = 64;

/// Where it is handed over: a call and its operand, or a load of all of it.
struct BodyBuilder::Handing {
  const Instruction &At;
  std::optional<unsigned> Operand;
  unsigned Depth = 0;

  Handing inside() const { return {At, Operand, Depth + 1}; }
};

static bool isNew(const Value *V, const Recognizer &Known) {
  const Row *R = Known.allocation(V);
  return R && R->object() == ObjectKind::Heap;
}

NodeId BodyBuilder::handed(const CallBase &C, unsigned Operand) {
  const Value *V = C.getArgOperand(Operand);
  bool Struct = V->getType()->isStructTy() &&
                MB.S.header(V->getType()) != HeaderKind::String &&
                MB.S.header(V->getType()) != HeaderKind::Iface;
  bool Receiver = isa<Argument>(V) && cast<Argument>(V)->getArgNo() == 0 &&
                  G.function(Id).Flags & FF_Method;
  if (!MB.D.namesFields() || Receiver || isa<Constant>(V) ||
      !(V->getType()->isPointerTy() || Struct))
    return {};
  return contents(V, {C, Operand});
}

NodeId BodyBuilder::contents(const Value *V, const Handing &H) {
  if (H.Depth > MaxDepth)
    return {};
  V = memory().settled(V);
  if (const auto *A = dyn_cast<Argument>(V))
    return paramContents(*A, H);
  if (const auto *I = dyn_cast<InsertValueInst>(V))
    return builtContents(*I, H);
  if (isNew(V, MB.Known))
    return objectContents(*V, H);
  // A variable that is passed by value.
  const auto *L = dyn_cast<LoadInst>(V);
  const Value *From = L ? peel(L->getPointerOperand()) : nullptr;
  if (From && L->getType()->isStructTy() &&
      MB.S.header(L->getType()) == HeaderKind::None && isNew(From, MB.Known))
    return objectContents(*From, {*L, std::nullopt, H.Depth});
  return {};
}

// What a field holds that V was put into; no node: zero.
NodeId BodyBuilder::fieldContents(const Value *V, const Handing &H) {
  // What a pointer leads to can change after it was found.
  if (NodeId N = V->getType()->isPointerTy() ? NodeId() : passed(V))
    return N;
  if (isa<ConstantPointerNull>(V) || isa<ConstantAggregateZero>(V))
    return {};
  NodeId N = isa<Constant>(V) ? NodeId() : contents(V, H.inside());
  return N ? N : MB.unknown();
}

NodeId BodyBuilder::fieldsNode() {
  return newNode(NodeKind::Value, static_cast<uint8_t>(ValueKind::Fields));
}

void BodyBuilder::addPart(NodeId Whole, ArrayRef<uint32_t> Steps, NodeId Part) {
  for (uint32_t Step : Steps.drop_back())
    Whole = partNode(Whole, Step, ValueKind::Fields);
  edge(Whole, Part, EdgeKind::Part, Steps.back());
}

// What the caller was given, but for what it has written.
NodeId BodyBuilder::paramContents(const Argument &A, const Handing &H) {
  NodeId Param = placeNode({&A, {}});
  if (!A.getType()->isPointerTy())
    return Param;
  PrivateMemory Memory = memory();
  Memory.follow(A, H.At, H.Operand);
  if (!Memory.isPrivate() || Memory.stores().size() > MaxStores)
    return {};
  if (Memory.stores().empty())
    return Param;
  NodeId Out = fieldsNode();
  addPart(Out, MB.Fields.others(), Param);
  for (const FieldStore &S : Memory.stores()) {
    auto [Struct, I] = S.Fields.back();
    addPart(Out, selector(Struct, I), MB.unknown());
  }
  return Out;
}

NodeId BodyBuilder::objectContents(const Value &Object, const Handing &H) {
  const auto &Made = cast<CallBase>(Object);
  const Value *Type = operand(Made, MB.rowOf(Made)->Type);
  PrivateMemory Memory = memory();
  if (!Type || !MB.isAggregate(Type))
    return {};
  Memory.follow(Object, H.At, H.Operand);
  if (!Memory.isPrivate() || Memory.stores().size() > MaxStores)
    return {};
  // What is stored where, by the fields that lead there from the object; what
  // is stored by another way can be any object of that type.
  std::map<SmallVector<uint32_t, 4>, SmallVector<const StoreInst *, 1>> Stored;
  for (const FieldStore &S : Memory.stores()) {
    const Value *From;
    FieldPath Path = Memory.fieldsFrom(From, S.At->getPointerOperand());
    bool Direct =
        Memory.settled(From) == &Object && dominators().dominates(S.At, &H.At);
    if (!Direct)
      Path = {S.Fields.back()};
    SmallVector<uint32_t, 4> Steps;
    for (auto [Struct, I] : Path)
      Steps.push_back(selector(Struct, I));
    Stored[Steps].push_back(Direct ? S.At : nullptr);
  }
  NodeId Out = fieldsNode();
  for (const auto &[Steps, Stores] : Stored) {
    bool Known = Stores.size() == 1 && Stores.front();
    NodeId Part = Known ? fieldContents(Stores.front()->getValueOperand(), H)
                        : MB.unknown();
    if (Part)
      addPart(Out, Steps, Part);
  }
  return Out;
}

// A struct or slice that was put together in registers.
NodeId BodyBuilder::builtContents(const InsertValueInst &Last,
                                  const Handing &H) {
  constexpr unsigned Length = 1;
  bool Slice = MB.S.header(Last.getType()) == HeaderKind::Slice;
  NodeId Out = fieldsNode();
  SmallSet<uint32_t, 8> Done;
  const Value *V = &Last;
  while (const auto *I = dyn_cast<InsertValueInst>(V)) {
    auto *Struct = dyn_cast<StructType>(I->getType());
    if (!Struct || I->getNumIndices() != 1)
      return {};
    unsigned Index = I->getIndices()[0];
    V = I->getAggregateOperand();
    if (!Done.insert(Index).second || (Slice && Index != Length))
      continue;
    if (NodeId Part = fieldContents(I->getInsertedValueOperand(), H))
      addPart(Out, Slice ? MB.Fields.length() : selector(Struct, Index), Part);
  }
  return isa<UndefValue>(V) || isa<ConstantAggregateZero>(V) ? Out : NodeId();
}

} // namespace mapgraph
