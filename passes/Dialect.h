//===- Dialect.h - What the calls of a runtime mean -------------*- C++ -*-===//
//
// Answers: which row of the tables in passes/dialects/ describes a symbol, for
// the producer that made the module. A runtime symbol is named in those tables
// and nowhere else. A symbol without a row is an ordinary function.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_DIALECT_H
#define MAPGRAPH_PASSES_DIALECT_H

#include "graph/model/Kinds.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <vector>

namespace llvm {
class Module;
class StructType;
} // namespace llvm

namespace mapgraph {

/// Who wrote the module; decides the tables and a few conventions.
enum class Producer : uint8_t {
  Go,     ///< frontend/ of this project
  TinyGo, ///< context last, func value {context, code}
  Llgo,   ///< func value {code, context}, context first
  Gollvm, ///< nest parameter first, mangled names
  Native, ///< C and C++
  Ebpf,   ///< C for the kernel: helpers are constants
};

/// What kind of thing a row describes.
enum class RowKind : uint8_t {
  Map,        ///< Op is MapOpKind
  Sync,       ///< Op is SyncOpKind
  New,        ///< Op is ObjectKind: yields a fresh object
  Pass,       ///< the result is operand Val
  Append,     ///< operands Addr (old) and Val (added) into a fresh array
  CopyElems,  ///< elements of operand Val into operand Addr
  FindMethod, ///< type word Addr, method id Key: yields code
  DeferPush,  ///< Code, Val: to be run by DeferRun
  DeferRun,
  Select,   ///< cases Addr, number Key; Val: whether it waits, if it may not
  Panic,    ///< leaves the function, running defers
  Throw,    ///< an error of the runtime that ends the program
  Ignore,   ///< no effect on anything in the graph, no pointer results
  Unknown,  ///< no effect, but the result is anybody's guess
  Equal,    ///< no effect: whether operands Key and Val are equal
  SyncCall, ///< calls operand Code before it returns
  Wrap,     ///< yields a function that runs operand Code once
  Callback, ///< runs operand Code (or its method Text) in its own threads
  Effect,   ///< a library function that touches maps among its operands
};

enum RowFlag : uint32_t {
  RF_Slot = 1,     ///< the result is the address of the element
  RF_SlotOk = 2,   ///< the result is {address of the element, found}
  RF_KeyCell = 4,  ///< the key operand is the address of the key
  RF_ValCell = 8,  ///< the value operand is the address of what is stored
  RF_OutCell = 16, ///< the value operand is the address of what is loaded
  RF_Read = 32,    ///< shared mode
  RF_Try = 64,     ///< may fail; the result says so
  RF_CommaOk = 128,
  RF_Many = 256,          ///< several at once
  RF_Own = 512,           ///< the argument is fresh for every call
  RF_Variadic = 1024,     ///< the operand is a slice of interfaces
  RF_Result = 2048,       ///< a pointer result comes out of the operation
  RF_Joined = 4096,       ///< all callbacks have ended when the call returns
  RF_AllMethods = 8192,   ///< every exported method of the operand
  RF_Guard = 16384,       ///< operand 0 is a guard of the locks that follow
  RF_Callable = 32768,    ///< the code operand is a C++ callable, by address
  RF_Format = 65536,      ///< the operand before is a format with %p or %v
  RF_Zero = 131072,       ///< the result is 0 when it was done
  RF_Holds = 262144,      ///< the result says whether the guard holds its locks
  RF_FirstField = 524288, ///< what the first field of operand Addr holds
  RF_Lazy = 1048576,      ///< done when the function that is the result runs
};

/// A row: operands are positions of the call, -1 none.
struct Row {
  llvm::StringRef Symbol;
  RowKind Kind = RowKind::Ignore;
  uint8_t Op = 0;
  int8_t Type = -1; ///< type descriptor
  int8_t Addr = -1; ///< map, lock, channel, cell
  int8_t Key = -1;
  int8_t Val = -1;
  int8_t Code = -1;
  uint32_t Flags = 0;
  llvm::StringRef Text; ///< method name of a callback

