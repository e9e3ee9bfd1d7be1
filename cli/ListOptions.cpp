//===- ListOptions.cpp - Where the user's lists are -----------------------===//

#include "cli/ListOptions.h"

#include "cli/ApplySettings.h"
#include "cli/Inputs.h"

#include <CLI/CLI.hpp>

namespace mapgraph {

void addListOptions(CLI::App &Command, ListOptions &Options) {
  CLI::Option *Config = Command.add_option(
      "--config", Options.Config,
      "Read settings from this file (default: " + std::string(SettingsFile) +
          " in the root of the module)");
  Command.add_flag("--no-config", Options.NoConfig, "Read no settings")
      ->excludes(Config);
  Command.add_option("--baseline", Options.Baseline,
                     "Hide the findings that this file knows");
  Command.add_option("--write-baseline", Options.WriteBaseline,
                     "Write the findings to this file, and hide them");
  Command.add_option("--new-from", Options.NewFrom,
                     "Show only findings with a side on a line changed since "
                     "this git revision");
}

Result<UserLists> loadLists(CLI::App &Command, const ListOptions &Options,
                            const std::vector<std::string> &Inputs) {
  std::string File = Options.Config;
  if (File.empty() && !Options.NoConfig)
    File = findSettings(Inputs);
  Settings S;
  if (!File.empty()) {
    Result<Settings> Read = readSettings(File);
    if (!Read)
      return tl::make_unexpected(Read.error());
    S = std::move(*Read);
  }
  if (Result<void> Applied = applySettings(S, Command); !Applied)
    return tl::make_unexpected(Applied.error());
  return UserLists::load(Options, S, moduleOfInputs(Inputs));
}

} // namespace mapgraph
