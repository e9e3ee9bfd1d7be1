//===- Graph.h - The typed map operation graph ------------------*- C++ -*-===//
//
// One data type for the graph of a module, of a program (linked), and of a
// solved program. It is a set of flat tables: rows refer to rows of other
// tables by strong 32-bit ids; the rows are what the .mg file stores.
//
// Built append-only (add…), then frozen: freeze() sorts nothing, it only makes
// the adjacency, so ids stay what they were: output never depends on addresses.
//
// Invariants are numbered V1… in graph/model/README.md and checked by
// Verifier.h after build, link and load.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_GRAPH_H
#define MAPGRAPH_GRAPH_MODEL_GRAPH_H

#include "graph/model/Kinds.h"
#include "graph/model/StringTable.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mapgraph {

using NodeId = Id<struct NodeTag>;
using EdgeId = Id<struct EdgeTag>;
using LocId = Id<struct LocTag>;
using TypeId = Id<struct TypeTag>;
using PackageId = Id<struct PackageTag>;
using FunctionId = Id<struct FunctionTag>;

/// A source position; Parent is the call site when it was inlined there.
/// Line and Column are 1-based, 0 unknown. File is as the producer wrote it
/// (absolute, or relative to the compilation directory).
struct Loc {
  StringId File{0};
  uint32_t Line = 0;
  uint32_t Column = 0;
  LocId Parent;
};

enum class TypeKind : uint8_t {
  Other,
  Map,
  Chan,
  Slice,
  Pointer,
  Struct,
  Func,
  Interface,
  Basic
};

/// A type by its canonical name; Key and Elem of maps, Elem of the rest.
struct Type {
  StringId Name{0};
  uint32_t Kind = 0; ///< TypeKind
  TypeId Key;
  TypeId Elem;
};

/// Row of a method table: values of dynamic type Dynamic answer Method (an
/// opaque id, equal strings are the same method) with Function.
struct Method {
  TypeId Dynamic;
  StringId Method{0};
  NodeId Function;
};

enum PackageFlag : uint32_t {
  PF_Main = 1,
  PF_Test = 2, ///< test variant, external test package or test main
  PF_Dep = 4,  ///< of another module
  PF_Std = 8,  ///< of the language's own library
  PF_Own = 16, ///< of the module that is analysed
};

/// A package or, where the language has none, a translation unit.
struct Package {
  StringId Path{0};
  StringId Module{0};
  StringId Version{0};
  StringId Dir{0};      ///< root folder of the module, "" unknown
  StringId Language{0}; ///< "go1.26", "c++", "ebpf" …
  uint32_t Flags = 0;
};

enum FunctionFlag : uint32_t {
  FF_Defined = 1,
  FF_Exported = 2,    ///< function or method that other modules can call
  FF_Main = 4,        ///< main of a main package
  FF_Init = 8,        ///< package initialiser (calls those of its imports)
  FF_Test = 16,       ///< test, benchmark, fuzz target or example
  FF_Artificial = 32, ///< wrapper, thunk, bound method: not in the source
  FF_Shared = 64,     ///< linkonce: equal bodies in several modules
  FF_Program = 128,   ///< entry of a kernel-side program (eBPF section)
  FF_Opaque = 256,    ///< body is not followed: a dialect row models the call
  FF_Method = 512,    ///< parameter 0 is the receiver
  FF_Local = 1024,    ///< internal linkage: never joined by name
  FF_InTest = 2048,   ///< in a file of tests; solving sets it by the position
};

/// Nodes of a defined function are [First, First + Count): its Entry comes
/// first; Node is the Function node (outside the range).
struct Function {
  StringId Name{0};    ///< symbol
  StringId Display{0}; ///< as the language's runtime prints it in stacks
  PackageId Package;
  LocId Loc;
  NodeId Node;
  NodeId First;
  uint32_t Count = 0;
  uint32_t Flags = 0;
  TypeId Receiver; ///< named type of the receiver, when known
};

enum NodeFlag : uint16_t {
  NF_Read = 1,    ///< lock in shared mode
  NF_Try = 2,     ///< try-lock: held on the true edge of the branch on it;
                  ///< atomic: makes a 0 something else, likewise;
                  ///< send or receive: perhaps, and nobody asks
  NF_Many = 4,    ///< spawn or callback: several at once; return: its results
                  ///< depend on the way to it
  NF_CommaOk = 8, ///< lookup or receive with a flag; update: a test decides
                  ///< about it (a lookup found nothing, the map is not nil);
                  ///< return: not all ways out return the same
  NF_Buffered = 16,
  NF_Panic = 32, ///< return: leaves by panic
  NF_Atomic = 64,
  NF_Arm = 128,        ///< send or receive as the chosen arm of a select
  NF_Iface = 256,      ///< value: made into an interface; Type = dynamic type
  NF_Deferred = 512,   ///< runs when the function exits
  NF_Lib = 1024,       ///< map op done by a library call (row of effects)
  NF_Own = 2048,       ///< callback argument: fresh for every call
  NF_Aggregate = 4096, ///< value: a struct or array in a register; it is named
                       ///< by where it was loaded from, and a field edge out of
                       ///< it yields the part itself, not the part's address
  NF_Single = 8192,    ///< channel: of capacity 1; map op: constant key; value:
                       ///< does nothing; atomic: stores a constant that is no 0
  NF_Modify = 16384, ///< write or update: the new value is made of the old one,
                     ///< which was read before
  NF_Confined = 32768, ///< map op: its value belongs to one thread or CPU;
                       ///< reset: in a section of the lock; atomic: stores 0
};

