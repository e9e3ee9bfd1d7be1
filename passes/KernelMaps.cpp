//===- KernelMaps.cpp - Definitions of kernel maps ------------------------===//
//
// A map of a kernel program is a variable in section .maps. Its LLVM type says
// nothing; debug information has a struct whose members encode numbers as array
// lengths (type, max_entries) and types behind pointers (key, value).
// Reference: tools/lib/bpf, BTF-defined maps.
//
//===----------------------------------------------------------------------===//

#include "passes/KernelValues.h"
#include "passes/ModuleBuilder.h"

#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

namespace mapgraph {

static StringRef kindName(uint64_t Number) {
  static constexpr std::pair<unsigned, StringRef> Names[] = {
      {1, "hash"},           {2, "array"},
      {3, "prog_array"},     {4, "perf_event"},
      {5, "percpu_hash"},    {6, "percpu_array"},
      {9, "lru_hash"},       {10, "lru_percpu_hash"},
      {11, "lpm_trie"},      {12, "array_of_maps"},
      {13, "hash_of_maps"},  {14, "devmap"},
      {15, "sockmap"},       {16, "cpumap"},
      {18, "sockhash"},      {22, "queue"},
      {23, "stack"},         {21, "percpu_cgroup_storage"},
      {24, "sk_storage"},    {27, "ringbuf"},
      {28, "inode_storage"}, {29, "task_storage"},
      {30, "bloom_filter"}};
  for (auto [N, Name] : Names)
    if (N == Number)
      return Name;
  return "map";
}

static const DIType *pointee(const DIDerivedType &Member) {
  const auto *P = dyn_cast_or_null<DIDerivedType>(Member.getBaseType());
  return P && P->getTag() == dwarf::DW_TAG_pointer_type ? P->getBaseType()
                                                        : nullptr;
}

static std::string spelling(const DIType *T) {
  if (!T)
    return "void";
  if (!T->getName().empty())
    return T->getName().str();
  const auto *D = dyn_cast<DIDerivedType>(T);
  if (D && D->getTag() == dwarf::DW_TAG_pointer_type)
    return (D->getBaseType() ? D->getBaseType()->getName() : "void").str() +
           " *";
  return "struct";
}

namespace {
/// What debug information says of a map; a kind of 0 is not known.
struct Definition {
  bool Found = false;
  uint64_t Kind = 0;
  const DIType *Key = nullptr, *Value = nullptr;
};
} // namespace

// The number that a pointer to an array of that length stands for.
static uint64_t numberOf(const DIType *Target) {
  const auto *A = dyn_cast<DICompositeType>(Target);
  const auto *R = A && A->getElements().size()
                      ? dyn_cast_or_null<DISubrange>(A->getElements()[0])
                      : nullptr;
  const auto *Count =
      R ? dyn_cast_if_present<ConstantInt *>(R->getCount()) : nullptr;
  return Count ? Count->getZExtValue() : 0;
}

static Definition definitionOf(const GlobalVariable &V) {
  SmallVector<DIGlobalVariableExpression *, 1> Infos;
  V.getDebugInfo(Infos);
  const DIType *T = Infos.empty() || !Infos[0]->getVariable()
                        ? nullptr
                        : Infos[0]->getVariable()->getType();
  const auto *C = dyn_cast_or_null<DICompositeType>(T);
  Definition Out;
  if (!C)
    return Out;
  Out.Found = true;
  for (const DINode *N : C->getElements()) {
    const auto *Member = dyn_cast_or_null<DIDerivedType>(N);
    const DIType *Target = Member ? pointee(*Member) : nullptr;
    if (!Target)
      continue;
    if (Member->getName() == "type")
      Out.Kind = numberOf(Target);
    else if (Member->getName() == "key")
      Out.Key = Target;
    else if (Member->getName() == "value")
      Out.Value = Target;
  }
  return Out;
}

static bool isSeparate(uint64_t Kind) {
  StringRef Name = kindName(Kind);
  return Name.contains("percpu") || Name == "task_storage";
}

KernelMapTraits kernelMapTraits(const GlobalVariable &V) {
  if (V.getSection() != ".maps")
    return {};
  Definition D = definitionOf(V);
  const DIType *Key = D.Key;
  while (const auto *N = dyn_cast_or_null<DIDerivedType>(Key)) {
    if (N->getTag() == dwarf::DW_TAG_pointer_type)
      return {isSeparate(D.Kind), true};
    Key = N->getBaseType();
  }
  return {isSeparate(D.Kind), false};
}

TypeId ModuleBuilder::kernelMap(const GlobalVariable &V) {
  Definition D = definitionOf(V);
  if (!D.Found)
    return {};
  StringRef Kind = kindName(D.Kind);
  TypeId Key, Elem;
  std::string KeyName, ElemName;
  if (D.Key)
    Key = G.addType(KeyName = spelling(D.Key));
  if (D.Value)
    Elem = G.addType(ElemName = spelling(D.Value));
  std::string Name = Kind.str();
  if (Key)
    Name += "[" + KeyName + "]" + ElemName;
  return G.addType(Name, TypeKind::Map, Key, Elem);
}

} // namespace mapgraph
