//===- FinalEvents.cpp - What fields hold that never change ---------------===//
//
// What the maker of an object puts into fields that only makers set: constants,
// or what it was given itself. And copies of structs of other packages, which
// set such fields without their names.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"
#include "passes/PrivateMemory.h"

#include "llvm/IR/Constants.h"

using namespace llvm;

namespace mapgraph {

// The struct type that the object is made with.
static StructType *structOf(const CallBase &Made, StringRef Name) {
  return Name.empty() ? nullptr
                      : StructType::getTypeByName(Made.getContext(), Name);
}

namespace {
/// The stores to a field of an object, as its maker sees them.
struct FieldStores {
  const StoreInst *Only = nullptr;
  unsigned Number = 0;
};
} // namespace

// Stores to the field, or to a part of it, or to all of the object.
static FieldStores storesTo(const CallBase &Made, StructField Field) {
  FieldStores Out;
  SmallVector<const Value *, 8> Work{&Made};
  while (!Work.empty()) {
    const Value *Address = Work.pop_back_val();
    for (const Use &U : Address->uses()) {
      if (isa<GEPOperator>(U.getUser())) {
        Work.push_back(U.getUser());
        continue;
      }
      const auto *S = dyn_cast<StoreInst>(U.getUser());
      FieldPath Path;
      if (!S || U.getOperandNo() != StoreInst::getPointerOperandIndex())
        continue;
      withoutFields(Address, Path);
      if (!Path.empty() && Path.front() != Field)
        continue;
      ++Out.Number;
      Out.Only = Path.size() == 1 ? S : nullptr;
    }
  }
  return Out;
}

// What the field holds as long as the object lives.
NodeId BodyBuilder::finalContent(const CallBase &Made, StructField Field) {
  llvm::Type *Held = Field.first->getElementType(Field.second);
  FieldStores Stores = storesTo(Made, Field);
  if (Stores.Number == 0 && Held->isIntegerTy())
    return passed(ConstantInt::get(Held, 0));
  if (Stores.Number != 1 || !Stores.Only)
    return MB.unknown();
  // Everybody else comes after the store.
  bool First = all_of(Made.uses(), [&](const Use &U) {
    const User *I = U.getUser();
    bool Part = isa<GEPOperator>(I) ||
                (isa<StoreInst>(I) &&
                 U.getOperandNo() == StoreInst::getPointerOperandIndex());
    return Part || dominators().dominates(Stores.Only, U);
  });
  NodeId Value = First ? passed(Stores.Only->getValueOperand()) : NodeId();
  return Value ? Value : MB.unknown();
}

void BodyBuilder::finalContents(const CallBase &Made, NodeId Object) {
  const Value *Type = operand(Made, MB.rowOf(Made)->Type);
  TypeId Row = Type ? MB.descriptor(Type) : TypeId();
  auto *T = Row ? structOf(Made, G.str(G.type(Row).Name)) : nullptr;
  if (!T)
    return;
  NodeId Out;
  for (unsigned I : MB.Final.of(T)) {
    NodeId Holds = finalContent(Made, {T, I});
    if (!Out) {
      Out = fieldsNode();
      edge(Object, Out, EdgeKind::Given);
    }
    edge(Out, Holds, EdgeKind::Part, selector(T, I));
  }
}

// A struct of another package is copied over one that others may have.
void BodyBuilder::copiedStruct(const StoreInst &S, const Value *Address) {
  auto *T = dyn_cast<StructType>(S.getValueOperand()->getType());
  SmallVector<FieldPath, 4> Set;
  if (!T || (Set = MB.Final.setByCopy(T)).empty())
    return;
  FieldPath Path;
  const Value *Root = withoutFields(Address, Path);
  if (isa<AllocaInst>(Root) || MB.Known.allocation(Root)) {
    PrivateMemory Memory = memory();
    Memory.follow(*Root, S);
    if (Memory.isPrivate())
      return;
  }
  NodeId At = address(Address, T);
  for (const FieldPath &Fields : Set) {
    NodeId Field = At;
    for (auto [Struct, I] : Fields)
      Field = fieldOf(Field, selector(Struct, I));
    place(syncNode(SyncOpKind::Reset, S, Field, StringId(0)), Pos);
  }
}

} // namespace mapgraph
