//===- ApplySettings.cpp - Settings as if typed ---------------------------===//

#include "cli/ApplySettings.h"

#include <CLI/CLI.hpp>

namespace mapgraph {

static std::string oneLine(std::string Text) {
  Text.resize(std::min(Text.find('\n'), Text.size()));
  return Text;
}

Result<void> applySettings(const Settings &S, CLI::App &Command) {
  for (const SettingsOption &Row : S.Options) {
    std::string Place = S.File + ":" + std::to_string(Row.Line) + ": ";
    CLI::Option *Option = Command.get_option_no_throw("--" + Row.Name);
    if (!Option)
      return usageError(Place + "unknown key: " + Row.Name);
    if (Option->count() != 0)
      continue;
    try {
      Option->add_result(Row.Value);
      Option->run_callback();
    } catch (const CLI::Error &E) {
      return usageError(Place + oneLine(E.what()));
    }
  }
  return {};
}

} // namespace mapgraph
