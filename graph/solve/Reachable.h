//===- Reachable.h - What the code of a program can get to ------*- C++ -*-===//
//
// A coarse answer, cheaper than the call graph and never smaller: functions
// that code which is reached mentions, and methods of types it makes interfaces
// of whose names it calls (rapid type analysis, Bacon & Sweeney 1996).
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_REACHABLE_H
#define MAPGRAPH_GRAPH_SOLVE_REACHABLE_H

#include "graph/model/Graph.h"

#include <unordered_map>
#include <unordered_set>

namespace mapgraph::solver {

class Reachable {
public:
  Reachable(const Graph &G, const std::vector<FunctionId> &Roots);

  bool function(FunctionId F) const { return Functions[F.Value]; }
  /// Nodes of reached functions, reached globals, and the unknown value.
  bool node(NodeId N) const { return Nodes[N.Value]; }

private:
  void visit(FunctionId F);
  void visitNode(NodeId N);
  void visitEnd(NodeId N);
  void reach(FunctionId F);
  void reachMethods(const std::vector<uint32_t> &Rows);
  void makeInterface(TypeId T);
  void callMethod(StringId Name);

  const Graph &G;
  std::vector<bool> Functions, Nodes;
  std::vector<FunctionId> Work;
  std::unordered_map<StringId, std::vector<uint32_t>> ByName; ///< rows
  std::unordered_map<TypeId, std::vector<uint32_t>> ByType;
  std::unordered_set<TypeId> Made;     ///< types in interfaces
  std::unordered_set<StringId> Called; ///< methods
};

} // namespace mapgraph::solver

#endif
