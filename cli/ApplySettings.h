//===- ApplySettings.h - Settings as if typed -------------------*- C++ -*-===//

#ifndef MAPGRAPH_CLI_APPLYSETTINGS_H
#define MAPGRAPH_CLI_APPLYSETTINGS_H

#include "cli/Settings.h"

namespace CLI {
class App;
} // namespace CLI

namespace mapgraph {

/// Gives the options of a command the values of the file where the command line
/// (or the environment) gave none; what the command line would refuse is
/// refused with the line of the file.
Result<void> applySettings(const Settings &S, CLI::App &Command);

} // namespace mapgraph

#endif
