//===- HeldTypes.h - What package-level variables can hold ------*- C++ -*-===//
//
// The dynamic types of the values that an interface variable of a package can
// have: of its initialiser and of all stores in the code that is reached. A
// method of another type never has what the variable holds as its receiver,
// though the call graph, which asks nobody where a value came from, may say so.
//
// Only where each stored value is followed back to where it was made into an
// interface, and nobody else has the variable's address; not known otherwise,
// and when nothing is ever stored.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_HELDTYPES_H
#define MAPGRAPH_GRAPH_SOLVE_HELDTYPES_H

#include "graph/solve/Callees.h"

namespace mapgraph::solver {

/// By Global node: named types, sorted; pointers to them are meant, too.
using HeldTypes = std::unordered_map<NodeId, std::vector<TypeId>>;

/// Roots are called by code that is not known.
HeldTypes findHeldTypes(const Graph &G, const Callees &Calls,
                        const std::vector<FunctionId> &Roots);

} // namespace mapgraph::solver

#endif
