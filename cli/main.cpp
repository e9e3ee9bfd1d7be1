//===- main.cpp - The mapgraph command ------------------------------------===//
//
// Reads the command line, runs the chosen command, and is the only place that
// exits. Every failure leaves as one line on stderr and a code of Exit.h.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Interrupt.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

using namespace mapgraph;

static int code(Exit E) { return static_cast<int>(E); }

static int complain(Exit E, const std::string &What) {
  std::fprintf(stderr, "mapgraph: %s\n", What.c_str());
  return code(E);
}

static int runCommand(const Command &Chosen) {
  try {
    return code(Chosen());
  } catch (const std::bad_alloc &) {
    return complain(Exit::Internal, "internal error: out of memory");
  } catch (const std::exception &E) {
    return complain(Exit::Internal, std::string("internal error: ") + E.what());
  }
}

int main(int Argc, char **Argv) {
  installSignalHandlers();
  CLI::App App("Finds concurrent operations on maps, and says why they can or "
               "cannot meet.",
               "mapgraph");
  App.require_subcommand(1);
  App.footer(
      "Exit codes: 0 clean, 1 findings, 2 usage, 3 bad input, 4 internal "
      "error, 130 interrupted.");
  Command Chosen;
  addBuildCommand(App, Chosen);
  addCheckCommand(App, Chosen);
  addStatsCommand(App, Chosen);
  addExportCommand(App, Chosen);
  addExplainCommand(App, Chosen);
  addQueryCommand(App, Chosen);
  addScoreCommand(App, Chosen);
  addBatchCommand(App, Chosen);
  addBatchStepCommand(App, Chosen);
  addCacheCommand(App, Chosen);
  addVersionCommand(App, Chosen);
  try {
    App.parse(Argc, Argv);
  } catch (const CLI::ParseError &E) {
    if (E.get_exit_code() == 0) // --help
      return App.exit(E);
    std::string What = E.what();
    What.resize(std::min(What.find('\n'), What.size()));
    return complain(Exit::Usage, What + " (see --help)");
  }
  return runCommand(Chosen);
}
