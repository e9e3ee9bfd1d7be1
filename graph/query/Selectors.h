//===- Selectors.h - Naming a function, map, op or thread -------*- C++ -*-===//
//
// What people write to point at something:
//
//   func:store.(*Cache).Set   map:store.Cache.m   thread:main
//   op:update@cache.go:23     cache.go:23         cache.go:23:4
//
// A suffix that begins at a path element or name is enough; what matches
// exactly wins over what matches as a suffix; "T.M" finds (*T).M. A text
// without a prefix and without a line is looked for among maps, functions and
// threads.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_SELECTORS_H
#define MAPGRAPH_GRAPH_QUERY_SELECTORS_H

#include "graph/query/Facts.h"

#include <tl/expected.hpp>

namespace mapgraph {

struct Selector {
  enum class Kind { Any, Function, Map, Thread, Op, Place };
  Kind What = Kind::Any;
  std::string Text; ///< name; of Op the operation ("" any)
  Place At;         ///< of Op and Place; Line 0 is any line
};

/// One thing that a selector means.
struct Target {
  enum class Kind { Function, Map, Thread, Op };
  Kind What = Kind::Function;
  uint32_t Row = 0; ///< FunctionId, object row, thread row, or NodeId
  /// A selector that finds it again.
  std::string Name;
  auto operator<=>(const Target &) const = default;

  FunctionId function() const { return FunctionId(Row); }
  NodeId op() const { return NodeId(Row); }
};

/// The selector, or one line that says what is wrong with the text.
tl::expected<Selector, std::string> parseSelector(std::string_view Text);

/// All that the selector can mean, by kind and row; empty when nothing does.
std::vector<Target> resolve(const Selector &Sel, const Facts &P);

/// The targets that a text names when they all carry one name (the instances of
/// a generic function, the same function of a test variant); a place names all
/// operations there. Otherwise a message: a syntax error, "nothing matches …",
/// or the list of matches.
tl::expected<std::vector<Target>, std::string> select(std::string_view Text,
                                                      const Facts &P);

} // namespace mapgraph

#endif
