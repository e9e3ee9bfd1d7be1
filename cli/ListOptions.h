//===- ListOptions.h - Where the user's lists are ---------------*- C++ -*-===//
//
// The options of commands whose findings the user's lists hide, and the
// settings of the module, which can stand for any option of the command.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_LISTOPTIONS_H
#define MAPGRAPH_CLI_LISTOPTIONS_H

#include "cli/UserLists.h"

namespace CLI {
class App;
} // namespace CLI

namespace mapgraph {

/// Options must outlive the command.
void addListOptions(CLI::App &Command, ListOptions &Options);

/// Reads settings and lists of the module that holds the inputs, and gives the
/// options of the command what the settings say where the user said nothing.
/// What is wrong with any of them ends the run before the analysis begins.
Result<UserLists> loadLists(CLI::App &Command, const ListOptions &Options,
                            const std::vector<std::string> &Inputs);

} // namespace mapgraph

#endif
