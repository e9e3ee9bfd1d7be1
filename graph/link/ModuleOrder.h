//===- ModuleOrder.h - The order in which modules are joined ----*- C++ -*-===//

#ifndef MAPGRAPH_GRAPH_LINK_MODULEORDER_H
#define MAPGRAPH_GRAPH_LINK_MODULEORDER_H

#include "graph/model/Graph.h"

namespace mapgraph {

/// Sorts by the path of the package that a module defines, and modules of one
/// package by their contents: the order of the input does not matter. A module
/// that is there twice (a file and the folder that it is in) stays once.
void sortModules(std::vector<Graph> &Modules);

} // namespace mapgraph

#endif
