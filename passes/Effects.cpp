//===- Effects.cpp - Maps that library calls touch by reflection ----------===//
//
// A call of fmt.Println(m) reads m. The maps among the operands are found by
// the dynamic types of the interface values that the call gets: a map, or a
// struct (or a pointer to one) with fields of map type.
//
//===----------------------------------------------------------------------===//

#include "passes/Body.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace llvm;

namespace mapgraph {

// Values stored into the elements of a slice's backing array.
// In the order of the code: lists of uses have none.
static void elementsOf(const Value *Array, const llvm::Function &F,
                       SmallVectorImpl<const Value *> &Out) {
  constexpr unsigned MaxElements = 64;
  SmallVector<const StoreInst *, 8> Stores;
  SmallVector<const Value *, 8> Work{peel(Array)};
  while (!Work.empty() && Stores.size() < MaxElements) {
    const Value *P = Work.pop_back_val();
    for (const User *U : P->users()) {
      if (const auto *S = dyn_cast<StoreInst>(U)) {
        if (S->getPointerOperand() == P && S->getFunction() == &F)
          Stores.push_back(S);
      } else if (isa<GEPOperator>(U)) {
        Work.push_back(U);
      }
    }
  }
  sortByCode(Stores);
  for (const StoreInst *S : Stores)
    Out.push_back(S->getValueOperand());
}

// The verbs of a format in the order of its operands; empty when it is not
// constant, or picks its operands by number.
static std::string verbsOf(const Value *Format) {
  const auto *Text = dyn_cast<GlobalVariable>(Format);
  const auto *Bytes = Text && Text->hasInitializer()
                          ? dyn_cast<ConstantDataArray>(Text->getInitializer())
                          : nullptr;
  if (!Bytes || !Bytes->isString())
    return {};
  std::string Verbs;
  StringRef Rest = Bytes->getAsString();
  for (size_t At = Rest.find('%'); At != StringRef::npos; At = Rest.find('%')) {
    Rest = Rest.drop_front(At + 1);
    StringRef Options = Rest.take_while(
        [](char C) { return StringRef("+-# .0123456789*[]").contains(C); });
    if (Options.contains('['))
      return {};
    Verbs.append(Options.count('*'), 'd');
    Rest = Rest.drop_front(Options.size());
    if (!Rest.empty() && Rest.front() != '%')
      Verbs.push_back(Rest.front());
    Rest = Rest.drop_front(Rest.empty() ? 0 : 1);
  }
  return Verbs;
}

// The calls that run the function that C yields, or are handed it; C itself
// where it is kept, by whomever it is run then.
static SmallVector<const CallBase *, 2> runsOf(const CallBase &C) {
  SmallVector<const CallBase *, 2> Out;
  SmallVector<const Value *, 8> Work{&C};
  while (!Work.empty()) {
    const Value *V = Work.pop_back_val();
    for (const User *U : V->users()) {
      if (const auto *Call = dyn_cast<CallBase>(U)) {
        if (!llvm::is_contained(Out, Call))
          Out.push_back(Call);
      } else if (isa<LoadInst, GEPOperator, CastInst, ExtractValueInst>(U)) {
        Work.push_back(U);
      } else {
        return {&C};
      }
    }
  }
  if (Out.empty())
    return {&C};
  sortByCode(Out);
  return Out;
}

void BodyBuilder::effectEvents(const CallBase &C, const Row &First) {
  for (const Row *R = &First; R->Symbol == First.Symbol; ++R) {
    const Value *V = operand(C, R->Val);
    if (!V)
      continue;
    if (!R->has(RF_Variadic)) {
      effectOn(C, *R, V);
      continue;
    }
    Part Data = findPart(V, 0u);
    SmallVector<const Value *, 8> Elements;
    if (Data.Path.empty() &&
        (isa<Instruction>(Data.Root) || isa<GlobalVariable>(Data.Root))) {
      const Value *Array = Data.Root;
      while (const auto *GEP = dyn_cast<GEPOperator>(Array))
        Array = peel(GEP->getPointerOperand());
      elementsOf(Array, F, Elements);
    }
    std::string Verbs = R->has(RF_Format)
                            ? verbsOf(findPart(operand(C, R->Val - 1), 0u).Root)
                            : "";
    for (auto [I, E] : enumerate(Elements))
      if (I >= Verbs.size() || !StringRef("pT").contains(Verbs[I]))
        effectOn(C, *R, E);
  }
}

// fmt calls String of what it prints, encoding/json MarshalJSON …
bool BodyBuilder::reflectedCalls(const CallBase &C, const Row &R, TypeId T,
                                 const Value *Data) {
  bool Any = false;
  for (const Method *M : MB.methodsOf(T)) {
    StringRef Name = StringRef(G.str(M->Method)).split(' ').first;
    if (!MB.D.reflects(R, Name))
      continue;
    NodeId E = newNode(NodeKind::Call, static_cast<uint8_t>(CallKind::Sync), &C,
                       0, {}, M->Method);
    place(E, Pos);
    edge(E, M->Function, EdgeKind::Code);
    edge(E, value(Data), EdgeKind::Arg, 0);
    Any = true;
  }
  return Any;
}

void BodyBuilder::effectOn(const CallBase &C, const Row &R, const Value *V) {
  auto touch = [&](const CallBase &At, NodeId Map, TypeId MapType) {
    NodeId E =
        newNode(NodeKind::MapOp, R.Op, &At, NF_Lib, MapType, G.str(R.Symbol));
    if (&At == &C)
      place(E, Pos);
    else
      Later.push_back({&At, E});
    edge(E, Map, EdgeKind::Addr);
    if (hashes(R.mapOp()))
      edge(E, nil(), EdgeKind::Key);
  };
  // The map itself, not in an interface: the generic functions of maps.
  if (V->getType()->isPointerTy() && !isNothing(V)) {
    SmallVector<const CallBase *, 2> At{&C};
    for (const CallBase *Call : R.has(RF_Lazy) ? runsOf(C) : At)
      if (BlockNumber.contains(Call->getParent()))
        touch(*Call, value(V), TypeId());
    return;
  }
  if (MB.S.header(V->getType()) != HeaderKind::Iface)
    return;
  Part Word = findPart(V, 0u), Data = findPart(V, 1u, /*IntoIface=*/true);
  TypeId T = Word.Path.empty() ? MB.descriptor(Word.Root) : TypeId();
  if (!T || !Data.Path.empty() || isNothing(Data.Root))
    return;
  // What such a method does not look at is not looked at.
  if (reflectedCalls(C, R, T, Data.Root))
    return;
  const Type &Row = G.type(T);
  auto kind = [&](TypeId I) { return static_cast<TypeKind>(G.type(I).Kind); };
  if (kind(T) == TypeKind::Map)
    return touch(C, value(Data.Root), T);
  // A pointer, or the box of a struct: both are the address of the struct.
  bool Pointer = kind(T) == TypeKind::Pointer && Row.Elem;
  TypeId Target = Pointer ? Row.Elem : T;
  NodeId Address = value(Data.Root);
  if (kind(Target) == TypeKind::Map) {
    NodeId Map = newNode(NodeKind::Value, 0, &C);
    edge(Address, Map, EdgeKind::Load);
    return touch(C, Map, Target);
  }
  for (auto &[Selector, Name] :
       MB.Fields.mapFields(G.str(G.type(Target).Name))) {
    NodeId Map = newNode(NodeKind::Value, 0, &C);
    edge(fieldOf(Address, Selector), Map, EdgeKind::Load);
    touch(C, Map, G.addType(Name, TypeKind::Map));
  }
}

} // namespace mapgraph
