//===- ModuleBuilder.h - What the parts of extraction share -----*- C++ -*-===//
//
// The module, the graph that grows, and the rows of whole-module tables:
// functions, globals, types, locations, selectors. Function bodies are in
// Body.h. Internal to passes/.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_MODULEBUILDER_H
#define MAPGRAPH_PASSES_MODULEBUILDER_H

#include "passes/Dialect.h"
#include "passes/FieldNames.h"
#include "passes/FinalFields.h"
#include "passes/ModuleGraph.h"
#include "passes/Packages.h"
#include "passes/Recognize.h"
#include "passes/Sections.h"
#include "passes/Shapes.h"
#include "llvm/IR/DebugLoc.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/Module.h"

namespace mapgraph {

class ModuleBuilder {
public:
  ModuleBuilder(llvm::Module &M, const ExtractOptions &O);

  llvm::Module &M;
  const ExtractOptions O;
  const Recognizer Known;
  const Dialect &D;
  Graph G;
  Shapes S;
  FieldNames Fields;
  Sections Guarded; ///< fields that sections of locks test and set
  FinalFields Final;

  /// The Function node, made with its row at the first mention.
  NodeId function(const llvm::Function &F);
  /// The same where the function is used as a value: an operation that a row
  /// describes gets a body then.
  NodeId functionValue(const llvm::Function &F);
  /// The Global node, made at the first mention.
  NodeId global(const llvm::GlobalVariable &V);
  NodeId unknown() const { return NodeId(0); }
  FunctionId row(const llvm::Function &F) {
    return G.node(function(F)).Function;
  }

  LocId location(const llvm::DebugLoc &L);
  LocId location(const llvm::DISubprogram *SP);
  /// The type row of a type descriptor; no row when V is none.
  TypeId descriptor(const llvm::Value *V);
  /// The type of a kernel map: "hash[key]value", from its definition.
  TypeId kernelMap(const llvm::GlobalVariable &V);
  bool isDescriptor(const llvm::Value *V) const {
    if (!V->getType()->isPointerTy())
      return false;
    const llvm::Value *Root = V->stripInBoundsConstantOffsets();
    return llvm::isa<llvm::GlobalVariable>(Root) &&
           !D.typeName(Root->getName()).empty();
  }
  /// The method id that a constant stands for, "" when it is none.
  StringId methodId(const llvm::Value *V);
  /// The method id of a method by its bare name, as this module spells it.
  StringId methodNamed(llvm::StringRef Name);
  /// The function that a constant closure holds, or null.
  static const llvm::Function *constantClosure(const llvm::Value *V);

  /// Whether accesses to memory without pointers count. Map elements of
  /// kernel programs are written in place, so there they always do.
  bool variables() const {
    return O.Variables || D.producer() == Producer::Ebpf;
  }
  const Row *rowOf(const llvm::Function &F) const { return Known.rowOf(F); }
  const Row *rowOf(const llvm::CallBase &C) const { return Known.rowOf(C); }
  /// Name of the struct that a method's receiver points to, "" if none.
  llvm::StringRef receiverType(const llvm::Function &F);
  llvm::StringRef receiverType(llvm::StringRef Symbol);
  /// Whether values of the described type hold pointers; and whether they are
  /// structs or arrays. Unknown: both.
  bool holdsPointers(const llvm::Value *Descriptor) const;
  bool isAggregate(const llvm::Value *Descriptor) const;
  /// Whether F's body becomes nodes.
  bool hasBody(const llvm::Function &F);
  /// Whether the callee is followed, here or in the module that defines it.
  bool hasBodyOf(const llvm::CallBase &C);

  /// Whether calls of F say nothing: helpers of the runtime without a row.
  bool isSilent(const llvm::Function &F);
  /// Whether the body, or what it calls in this module, takes locks, waits or
  /// signals.
  bool synchronises(const llvm::Function &F, unsigned Depth = 0);
  /// Method tables of the module.
  void addMethodTables();
  /// The methods of a dynamic type that are known here.
  llvm::SmallVector<const Method *, 4> methodsOf(TypeId T) const;
  /// Whether the type has methods, and all of them do nothing.
  bool isIdle(TypeId T) const { return IdleTypes.contains(T.Value); }

private:
  bool doesNothing(const llvm::Function &F, unsigned Depth = 0);

  PackageTable Packages;
  llvm::DenseMap<const llvm::Function *, NodeId> Functions;
  llvm::DenseMap<const llvm::GlobalVariable *, NodeId> Globals;
  llvm::DenseMap<const llvm::DILocation *, LocId> Locations;
  llvm::DenseMap<const llvm::GlobalVariable *, TypeId> Types;
  llvm::DenseMap<uint32_t, std::pair<size_t, size_t>> MethodRows;
  llvm::DenseSet<uint32_t> IdleTypes;
  llvm::DenseMap<std::pair<const llvm::Function *, unsigned>, bool>
      Synchronises;
  llvm::StringMap<StringId> MethodNames;
  llvm::StringMap<std::string> Receivers;
};

} // namespace mapgraph

#endif
