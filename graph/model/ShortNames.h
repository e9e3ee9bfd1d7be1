//===- ShortNames.h - Names without what says little ------------*- C++ -*-===//
//
// What of the names of functions, types, fields and variables people read:
// packages without their folders, types without their arguments, and nothing
// that only a linker needs. What is in brackets never decides where to cut.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_SHORTNAMES_H
#define MAPGRAPH_GRAPH_MODEL_SHORTNAMES_H

#include "graph/model/Graph.h"

#include <string>
#include <string_view>

namespace mapgraph {

/// Import paths cut down to their last element, as the source writes the
/// package: "store.Entry", also of "a/store/v2.Entry".
std::string shortenPaths(std::string_view Text);

/// The function as stacks print it, with its path as the source has it: linkers
/// escape dots, "a/b.v1.F" is "a/b%2ev1.F".
std::string functionName(const Graph &G, FunctionId F);

/// Without the marks of packages as their tests see them.
std::string withoutVariants(std::string_view Name);

/// "a/b/pkg.T.f" → "T.f", "a/pkg.T[b/c.K].f" → "T[…].f"; of a struct without a
/// name the field alone.
std::string shortField(std::string_view Selector);
/// Whether the struct that the field belongs to has no name.
bool isFieldOfUnnamed(std::string_view Selector);

/// "a/b/pkg.v" → "pkg.v"; a C++ variable as the source has it.
std::string shortGlobal(std::string_view Symbol);

} // namespace mapgraph

#endif
