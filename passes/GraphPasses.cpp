//===- GraphPasses.cpp - Module passes over the module graph --------------===//

#include "passes/GraphPasses.h"

#include "graph/format/MgFile.h"
#include "graph/model/Verifier.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace mapgraph {

Expected<GraphPassOptions> parseGraphPass(StringRef Text) {
  GraphPassOptions O;
  while (!Text.empty()) {
    StringRef Word;
    std::tie(Word, Text) = Text.split(';');
    if (Word.consume_front("out="))
      O.Out = Word.str();
    else if (Word == "no-simplify")
      O.Extract.Simplify = false;
    else if (Word == "variables")
      O.Extract.Variables = true;
    else if (!Word.empty())
      return createStringError("unknown option '" + Word + "' of map-graph");
  }
  return O;
}

PreservedAnalyses GraphPrinterPass::run(Module &M, ModuleAnalysisManager &) {
  Graph G = buildModuleGraph(M, O);
  printGraph(G, OS);
  if (std::optional<std::string> Broken = verify(G))
    OS << "broken: " << *Broken << '\n';
  return PreservedAnalyses::all();
}

Expected<std::string> extractMg(Module &M, const ExtractOptions &O) {
  auto Bytes = tryWriteMg(buildModuleGraph(M, O));
  if (!Bytes)
    return createStringError(Bytes.error());
  return std::move(*Bytes);
}

PreservedAnalyses GraphWriterPass::run(Module &M, ModuleAnalysisManager &) {
  Error Failed = [&]() -> Error {
    Expected<std::string> Bytes = extractMg(M, O);
    if (!Bytes)
      return Bytes.takeError();
    std::error_code Code;
    raw_fd_ostream OS(Path, Code, sys::fs::OF_None);
    if (!Code) {
      OS << *Bytes;
      OS.close();
      Code = OS.error();
      OS.clear_error();
    }
    return Code ? createStringError(Path + ": " + Code.message())
                : Error::success();
  }();
  // A pass has no result but this: the host reports it and ends.
  if (Failed)
    M.getContext().emitError("map-graph: " + toString(std::move(Failed)));
  return PreservedAnalyses::all();
}

} // namespace mapgraph
