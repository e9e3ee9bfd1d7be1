//===- Child.h - Running another program ------------------------*- C++ -*-===//
//
// Starts a program in its own process group, so that an interrupt ends it with
// everything it started, and waits for it. A child is ended, too, when this
// process dies in a way that leaves it no time.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_CHILD_H
#define MAPGRAPH_CLI_CHILD_H

#include "cli/Exit.h"

#include <string>
#include <vector>

namespace mapgraph {

struct ChildResult {
  int Code = 0; ///< exit code, 128 + signal when it was killed
  double PeakMiB = 0;
};

/// Runs Arguments[0] (a path); stderr is inherited, stdout goes to stderr.
Result<ChildResult> runChild(const std::vector<std::string> &Arguments);

struct ChildOutput {
  int Code = 0;
  std::string Text;   ///< of stdout
  std::string Errors; ///< of stderr
};

/// Runs Arguments[0] as the shell would find it and keeps what it writes.
Result<ChildOutput> captureChild(const std::vector<std::string> &Arguments);

/// The program Name beside this executable.
std::string besideSelf(const std::string &Name);

} // namespace mapgraph

#endif
