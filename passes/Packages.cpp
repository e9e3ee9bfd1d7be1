//===- Packages.cpp - Packages and the facts about functions by name ------===//

#include "passes/Packages.h"

#include "passes/NativeNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

namespace mapgraph {

static bool isAllDigits(StringRef S) {
  return !S.empty() && S.find_first_not_of("0123456789") == StringRef::npos;
}

// Whether the symbol is of that package: "a/b.go.F" of "a/b.go".
static bool isOf(StringRef Symbol, StringRef Package) {
  return !Package.empty() && Symbol.consume_front(Package) &&
         Symbol.starts_with(".");
}

// Position of the '.' that ends the package path. Symbols are not escaped: what
// follows "a/b.go" may look like a method of a type "go", so where neither the
// package is known nor the receiver in brackets, dots are of the path only when
// they are part of a version.
static size_t pathEnd(StringRef Symbol, StringRef Known) {
  if (isOf(Symbol, Known))
    return Known.size();
  StringRef Plain =
      Symbol.take_until([](char C) { return C == '[' || C == '('; });
  size_t Slash = Plain.rfind('/');
  size_t From = Slash == StringRef::npos ? 0 : Slash + 1;
  if (Symbol.substr(Plain.size()).starts_with("(*") && Plain.ends_with("."))
    return Plain.size() - 1;
  size_t Dot = Plain.find('.', From);
  if (Dot == StringRef::npos || From == 0)
    return Dot;
  // The last element of a path may hold a version: gopkg.in/yaml.v3.F.
  StringRef Rest = Plain.substr(Dot + 1);
  StringRef Version = Rest.split('.').first;
  if (Rest.contains('.') && Version.consume_front("v") && isAllDigits(Version))
    return Plain.find('.', Dot + 1);
  return Dot;
}

SymbolParts splitGoSymbol(StringRef Symbol, StringRef Known) {
  SymbolParts P;
  // TinyGo: (*pkg.T).M and (pkg.T).M.
  if (StringRef Rest = Symbol; Rest.consume_front("(")) {
    P.Pointer = Rest.consume_front("*");
    size_t End = Rest.find(").");
    if (End == StringRef::npos)
      return P;
    StringRef Type = Rest.take_front(End);
    size_t Dot = pathEnd(Type, Known);
    P.Package = Type.take_front(Dot);
    P.Receiver = Dot == StringRef::npos ? Type : Type.substr(Dot + 1);
    P.Name = Rest.substr(End + 2);
    return P;
  }
  if (Symbol.ends_with("]"))
    Symbol = Symbol.split(" [").first;
  size_t Dot = pathEnd(Symbol, Known);
  if (Dot == StringRef::npos) {
    P.Name = Symbol;
    return P;
  }
  P.Package = Symbol.take_front(Dot);
  StringRef Rest = Symbol.substr(Dot + 1);
  P.Name = Rest;
  if (Rest.consume_front("(*")) {
    size_t End = Rest.find(").");
    if (End == StringRef::npos)
      return P;
    P.Receiver = Rest.take_front(End);
    P.Pointer = true;
    P.Name = Rest.substr(End + 2);
    return P;
  }
  // T.M or F.func1: what follows a function is made by the compiler.
  unsigned Depth = 0;
  for (size_t I = 0; I != Rest.size(); ++I) {
    Depth += Rest[I] == '[';
    Depth -= Depth && Rest[I] == ']';
    if (Rest[I] != '.' || Depth)
      continue;
    StringRef After = Rest.substr(I + 1), Number = After;
    bool Nested =
        isAllDigits(After.take_front(1)) ||
        ((Number.consume_front("func") || Number.consume_front("go") ||
          Number.consume_front("defer") || Number.consume_front("gowrap")) &&
         isAllDigits(Number.take_front(1)));
    if (!Nested) {
      P.Receiver = Rest.take_front(I);
      P.Name = After;
    }
    break;
  }
  return P;
}

// Text of an operand: a string, or the name of a function.
static StringRef textOf(const MDNode &N, unsigned I) {
  if (I >= N.getNumOperands())
    return "";
  if (const auto *S = dyn_cast_or_null<MDString>(N.getOperand(I)))
    return S->getString();
  if (const auto *C = dyn_cast_or_null<ConstantAsMetadata>(N.getOperand(I)))
    return C->getValue()->getName();
  return "";
}

static uint32_t packageFlags(const MDNode &N, unsigned I) {
  if (I < N.getNumOperands())
    if (auto *C = mdconst::dyn_extract_or_null<ConstantInt>(N.getOperand(I)))
      return C->getZExtValue();
  static constexpr std::pair<StringRef, uint32_t> Words[] = {{"main", PF_Main},
                                                             {"test", PF_Test},
                                                             {"dep", PF_Dep},
                                                             {"std", PF_Std},
                                                             {"own", PF_Own}};
  uint32_t Flags = 0;
  SmallVector<StringRef, 8> Parts;
  SplitString(textOf(N, I), Parts, ", ");
  for (StringRef P : Parts)
    for (auto [Word, Flag] : Words)
      if (P == Word)
        Flags |= Flag;
  return Flags;
}

static StringRef languageOf(const Module &M, const Dialect &D) {
  if (D.producer() == Producer::Ebpf)
    return "ebpf";
  if (D.isGo())
    return "go";
  for (const DICompileUnit *CU : M.debug_compile_units()) {
    StringRef Name = dwarf::LanguageString(CU->getSourceLanguage());
    return Name.contains("plus_plus") ? "c++" : "c";
  }
  return "c";
}

PackageTable::PackageTable(const Module &M, const Dialect &D, Graph &G)
    : M(M), D(D), G(G) {
  const NamedMDNode *Meta = M.getNamedMetadata("mapgraph.package");
  if (Meta && Meta->getNumOperands()) {
    readPackage(*Meta);
  } else {
    OwnPath = M.getSourceFileName();
    Package P;
    P.Path = G.str(OwnPath);
    P.Language = G.str(languageOf(M, D));
    P.Flags = PF_Own;
    G.Packages.push_back(P);
    Own = PackageId(0);
  }
  ByPath[OwnPath] = Own;
  // {function, kind}
  auto readNames = [&](StringRef Name, StringSet<> &Into) {
    if (const NamedMDNode *N = M.getNamedMetadata(Name))
      for (const MDNode *Node : N->operands())
        if (Node)
          Into.insert(textOf(*Node, 0));
  };
  HasExports = M.getNamedMetadata("mapgraph.exported");
  readNames("mapgraph.exported", Exported);
  readNames("mapgraph.tests", Tests);
  if (const NamedMDNode *N = M.getNamedMetadata("mapgraph.stack"))
    for (const MDNode *Node : N->operands())
      if (Node)
        Stacks[textOf(*Node, 0)] = G.str(textOf(*Node, 1));
}

// {path, module, version, flags, language, dir}
void PackageTable::readPackage(const NamedMDNode &N) {
  const MDNode &Node = *N.getOperand(0);
  OwnPath = textOf(Node, 0).str();
  Package P;
  P.Path = G.str(OwnPath);
  P.Module = G.str(textOf(Node, 1));
  P.Version = G.str(textOf(Node, 2));
  P.Flags = OwnFlags = packageFlags(Node, 3);
  P.Language = G.str(textOf(Node, 4));
  P.Dir = G.str(textOf(Node, 5));
  G.Packages.push_back(P);
  Own = PackageId(0);
}

// Without the mark of a test variant, which symbols have at their end.
StringRef PackageTable::ownPath() const {
  return StringRef(OwnPath).split(" [").first;
}

SymbolParts PackageTable::split(const llvm::Function &F) const {
  return splitGoSymbol(F.getName(), ownPath());
}

PackageId PackageTable::packageOf(const llvm::Function &F) {
  if (!D.isGo() || isOf(F.getName(), ownPath()))
    return Own;
  StringRef Other = split(F).Package;
  if (Other.empty())
    return Own;
  auto [It, New] = ByPath.try_emplace(Other, PackageId(G.Packages.size()));
  if (New) {
    Package P;
    P.Path = G.str(Other);
    P.Language = G.Packages[Own.Value].Language;
    G.Packages.push_back(P);
  }
  return It->second;
}

static bool isTestName(StringRef Name) {
  for (StringRef P : {"Test", "Benchmark", "Fuzz", "Example"})
    if (Name.consume_front(P))
      return Name.empty() || !islower(static_cast<unsigned char>(Name[0]));
  return false;
}

// The class whose objects a C++ member function works on, and whether others
// may call it; constructors and the like are none.
static std::pair<const DICompositeType *, bool>
classOf(const llvm::Function &F) {
  const DISubprogram *SP = F.getSubprogram();
  if (SP && SP->getDeclaration())
    SP = SP->getDeclaration();
  const auto *Class =
      SP ? dyn_cast_or_null<DICompositeType>(SP->getScope()) : nullptr;
  DITypeRefArray Types =
      SP && SP->getType() ? SP->getType()->getTypeArray() : DITypeRefArray();
  const auto *This =
      Types.size() > 1 ? dyn_cast_or_null<DIDerivedType>(Types[1]) : nullptr;
  if (!Class || !This || !This->isObjectPointer() ||
      SP->getName() == Class->getName() || SP->getName().starts_with("~") ||
      SP->getName() == "operator=")
    return {nullptr, false};
  bool IsPublic = Class->getTag() == dwarf::DW_TAG_class_type
                      ? SP->isPublic()
                      : !SP->isPrivate() && !SP->isProtected();
  return {Class, IsPublic};
}

uint32_t PackageTable::flags(const llvm::Function &F) {
  uint32_t Flags = 0;
  StringRef Name = F.getName();
  if (F.hasLinkOnceLinkage() || F.hasWeakLinkage() ||
      F.hasAvailableExternallyLinkage())
    Flags |= FF_Shared;
  if (F.hasLocalLinkage())
    Flags |= FF_Local;
  if (const DISubprogram *SP = F.getSubprogram(); SP && SP->isArtificial())
    Flags |= FF_Artificial;
  if (Exported.contains(Name))
    Flags |= FF_Exported;
  if (!D.isGo()) {
    if (Name == "main")
      Flags |= FF_Main;
    if (D.producer() == Producer::Ebpf && F.hasSection() &&
        F.getSection() != ".text" && !F.isDeclaration())
      Flags |= FF_Program;
    if (!F.hasLocalLinkage() && !F.isDeclaration() && Name != "main" &&
        !(Flags & FF_Program) && !D.isLibrary(Name))
      Flags |= FF_Exported;
    if (auto [Class, IsPublic] = classOf(F); Class) {
      Flags |= FF_Method;
      if (!IsPublic)
        Flags &= ~FF_Exported;
    }
    return Flags;
  }
  SymbolParts P = split(F);
  bool IsWrapper = Name.ends_with("-bound") || Name.ends_with("-thunk") ||
                   Name.ends_with("$bound") || Name.ends_with("$thunk");
  if (IsWrapper)
    Flags |= FF_Artificial;
  bool IsClosure = F.arg_size() && F.getArg(0)->hasNestAttr();
  if (!P.Receiver.empty() && !P.Name.contains('.') && !IsWrapper && !IsClosure)
    Flags |= FF_Method;
  if (!P.Receiver.empty())
    return Flags | (Tests.contains(Name) ? FF_Test : 0u);
  if (P.Name == "init")
    Flags |= FF_Init;
  bool InMain = HasExports ? OwnFlags & PF_Main : P.Package == "main";
  if (P.Name == "main" && packageOf(F) == Own &&
      (InMain || P.Package == "main" || OwnFlags & PF_Main))
    Flags |= FF_Main;
  if (Tests.contains(Name) || (!M.getNamedMetadata("mapgraph.tests") &&
                               OwnFlags & PF_Test && isTestName(P.Name)))
    Flags |= FF_Test;
  return Flags;
}

StringId PackageTable::display(const llvm::Function &F) {
  if (auto It = Stacks.find(F.getName()); It != Stacks.end())
    return It->second;
  return G.str(D.isGo() ? F.getName().str() : nativeDisplay(F.getName()));
}

TypeId PackageTable::receiver(const llvm::Function &F) {
  if (!D.isGo()) {
    const DICompositeType *Class = classOf(F).first;
    return Class && !Class->getName().empty() && !D.isLibrary(F.getName())
               ? G.addType(Class->getName())
               : TypeId();
  }
  SymbolParts P = split(F);
  if (P.Receiver.empty())
    return {};
  return G.addType((P.Package + "." + P.Receiver).str());
}

} // namespace mapgraph
