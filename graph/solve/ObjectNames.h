//===- ObjectNames.h - What people call an object ---------------*- C++ -*-===//
//
// Texts for access paths: "Cache.m", "api.hits", "totals", "Cache.m[…]"; and
// the table of map objects, one row per text, type and declaration.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_OBJECTNAMES_H
#define MAPGRAPH_GRAPH_SOLVE_OBJECTNAMES_H

#include "graph/model/Solution.h"
#include "graph/solve/Summary.h"

#include <map>

namespace mapgraph::solver {

class ObjectNames {
public:
  ObjectNames(const Graph &Program, const Tables &Shared)
      : G(Program), T(Shared) {}

  /// The text of an object or a lock; F is the frame that the path belongs to.
  std::string text(PathId P, FunctionId F) const;
  /// Row of the object that the op works on, made when new.
  uint32_t row(PathId P, FunctionId F, NodeId Op, Solution &S);
  /// Where the object or the variable that holds it is declared, if known.
  LocId declaration(PathId P) const;
  /// Where the field or variable that holds the object, or the outermost of
  /// nested maps, is declared, if known.
  LocId holder(PathId P) const;

private:
  std::string baseText(PathId P, FunctionId F) const;
  std::string placeText(NodeId Addr, unsigned Depth) const;
  std::string holderText(NodeId Value, unsigned Depth = 2) const;
  std::string capturedText(PathId Closure, uint32_t Cell, FunctionId F) const;
  std::string storedName(NodeId Addr) const;
  LocId holderOf(NodeId Value) const;
  bool isField(PathId P) const;

  const Graph &G;
  const Tables &T;
  std::map<std::tuple<std::string, uint32_t, uint32_t>, uint32_t> Rows;
};

/// The locks of a set as F names them, each once, by name.
std::vector<HeldLock> heldLocks(const Tables &T, const ObjectNames &Names,
                                SetId Held, FunctionId F);
/// By name; a lock that is held in both modes counts as the write lock.
void sortLocks(std::vector<HeldLock> &Locks);

/// "file.go:7", without folders.
std::string shortPosition(const Graph &G, LocId L);

} // namespace mapgraph::solver

#endif
