//===- PackageSet.h - Module graphs, taken apart again ----------*- C++ -*-===//
//
// The module graphs of one run of the Go front end, by package: which of them
// the packages of a folder consist of, with everything that they import.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_PACKAGESET_H
#define MAPGRAPH_CLI_PACKAGESET_H

#include "graph/model/Graph.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace mapgraph {

class PackageSet {
public:
  explicit PackageSet(std::vector<Graph> Modules);

  /// The packages in the folder (absolute), tests of them included, or in all
  /// folders below it, and what they need. Empty when there is none.
  std::vector<Graph> needed(const std::string &Folder, bool Below) const;

private:
  std::vector<Graph> Modules;
  std::vector<std::string> Folders; ///< of each module's package
  /// Symbol → the module that defines it; bodies that are shared have none.
  std::unordered_map<std::string_view, uint32_t> Definer;
};

} // namespace mapgraph

#endif
