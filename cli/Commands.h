//===- Commands.h - The commands of the tool --------------------*- C++ -*-===//
//
// One file per command. Each adds itself to the command line; when the user
// chose it, it sets what main then runs.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_COMMANDS_H
#define MAPGRAPH_CLI_COMMANDS_H

#include "cli/Exit.h"

#include <functional>

namespace CLI {
class App;
} // namespace CLI

namespace mapgraph {

using Command = std::function<Exit()>;

void addBuildCommand(CLI::App &App, Command &Chosen);
void addCacheCommand(CLI::App &App, Command &Chosen);
void addBatchCommand(CLI::App &App, Command &Chosen);
void addBatchStepCommand(CLI::App &App, Command &Chosen);
void addCheckCommand(CLI::App &App, Command &Chosen);
void addStatsCommand(CLI::App &App, Command &Chosen);
void addExportCommand(CLI::App &App, Command &Chosen);
void addExplainCommand(CLI::App &App, Command &Chosen);
void addQueryCommand(CLI::App &App, Command &Chosen);
void addScoreCommand(CLI::App &App, Command &Chosen);
void addVersionCommand(CLI::App &App, Command &Chosen);

} // namespace mapgraph

#endif
