//===- Sets.h - Named sets of programs, compared in parallel ----*- C++ -*-===//
//
// What the tool and the checks run: the sets of Enumerate.h by name, and
// `random`, the first programs of a recorded seed (Random.h). Programs with an
// event that can never run are left out of all sets. Each program is written in
// one shape, taken in turns, or in all of them.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_SETS_H
#define MAPGRAPH_GRAPH_ORACLE_SETS_H

#include "graph/oracle/Compare.h"

#include <functional>

namespace mapgraph::oracle {

struct Selection {
  std::string Set;        ///< "locks", "names", "primitives" or "random"
  unsigned Every = 1;     ///< one program of so many
  bool AllShapes = false; ///< else one, in turns
  unsigned Jobs = 1;      ///< never changes results

  /// Of `random`: which programs.
  uint64_t Seed = 1, Count = 100000;

  /// How results of this selection are called: "primitives/10", "locks*".
  std::string name() const;
};

bool isSet(std::string_view Name);
/// The programs of a selection, in its order, with their numbers in the set.
void forEach(const Selection &S,
             const std::function<void(const Program &, uint64_t)> &Visit);
Comparison compare(const Selection &S, bool ListFalse = false);

} // namespace mapgraph::oracle

#endif
