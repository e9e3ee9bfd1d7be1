//===- FieldNames.cpp - Selectors of fields -------------------------------===//

#include "passes/FieldNames.h"

#include "passes/Compat.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace mapgraph {

FieldNames::FieldNames(const Module &M, const Dialect &D, Graph &G)
    : M(M), D(D), G(G), Element(G.addSelector("[]")) {}

uint32_t FieldNames::offset(uint64_t Bytes) {
  return G.addSelector("+" + std::to_string(Bytes));
}

uint32_t FieldNames::captured(unsigned I) {
  return G.addSelector("closure." + std::to_string(I));
}

// The member at that byte offset; padding and unknown: null.
static const DIDerivedType *memberAt(const DICompositeType *C, uint64_t Bytes,
                                     unsigned Index) {
  DINodeArray Members = C->getElements();
  // The front end writes one member per field, in order.
  if (Index < Members.size())
    if (const auto *D = dyn_cast_or_null<DIDerivedType>(Members[Index]);
        D && D->getOffsetInBits() == Bytes * 8)
      return D;
  for (const DINode *N : Members)
    if (const auto *D = dyn_cast_or_null<DIDerivedType>(N);
        D && D->getTag() == dwarf::DW_TAG_member &&
        D->getOffsetInBits() == Bytes * 8)
      return D;
  return nullptr;
}

// With its folder: no function says which package the declaration is in.
static std::string fullPath(const DIFile &F) {
  if (sys::path::is_absolute(F.getFilename()) || F.getDirectory().empty())
    return F.getFilename().str();
  return (F.getDirectory() + "/" + F.getFilename()).str();
}

uint32_t FieldNames::member(StringRef StructName, const DIDerivedType *D) {
  LocId Declared;
  if (D->getFile() && D->getLine())
    Declared = G.addLoc(fullPath(*D->getFile()), D->getLine(), 0);
  return G.addSelector((StructName + "." + D->getName()).str(), Declared);
}

uint32_t FieldNames::field(StructType *T, unsigned I) {
  auto [It, New] = Cache.try_emplace({T, I}, 0);
  if (!New)
    return It->second;
  uint32_t Selector;
  uint64_t Bytes = M.getDataLayout().getStructLayout(T)->getElementOffset(I);
  if (!D.namesFields() || !T->hasName()) {
    Selector = offset(Bytes);
  } else {
    const DICompositeType *C = composite(T->getName());
    const DIDerivedType *Member = C ? memberAt(C, Bytes, I) : nullptr;
    Selector =
        Member && !Member->getName().empty()
            ? member(T->getName(), Member)
            : G.addSelector((T->getName() + ".#" + std::to_string(I)).str());
  }
  return Cache[{T, I}] = Selector;
}

const DICompositeType *FieldNames::composite(StringRef Name) {
  if (!Collected)
    collect();
  return Composites.lookup(Name);
}

SmallVector<std::pair<uint32_t, StringRef>, 2>
FieldNames::mapFields(StringRef StructName) {
  SmallVector<std::pair<uint32_t, StringRef>, 2> Out;
  const DICompositeType *C = composite(StructName);
  if (!C)
    return Out;
  for (const DINode *N : C->getElements()) {
    const auto *Member = dyn_cast_or_null<DIDerivedType>(N);
    const DIType *T = Member ? Member->getBaseType() : nullptr;
    if (T && T->getName().starts_with("map["))
      Out.push_back({member(StructName, Member), T->getName()});
  }
  return Out;
}

// Debug information has no list of types: walk from the roots it has. An
// explicit stack, since types refer to each other without end.
void FieldNames::collect() {
  Collected = true;
  SmallVector<const Metadata *, 64> Work;
  for (const DICompileUnit *CU : M.debug_compile_units()) {
    if (const auto *Kept = dyn_cast_or_null<MDTuple>(CU->getRawRetainedTypes()))
      for (const MDOperand &T : Kept->operands())
        Work.push_back(T);
    for (const DIGlobalVariableExpression *E : CU->getGlobalVariables())
      if (E && E->getVariable())
        Work.push_back(E->getVariable()->getType());
  }
  for (const llvm::Function &F : M) {
    Work.push_back(F.getSubprogram());
    for (const BasicBlock &B : F)
      for (const Instruction &I : B)
        if (I.hasDbgRecords() || isa<DbgVariableIntrinsic>(I))
          forEachVariable(I, [&](const DILocalVariable *V, const Value *) {
            Work.push_back(V ? V->getType() : nullptr);
          });
  }
  SmallPtrSet<const Metadata *, 32> Seen;
  while (!Work.empty()) {
    const Metadata *N = Work.pop_back_val();
    if (!N || !Seen.insert(N).second)
      continue;
    if (const auto *S = dyn_cast<DISubprogram>(N)) {
      Work.push_back(S->getType());
    } else if (const auto *T = dyn_cast<DISubroutineType>(N)) {
      if (const auto *Parts = dyn_cast_or_null<MDTuple>(T->getRawTypeArray()))
        for (const MDOperand &Part : Parts->operands())
          Work.push_back(Part);
    } else if (const auto *T = dyn_cast<DIDerivedType>(N)) {
      Work.push_back(T->getBaseType());
    } else if (const auto *C = dyn_cast<DICompositeType>(N)) {
      Work.push_back(C->getBaseType());
      if (const auto *Parts = dyn_cast_or_null<MDTuple>(C->getRawElements()))
        for (const MDOperand &Part : Parts->operands())
          Work.push_back(Part);
      if (C->getTag() == dwarf::DW_TAG_structure_type && !C->getName().empty())
        Composites.try_emplace(C->getName(), C);
    }
  }
}

} // namespace mapgraph
