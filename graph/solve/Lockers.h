//===- Lockers.h - Which functions lock for a map ---------------*- C++ -*-===//
//
// Over what the exported functions of one type, or of one package, do: which
// maps they lock for, and how many of them. Two functions that take a lock for
// one map keep each other out, so their author expects them to run at the same
// time. One alone keeps itself out only, and unless it takes the lock right
// where it uses the map, and nobody takes it for anything else, it says nothing
// of the others.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_LOCKERS_H
#define MAPGRAPH_GRAPH_SOLVE_LOCKERS_H

#include "graph/solve/Variants.h"

#include <set>

namespace mapgraph::solver {

/// Whether the place is (a part of) a variable of a package.
bool isVariable(const PathTable &Paths, PathId P);

/// Whether a lock is held that belongs to what the map belongs to: its
/// receiver, or the variables of the package. A lock of some other object says
/// nothing.
bool isGuarded(const Tables &T, const Item &I);

class Lockers {
public:
  /// Of: all exported functions of the type, or of the package.
  Lockers(const Graph &Program, const Tables &T, const Summaries &Done,
          const std::vector<FunctionId> &Of)
      : G(Program), T(T), Done(Done), All(Of) {}

  /// An access of an exported function.
  void add(FunctionId Entry, const Item &I);

  /// Whether some function holds a lock for the map.
  bool isLockedFor(PathId Map) const;
  /// Whether one function takes it, where the map is one thing of several, and
  /// several others use the map without.
  bool isLockedByOne(PathId Map) const;
  /// Whether some function holds a lock for the map, but none that writes.
  bool isLockedToRead(PathId Map) const;
  /// A lock that some function holds for the map, in its names; none when no
  /// function does.
  std::pair<FunctionId, PathId> lockFor(PathId Map) const;

private:
  using Functions = std::set<FunctionId>;
  struct Use {
    Functions Holders;  ///< the innermost ones that hold the lock in all of it
    Functions Locked;   ///< that have an access done under it
    Functions Unlocked; ///< and one without it
    std::pair<FunctionId, PathId> First; ///< that locks, and its lock
    bool Writes = false;                 ///< a locked access does
  };

  FunctionId locker(FunctionId Entry, const Item &I);
  bool locksFor(FunctionId F, NodeId Op);
  bool takes(FunctionId F, uint32_t LockField) const;
  bool hasOtherUses(PathId Lock, PathId Map) const;
  bool findOtherUses(PathId Lock, PathId Map) const;

  const Graph &G;
  const Tables &T;
  const Summaries &Done;
  const std::vector<FunctionId> &All;
  std::map<PathId, Use> ByMap;
  mutable std::map<PathId, bool> OtherUses;        ///< by map, what was asked
  std::map<FunctionId, std::set<NodeId>> LockedIn; ///< operations
};

} // namespace mapgraph::solver

#endif
