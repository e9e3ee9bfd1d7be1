//===- Slices.cpp - append and copy ---------------------------------------===//
//
// append yields the old array or a fresh one; in both, the added elements are
// stored under any index.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/IR/Constants.h"

using namespace llvm;

namespace mapgraph {

void BodyBuilder::appendEvent(const CallBase &C, const Row &R) {
  NodeId Slice = newNode(NodeKind::Value, 0, &C, 0, {}, nameOf(&C));
  ValueNodes[&C] = Slice;
  const Value *Elem = operand(C, R.Type);
  NodeId Fresh =
      newNode(NodeKind::Object, static_cast<uint8_t>(ObjectKind::Array), &C, 0,
              MB.descriptor(Elem));
  place(Fresh, Pos);
  edge(Fresh, Slice, EdgeKind::Copy);
  if (const Value *Old = operand(C, R.Addr))
    copyInto(Slice, Old);
  const Value *Added = operand(C, R.Val);
  if (!Added || isNothing(Added) || !MB.holdsPointers(Elem))
    return;
  NodeId From = value(Added);
  if (From == Nil)
    return;
  NodeId V =
      newNode(NodeKind::Value, 0, &C, MB.isAggregate(Elem) ? NF_Aggregate : 0);
  edge(fieldOf(From, MB.Fields.element()), V, EdgeKind::Load);
  writeNode(C, fieldOf(Slice, MB.Fields.element()), V);
}

void BodyBuilder::copyElements(const CallBase &C, const Row &R) {
  // Elements up to a header are one value, larger ones structs.
  constexpr uint64_t Word = 8, Header = 24;
  const auto *Size = dyn_cast_or_null<ConstantInt>(operand(C, R.Key));
  uint64_t Bytes = Size ? Size->getZExtValue() : Word;
  const Value *To = operand(C, R.Addr), *From = operand(C, R.Val);
  if (Bytes < Word || !To || !From || isNothing(To) || isNothing(From))
    return;
  NodeId Target = value(To), Source = value(From);
  if (Target == Nil || Source == Nil)
    return;
  NodeId V = newNode(NodeKind::Value, 0, &C, Bytes > Header ? NF_Aggregate : 0);
  edge(fieldOf(Source, MB.Fields.element()), V, EdgeKind::Load);
  writeNode(C, fieldOf(Target, MB.Fields.element()), V);
}

} // namespace mapgraph
