//===- ShowOptions.cpp - Which findings, in which form --------------------===//

#include "cli/ShowOptions.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <unistd.h>

namespace mapgraph {

static void addFailOn(CLI::App &Command, ShowOptions &Options) {
  Command
      .add_option_function<std::string>(
          "--fail-on",
          [&Options](const std::string &Word) {
            Options.FailOn.reset();
            for (Verdict V :
                 {Verdict::Race, Verdict::Likely, Verdict::Possible})
              if (text(V) == Word)
                Options.FailOn = V;
          },
          "The least certain verdict that makes the exit code 1 (default "
          "likely)")
      ->check(CLI::IsMember({"race", "likely", "possible", "never"}));
}

void addShowOptions(CLI::App &Command, ShowOptions &Options) {
  auto *Json = Command.add_flag_callback(
      "--json", [&Options] { Options.Format = Form::Json; }, "Write JSON");
  Command
      .add_flag_callback(
          "--sarif", [&Options] { Options.Format = Form::Sarif; },
          "Write SARIF 2.1.0")
      ->excludes(Json);
  addFailOn(Command, Options);
  Command.add_flag("--show-possible", Options.ShowPossible,
                   "Show what rests on several assumptions, too");
  Command
      .add_option("--min-confidence", Options.MinConfidence,
                  "Show only findings with at least this confidence")
      ->check(CLI::Range(0.0, 1.0));
  Command.add_flag("--deps", Options.Deps,
                   "Show findings that concern dependencies only, too");
}

bool wantsColor() {
  const char *NoColor = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(NoColor && *NoColor);
}

} // namespace mapgraph
