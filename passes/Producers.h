//===- Producers.h - Marks by which producers are told apart ----*- C++ -*-===//
//
// Answers who wrote a module that has no debug information, and which struct
// names of a producer stand for one logical value. Unknown: C or C++.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_PRODUCERS_H
#define MAPGRAPH_PASSES_PRODUCERS_H

#include "passes/Dialect.h"

namespace mapgraph {

/// The producer by the names of the functions that M declares.
Producer producerByNames(const llvm::Module &M);

/// What a struct of that name stands for.
HeaderKind headerByName(Producer P, llvm::StringRef Name);

/// The type that the symbol of a descriptor names, "" if it is none.
llvm::StringRef typeOfSymbol(Producer P, llvm::StringRef Symbol);

/// Whether the symbol stands for a method in method tables.
bool isMethodSymbol(Producer P, llvm::StringRef Symbol);

} // namespace mapgraph

#endif
