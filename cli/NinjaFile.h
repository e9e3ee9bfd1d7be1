//===- NinjaFile.h - Writing files for Ninja --------------------*- C++ -*-===//
//
// The part of Ninja's language that a batch needs, with the escaping that
// Ninja and the shell below it want. See https://ninja-build.org/manual.html.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_NINJAFILE_H
#define MAPGRAPH_CLI_NINJAFILE_H

#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

/// A word of a command line, as the shell reads it back.
std::string shellWord(std::string_view Word);
std::string shellCommand(const std::vector<std::string> &Words);
/// The value of a variable; line breaks become spaces.
std::string ninjaValue(std::string_view Text);
/// A path in a build statement, which can hold anything but line breaks and
/// "|": Ninja has no escape for these.
std::string ninjaPath(std::string_view Path);

struct NinjaStep {
  std::string Output;
  std::vector<std::string> Inputs;
  std::vector<std::string> Command; ///< words
  std::string Description;
  /// The output's name says all that it depends on: when it is there, it is
  /// right, whatever Ninja's own log remembers.
  bool NamedByContent = false;
  bool Alone = false; ///< not beside others of this kind
};

/// The text of a build file whose logs are in Folder.
std::string ninjaFile(const std::string &Folder,
                      const std::vector<NinjaStep> &Steps);

} // namespace mapgraph

#endif
