//===- Slicer.h - Copies the part of a program that is solved ---*- C++ -*-===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SLICER_H
#define MAPGRAPH_GRAPH_SOLVE_SLICER_H

#include "graph/solve/Reachable.h"
#include "graph/solve/RowIndex.h"
#include "graph/solve/Slice.h"

namespace mapgraph {

/// The file of all positions of a slice; the line is a row of Slice::Lines.
inline constexpr char LineMark = '\x1a';

/// Rows of tables are made when something that is copied first refers to them.
class Slicer {
public:
  Slicer(Slice &To, const solver::Reachable &What);
  void run();

private:
  void chooseRows();
  bool isInTest(const Function &F) const;
  void copyFunctions();
  void copyNodes();
  void copyEdges();
  void copyMethods();
  void copyPackages();
  void completeTypes();
  void copyStored();

  StringId str(StringId S);
  TypeId type(TypeId T);
  LocId loc(LocId L);
  uint32_t line(const Loc &L);
  uint32_t selector(uint32_t S);
  NodeId node(NodeId N) const { return N ? NodeRows[N.Value] : N; }
  FunctionId function(FunctionId F) const {
    return F ? FunctionRows[F.Value] : F;
  }

  Slice &To;
  const Graph &G;
  const solver::Reachable &What;
  bool Marks; ///< no string of the program has a mark
  std::vector<StringId> Strings;
  std::vector<TypeId> TypeRows;
  std::vector<LocId> LocRows;
  std::vector<uint32_t> SelectorRows;
  std::vector<NodeId> NodeRows;
  std::vector<FunctionId> FunctionRows;
  std::vector<uint32_t> FileNames; ///< by string: the name without folders
  StringTable Names;
  solver::PairMap<char> LineRows; ///< of file name and line
};

} // namespace mapgraph

#endif