  MapOpKind mapOp() const { return static_cast<MapOpKind>(Op); }
  SyncOpKind syncOp() const { return static_cast<SyncOpKind>(Op); }
  ObjectKind object() const { return static_cast<ObjectKind>(Op); }
  bool has(RowFlag F) const { return Flags & F; }
  /// Whether what the call returns leads to nothing of the program's.
  bool hasNoPointerResult() const {
    return Kind == RowKind::FindMethod || Kind == RowKind::Ignore ||
           Kind == RowKind::Effect || Kind == RowKind::SyncCall ||
           Kind == RowKind::Equal;
  }
};

/// A method that functions of a package call by reflection: those that read
/// what they are given, or those that write it.
struct Reflected {
  llvm::StringRef Package, Method;
  MapOpKind Op;
};

/// Flags (NodeFlag) that the event of a row has.
uint16_t nodeFlags(const Row &R);

/// A struct type that the producer uses for one logical value.
enum class HeaderKind : uint8_t { None, String, Slice, Iface };

class Dialect {
public:
  /// The tables for the producer of M, found by its marks.
  static const Dialect &of(const llvm::Module &M);
  /// The tables of one producer.
  static const Dialect &get(Producer P);

  Producer producer() const { return Who; }
  bool isGo() const { return Who < Producer::Native; }
  /// Whether fields are known by struct name (else by byte offset).
  bool namesFields() const { return Who == Producer::Go; }

  /// Row of a symbol, generic arguments in brackets disregarded; or null.
  const Row *find(llvm::StringRef Symbol) const;
  /// Row of a kernel helper by its number; or null.
  const Row *findHelper(uint64_t Number) const;
  /// Row for storing a handler into a field ("pkg.T.f"); or null.
  const Row *findField(llvm::StringRef Selector) const;
  /// Row for a method of an interface, by descriptor and method id; or null.
  const Row *findMethod(llvm::StringRef Interface,
                        llvm::StringRef Method) const;
  /// Whether bodies of this package are not followed.
  bool isOpaque(llvm::StringRef PackagePath) const;
  /// Whether a call of who has that name (Recognizer::calledName) does not come
  /// back; whether it yields an error that is not nil where code returns it.
  bool exits(llvm::StringRef Name) const { return Exits.contains(Name); }
  bool yieldsError(llvm::StringRef Name) const { return Errors.contains(Name); }
  /// Whether the library function of the row calls this method on what it meets
  /// (fmt: String, Error; encoding/json: MarshalJSON, or UnmarshalJSON).
  bool reflects(const Row &R, llvm::StringRef Method) const;
  /// Whether the body of this function is not followed, by its own name.
  bool isOpaqueFunction(llvm::StringRef Symbol) const;
  /// The type that a descriptor of this symbol describes; "" it is none.
  llvm::StringRef typeName(llvm::StringRef Symbol) const;
  /// The dynamic type of a method table of this symbol; "" it is none.
  llvm::StringRef methodTable(llvm::StringRef Symbol) const;
  /// Attribute of declared functions that stand for an interface method; its
  /// value is the method's id.
  llvm::StringRef invokeAttribute() const;
  /// Whether the mark stands for a method in method tables.
  bool isMethodMark(llvm::StringRef Symbol) const;
  /// Whether the symbol belongs to a library of the language: nobody outside
  /// calls its instances in this module.
  bool isLibrary(llvm::StringRef Symbol) const;
  /// Whether it is the package of the language's runtime itself.
  bool isRuntime(llvm::StringRef PackagePath) const;
  HeaderKind header(const llvm::StructType *T) const;

private:
  explicit Dialect(Producer P);
  void add(const Row &R);

  Producer Who;
  std::vector<Row> Rows;
  llvm::StringMap<uint32_t> Index;
  llvm::StringMap<uint32_t> Fields;
  std::vector<llvm::StringRef> OpaquePackages;
  llvm::ArrayRef<Reflected> Reflections;
  llvm::StringSet<> Exits, Errors;
};

/// S without bracketed parts: "a.(*P[b.T]).M" becomes "a.(*P).M", and the mark
/// of a test variant at the end is dropped.
std::string withoutBrackets(llvm::StringRef S);

} // namespace mapgraph

#endif
