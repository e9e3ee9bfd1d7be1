//===- DotIds.h - Ids of cgraph objects in order of creation ----*- C++ -*-===//
//
// cgraph's own ids are addresses of strings, and it keeps subgraphs in the
// order of ids: pictures would depend on what the heap looked like. These count
// from one instead.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_DOTIDS_H
#define MAPGRAPH_GRAPH_IO_DOTIDS_H

#include <graphviz/cgraph.h>

namespace mapgraph {

/// For agopen; valid as long as the program.
Agdisc_t *sequentialIds();

} // namespace mapgraph

#endif
