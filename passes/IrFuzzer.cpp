//===- IrFuzzer.cpp - Foreign IR ------------------------------------------===//
//
// Each input is IR text. What LLVM's own parser and verifier let through is a
// module that somebody's compiler may give us: its graph must be well-formed,
// simplified or not, and the same when it is built again.
//
//===----------------------------------------------------------------------===//

#include "graph/format/MgFile.h"
#include "graph/model/Verifier.h"
#include "passes/ModuleGraph.h"
#include "llvm/AsmParser/Parser.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"

#include <cstdio>
#include <cstdlib>

using namespace llvm;

static void require(bool Holds, const char *What, const std::string &Detail) {
  if (Holds)
    return;
  std::fprintf(stderr, "IrFuzzer: %s %s\n", What, Detail.c_str());
  std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  // The parser wants a zero behind the text.
  std::string Text(reinterpret_cast<const char *>(Data), Size);
  LLVMContext Context;
  SMDiagnostic Error;
  std::unique_ptr<Module> M = parseAssemblyString(Text, Error, Context);
  if (!M || verifyModule(*M))
    return 0;
  for (bool Simplify : {true, false}) {
    mapgraph::ExtractOptions Options;
    Options.Simplify = Simplify;
    Options.Variables = !Simplify;
    mapgraph::Graph G = mapgraph::buildModuleGraph(*M, Options);
    std::optional<std::string> Broken = mapgraph::verify(G);
    require(!Broken, "made a broken graph:", Broken.value_or(""));
    mapgraph::Graph Again = mapgraph::buildModuleGraph(*M, Options);
    require(mapgraph::writeMg(G) == mapgraph::writeMg(Again),
            "made two graphs of one module", "");
  }
  return 0;
}
