//===- ObjectInput.h - Graphs embedded in object files ----------*- C++ -*-===//
//
// The embedding pass puts the module graph of a compilation into the section
// .mapgraph; linkers concatenate them, which gives .mg data again.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_OBJECTINPUT_H
#define MAPGRAPH_CLI_OBJECTINPUT_H

#include "cli/Exit.h"

#include <string>

namespace mapgraph {

/// The .mg data in an object file, executable or archive.
Result<std::string> readEmbedded(const std::string &Path);

} // namespace mapgraph

#endif
