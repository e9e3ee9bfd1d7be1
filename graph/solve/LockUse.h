//===- LockUse.h - Which lock the accesses of a map hold --------*- C++ -*-===//
//
// Of several locks that one side of a pair holds, the one that most accesses of
// the map hold is the lock of the map, and of such the one that is a field of
// the same type; the others are there by chance. Locks
// are compared by their names, as readers do.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_LOCKUSE_H
#define MAPGRAPH_GRAPH_SOLVE_LOCKUSE_H

#include "graph/model/Solution.h"

#include <map>

namespace mapgraph::solver {

class LockUse {
public:
  /// S: with all its accesses.
  explicit LockUse(const Solution &S);

  /// The one of the locks, of which there is at least one, that most of the
  /// operations hold that work on a map of either side; else the first.
  const HeldLock &usual(const std::vector<HeldLock> &Locks,
                        const Side (&Sides)[2]) const;

  /// Whether the lock is held at one of four operations, or fewer, on what the
  /// two work on.
  bool isRare(const std::string &Lock, NodeId A, NodeId B) const;

private:
  std::vector<std::string> Names; ///< of the objects
  std::map<NodeId, std::vector<uint32_t>> ObjectsOf;
  std::map<std::pair<uint32_t, std::string>, uint32_t> Holders;
  std::map<uint32_t, uint32_t> Users; ///< number of operations
};

} // namespace mapgraph::solver

#endif
