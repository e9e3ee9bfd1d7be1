//===- Register.cpp - Makes the passes known to a pass builder ------------===//

#include "passes/Register.h"

#include "passes/GraphPasses.h"
#include "passes/MapOps.h"
#include "passes/SyncOps.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;

namespace mapgraph {

static bool addFunctionPass(StringRef Name, FunctionPassManager &PM,
                            ArrayRef<PassBuilder::PipelineElement>) {
#define FUNCTION_PASS(PassName, Create)                                        \
  if (Name == PassName) {                                                      \
    PM.addPass(Create);                                                        \
    return true;                                                               \
  }
#include "passes/Passes.def"
  return false;
}

// The options of a module pass if the name is that of one and they are right.
static std::optional<GraphPassOptions> optionsOf(StringRef Name,
                                                 StringRef Before) {
  if (!Name.consume_front(Before) || !Name.consume_back(">"))
    return std::nullopt;
  Expected<GraphPassOptions> O = parseGraphPass(Name);
  if (!O) {
    WithColor::error() << toString(O.takeError()) << '\n';
    return std::nullopt;
  }
  bool Writes = !Before.starts_with("print");
  if (Writes &&
      (O->Out.empty() || O->Out.find_first_of(",()") != std::string::npos)) {
    WithColor::error() << "map-graph needs out=FILE, a path without "
                          "commas and parentheses\n";
    return std::nullopt;
  }
  return *O;
}

static bool addModulePass(StringRef Name, ModulePassManager &PM,
                          ArrayRef<PassBuilder::PipelineElement>) {
#define MODULE_PASS(Before, Create)                                            \
  if (std::optional<GraphPassOptions> Parsed = optionsOf(Name, Before)) {      \
    const GraphPassOptions &O = *Parsed;                                       \
    PM.addPass(Create);                                                        \
    return true;                                                               \
  }
#include "passes/Passes.def"
  return false;
}

void registerPasses(PassBuilder &PB) {
  PB.registerPipelineParsingCallback(addFunctionPass);
  PB.registerPipelineParsingCallback(addModulePass);
  PB.registerAnalysisRegistrationCallback([](FunctionAnalysisManager &AM) {
#define FUNCTION_ANALYSIS(Create) AM.registerPass([] { return Create; });
#include "passes/Passes.def"
  });
}

PassPluginLibraryInfo getMapGraphPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "MapGraph", "0.1.0", registerPasses};
}

} // namespace mapgraph
