//===- Root.h - The folder that paths are shown relative to -----*- C++ -*-===//

#ifndef MAPGRAPH_CLI_ROOT_H
#define MAPGRAPH_CLI_ROOT_H

#include "graph/model/Graph.h"

#include <string>

namespace mapgraph {

/// The root of the analysed module; with several the folder that holds them
/// all; the current folder when the graph names none.
std::string rootFolder(const Graph &G);

} // namespace mapgraph

#endif
