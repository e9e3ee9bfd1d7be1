//===- Limits.h - Work with a limit on memory and time ----------*- C++ -*-===//
//
// Runs a piece of work in a child of this process, so that neither what it
// allocates, nor how long it takes, nor a crash harms anything else. Memory and
// processor time are limited by the kernel (setrlimit), the time on the clock
// by the parent. The child dies with its parent.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_LIMITS_H
#define MAPGRAPH_CLI_LIMITS_H

#include "cli/Exit.h"

#include <functional>
#include <string>
#include <sys/types.h>

namespace mapgraph {

/// 0: no limit.
struct WorkLimits {
  unsigned MemoryMiB = 0;
  unsigned CpuSeconds = 0;
  unsigned WallSeconds = 0;
};

struct WorkEnd {
  enum class How {
    Returned, ///< with Code
    Memory,   ///< over that limit
    Cpu,      ///< over that limit
    Wall,     ///< over that limit
    Crashed,  ///< by a signal of its own making
    Killed    ///< by somebody else
  };
  How Why = How::Returned;
  int Code = 0;
  std::string Errors; ///< what it wrote to stderr, up to a limit
};

/// Call only while this process has one thread.
Result<WorkEnd> runLimited(const WorkLimits &Limits,
                           const std::function<int()> &Work);

/// Asks the kernel to end this process when the one that started it ends.
/// Parent: that one, when it is known, because it may have ended already.
void endWithParent(pid_t Parent = 0);

} // namespace mapgraph

#endif
