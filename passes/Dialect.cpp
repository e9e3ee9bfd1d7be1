//===- Dialect.cpp - Tables of runtimes -----------------------------------===//
//
// The macros of passes/dialects/*.def:
//   MG_MAP(symbol, op, type, map, key, val, flags)  make: key is the capacity
//   MG_SYNC(symbol, op, addr, val, code, flags)
//   MG_NEW(symbol, object, type, key)     key: capacity of a channel
//   MG_PASS(symbol, operand)              the result is that operand
//   MG_SYNCCALL(symbol, code, holder)     holder: object whose content the
//                                         function is given, or -1
//   MG_METHOD(interface, method id, op, flags)
//   MG_ROW(symbol, kind, type, addr, key, val, code, flags)
// and those that the files of callbacks, effects and packages explain.
//
//===----------------------------------------------------------------------===//

#include "passes/Dialect.h"

#include "graph/model/Graph.h"
#include "passes/NativeNames.h"
#include "passes/Producers.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace mapgraph {

#define MG_ROW(Symbol, Kind, Type, Addr, Key, Val, Code, Flags)                \
  {Symbol, RowKind::Kind, 0, Type, Addr, Key, Val, Code, Flags, ""},
#define MG_MAP(Symbol, Op, Type, Addr, Key, Val, Flags)                        \
  {Symbol, RowKind::Map, static_cast<uint8_t>(MapOpKind::Op),                  \
   Type,   Addr,         Key,                                                  \
   Val,    -1,           Flags,                                                \
   ""},
#define MG_SYNC(Symbol, Op, Addr, Val, Code, Flags)                            \
  {Symbol, RowKind::Sync, static_cast<uint8_t>(SyncOpKind::Op),                \
   -1,     Addr,          -1,                                                  \
   Val,    Code,          Flags,                                               \
   ""},
#define MG_NEW(Symbol, Object, Type, Key)                                      \
  {Symbol, RowKind::New, static_cast<uint8_t>(ObjectKind::Object),             \
   Type,   -1,           Key,                                                  \
   -1,     -1,           0,                                                    \
   ""},
#define MG_PASS(Symbol, Val)                                                   \
  {Symbol, RowKind::Pass, 0, -1, -1, -1, Val, -1, 0, ""},
#define MG_SYNCCALL(Symbol, Code, Holder)                                      \
  {Symbol, RowKind::SyncCall, 0, -1, Holder, -1, -1, Code, 0, ""},
#define MG_CALLBACK(Symbol, Code, Method, Flags)                               \
  {Symbol, RowKind::Callback, 0, -1, -1, -1, -1, Code, Flags, Method},
#define MG_HANDLER(Field, Method, Flags)
#define MG_METHOD(Interface, Method, Op, Flags)                                \
  {Interface " " Method,                                                       \
   RowKind::Sync,                                                              \
   static_cast<uint8_t>(SyncOpKind::Op),                                       \
   -1,                                                                         \
   0,                                                                          \
   -1,                                                                         \
   -1,                                                                         \
   -1,                                                                         \
   Flags,                                                                      \
   ""},
#define MG_EFFECT(Symbol, Val, Op, Flags)                                      \
  {Symbol,                                                                     \
   RowKind::Effect,                                                            \
   static_cast<uint8_t>(MapOpKind::Op),                                        \
   -1,                                                                         \
   -1,                                                                         \
   -1,                                                                         \
   Val,                                                                        \
   -1,                                                                         \
   Flags,                                                                      \
   ""},

#define MG_REFLECTED(Package, Method, Op)
#define MG_MAPCALL(Symbol, Op, Addr, Code)                                     \
  {Symbol, RowKind::Map, static_cast<uint8_t>(MapOpKind::Op),                  \
   -1,     Addr,         -1,                                                   \
   -1,     Code,         0,                                                    \
   ""},
#define MG_THREAD(Symbol, Code, Flags)                                         \
  MG_SYNC(Symbol, Spawn, 0, -1, Code, RF_Callable | Flags)

static const Row GoRows[] = {
#include "passes/dialects/GoAtomic.def"
#include "passes/dialects/GoCallbacks.def"
#include "passes/dialects/GoEffects.def"
#include "passes/dialects/GoRuntime.def"
#include "passes/dialects/GoSync.def"
};

static const Row TinyGoRows[] = {
#include "passes/dialects/TinyGo.def"
};
static const Row LlgoRows[] = {
#include "passes/dialects/Llgo.def"
};
static const Row LlgoSharedRows[] = {
#include "passes/dialects/GoAtomic.def"
#include "passes/dialects/GoSync.def"
};
static const Row GollvmRows[] = {
#include "passes/dialects/Gollvm.def"
};
static const Row EbpfRows[] = {
#include "passes/dialects/Ebpf.def"
};
#define MG_PACKAGE(Path)
static const Row NativeRows[] = {
#include "passes/dialects/Native.def"
};

