//===- Names.h - How people see the rows of a graph -------------*- C++ -*-===//
//
// The one place where positions, functions, types, operations and threads get
// the text that output shows: paths relative to the root folder of the module
// that is analysed, functions as the language's runtime prints them in stacks.
//
// Nothing here decides anything; a row without a name is shown as "?".
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_NAMES_H
#define MAPGRAPH_GRAPH_QUERY_NAMES_H

#include "graph/model/Graph.h"
#include "graph/model/ShortNames.h"
#include "graph/model/Solution.h"
#include "graph/query/PackageIndex.h"

#include <string>
#include <string_view>
#include <vector>

namespace mapgraph {

/// A position as output names it; Line and Column are 0 when not known.
struct Place {
  std::string File; ///< relative to the root when below it, "" not known
  uint32_t Line = 0;
  uint32_t Column = 0;
};

class Names {
public:
  /// Root: absolute folder that paths are made relative to; "" leaves them.
  Names(const Graph &Program, std::string Root);

  std::string file(StringId File) const;
  std::string file(std::string_view Path) const;
  Place place(LocId L) const;
  /// Position of an event; of a function or global: its declaration. The file
  /// of an event of another module begins with that, "example.com/dep@v1.2.0".
  Place place(NodeId N) const;
  /// Where the map is declared or made.
  Place place(const MapObject &M) const;
  /// "cache.go:23:4", without what is not known; "?" without a file.
  std::string position(LocId L) const;
  std::string position(NodeId N) const;
  std::string position(const MapObject &M) const;

  /// "example.com/m/store.(*Cache).Set"
  std::string function(FunctionId F) const;
  /// "store.(*Cache).Set"
  std::string shortFunction(FunctionId F) const;
  /// Function that owns the node, or whose node it is.
  FunctionId functionOf(NodeId N) const;

  /// "map[string]store.Entry"
  std::string type(TypeId T) const;
  /// "update", "lock", "call" …
  std::string_view op(NodeId N) const;
  /// As op, with one word for both steps of an iteration, and "declaration"
  /// for where a variable begins to be nil: the `op` of JSON.
  std::string_view opWord(NodeId N) const;
  /// "write", "read", for a make "make", for where a nil comes from "nil".
  std::string_view access(NodeId N) const;
  /// "goroutine started at cache.go:12:2", "main" …
  std::string thread(const Thread &T) const;

private:
  std::string moduleFolder(PackageId Of) const;
  std::string ownFolder(PackageId Of) const;

  const Graph &G;
  PackageIndex Packages;
  std::string Root; // with a slash at the end, or empty
};

/// Whether the op changes the map (or variable) it works on.
bool isWrite(const Node &N);
/// Whether the op reads it without changing it.
bool isRead(const Node &N);
/// Position as text: "cache.go:23:4".
std::string text(const Place &P);
/// "Cache.mu (read), Server.mu", or "none".
std::string text(const std::vector<HeldLock> &Locks);

} // namespace mapgraph

#endif
