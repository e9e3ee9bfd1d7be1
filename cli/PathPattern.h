//===- PathPattern.h - Patterns for paths -----------------------*- C++ -*-===//
//
//   internal/mocks      the file or folder of that name, with all below it
//   internal/mocks/**   all below it
//   **/*.pb.go          such files in any folder
//   *.pb.go             the same: a pattern without "/" is about names
//
// `*` and `?` stand for characters of one name, `**` for any number of folders;
// everything else for itself. Time is in proportion to the product of the
// lengths, whatever the pattern.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_PATHPATTERN_H
#define MAPGRAPH_CLI_PATHPATTERN_H

#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

class PathPattern {
public:
  explicit PathPattern(std::string_view Text);

  /// Path with "/" between names, relative to what the pattern is relative to.
  bool matches(std::string_view Path) const;

private:
  std::vector<std::string> Parts;
};

} // namespace mapgraph

#endif
