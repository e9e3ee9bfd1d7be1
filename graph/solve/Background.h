//===- Background.h - What a constructor leaves running ---------*- C++ -*-===//
//
// The accesses of the threads that a function starts and leaves running, to the
// object that it returns and to what hangs on that: in the names that a method
// of the object uses (parameter 0 is the object), so that they can meet those
// of the object's users. Locks and signals are renamed alike.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_BACKGROUND_H
#define MAPGRAPH_GRAPH_SOLVE_BACKGROUND_H

#include "graph/solve/Summary.h"

namespace mapgraph::solver {

/// Of is the summary of the function that makes and returns Object.
std::vector<Item> background(Tables &T, const Summary &Of, PathId Object);

} // namespace mapgraph::solver

#endif