/// Node::Op is the ordinal in the enumeration that Node::Kind names.
struct Node {
  uint8_t Kind = 0;
  uint8_t Op = 0;
  uint16_t Flags = 0;
  FunctionId Function;
  LocId Loc;
  TypeId Type;      ///< map op: the map type, value/object: its type if known
  StringId Name{0}; ///< variable name; events: the symbol that was recognised;
                    ///< branch: the constant that it compares with

  NodeKind kind() const { return static_cast<NodeKind>(Kind); }
  MapOpKind mapOp() const { return static_cast<MapOpKind>(Op); }
  SyncOpKind syncOp() const { return static_cast<SyncOpKind>(Op); }
  AccessKind access() const { return static_cast<AccessKind>(Op); }
  ObjectKind object() const { return static_cast<ObjectKind>(Op); }
  CallKind call() const { return static_cast<CallKind>(Op); }
  TestKind test() const { return static_cast<TestKind>(Op); }
  bool isConstant() const {
    return kind() == NodeKind::Value &&
           static_cast<ValueKind>(Op) == ValueKind::Constant;
  }
  bool has(NodeFlag F) const { return Flags & F; }
};
static_assert(sizeof(Node) == 20);

/// Label: a position (Arg, ResultOf), branch arm (Next), selector (Field).
struct Edge {
  NodeId From;
  NodeId To;
  uint32_t KindAndLabel = 0; ///< kind in the low 8 bits, label above

  Edge() = default;
  Edge(NodeId F, NodeId T, EdgeKind K, uint32_t Label = 0)
      : From(F), To(T), KindAndLabel(static_cast<uint32_t>(K) | Label << 8) {}
  EdgeKind kind() const { return static_cast<EdgeKind>(KindAndLabel & 0xff); }
  uint32_t label() const { return KindAndLabel >> 8; }
};
static_assert(sizeof(Edge) == 12);

/// How a part of an object is named: "T.f" (named struct type and field), "[]"
/// any element, "+N" byte offset. Loc is where the field is declared, if known.
struct FieldSelector {
  StringId Name{0};
  LocId Loc;
  operator StringId() const { return Name; }
};

enum class GraphKind : uint8_t { Module, Linked, Solved };

class Graph {
public:
  GraphKind Kind = GraphKind::Module;
  StringTable Strings;
  std::vector<Loc> Locs;
  std::vector<Type> Types;
  std::vector<Method> Methods;
  std::vector<Package> Packages;
  std::vector<Function> Functions;
  std::vector<FieldSelector> Selectors;
  std::vector<Node> Nodes;
  std::vector<Edge> Edges;

  // Building.
  StringId str(std::string_view S) { return Strings.intern(S); }
  LocId addLoc(std::string_view File, uint32_t Line, uint32_t Column,
               LocId Parent = {});
  TypeId addType(std::string_view Name, TypeKind K = TypeKind::Other,
                 TypeId Key = {}, TypeId Elem = {});
  uint32_t addSelector(std::string_view S, LocId Declared = {});
  NodeId addNode(NodeKind K, uint8_t Op = 0, FunctionId F = {}, LocId L = {},
                 TypeId T = {}, StringId Name = StringId(0),
                 uint16_t Flags = 0);
  void addEdge(NodeId From, NodeId To, EdgeKind K, uint32_t Label = 0) {
    Edges.emplace_back(From, To, K, Label);
  }

  // Reading.
  std::string_view str(StringId I) const { return Strings[I]; }
  const Node &node(NodeId N) const { return Nodes[N.Value]; }
  Node &node(NodeId N) { return Nodes[N.Value]; }
  const Edge &edge(EdgeId E) const { return Edges[E.Value]; }
  const Function &function(FunctionId F) const { return Functions[F.Value]; }
  const Type &type(TypeId T) const { return Types[T.Value]; }
  const Loc &loc(LocId L) const { return Locs[L.Value]; }
  const Package &package(PackageId P) const { return Packages[P.Value]; }
  std::string_view name(NodeId N) const { return str(node(N).Name); }

  /// Makes the adjacency; call again after adding edges.
  void freeze();
  /// Edges out of / into a node, in the order in which they were added.
  std::span<const EdgeId> out(NodeId N) const {
    return {OutIds.data() + OutBegin[N.Value],
            OutBegin[N.Value + 1] - OutBegin[N.Value]};
  }
  std::span<const EdgeId> in(NodeId N) const {
    return {InIds.data() + InBegin[N.Value],
            InBegin[N.Value + 1] - InBegin[N.Value]};
  }
  /// Target of the first out-edge of that kind (and label), or no node.
  NodeId target(NodeId N, EdgeKind K) const;
  NodeId target(NodeId N, EdgeKind K, uint32_t Label) const;

private:
  std::vector<uint32_t> OutBegin, InBegin;
  std::vector<EdgeId> OutIds, InIds;
  std::unordered_map<std::string, uint32_t> TypeIndex, SelectorIndex;
  std::unordered_map<std::string, uint32_t> LocIndex;
};

} // namespace mapgraph

#endif