#undef MG_CALLBACK
#undef MG_SYNCCALL
#undef MG_HANDLER
#define MG_CALLBACK(Symbol, Code, Method, Flags)
#define MG_SYNCCALL(Symbol, Code, Holder)
#define MG_HANDLER(Field, Method, Flags)                                       \
  {Field, RowKind::Callback, 0, -1, -1, -1, -1, -1, Flags, Method},
static const Row GoFields[] = {
#include "passes/dialects/GoCallbacks.def"
};

#undef MG_EFFECT
#undef MG_REFLECTED
#define MG_EFFECT(Symbol, Val, Op, Flags)
#define MG_REFLECTED(Package, Method, Op) {Package, Method, MapOpKind::Op},
static const Reflected GoReflected[] = {
#include "passes/dialects/GoEffects.def"
};

#define MG_ERROR(Symbol) Symbol,
static const char *const GoErrors[] = {
#include "passes/dialects/GoErrors.def"
};

#define MG_EXIT(Symbol) Symbol,
static const char *const GoExits[] = {
#include "passes/dialects/GoExits.def"
};
#undef MG_EXIT

#undef MG_PACKAGE
#define MG_PACKAGE(Path) Path,
static const char *const GoOpaque[] = {
#include "passes/dialects/GoOpaque.def"
};
#undef MG_MAP
#undef MG_ROW
#undef MG_SYNC
#undef MG_NEW
#undef MG_THREAD
#define MG_MAP(Symbol, Op, Type, Addr, Key, Val, Flags)
#define MG_ROW(Symbol, Kind, Type, Addr, Key, Val, Code, Flags)
#define MG_SYNC(Symbol, Op, Addr, Val, Code, Flags)
#define MG_NEW(Symbol, Object, Type, Key)
#define MG_THREAD(Symbol, Code, Flags)
static const char *const NativeOpaque[] = {
#include "passes/dialects/Native.def"
};

static constexpr StringRef LlgoRuntime = "/runtime/internal/runtime.";

std::string withoutBrackets(StringRef S) {
  std::string Out;
  unsigned Depth = 0;
  for (char C : S) {
    if (C == '[')
      ++Depth;
    else if (C == ']' && Depth)
      --Depth;
    else if (!Depth)
      Out += C;
  }
  return StringRef(Out).rtrim().str();
}

uint16_t nodeFlags(const Row &R) {
  uint16_t Flags = 0;
  static constexpr std::pair<RowFlag, NodeFlag> Same[] = {
      {RF_Read, NF_Read},
      {RF_Try, NF_Try},
      {RF_CommaOk, NF_CommaOk},
      {RF_Many, NF_Many},
      {RF_Own, NF_Own}};
  for (auto [From, To] : Same)
    if (R.has(From))
      Flags |= To;
  if (R.Kind == RowKind::Sync && R.syncOp() >= SyncOpKind::AtomicLoad &&
      R.syncOp() <= SyncOpKind::AtomicRmw)
    Flags |= NF_Atomic;
  return Flags;
}

static Producer findProducer(const Module &M) {
  if (M.getNamedMetadata("mapgraph.package"))
    return Producer::Go;
  if (Triple(M.getTargetTriple()).isBPF())
    return Producer::Ebpf;
  for (const DICompileUnit *CU : M.debug_compile_units()) {
    StringRef By = CU->getProducer();
    if (By.starts_with("TinyGo"))
      return Producer::TinyGo;
    if (By.starts_with("LLGo"))
      return Producer::Llgo;
    if (By.contains("llvm-goc"))
      return Producer::Gollvm;
    if (CU->getSourceLanguage() == dwarf::DW_LANG_Go)
      return Producer::Go;
    return Producer::Native;
  }
  return producerByNames(M);
}

const Dialect &Dialect::of(const Module &M) { return get(findProducer(M)); }

const Dialect &Dialect::get(Producer P) {
  static const Dialect All[] = {
      Dialect(Producer::Go),     Dialect(Producer::TinyGo),
      Dialect(Producer::Llgo),   Dialect(Producer::Gollvm),
      Dialect(Producer::Native), Dialect(Producer::Ebpf)};
  return All[static_cast<size_t>(P)];
}

static ArrayRef<Row> rowsOf(Producer P) {
  switch (P) {
  case Producer::Go:
    return GoRows;
  case Producer::TinyGo:
    return TinyGoRows;
  case Producer::Llgo:
    return LlgoRows;
  case Producer::Gollvm:
    return GollvmRows;
  case Producer::Ebpf:
    return EbpfRows;
  case Producer::Native:
    return NativeRows;
  }
  return {};
}

