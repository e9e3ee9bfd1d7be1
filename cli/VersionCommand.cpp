//===- VersionCommand.cpp - mapgraph version ------------------------------===//

#include "cli/Commands.h"

#include "llvm/Config/llvm-config.h"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace mapgraph {

void addVersionCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Version =
      App.add_subcommand("version", "Print the versions of the tool");
  Version->callback([&Chosen] {
    Chosen = [] {
      std::printf("mapgraph %s (LLVM %s)\n", MAPGRAPH_VERSION,
                  LLVM_VERSION_STRING);
      return Exit::Clean;
    };
  });
}

} // namespace mapgraph
