//===- Exits.h - Calls that do not come back --------------------*- C++ -*-===//
//
// os.Exit, t.Fatal and the like end the program or the goroutine, though code
// follows them: what follows does not happen.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_EXITS_H
#define MAPGRAPH_PASSES_EXITS_H

#include "passes/Recognize.h"

namespace mapgraph {

/// Whether code of F follows such a call.
bool hasCodeBehindExits(const llvm::Function &F, const Recognizer &R);

/// Ends F's blocks at such calls.
void endAtExits(llvm::Function &F, const Recognizer &R);

} // namespace mapgraph

#endif
