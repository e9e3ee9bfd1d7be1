//===- Extract.cpp - The C entry point of the extraction library ----------===//

#include "passes/Extract.h"

#include "passes/GraphPasses.h"
#include "llvm-c/Core.h"
#include "llvm/IR/Module.h"
#include <cstring>

using namespace llvm;

static char *duplicate(std::string Message) {
  for (char &C : Message)
    if (C == '\n')
      C = ' ';
  return strdup(Message.c_str());
}

char *mapgraph_extract(void *Module, unsigned Flags, unsigned char **Data,
                       size_t *Size) {
  *Data = nullptr;
  *Size = 0;
  mapgraph::ExtractOptions O;
  O.Simplify = Flags & MAPGRAPH_SIMPLIFY;
  O.Variables = Flags & MAPGRAPH_VARIABLES;
  llvm::Module *M = unwrap(static_cast<LLVMModuleRef>(Module));
  Expected<std::string> Bytes = mapgraph::extractMg(*M, O);
  if (!Bytes)
    return duplicate(toString(Bytes.takeError()));
  *Data = static_cast<unsigned char *>(malloc(Bytes->size() + 1));
  if (!*Data)
    return duplicate("out of memory");
  memcpy(*Data, Bytes->data(), Bytes->size());
  *Size = Bytes->size();
  return nullptr;
}

void mapgraph_free(void *P) { free(P); }
