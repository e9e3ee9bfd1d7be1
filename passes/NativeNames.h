//===- NativeNames.h - C++ functions by class and name ----------*- C++ -*-===//
//
// The tables name C++ functions without what varies: template arguments, inline
// namespaces, ABI tags, parameter types. "std::map<…>::operator[](…)" of either
// library is "std::map::operator[]".
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_NATIVENAMES_H
#define MAPGRAPH_PASSES_NATIVENAMES_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace llvm {
class Function;
class Module;
} // namespace llvm

namespace mapgraph {

/// The name in tables, with the mark of its overload ("#copy" …); a symbol that
/// is not mangled is its own name.
std::string nativeName(llvm::StringRef Symbol);

/// The name as the source has it, without parameters: "store::Cache::get".
std::string nativeDisplay(llvm::StringRef Symbol);

/// The class of a member function with its template arguments; "" if none.
std::string nativeClass(llvm::StringRef Symbol);

/// The body of the lambda whose type appears in the symbol of a function that
/// takes a callable; null when there is none in M.
const llvm::Function *lambdaIn(llvm::StringRef Symbol, const llvm::Module &M);
/// The call operator of the class whose objects the function takes as a
/// callable, or null.
const llvm::Function *callOperatorIn(llvm::StringRef Symbol,
                                     const llvm::Module &M);

} // namespace mapgraph

#endif
