//===- IgnoreComments.h - mapgraph:ignore in source texts -------*- C++ -*-===//
//
//   c.m[k] = v //mapgraph:ignore MG001 only tests call this
//
//   //mapgraph:ignore MG001,MG003 filled before the server starts
//   m map[string]int
//
// Reads Go, C and C++ as far as it takes to tell comments from string and
// character literals. A comment that shares a line with code speaks of the code
// on its lines; one that stands alone speaks of the line below it, comments
// between them passed over. `/* */` works like `//`.
//
// Whatever the text is, reading it ends and fails never.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_IGNORECOMMENTS_H
#define MAPGRAPH_CLI_IGNORECOMMENTS_H

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

struct IgnoreComment {
  uint32_t Line = 0; ///< where it begins
  /// The lines it speaks of, [First, Last]; First > Last: none.
  uint32_t First = 1;
  uint32_t Last = 0;
  std::vector<std::string> Rules;
  bool HasReason = false; ///< without one it has no effect

  bool covers(uint32_t L) const { return First <= L && L <= Last; }
};

enum class SourceLanguage { Go, C };

/// In the order of the text.
std::vector<IgnoreComment> ignoreComments(std::string_view Text,
                                          SourceLanguage Language);

} // namespace mapgraph

#endif
