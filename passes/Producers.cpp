//===- Producers.cpp - Marks by which producers are told apart ------------===//

#include "passes/Producers.h"

#include "llvm/IR/Module.h"

using namespace llvm;

namespace mapgraph {

namespace {
struct Mark {
  Producer Who;
  StringRef Prefix, Part;
};
struct Header {
  Producer Who;
  StringRef Suffix;
  HeaderKind Kind;
};
} // namespace

#define MG_MARK(Who, Prefix, Part) {Producer::Who, Prefix, Part},
static const Mark Marks[] = {
#include "passes/dialects/Producers.def"
};
#undef MG_MARK
#define MG_HEADER(Who, Suffix, Kind) {Producer::Who, Suffix, HeaderKind::Kind},
static const Header Headers[] = {
#include "passes/dialects/Producers.def"
};

#undef MG_HEADER
#define MG_TYPE(Who, Prefix) {Producer::Who, Prefix, ""},
static const Mark Types[] = {
#include "passes/dialects/Producers.def"
};
#undef MG_TYPE
#define MG_MARKOF(Who, Prefix) {Producer::Who, Prefix, ""},
static const Mark Methods[] = {
#include "passes/dialects/Producers.def"
};

StringRef typeOfSymbol(Producer P, StringRef Symbol) {
  for (const Mark &K : Types)
    if (K.Who == P && Symbol.starts_with(K.Prefix))
      // llgo has no prefix of its own: the whole symbol is the name.
      return P == Producer::Llgo ? Symbol : Symbol.substr(K.Prefix.size());
  return "";
}

bool isMethodSymbol(Producer P, StringRef Symbol) {
  return llvm::any_of(Methods, [&](const Mark &K) {
    return K.Who == P && Symbol.starts_with(K.Prefix);
  });
}

Producer producerByNames(const Module &M) {
  for (const Mark &K : Marks)
    for (const llvm::Function &F : M)
      if (F.getName().starts_with(K.Prefix) && F.getName().contains(K.Part))
        return K.Who;
  return Producer::Native;
}

HeaderKind headerByName(Producer P, StringRef Name) {
  for (const Header &H : Headers)
    if (H.Who == P && (Name == H.Suffix ||
                       (H.Suffix.starts_with("/") && Name.ends_with(H.Suffix))))
      return H.Kind;
  return HeaderKind::None;
}

} // namespace mapgraph
