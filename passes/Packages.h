//===- Packages.h - Packages and the facts about functions by name -*- C++
//-*-===//
//
// Answers, from named metadata where the front end writes it and from the
// conventions of symbols elsewhere: which package does a function belong to, is
// it exported, a test, an initialiser, a main, a method, and how does the
// language's runtime print it in stacks. Malformed metadata counts as absent.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_PACKAGES_H
#define MAPGRAPH_PASSES_PACKAGES_H

#include "graph/model/Graph.h"
#include "passes/Dialect.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/Module.h"

namespace mapgraph {

/// A Go symbol taken apart: "pkg/path.(*T).M", "pkg/path.T.M", "pkg/path.F".
struct SymbolParts {
  llvm::StringRef Package;
  llvm::StringRef Receiver; ///< "T", generic arguments included; "" none
  llvm::StringRef Name;     ///< "M", "F", "F.func1"
  bool Pointer = false;     ///< receiver is *T
};
/// Known: a package that the symbol may be of. Where dots in a path would have
/// to be guessed, those of its symbols need not.
SymbolParts splitGoSymbol(llvm::StringRef Symbol, llvm::StringRef Known = "");

class PackageTable {
public:
  PackageTable(const llvm::Module &M, const Dialect &D, Graph &G);

  /// Row of the package that a function of that symbol belongs to.
  PackageId packageOf(const llvm::Function &F);
  /// FunctionFlag bits that follow from name, metadata and linkage.
  uint32_t flags(const llvm::Function &F);
  StringId display(const llvm::Function &F);
  TypeId receiver(const llvm::Function &F);

private:
  void readPackage(const llvm::NamedMDNode &N);
  llvm::StringRef ownPath() const;
  SymbolParts split(const llvm::Function &F) const;

  const llvm::Module &M;
  const Dialect &D;
  Graph &G;
  PackageId Own; ///< the package that the module holds
  std::string OwnPath;
  uint32_t OwnFlags = 0;
  bool HasExports = false;
  llvm::StringSet<> Exported, Tests;
  llvm::StringMap<StringId> Stacks;
  llvm::StringMap<PackageId> ByPath;
};

} // namespace mapgraph

#endif
