//===- KernelMaps.cpp - Definitions of kernel maps ------------------------===//
//
// A map of a kernel program is a variable in section .maps. Its LLVM type says
// nothing; debug information has a struct whose members encode numbers as array
// lengths (type, max_entries) and types behind pointers (key, value).
// Reference: tools/lib/bpf, BTF-defined maps.
//
//===----------------------------------------------------------------------===//

#include "passes/ModuleBuilder.h"

#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

namespace mapgraph {

static StringRef kindName(uint64_t Number) {
  static constexpr std::pair<unsigned, StringRef> Names[] = {
      {1, "hash"},          {2, "array"},
      {3, "prog_array"},    {4, "perf_event"},
      {5, "percpu_hash"},   {6, "percpu_array"},
      {9, "lru_hash"},      {10, "lru_percpu_hash"},
      {11, "lpm_trie"},     {12, "array_of_maps"},
      {13, "hash_of_maps"}, {14, "devmap"},
      {15, "sockmap"},      {16, "cpumap"},
      {18, "sockhash"},     {22, "queue"},
      {23, "stack"},        {24, "sk_storage"},
      {27, "ringbuf"},      {28, "inode_storage"},
      {29, "task_storage"}, {30, "bloom_filter"}};
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

TypeId ModuleBuilder::kernelMap(const GlobalVariable &V) {
  SmallVector<DIGlobalVariableExpression *, 1> Infos;
  V.getDebugInfo(Infos);
  const DIType *T = Infos.empty() || !Infos[0]->getVariable()
                        ? nullptr
                        : Infos[0]->getVariable()->getType();
  const auto *C = dyn_cast_or_null<DICompositeType>(T);
  if (!C)
    return {};
  StringRef Kind = "map";
  TypeId Key, Elem;
  std::string KeyName, ElemName;
  for (const DINode *N : C->getElements()) {
    const auto *Member = dyn_cast_or_null<DIDerivedType>(N);
    const DIType *Target = Member ? pointee(*Member) : nullptr;
    if (!Target)
      continue;
    if (Member->getName() == "type") {
      const auto *A = dyn_cast<DICompositeType>(Target);
      const auto *R = A && A->getElements().size()
                          ? dyn_cast_or_null<DISubrange>(A->getElements()[0])
                          : nullptr;
      if (const auto *Count =
              R ? dyn_cast_if_present<ConstantInt *>(R->getCount()) : nullptr)
        Kind = kindName(Count->getZExtValue());
    } else if (Member->getName() == "key") {
      Key = G.addType(KeyName = spelling(Target));
    } else if (Member->getName() == "value") {
      Elem = G.addType(ElemName = spelling(Target));
    }
  }
  std::string Name = Kind.str();
  if (Key)
    Name += "[" + KeyName + "]" + ElemName;
  return G.addType(Name, TypeKind::Map, Key, Elem);
}

} // namespace mapgraph
