//===- Flags.h - Atomic variables that let in one thread --------*- C++ -*-===//
//
// A flag is an atomic variable that is taken where somebody makes a 0 something
// else: of all who try, one succeeds. When nothing in the program can make it 0
// again, it is taken once for good; else it is a lock, given back by what may
// make it 0, and only worth something as long as nobody does who has not taken
// it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_FLAGS_H
#define MAPGRAPH_GRAPH_SOLVE_FLAGS_H

#include "graph/solve/Paths.h"

#include <optional>
#include <set>

namespace mapgraph::solver {

enum class FlagKind : uint8_t { None, Once, Lock };

class Flags {
public:
  explicit Flags(const Graph &G);

  /// What the variable is that the atomic operation works on.
  FlagKind of(NodeId Atomic) const;

  /// Somebody may make the flag (PathTable::flag) 0 who has not taken it.
  void free(const PathTable &Paths, PathId Flag);
  bool isFreed(const PathTable &Paths, PathId Flag) const;

private:
  enum class Owner : uint8_t { Field, Global, Local };
  using Key = std::pair<Owner, uint32_t>; ///< selector, node, nothing
  using Keys = std::set<Key>;

  bool find(NodeId Address, Keys &Found, unsigned Depth) const;
  bool findInCallers(NodeId Param, Keys &Found, unsigned Depth) const;
  std::optional<Key> keyOf(NodeId Address) const;
  static Key keyOf(const PathTable &Paths, PathId Flag);
  void collect();
  void collectEscaped();

  const Graph &G;
  Keys Taken, Cleared, Freed;
};

} // namespace mapgraph::solver

#endif
