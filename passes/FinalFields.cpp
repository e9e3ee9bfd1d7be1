//===- FinalFields.cpp - Fields that only makers of objects set -----------===//

#include "passes/FinalFields.h"

#include "passes/Body.h"
#include "passes/Sections.h"

#include "llvm/IR/GetElementPtrTypeIterator.h"
#include "llvm/IR/InstIterator.h"

using namespace llvm;

namespace mapgraph {

/// The dominators of one function, when they are asked for.
struct FinalFields::Doms {
  explicit Doms(const llvm::Function &F) : F(F) {}
  const DominatorTree &get() {
    if (!Tree)
      Tree.emplace(const_cast<llvm::Function &>(F));
    return *Tree;
  }
  const llvm::Function &F;
  std::optional<DominatorTree> Tree;
};

static void addFields(const GEPOperator &GEP, FieldPath &Out) {
  FieldPath Here;
  for (gep_type_iterator T = gep_type_begin(GEP), E = gep_type_end(GEP); T != E;
       ++T)
    if (StructType *Struct = T.getStructTypeOrNull())
      Here.push_back(
          {Struct, cast<ConstantInt>(T.getOperand())->getZExtValue()});
  Out.insert(Out.begin(), Here.begin(), Here.end());
}

const Value *withoutFields(const Value *Address, FieldPath &Out) {
  Address = peel(Address);
  while (const auto *GEP = dyn_cast<GEPOperator>(Address)) {
    addFields(*GEP, Out);
    Address = peel(GEP->getPointerOperand());
  }
  return Address;
}

FinalFields::FinalFields(const Module &Code, const Recognizer &R, Shapes &Of,
                         FieldNames &N, const Graph &Rows)
    : M(Code), Known(R), S(Of), Names(N), G(Rows) {
  if (!Known.dialect().namesFields())
    return;
  for (const llvm::Function &F : M)
    collect(F);
  for (const llvm::Function &F : M) {
    if (Fields.empty())
      return;
    drop(F);
  }
}

// "a/b.T[int]" → "a/b", "T[int]".
static std::pair<StringRef, StringRef> splitType(StringRef Name) {
  StringRef Plain = Name.take_front(Name.find('['));
  // The mark of a test variant is part of the path.
  if (size_t Mark = Name.find(" ["); Mark != StringRef::npos)
    Plain = Name.take_front(Name.find(']', Mark));
  size_t Slash = Plain.rfind('/');
  size_t Dot = Name.find('.', Slash == StringRef::npos ? 0 : Slash);
  if (Dot == StringRef::npos)
    return {"", Name};
  return {Name.take_front(Dot), Name.drop_front(Dot + 1)};
}

static bool isExported(StringRef Name) {
  return !Name.empty() && Name.front() >= 'A' && Name.front() <= 'Z';
}

// Paths of the standard library begin without a dot.
static bool isStandard(StringRef Package) {
  return !Package.split('/').first.contains('.');
}

bool FinalFields::isCandidate(StructField F) {
  auto [T, I] = F;
  llvm::Type *Held = T->getElementType(I);
  bool Struct = Held->isStructTy() && S.header(Held) == HeaderKind::None;
  if (!T->hasName() || S.header(T) != HeaderKind::None ||
      !(Held->isIntegerTy() || Struct))
    return false;
  auto [Package, Name] = splitType(T->getName());
  if (Package != M.getModuleIdentifier() ||
      (isExported(Name) && isStandard(Package)))
    return false;
  StringRef Field = G.str(G.Selectors[Names.field(T, I)]);
  Field = Field.rsplit('.').second;
  return !Field.empty() && ((Field.front() >= 'a' && Field.front() <= 'z') ||
                            Field.front() == '_');
}

// Fields on the way to a number that something is compared with.
void FinalFields::collect(const llvm::Function &F) {
  for (const Instruction &I : instructions(F)) {
    const auto *L = dyn_cast<LoadInst>(&I);
    if (!L || !L->getType()->isIntegerTy() || none_of(L->users(), [](auto *U) {
          return isa<BranchInst>(U) || isa<ICmpInst>(U) ||
                 (isa<BinaryOperator>(U) && U->getType()->isIntegerTy(1));
        }))
      continue;
    FieldPath Path;
    withoutFields(L->getPointerOperand(), Path);
    for (StructField Field : Path)
      if (!Fields.contains(Field) && isCandidate(Field))
        Fields.insert(Field);
  }
}

// Of the fields of the type, and of structs in it, those that are left.
SmallVector<StructField, 4> FinalFields::in(llvm::Type *T) const {
  SmallVector<StructField, 4> Out;
  SmallVector<llvm::Type *, 4> Work{T};
  SmallPtrSet<llvm::Type *, 4> Seen;
  while (!Work.empty()) {
    llvm::Type *Next = Work.pop_back_val();
    if (const auto *A = dyn_cast<ArrayType>(Next)) {
      Work.push_back(A->getElementType());
      continue;
    }
    auto *Struct = dyn_cast<StructType>(Next);
    if (!Struct || S.header(Struct) != HeaderKind::None ||
        !Seen.insert(Struct).second)
      continue;
    for (unsigned I = 0; I != Struct->getNumElements(); ++I) {
      if (contains({Struct, I}))
        Out.push_back({Struct, I});
      Work.push_back(Struct->getElementType(I));
    }
  }
  return Out;
}

void FinalFields::dropAll(llvm::Type *T) {
  for (StructField F : in(T))
    Fields.erase(F);
}

// Elements of arrays are moved and overwritten by what no store shows.
void FinalFields::dropElements(const GEPOperator &GEP) {
  bool First = true;
  for (gep_type_iterator T = gep_type_begin(GEP), E = gep_type_end(GEP); T != E;
       ++T, First = false) {
    const auto *Index = dyn_cast<ConstantInt>(T.getOperand());
    if (!T.getStructTypeOrNull() && !(First && Index && Index->isZero()))
      dropAll(T.getIndexedType());
  }
}

// Whether the store is part of making the object.
bool FinalFields::makes(const StoreInst &Store, Doms &Of) const {
  FieldPath Path;
  const Value *Root = withoutFields(Store.getPointerOperand(), Path);
  const Row *R = Known.allocation(Root);
  if (!isa<AllocaInst>(Root) && !(R && R->object() == ObjectKind::Heap))
    return false;
  PrivateMemory Memory(Known, S, Of.get());
  Memory.follow(*Root, Store);
  return Memory.isPrivate();
}

// A field whose address is used for more than loads and stores may be changed
// by somebody whom we do not see.
void FinalFields::dropUse(const Use &U, Doms &Of) {
  const auto *GEP = dyn_cast<GEPOperator>(peel(U));
  const User *I = U.getUser();
  if (!GEP || isa<LoadInst>(I) || isa<ICmpInst>(I) || isa<GEPOperator>(I))
    return;
  FieldPath Path;
  withoutFields(GEP, Path);
  if (none_of(Path, [&](StructField F) { return contains(F); }))
    return;
  const auto *Store = dyn_cast<StoreInst>(I);
  if (Store && U.getOperandNo() == StoreInst::getPointerOperandIndex() &&
      makes(*Store, Of))
    return;
  for (StructField F : Path)
    Fields.erase(F);
}

void FinalFields::drop(const llvm::Function &F) {
  Doms Of(F);
  for (const Instruction &I : instructions(F)) {
    if (const auto *GEP = dyn_cast<GEPOperator>(&I))
      dropElements(*GEP);
    for (const Use &U : I.operands())
      dropUse(U, Of);
    const auto *Store = dyn_cast<StoreInst>(&I);
    llvm::Type *T = Store ? Store->getValueOperand()->getType() : nullptr;
    if (T && T->isAggregateType() && !in(T).empty() && !makes(*Store, Of))
      dropAll(T);
  }
}

SmallVector<unsigned, 2> FinalFields::of(StructType *T) const {
  SmallVector<unsigned, 2> Out;
  for (unsigned I = 0; !Fields.empty() && I != T->getNumElements(); ++I)
    if (contains({T, I}))
      Out.push_back(I);
  return Out;
}

SmallVector<FieldPath, 4> FinalFields::setByCopy(StructType *All) const {
  SmallVector<FieldPath, 4> Out;
  if (!Known.dialect().namesFields())
    return Out;
  SmallVector<std::pair<StructType *, FieldPath>, 4> Work{{All, {}}};
  while (!Work.empty()) {
    auto [T, Way] = Work.pop_back_val();
    if (!T->hasName() || S.header(T) != HeaderKind::None)
      continue;
    StringRef Package = splitType(T->getName()).first;
    bool Foreign = !Package.empty() && !isStandard(Package) &&
                   Package != M.getModuleIdentifier();
    for (unsigned I = 0; I != T->getNumElements(); ++I) {
      FieldPath Next = Way;
      Next.push_back({T, I});
      if (auto *Inner = dyn_cast<StructType>(T->getElementType(I)))
        Work.push_back({Inner, Next});
      if (Foreign && T->getElementType(I)->isIntegerTy())
        Out.push_back(Next);
    }
  }
  return Out;
}

} // namespace mapgraph
