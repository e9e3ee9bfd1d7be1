//===- ItemClasses.h - Accesses that a pair is judged alike -----*- C++ -*-===//
//
// Hundreds of functions with hundreds of accesses to one map make billions of
// pairs, of few kinds: what matters is the map, the operation, the locks and
// the signals around it, and many accesses have these in common. Lists of items
// (one for each function that can be entered) are divided into such classes; a
// pair of classes is judged once for all pairs of their members.
//
// For threads without a common frame. Whoever makes Meet::judgeApart look at
// another field of an item adds it to keyOf, and to Meet::alike.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_ITEMCLASSES_H
#define MAPGRAPH_GRAPH_SOLVE_ITEMCLASSES_H

#include "graph/solve/Summary.h"

#include <array>
#include <map>
#include <optional>

namespace mapgraph::solver {

class ItemClasses {
public:
  using Key = std::array<uint32_t, 11>;
  /// Where an item stands: the position in a list, and which list.
  struct Member {
    uint32_t List;
    uint32_t Pos;
    auto operator<=>(const Member &) const = default;
  };
  struct Class {
    Item Like;                   ///< the first member
    std::vector<Member> Members; ///< ascending
    /// Rows of Members: that of the lowest operation from each one on, and up
    /// to each one; all by operation.
    mutable std::vector<uint32_t> From = {}, UpTo = {}, ByOp = {};
  };

  /// The lists must live as long as this.
  ItemClasses(const Graph &G, std::vector<const std::vector<Item> *> Lists);

  const Item &item(Member M) const { return (*Lists[M.List])[M.Pos]; }
  const std::map<PathId, std::vector<Class>> &byObject() const {
    return Classes;
  }
  /// What members of a class have in common: first the kind of access, then
  /// locks, flags, possible locks, how the object was come to, guards, and
  /// facts before, after and earlier.
  Key keyOf(const Item &I) const;
  /// The first member of the class that is the operation, or without one of
  /// the lowest operation, among the lists First to Last; one of these is the
  /// first or the last of all.
  std::optional<Member> first(const Class &C, NodeId Op, uint32_t First,
                              uint32_t Last) const;

private:
  void index(const Class &C) const;

  const Graph &G;
  std::vector<const std::vector<Item> *> Lists;
  std::map<PathId, std::vector<Class>> Classes;
};

} // namespace mapgraph::solver

#endif