Dialect::Dialect(Producer P) : Who(P) {
  for (const Row &R : rowsOf(P))
    add(R);
  if (P == Producer::Llgo)
    for (const Row &R : LlgoSharedRows)
      add(R);
  if (P == Producer::Native)
    OpaquePackages.assign(std::begin(NativeOpaque), std::end(NativeOpaque));
  if (isGo()) {
    OpaquePackages.assign(std::begin(GoOpaque), std::end(GoOpaque));
    Exits.insert(std::begin(GoExits), std::end(GoExits));
    Errors.insert(std::begin(GoErrors), std::end(GoErrors));
  }
  if (P == Producer::Go) {
    for (const Row &R : GoFields) {
      Fields.try_emplace(R.Symbol, Rows.size());
      Rows.push_back(R);
    }
    Reflections = GoReflected;
  }
  Rows.push_back({}); // ends the rows of the last symbol
}

void Dialect::add(const Row &R) {
  Index.try_emplace(R.Symbol, Rows.size());
  Rows.push_back(R);
}

const Row *Dialect::find(StringRef Symbol) const {
  auto It = Index.end();
  if (Who == Producer::Native)
    It = Index.find(nativeName(Symbol));
  else if (size_t At = Symbol.find(LlgoRuntime);
           Who == Producer::Llgo && At != StringRef::npos)
    It = Index.find(("RT." + Symbol.substr(At + LlgoRuntime.size())).str());
  else
    It = Index.find(Symbol);
  if (It == Index.end() && Symbol.contains('['))
    It = Index.find(withoutBrackets(Symbol));
  return It == Index.end() ? nullptr : &Rows[It->second];
}

const Row *Dialect::findHelper(uint64_t Number) const {
  auto It = Index.find("helper " + std::to_string(Number));
  return It == Index.end() ? nullptr : &Rows[It->second];
}

const Row *Dialect::findField(StringRef Selector) const {
  auto It = Fields.find(Selector);
  return It == Fields.end() ? nullptr : &Rows[It->second];
}

const Row *Dialect::findMethod(StringRef Interface, StringRef Method) const {
  auto It = Index.find((Interface + " " + Method).str());
  return It == Index.end() ? nullptr : &Rows[It->second];
}

bool Dialect::isOpaqueFunction(StringRef Symbol) const {
  if (Who != Producer::Native || !Symbol.starts_with("_Z"))
    return false;
  std::string Name = nativeName(Symbol);
  return llvm::any_of(OpaquePackages, [&](StringRef P) {
    return StringRef(Name).starts_with(P);
  });
}

bool Dialect::reflects(const Row &R, StringRef Method) const {
  return llvm::any_of(Reflections, [&](const Reflected &X) {
    StringRef Rest = R.Symbol;
    return X.Method == Method && X.Op == R.mapOp() &&
           Rest.consume_front(X.Package) && Rest.starts_with(".");
  });
}

bool Dialect::isOpaque(StringRef Path) const {
  if (!isGo())
    return false;
  Path = Path.split(" [").first;
  for (StringRef P : OpaquePackages)
    if (P.ends_with("/") ? Path.starts_with(P) : Path == P)
      return true;
  return false;
}

StringRef Dialect::typeName(StringRef Symbol) const {
  return typeOfSymbol(Who, Symbol);
}

bool Dialect::isMethodMark(StringRef Symbol) const {
  return isMethodSymbol(Who, Symbol);
}

StringRef Dialect::methodTable(StringRef Symbol) const {
  if (Who == Producer::Go)
    return Symbol.consume_front("methods:") ? Symbol : "";
  return Who == Producer::TinyGo && Symbol.consume_back("$methodset") ? Symbol
                                                                      : "";
}

StringRef Dialect::invokeAttribute() const {
  return Who == Producer::TinyGo ? "tinygo-invoke" : "";
}

bool Dialect::isLibrary(StringRef Symbol) const {
  if (Who != Producer::Native || !Symbol.starts_with("_Z"))
    return false;
  std::string Name = nativeName(Symbol);
  for (StringRef P :
       {"std::", "__gnu_cxx::", "absl::", "boost::", "tbb::", "operator "})
    if (StringRef(Name).starts_with(P))
      return true;
  return false;
}

bool Dialect::isRuntime(StringRef Path) const {
  return Path == "runtime" || Path.ends_with("/internal/runtime");
}

HeaderKind Dialect::header(const StructType *T) const {
  if (!T->hasName())
    return HeaderKind::None;
  return headerByName(Who, T->getName());
}

} // namespace mapgraph
