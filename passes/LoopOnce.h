//===- LoopOnce.h - Loops that run once -------------------------*- C++ -*-===//
//
// A loop whose counter starts, steps and ends at constants, so that its body
// runs exactly once, is no loop: what it starts is one thread.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_PASSES_LOOPONCE_H
#define MAPGRAPH_PASSES_LOOPONCE_H

namespace llvm {
class Function;
}

namespace mapgraph {

/// Whether F has such a loop.
bool hasLoopThatRunsOnce(const llvm::Function &F);

/// Makes the body of each such loop leave it; F's variables are in registers.
void unrollLoopsThatRunOnce(llvm::Function &F);

} // namespace mapgraph

#endif
