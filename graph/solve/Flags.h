//===- Flags.h - Variables that let in one thread ---------------*- C++ -*-===//
//
// A flag is an atomic variable that is taken where somebody makes a 0 something
// else, or a variable that a section of a lock tests and sets to a constant: of
// all who try, one succeeds. When nothing in the program can change it again,
// it is taken once for good; else it is a lock, given back by what may change
// it, and only worth something as long as nobody does who has not taken it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_FLAGS_H
#define MAPGRAPH_GRAPH_SOLVE_FLAGS_H

#include "graph/solve/Paths.h"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace mapgraph::solver {

/// Whether the event stores into an atomic variable, whatever it asks before.
bool isAtomicWrite(const Node &N);

enum class FlagKind : uint8_t { None, Once, Lock };

/// What an operation does to a flag.
struct FlagUse {
  FlagKind Kind = FlagKind::None;
  bool Takes = false; ///< of all who try it takes it
  bool Sets = false;  ///< it leaves the flag taken, by whomever
};

class Flags {
public:
  explicit Flags(const Graph &G);

  /// What an atomic operation, a take or a reset does.
  FlagUse use(NodeId Event) const;

  /// Whether the variable of the event is never made 0 but where its object is
  /// made; and whether it is something else from the event on, besides.
  bool isOneWay(NodeId Event) const;
  bool changes(NodeId Event) const;

  /// Somebody may make the flag (PathTable::flag) 0 who has not taken it.
  void free(const PathTable &Paths, PathId Flag);
  bool isFreed(const PathTable &Paths, PathId Flag) const;

private:
  enum class Owner : uint8_t { Field, Global, Local };
  using Key = std::pair<Owner, uint32_t>; ///< selector, node, nothing
  using Keys = std::set<Key>;

  bool clears(const Node &Event, const Keys &Which) const;
  bool find(NodeId Address, Keys &Found, unsigned Depth) const;
  bool findInCallers(NodeId Param, Keys &Found, unsigned Depth) const;
  std::optional<Key> keyOf(NodeId Address) const;
  static Key keyOf(const PathTable &Paths, PathId Flag);
  void collect();
  void collectConstants();
  void addTake(const Key &K, std::string_view Name, Keys &Mixed);
  void collectEscaped();

  const Graph &G;
  Keys Taken, Cleared, Freed;
  /// Of variables that are taken in sections of locks, what they may be set to
  /// so that nobody else takes them.
  std::map<Key, std::vector<std::string_view>> KeepOut;
  Keys Returning; ///< those that may be made 0 again
};

} // namespace mapgraph::solver

#endif
