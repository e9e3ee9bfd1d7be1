//===- Symbols.h - Which function and global is which -----------*- C++ -*-===//
//
// The first pass of linking: looks at the functions and globals of all modules
// and gives each a row in the result. Bodies are not touched.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_LINK_SYMBOLS_H
#define MAPGRAPH_GRAPH_LINK_SYMBOLS_H

#include "graph/model/Graph.h"

namespace mapgraph {

class Symbols {
public:
  explicit Symbols(const std::vector<Graph> &Modules);

  size_t numFunctions() const { return Winners.size(); }
  size_t numGlobals() const { return NumGlobals; }
  /// Nodes and bodies that stay, over all modules.
  uint64_t numBodyNodes() const { return NumBodyNodes; }

  /// The row in the result of function F of module M.
  uint32_t function(size_t M, uint32_t F) const { return FunctionRows[M][F]; }
  /// Whether that function gives the row its body and attributes.
  bool wins(size_t M, uint32_t F) const {
    return Winners[FunctionRows[M][F]] == Place{M, F};
  }
  /// The number of the global in the result, for the I-th global of module M.
  uint32_t global(size_t M, size_t I) const { return GlobalRows[M][I]; }

private:
  struct Place {
    size_t Module;
    uint32_t Row;
    bool operator==(const Place &) const = default;
  };
  void addFunctions(const std::vector<Graph> &Modules);
  void addGlobals(const std::vector<Graph> &Modules);

  std::vector<std::vector<uint32_t>> FunctionRows, GlobalRows;
  std::vector<Place> Winners;
  size_t NumGlobals = 0;
  uint64_t NumBodyNodes = 0;
};

} // namespace mapgraph

#endif
