//===- Slice.h - The part of a program that is solved -----------*- C++ -*-===//
//
// A graph of its own with what the code of the programs can get to, its rows in
// the order of the program, its tables in the order of use, and without source
// positions: of these it only knows which are the same line. Of dead code it
// knows what places that stores to. So equal slices have equal solutions,
// whatever else is done to dead code, to lines, and to everything of which
// graphs know nothing; and that of one can be widened to any program with that
// slice.
//
// Texts of the slice's solution have marks where those of the program have
// positions. Where a string of the program could be taken for a mark, the slice
// has positions after all.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SLICE_H
#define MAPGRAPH_GRAPH_SOLVE_SLICE_H

#include "graph/model/Solution.h"
#include "graph/solve/Solve.h"
#include "graph/solve/StoredPlaces.h"

#include <functional>

namespace mapgraph {

struct Program;

class Slice {
public:
  /// Whole is linked and frozen, and stays where it is.
  Slice(const Graph &Whole, const SolveOptions &Options);

  const Graph &graph() const { return Part; }
  /// What the whole program stores to, of that which is in the slice.
  const solver::StoredPlaces &stored() const { return Stored; }
  /// All that solving depends on, in pieces.
  void forBytes(const std::function<void(std::string_view)> &Do) const;
  /// The solution of the program from that of the slice.
  Solution widen(Solution S) const;

private:
  friend class Slicer;
  void copy(const std::vector<FunctionId> &Roots);
  bool hasPrograms(const std::vector<Program> &Wanted,
                   const std::vector<Program> &Found) const;
  void widenText(std::string &Text) const;
  void widen(Side &S) const;
  void widen(std::vector<NodeId> &Rows) const;
  void widen(std::vector<HeldLock> &Locks) const;
  void widen(Finding &F) const;
  void order(Solution &S) const;

  const Graph &G;
  Graph Part;
  solver::StoredPlaces Stored;
  // Rows of the program by rows of the slice.
  std::vector<NodeId> Nodes;
  std::vector<TypeId> Types;
  std::vector<LocId> Locs;
  std::vector<LocId> Lines; ///< one location of each line that marks name
};

/// Of the slice; findings are not in order.
Solution solveSlice(const Slice &Part, const SolveOptions &Options);

} // namespace mapgraph

#endif
