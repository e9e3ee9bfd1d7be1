//===- IrInput.h - Module graphs of LLVM IR ---------------------*- C++ -*-===//
//
// Reads bitcode or IR text with LLVM and extracts its module graph in this
// process. Bitcode that a newer LLVM has written is refused: LLVM promises to
// read the old, never the new, and may misread silently.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_IRINPUT_H
#define MAPGRAPH_CLI_IRINPUT_H

#include "cli/Inputs.h"
#include "cli/Options.h"
#include "graph/model/Graph.h"

namespace mapgraph {

struct IrModule {
  std::vector<Graph> Graphs; ///< one, or those of multi-module bitcode
  bool HasDebugInfo = false;
};

Result<IrModule> readIr(const FileInput &File, const AnalysisOptions &Options);

} // namespace mapgraph

#endif
