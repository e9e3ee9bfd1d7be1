//===- ShortNames.cpp - Names without what says little --------------------===//

#include "graph/model/ShortNames.h"

#include <cctype>
#include <charconv>
#include <cstdlib>
#include <cxxabi.h>
#include <optional>

namespace mapgraph {

// "v2", the last element of the path of a package that is called otherwise.
static bool isMajorVersion(std::string_view Element) {
  return Element.size() > 1 && Element.front() == 'v' &&
         Element.find_first_not_of("0123456789", 1) == Element.npos;
}

std::string shortenPaths(std::string_view Text) {
  auto IsPath = [](unsigned char C) {
    return std::isalnum(C) || C >= 0x80 || C == '_' || C == '-' || C == '.' ||
           C == '~' || C == '%' || C == '+';
  };
  std::string Out, Above;
  size_t Word = 0; // where the path element that is being copied begins
  for (char C : Text) {
    if (C == '/') {
      Above = Out.substr(Word);
      Out.resize(Word);
      continue;
    }
    if (C == '.' && !Above.empty() &&
        isMajorVersion(std::string_view(Out).substr(Word)))
      Out.replace(Word, Out.npos, Above);
    Out += C;
    if (!IsPath(static_cast<unsigned char>(C))) {
      Word = Out.size();
      Above.clear();
    }
  }
  return Out;
}

static std::optional<char> escapedByte(std::string_view Text) {
  unsigned Byte = 0;
  if (Text.size() < 3 || Text.front() != '%')
    return std::nullopt;
  auto [End, Error] =
      std::from_chars(Text.data() + 1, Text.data() + 3, Byte, 16);
  if (Error != std::errc() || End != Text.data() + 3)
    return std::nullopt;
  return static_cast<char>(Byte);
}

static std::string unescaped(std::string_view Name) {
  std::string Out;
  for (size_t I = 0; I < Name.size(); ++I) {
    std::optional<char> Byte = escapedByte(Name.substr(I));
    Out += Byte.value_or(Name[I]);
    if (Byte)
      I += 2;
  }
  return Out;
}

std::string functionName(const Graph &G, FunctionId F) {
  const Function &Row = G.function(F);
  std::string_view Name = G.str(Row.Display);
  return unescaped(Name.empty() ? G.str(Row.Name) : Name);
}

std::string withoutVariants(std::string_view Name) {
  std::string Out(Name);
  for (size_t Open = 0; (Open = Out.find(" [", Open)) != std::string::npos;) {
    size_t Close = Out.find_first_of("[]", Open + 2);
    if (Close != std::string::npos && Out[Close] == ']' &&
        std::string_view(Out).substr(0, Close).ends_with(".test"))
      Out.erase(Open, Close + 1 - Open);
    else
      Open += 2;
  }
  return Out;
}

// Names of fields have no dots.
static std::string_view fieldOf(std::string_view Selector) {
  return Selector.substr(Selector.rfind('.') + 1);
}

bool isFieldOfUnnamed(std::string_view Selector) {
  return Selector.starts_with("struct{");
}

// "a/p.T[b/q.K]" → "T[…]", "a/p.T·1" → "T": a local type, with its number.
static std::string shortOwner(std::string_view Type) {
  std::string_view Name = Type.substr(0, Type.find('['));
  bool HasArguments = Name.size() != Type.size();
  Name = Name.substr(Name.rfind('/') + 1);
  Name = Name.substr(Name.rfind('.') + 1);
  return std::string(Name.substr(0, Name.find("·"))) +
         (HasArguments ? "[…]" : "");
}

std::string shortField(std::string_view Selector) {
  std::string Plain = withoutVariants(Selector);
  std::string_view Field = fieldOf(Plain);
  if (Field.size() == Plain.size() || isFieldOfUnnamed(Plain))
    return std::string(Field);
  // The package in front of the type says little in a finding.
  size_t Dot = Plain.size() - Field.size() - 1;
  return shortOwner(std::string_view(Plain).substr(0, Dot)) + "." +
         std::string(Field);
}

// A C++ variable as the source has it.
static std::string demangled(std::string_view Symbol) {
  std::string Out(Symbol);
  int Status = 0;
  char *Name = abi::__cxa_demangle(Out.c_str(), nullptr, nullptr, &Status);
  if (Name && Status == 0)
    Out = Name;
  std::free(Name);
  return Out;
}

std::string shortGlobal(std::string_view Symbol) {
  // Of a variable of one translation unit the unit says little.
  Symbol = Symbol.substr(0, Symbol.find('@'));
  if (Symbol.starts_with("_Z"))
    return demangled(Symbol);
  return shortenPaths(withoutVariants(Symbol));
}

} // namespace mapgraph
