//===- ShowOptions.h - Which findings, in which form ------------*- C++ -*-===//
//
// The options of the commands that report findings.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_SHOWOPTIONS_H
#define MAPGRAPH_CLI_SHOWOPTIONS_H

#include "graph/model/Solution.h"

#include <optional>

namespace CLI {
class App;
} // namespace CLI

namespace mapgraph {

enum class Form { Text, Json, Sarif };

struct ShowOptions {
  Form Format = Form::Text;
  std::optional<Verdict> FailOn = Verdict::Likely; ///< none: never
  bool ShowPossible = false;
  double MinConfidence = 0;
  bool Deps = false;

  /// The least certain verdict that is shown.
  Verdict atLeast() const {
    return ShowPossible ? Verdict::Possible : Verdict::Likely;
  }
};

/// Options must outlive the command.
void addShowOptions(CLI::App &Command, ShowOptions &Options);

/// Whether stdout wants colours.
bool wantsColor();

} // namespace mapgraph

#endif
