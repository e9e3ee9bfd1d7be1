//===- Parts.cpp - Parts of aggregates in registers -----------------------===//
//
// What an extraction yields: what was inserted there, a result of a call, or a
// field of the aggregate, which is named by where it was loaded from.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/IR/Constants.h"

using namespace llvm;

namespace mapgraph {

// {type, value}: an interface where the producer has no type for it.
bool BodyBuilder::isTypedPair(const InsertValueInst &I) const {
  if (MB.S.header(I.getType()) != HeaderKind::None ||
      I.getIndices() != ArrayRef<unsigned>{1})
    return false;
  const auto *Base = dyn_cast<Constant>(I.getAggregateOperand());
  const Constant *Word = Base ? Base->getAggregateElement(0u) : nullptr;
  return Word && MB.isDescriptor(Word);
}

bool BodyBuilder::isIfaceData(llvm::Type *T, ArrayRef<unsigned> Path) const {
  return MB.S.header(T) == HeaderKind::Iface && Path == ArrayRef<unsigned>{1};
}

// An interface keeps its type: the part behind its data word is the interface
// itself, unless IntoIface asks for what was put in.
Part BodyBuilder::findPart(const Value *V, ArrayRef<unsigned> Path,
                           bool IntoIface) const {
  Part P{V, SmallVector<unsigned, 4>(Path)};
  for (;;) {
    P.Root = peel(P.Root);
    if (const auto *E = dyn_cast<ExtractValueInst>(P.Root)) {
      P.Path.insert(P.Path.begin(), E->idx_begin(), E->idx_end());
      P.Root = E->getAggregateOperand();
      continue;
    }
    if (P.Path.empty())
      return P;
    if (const auto *I = dyn_cast<InsertValueInst>(P.Root)) {
      ArrayRef<unsigned> At = I->getIndices();
      size_t Common = std::min(At.size(), P.Path.size());
      bool Same = std::equal(At.begin(), At.begin() + Common, P.Path.begin());
      if (!Same) {
        P.Root = I->getAggregateOperand();
      } else if (At.size() <= P.Path.size()) {
        if (!IntoIface && (isTypedPair(*I) || isIfaceData(I->getType(), At)))
          return P;
        P.Path.erase(P.Path.begin(), P.Path.begin() + At.size());
        P.Root = I->getInsertedValueOperand();
      } else {
        return P;
      }
      continue;
    }
    if (!IntoIface && isIfaceData(P.Root->getType(), P.Path))
      return P;
    if (const auto *C = dyn_cast<Constant>(P.Root))
      if (const Constant *E = C->getAggregateElement(P.Path.front())) {
        P.Path.erase(P.Path.begin());
        P.Root = E;
        continue;
      }
    return P;
  }
}

// Results of a call that returns several.
NodeId BodyBuilder::tuple(const Value *Call, unsigned Index) {
  auto [It, New] = TupleNodes.try_emplace({Call, Index});
  if (!New)
    return It->second;
  llvm::Type *T = Call->getType()->getStructElementType(Index);
  const auto *I = cast<Instruction>(Call);
  // Of several results the first is what is made.
  if (const Row *Makes = MB.Known.allocation(Call); Makes && Index == 0) {
    NodeId Made =
        newNode(NodeKind::Object, static_cast<uint8_t>(Makes->object()), I);
    place(Made, Order.lookup(I));
    return TupleNodes[{Call, Index}] = Made;
  }
  NodeId N = newNode(NodeKind::Value, 0, I,
                     MB.S.of(T) == Shape::Parts ? NF_Aggregate : 0);
  TupleNodes[{Call, Index}] = N;
  const auto *C = dyn_cast<CallBase>(Call);
  const Row *R = C ? MB.rowOf(*C) : nullptr;
  if (NodeId E = EventOf.lookup(I))
    edge(E, N, EdgeKind::ResultOf, Index);
  else if (!R || !R->hasNoPointerResult())
    fromUnknown(N);
  return N;
}

NodeId BodyBuilder::part(const Value *Root, ArrayRef<unsigned> Path) {
  Part P = findPart(Root, Path);
  if (P.Path.empty())
    return MB.S.of(P.Root->getType()) == Shape::None ? nil() : value(P.Root);
  if (isNothing(P.Root))
    return nil();
  if (const auto *I = dyn_cast<InsertValueInst>(P.Root);
      I && isTypedPair(*I) && P.Path.front() == 1) {
    auto [It, New] = TupleNodes.try_emplace({I, 1});
    if (!New)
      return It->second;
    NodeId N = newNode(NodeKind::Value, 0, I);
    TupleNodes[{I, 1}] = N;
    defineIface(
        {cast<Constant>(I->getAggregateOperand())->getAggregateElement(0u), {}},
        I->getInsertedValueOperand(), N);
    return N;
  }
  llvm::Type *T = P.Root->getType();
  ArrayRef<unsigned> Rest = P.Path;
  NodeId N;
  bool Yields = isa<CallBase>(P.Root) || isa<AtomicCmpXchgInst>(P.Root);
  if (Yields && MB.S.isTuple(T)) {
    llvm::Type *Element = T->getStructElementType(Rest.front());
    if (MB.S.of(Element) == Shape::None)
      return nil();
    N = tuple(P.Root, Rest.front());
    T = Element;
    Rest = Rest.drop_front();
  } else {
    if (HeaderKind H = MB.S.header(T); H != HeaderKind::None)
      return H != HeaderKind::String && Rest.front() == headerSlot(H)
                 ? value(P.Root)
                 : nil();
    N = value(P.Root);
  }
  for (unsigned I : Rest) {
    if (HeaderKind H = MB.S.header(T); H != HeaderKind::None)
      return H != HeaderKind::String && I == headerSlot(H) ? N : nil();
    uint32_t Selector = selector(T, I);
    T = ExtractValueInst::getIndexedType(T, I);
    if (MB.S.of(T) == Shape::None)
      return nil();
    N = fieldOf(N, Selector, MB.S.of(T) == Shape::Parts);
  }
  return N;
}

} // namespace mapgraph
