//===- ModuleBuilder.cpp - Rows of whole-module tables --------------------===//

#include "passes/ModuleBuilder.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/InstrTypes.h"

using namespace llvm;

namespace mapgraph {

ModuleBuilder::ModuleBuilder(Module &M, const ExtractOptions &O)
    : M(M), O(O), Known(M), D(Known.dialect()), S(D), Fields(M, D, G),
      Guarded(M, Known, Fields, G), Final(M, Known, S, Fields, G),
      Packages(M, D, G) {
  G.addNode(NodeKind::Unknown);
}

StringRef ModuleBuilder::receiverType(StringRef Symbol) {
  auto [It, New] = Receivers.try_emplace(Symbol);
  if (New && D.isGo()) {
    SymbolParts P = splitGoSymbol(Symbol);
    if (P.Pointer)
      It->second = (P.Package + "." + P.Receiver).str();
  }
  return It->second;
}

StringRef ModuleBuilder::receiverType(const llvm::Function &F) {
  return receiverType(F.getName());
}

// The kind of a type descriptor, 0 unknown.
static unsigned kindNumber(const Value *Descriptor) {
  const auto *V = dyn_cast_or_null<GlobalVariable>(Descriptor);
  if (!V || !V->hasInitializer())
    return 0;
  const auto *C = dyn_cast<ConstantStruct>(V->getInitializer());
  const auto *K = C ? dyn_cast<ConstantInt>(C->getOperand(0)) : nullptr;
  return K ? K->getZExtValue() : 0;
}

bool ModuleBuilder::holdsPointers(const Value *Descriptor) const {
  constexpr unsigned LastNumber = 16, String = 24;
  unsigned K = kindNumber(Descriptor);
  return K == 0 || (K > LastNumber && K != String);
}

bool ModuleBuilder::isAggregate(const Value *Descriptor) const {
  constexpr unsigned Array = 17, Struct = 25;
  unsigned K = kindNumber(Descriptor);
  return K == Array || K == Struct;
}

// A row stands for the body, unless it only adds that something is started.
bool ModuleBuilder::hasBody(const llvm::Function &F) {
  const Row *R = rowOf(F);
  return !F.isDeclaration() && (!R || R->Kind == RowKind::Callback) &&
         !(G.function(row(F)).Flags & FF_Opaque);
}

bool ModuleBuilder::hasBodyOf(const CallBase &C) {
  const auto *F =
      dyn_cast<llvm::Function>(C.getCalledOperand()->stripPointerCasts());
  return F && !(G.function(row(*F)).Flags & FF_Opaque);
}

bool ModuleBuilder::isSilent(const llvm::Function &F) {
  if (!D.isGo())
    return false;
  const mapgraph::Function &R = G.function(row(F));
  return R.Flags & FF_Opaque && !(R.Flags & FF_Init) &&
         D.isRuntime(G.str(G.package(R.Package).Path));
}

NodeId ModuleBuilder::function(const llvm::Function &F) {
  if (auto It = Functions.find(&F); It != Functions.end())
    return It->second;
  mapgraph::Function R;
  R.Name = G.str(F.getName());
  R.Display = Packages.display(F);
  R.Package = Packages.packageOf(F);
  R.Flags = Packages.flags(F);
  R.Receiver = Packages.receiver(F);
  R.Loc = location(F.getSubprogram());
  // A method as a value (s.wg.Wait) only calls what a row describes.
  bool Wraps = R.Flags & FF_Artificial && !F.isDeclaration();
  if ((!Wraps && D.isOpaque(G.str(G.package(R.Package).Path))) ||
      D.isOpaqueFunction(F.getName()))
    R.Flags |= FF_Opaque;
  else if (const auto *Model = rowOf(F);
           !F.isDeclaration() && (!Model || Model->Kind == RowKind::Callback))
    R.Flags |= FF_Defined;
  FunctionId Id(G.Functions.size());
  R.Node = G.addNode(NodeKind::Function, 0, Id, R.Loc, {}, R.Name);
  G.Functions.push_back(R);
  return Functions[&F] = R.Node;
}

NodeId ModuleBuilder::global(const GlobalVariable &V) {
  if (auto It = Globals.find(&V); It != Globals.end())
    return It->second;
  std::string Name = V.getName().str();
  // Symbols of other modules never mean a variable of internal linkage.
  if (V.hasLocalLinkage())
    Name += "@" + M.getSourceFileName();
  LocId L;
  TypeId T;
  SmallVector<DIGlobalVariableExpression *, 1> Infos;
  V.getDebugInfo(Infos);
  if (!Infos.empty() && Infos[0]->getVariable()) {
    const DIGlobalVariable *DV = Infos[0]->getVariable();
    L = G.addLoc(DV->getFilename(), DV->getLine(), 0);
    if (DV->getType() && !DV->getType()->getName().empty())
      T = G.addType(DV->getType()->getName());
  }
  return Globals[&V] = G.addNode(NodeKind::Global, 0, {}, L, T, G.str(Name));
}

LocId ModuleBuilder::location(const DebugLoc &L) {
  // From the outermost call site inwards: a location knows its parent.
  SmallVector<const DILocation *, 4> Chain;
  LocId Parent;
  for (const DILocation *I = L; I; I = I->getInlinedAt()) {
    if (auto It = Locations.find(I); It != Locations.end()) {
      Parent = It->second;
      break;
    }
    Chain.push_back(I);
  }
  for (const DILocation *I : llvm::reverse(Chain))
    Locations[I] = Parent =
        G.addLoc(I->getFilename(), I->getLine(), I->getColumn(), Parent);
  return Parent;
}

LocId ModuleBuilder::location(const DISubprogram *SP) {
  return SP ? G.addLoc(SP->getFilename(), SP->getLine(), 0) : LocId();
}

// Go's reflect.Kind numbers.
static TypeKind kindOf(unsigned Kind) {
  switch (Kind) {
  case 18:
    return TypeKind::Chan;
  case 19:
    return TypeKind::Func;
  case 20:
    return TypeKind::Interface;
  case 21:
    return TypeKind::Map;
  case 22:
    return TypeKind::Pointer;
  case 23:
    return TypeKind::Slice;
  case 25:
    return TypeKind::Struct;
  default:
    return TypeKind::Other;
  }
}

static TypeKind kindByName(StringRef Name) {
  static constexpr std::pair<StringRef, TypeKind> Prefixes[] = {
      {"map[", TypeKind::Map},         {"map:", TypeKind::Map},
      {"pointer:", TypeKind::Pointer}, {"*", TypeKind::Pointer},
      {"[]", TypeKind::Slice},         {"chan ", TypeKind::Chan},
      {"<-chan ", TypeKind::Chan},     {"chan<- ", TypeKind::Chan},
      {"func(", TypeKind::Func},       {"interface", TypeKind::Interface},
      {"struct{", TypeKind::Struct},   {"struct {", TypeKind::Struct}};
  for (auto [Prefix, Kind] : Prefixes)
    if (Name.starts_with(Prefix))
      return Kind;
  return TypeKind::Other;
}

// {kind, size, key, elem, methods}; anything else says nothing.
static std::pair<const GlobalVariable *, const GlobalVariable *>
partsOf(const GlobalVariable &V, TypeKind &Kind) {
  const auto *C = V.hasInitializer()
                      ? dyn_cast<ConstantStruct>(V.getInitializer())
                      : nullptr;
  if (!C || C->getNumOperands() < 4)
    return {};
  if (const auto *K = dyn_cast<ConstantInt>(C->getOperand(0));
      K && Kind == TypeKind::Other)
    Kind = kindOf(K->getZExtValue());
  return {dyn_cast<GlobalVariable>(C->getOperand(2)),
          dyn_cast<GlobalVariable>(C->getOperand(3))};
}

TypeId ModuleBuilder::descriptor(const Value *V) {
  const auto *Root = dyn_cast_or_null<GlobalVariable>(
      V ? V->stripInBoundsConstantOffsets() : nullptr);
  if (!Root || D.typeName(Root->getName()).empty())
    return {};
  // Types refer to themselves: make all rows first, then tie them.
  SmallVector<const GlobalVariable *, 8> Work{Root}, Made;
  while (!Work.empty()) {
    const GlobalVariable *T = Work.pop_back_val();
    StringRef Name = T ? D.typeName(T->getName()) : "";
    if (Name.empty() || Types.contains(T))
      continue;
    TypeKind Kind = kindByName(Name);
    auto [Key, Elem] = partsOf(*T, Kind);
    Types[T] = G.addType(Name, Kind);
    Made.push_back(T);
    Work.push_back(Elem);
    Work.push_back(Key);
  }
  for (const GlobalVariable *T : Made) {
    TypeKind Kind = TypeKind::Other;
    auto [Key, Elem] = partsOf(*T, Kind);
    G.addType(D.typeName(T->getName()), Kind, Types.lookup(Key),
              Types.lookup(Elem));
  }
  return Types.lookup(Root);
}

StringId ModuleBuilder::methodId(const Value *V) {
  return G.str(Known.methodId(V));
}

StringId ModuleBuilder::methodNamed(StringRef Name) {
  if (MethodNames.empty()) {
    MethodNames[""] = StringId(0);
    for (const GlobalVariable &V : M.globals())
      if (StringRef Id = V.getName(); Id.consume_front("imethod:"))
        MethodNames.try_emplace(
            Id.take_until([](char C) { return C == ' ' || C == '('; }),
            G.str(Id));
  }
  auto It = MethodNames.find(Name);
  return It == MethodNames.end() ? G.str(Name) : It->second;
}

const llvm::Function *ModuleBuilder::constantClosure(const Value *V) {
  const auto *Var = dyn_cast<GlobalVariable>(V);
  if (!Var || !Var->isConstant() || !Var->hasInitializer())
    return nullptr;
  const Constant *Init = Var->getInitializer();
  if (isa<ConstantAggregate>(Init) && Init->getNumOperands() == 1)
    Init = cast<Constant>(Init->getOperand(0));
  return dyn_cast<llvm::Function>(Init);
}

// Nothing but to look at its parameters, or to call what does no more.
bool ModuleBuilder::doesNothing(const llvm::Function &F, unsigned Depth) {
  if (F.isDeclaration() || Depth > 1)
    return false;
  return all_of(instructions(F), [&](const Instruction &I) {
    if (const auto *S = dyn_cast<StoreInst>(&I))
      return isa<AllocaInst>(S->getPointerOperand());
    const auto *C = dyn_cast<CallBase>(&I);
    if (!C || C->isDebugOrPseudoInst())
      return !I.isAtomic();
    const Row *R = rowOf(*C);
    const llvm::Function *Callee = C->getCalledFunction();
    return R ? R->Kind == RowKind::Throw
             : Callee && doesNothing(*Callee, Depth + 1);
  });
}

void ModuleBuilder::addMethodTables() {
  for (const GlobalVariable &V : M.globals()) {
    StringRef Name = D.methodTable(V.getName());
    if (Name.empty() || !V.hasInitializer())
      continue;
    TypeId Dynamic = G.addType(Name, kindByName(Name));
    size_t First = G.Methods.size();
    // Marks and functions in the same order, in pairs or in two lists.
    SmallVector<StringId, 8> Marks;
    SmallVector<const llvm::Function *, 8> Code;
    SmallVector<const Value *, 16> Work{V.getInitializer()};
    while (!Work.empty()) {
      const Value *C = Work.pop_back_val();
      if (const auto *A = dyn_cast<ConstantAggregate>(C)) {
        for (const Use &U : llvm::reverse(A->operands()))
          Work.push_back(U);
      } else if (StringId Id = methodId(C); Id != StringId(0)) {
        Marks.push_back(Id);
      } else if (const auto *F = dyn_cast<llvm::Function>(C)) {
        Code.push_back(F);
      }
    }
    if (Marks.size() == Code.size())
      for (auto [Mark, F] : zip(Marks, Code))
        G.Methods.push_back({Dynamic, Mark, functionValue(*F)});
    if (!Code.empty() && llvm::all_of(Code, [&](const llvm::Function *F) {
          return doesNothing(*F);
        }))
      IdleTypes.insert(Dynamic.Value);
    MethodRows[Dynamic.Value] = {First, G.Methods.size()};
  }
}

SmallVector<const Method *, 4> ModuleBuilder::methodsOf(TypeId T) const {
  SmallVector<const Method *, 4> Out;
  auto [First, Last] = MethodRows.lookup(T.Value);
  for (size_t I = First; I != Last; ++I)
    Out.push_back(&G.Methods[I]);
  return Out;
}

} // namespace mapgraph
