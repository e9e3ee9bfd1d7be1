//===- Options.h - Options that several commands share ----------*- C++ -*-===//
//
// What is read and how it is analysed. One place, so that a flag means the same
// in every command.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_OPTIONS_H
#define MAPGRAPH_CLI_OPTIONS_H

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace mapgraph {

struct AnalysisOptions {
  std::vector<std::string> Inputs;
  std::string Directory;    ///< run as if started there; "" here
  std::string Tags;         ///< Go build tags
  std::string Cache;        ///< folder of --cache; "" the user's own (Cache.h)
  bool UseCache = true;     ///< keep what is computed, use what is kept
  unsigned CacheMiB = 2048; ///< that the cache may have at most
  bool Tests = true;        ///< analyse Go test packages too
  bool Variables = false;   ///< accesses of shared variables count as map ops
  bool Simplify = true;
  bool Reasons = false; ///< the solver notes why pairs are safe; no flag
  unsigned Jobs = 0;    ///< 0: one per processor
  bool Verbose = false;
  bool Stats = false;
};

/// Adds the positional inputs, which it returns, and the flags above to a
/// command.
CLI::Option *addAnalysisOptions(CLI::App &Command, AnalysisOptions &Options);
/// Takes all Go packages below the folder when the user named no input.
void useAllPackages(AnalysisOptions &Options);

/// Adds only the flags that say where what is computed is kept.
void addCacheOptions(CLI::App &Command, AnalysisOptions &Options);

/// Adds only the flags that say how work is done, not on what.
void addRunOptions(CLI::App &Command, AnalysisOptions &Options);

/// The file that build writes, and that commands which can do without inputs
/// read when it is there (else: all packages below the current folder).
inline constexpr const char *DefaultGraph = "prog.mg";
/// The same flags for such a command.
void addOptionalInputs(CLI::App &Command, AnalysisOptions &Options);
/// Fills Inputs when the user named none.
void useDefaultInput(AnalysisOptions &Options);

} // namespace mapgraph

#endif
