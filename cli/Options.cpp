//===- Options.cpp - Options that several commands share ------------------===//

#include "cli/Options.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <thread>

namespace mapgraph {

static CLI::Option *addInputs(CLI::App &Command, AnalysisOptions &Options) {
  return Command.add_option(
      "inputs", Options.Inputs,
      "Go package patterns, .go files, folders, or .bc .ll .mg .o files and "
      "executables with embedded graphs");
}

static void addFlags(CLI::App &Command, AnalysisOptions &Options) {
  Command.add_option("-C,--directory", Options.Directory,
                     "Run as if started in this folder");
  Command.add_option("--tags", Options.Tags, "Go build tags");
  Command.add_flag("--tests,!--no-tests", Options.Tests,
                   "Analyse Go test packages too (default true)");
  Command
      .add_option_function<std::string>(
          "--accesses",
          [&Options](const std::string &What) {
            Options.Variables = What == "variables";
          },
          "What counts as an operation: maps, or variables as well "
          "(experimental)")
      ->check(CLI::IsMember({"maps", "variables"}));
  Command.add_flag("!--no-simplify", Options.Simplify,
                   "Keep module graphs as they were extracted");
  addRunOptions(Command, Options);
}

void addCacheOptions(CLI::App &Command, AnalysisOptions &Options) {
  Command
      .add_option("--cache", Options.Cache,
                  "Keep what is computed for the next run in this folder "
                  "(default: see 'mapgraph cache')")
      ->envname("MAPGRAPH_CACHE");
  Command
      .add_option("--cache-limit", Options.CacheMiB,
                  "Keep so many MiB at most (default 2048)")
      ->check(CLI::Range(1u, 1u << 30));
}

void addRunOptions(CLI::App &Command, AnalysisOptions &Options) {
  Options.Jobs = std::max(1u, std::thread::hardware_concurrency());
  addCacheOptions(Command, Options);
  Command.add_flag("!--no-cache", Options.UseCache,
                   "Compute everything anew, keep nothing");
  Command.add_option("-j,--jobs", Options.Jobs, "Work on so many in parallel")
      ->check(CLI::Range(1, 1024));
  Command.add_flag("-v,--verbose", Options.Verbose, "Say more");
  Command.add_flag("--stats", Options.Stats,
                   "Time and peak memory of each phase, on stderr");
}

CLI::Option *addAnalysisOptions(CLI::App &Command, AnalysisOptions &Options) {
  CLI::Option *Inputs = addInputs(Command, Options);
  addFlags(Command, Options);
  return Inputs;
}

void addOptionalInputs(CLI::App &Command, AnalysisOptions &Options) {
  addInputs(Command, Options);
  Command.add_option("-g,--graph", Options.Inputs,
                     "The same, where a word could be taken for an argument");
  addFlags(Command, Options);
}

void useAllPackages(AnalysisOptions &Options) {
  if (Options.Inputs.empty())
    Options.Inputs.push_back("./...");
}

void useDefaultInput(AnalysisOptions &Options) {
  if (Options.Inputs.empty() &&
      std::filesystem::exists(std::filesystem::path(Options.Directory) /
                              DefaultGraph))
    Options.Inputs.push_back(DefaultGraph);
  useAllPackages(Options);
}

} // namespace mapgraph
