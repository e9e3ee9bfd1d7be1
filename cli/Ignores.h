//===- Ignores.h - Findings that the source code says to ignore -*- C++ -*-===//
//
// Reads the files of the main module that a program names and answers which
// findings one of their mapgraph:ignore comments covers: at the operation of a
// side, where the map is made, or where the field or variable that holds it is
// declared. A file that is missing has no comments; one that changed since the
// graph was built has them where they are now.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_IGNORES_H
#define MAPGRAPH_CLI_IGNORES_H

#include "cli/IgnoreTable.h"

namespace mapgraph {

class Ignores {
public:
  /// Variables: findings of rules that need --accesses=variables are looked
  /// for.
  Ignores(const Facts &P, bool Variables);

  /// Whether a comment covers the finding; remembers that it did.
  bool hides(const FoldedFinding &F);
  /// Comments that hid none of the findings asked for, and those that name no
  /// rule or give no reason; by file and line.
  std::vector<IdleIgnore> idle() const;

private:
  const Facts &P;
  MainModule Ours;
  bool Variables;
  IgnoreTable Comments;
};

} // namespace mapgraph

#endif
