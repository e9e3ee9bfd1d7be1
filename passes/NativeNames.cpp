//===- NativeNames.cpp - C++ functions by class and name ------------------===//

#include "passes/NativeNames.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/Module.h"
#include <cstdlib>

using namespace llvm;

namespace mapgraph {

// Copies S without <…> and [abi:…]. Only names of scopes come here, so that
// every '<' opens an argument list.
static std::string withoutArguments(StringRef S) {
  std::string Out;
  unsigned Depth = 0;
  for (char C : S) {
    if (C == '<' || C == '[')
      ++Depth;
    else if ((C == '>' || C == ']') && Depth)
      --Depth;
    else if (!Depth)
      Out += C;
  }
  return Out;
}

static bool isInlineNamespace(StringRef N) {
  bool Versioned = N.consume_front("lts_") || N.consume_front("debian") ||
                   N.consume_front("__") || N.consume_front("d");
  return N == "cxx11" || (Versioned && !N.empty() &&
                          all_of(N, [](char C) { return isDigit(C); }));
}

static std::string scopeName(StringRef Scope) {
  std::string Plain = withoutArguments(Scope), Out;
  SmallVector<StringRef, 8> Parts;
  StringRef(Plain).split(Parts, "::");
  for (StringRef P : Parts) {
    if (isInlineNamespace(P))
      continue;
    Out += Out.empty() ? "" : "::";
    Out += P;
  }
  return Out;
}

// What tells overloads apart is visible in the mangled parameters.
static StringRef overload(StringRef Symbol, bool IsConstructor,
                          bool IsAssignment) {
  if (Symbol.contains("adopt_lock_t"))
    return "#adopt";
  if (Symbol.contains("defer_lock_t"))
    return "#defer";
  if (Symbol.contains("try_to_lock_t"))
    return "#try";
  if (IsAssignment)
    return Symbol.contains("aSERK")  ? "#copy"
           : Symbol.contains("aSEO") ? "#move"
                                     : "";
  if (!IsConstructor)
    return "";
  for (StringRef C : {"C1", "C2"})
    for (StringRef Tag : {"", "B8ne190107"}) {
      size_t At = Symbol.rfind((C + Tag + "E").str());
      if (At == StringRef::npos)
        continue;
      StringRef Parameters = Symbol.substr(At + C.size() + Tag.size() + 1);
      if (Parameters.starts_with("RKS"))
        return "#copy";
      if (Parameters.starts_with("OS"))
        return "#move";
    }
  return "";
}

// Whether a parameter is a reference to a map of the standard library.
static bool takesContainer(StringRef Symbol) {
  for (StringRef Class :
       {"3mapI", "8multimapI", "13unordered_mapI", "18unordered_multimapI"})
    if (Symbol.contains(("RSt" + Class).str()) ||
        Symbol.contains(("RNS_" + Class).str()))
      return true;
  return false;
}

// Containers of threads are told from others.
static StringRef threadTag(StringRef Scope, StringRef RawScope) {
  if (Scope != "std::vector" && Scope != "std::array" &&
      Scope != "__gnu_cxx::__normal_iterator" && Scope != "std::__wrap_iter")
    return "";
  StringRef Arguments = RawScope.substr(RawScope.find('<') + 1);
  Arguments.consume_front("std::");
  Arguments.consume_front("__1::");
  return Arguments.starts_with("thread")    ? "#thread"
         : Arguments.starts_with("jthread") ? "#jthread"
                                            : "";
}

static std::string take(char *Buffer) {
  std::string S = Buffer ? Buffer : "";
  std::free(Buffer);
  return S;
}

std::string nativeName(StringRef Symbol) {
  if (!Symbol.starts_with("_Z"))
    return Symbol.str();
  std::string Text = Symbol.str(); // the demangler points into it
  ItaniumPartialDemangler D;
  if (D.partialDemangle(Text.c_str()) || !D.isFunction())
    return Symbol.str();
  std::string Base = take(D.getFunctionBaseName(nullptr, nullptr));
  if (size_t Tag = Base.find("[abi:"); Tag != std::string::npos)
    Base.resize(Tag);
  std::string RawScope = take(D.getFunctionDeclContextName(nullptr, nullptr));
  std::string Scope = scopeName(RawScope);
  bool Assigns = Base == "operator=";
  std::string Name = Scope.empty() ? Base : Scope + "::" + Base;
  if (Name == "std::swap" && takesContainer(Symbol))
    return Name + "#container";
  if (Name == "std::async" && Symbol.contains("6launch"))
    return Name + "#policy";
  if (StringRef Tag = threadTag(Scope, RawScope); !Tag.empty())
    return Name + Tag.str() +
           (Symbol.contains("emplace_backIJS0_E") ? "#move" : "");
  return Name + overload(Symbol,
                         D.isCtorOrDtor() && !StringRef(Base).starts_with("~"),
                         Assigns)
                    .str();
}

std::string nativeDisplay(StringRef Symbol) {
  std::string Text = Symbol.str();
  ItaniumPartialDemangler D;
  if (!Symbol.starts_with("_Z") || D.partialDemangle(Text.c_str()) ||
      !D.isFunction())
    return Text;
  std::string Name = take(D.getFunctionName(nullptr, nullptr));
  return Name.empty() ? Text : Name;
}

std::string nativeClass(StringRef Symbol) {
  std::string Text = Symbol.str();
  ItaniumPartialDemangler D;
  if (!Symbol.starts_with("_Z") || D.partialDemangle(Text.c_str()) ||
      !D.isFunction())
    return "";
  return take(D.getFunctionDeclContextName(nullptr, nullptr));
}

const llvm::Function *lambdaIn(StringRef Symbol, const Module &M) {
  for (const llvm::Function &F : M) {
    // _ZZ <enclosing> ENK <type> cl…: its type is Z <enclosing> E <type>.
    StringRef Name = F.getName();
    if (!Name.starts_with("_ZZ"))
      continue;
    size_t At = Name.rfind("ENK");
    if (At == StringRef::npos)
      continue;
    StringRef Rest = Name.substr(At + 3);
    size_t Call = Rest.find("cl");
    if (Call == StringRef::npos)
      continue;
    std::string Type = (Name.slice(2, At + 1) + Rest.take_front(Call)).str();
    if (Symbol.contains(Type))
      return &F;
  }
  return nullptr;
}

// The types of plain classes stand in symbols by their own names: "7functor"
// and "5Write" in _ZNK7functor5WriteclEv and in N7functor5WriteE.
const llvm::Function *callOperatorIn(StringRef Symbol, const Module &M) {
  for (const llvm::Function &F : M) {
    StringRef Name = F.getName();
    if (!Name.consume_front("_ZN"))
      continue;
    Name.consume_front("K");
    size_t Call = Name.rfind("clE");
    if (Call == StringRef::npos || Call == 0 || !isDigit(Name[0]))
      continue;
    StringRef Class = Name.take_front(Call);
    if (Symbol.contains(("IN" + Class + "EJ").str()) ||
        Symbol.contains(("I" + Class + "J").str()))
      return &F;
  }
  return nullptr;
}

} // namespace mapgraph
