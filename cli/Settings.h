//===- Settings.h - The file .mapgraph.yaml ---------------------*- C++ -*-===//
//
//   exclude: ["**/*.pb.go", "internal/mocks/**"]
//   rules: {MG005: off}
//   fail-on: race
//   tags: [integration, linux]
//
// Reads the settings of a module. What is wrong with them is one line,
// "FILE:LINE: what". The text is foreign: no bytes make reading crash.
//
// Options are those of the command line by their names, except the ones that
// are about one run: where to write what, and this file.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_SETTINGS_H
#define MAPGRAPH_CLI_SETTINGS_H

#include "cli/Exit.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

/// An option as the file gives it: what would follow "--Name=". Paths are
/// relative to the folder of the file there, to the current one here.
struct SettingsOption {
  std::string Name;
  std::string Value;
  unsigned Line = 0;
};

struct Settings {
  std::string File;                 ///< as errors name it, "" none
  std::vector<std::string> Exclude; ///< see PathPattern.h
  std::set<std::string> RulesOff;
  std::vector<SettingsOption> Options; ///< in the order of the file
};

/// The name that is looked for in the root of the module.
inline constexpr const char *SettingsFile = ".mapgraph.yaml";

/// File is for messages.
Result<Settings> parseSettings(std::string_view Text, const std::string &File);
/// Reads a file that must exist.
Result<Settings> readSettings(const std::string &File);
/// The file in the root of the module that holds the inputs (of the current
/// folder when they are of several or of none); "" when there is none.
std::string findSettings(const std::vector<std::string> &Inputs);

} // namespace mapgraph

#endif
