//===- SetTable.h - Interned small sets -------------------------*- C++ -*-===//
//
// Locksets and sets of synchronisation facts: sorted vectors of 32-bit codes,
// each stored once, so that equal sets have equal ids.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SETTABLE_H
#define MAPGRAPH_GRAPH_SOLVE_SETTABLE_H

#include "graph/model/Graph.h"
#include "graph/solve/RowIndex.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

namespace mapgraph::solver {

using SetId = Id<struct SetTag>;

class SetTable {
public:
  static constexpr SetId empty() { return SetId(0); }

  SetTable() { intern({}); }

  SetId intern(std::vector<uint32_t> Codes) {
    std::sort(Codes.begin(), Codes.end());
    Codes.erase(std::unique(Codes.begin(), Codes.end()), Codes.end());
    auto [Row, New] =
        Index.add(hashOf(Codes, Codes.size()),
                  [&](uint32_t Other) { return Rows[Other] == Codes; });
    if (New)
      Rows.push_back(std::move(Codes));
    return SetId(Row);
  }
  const std::vector<uint32_t> &operator[](SetId S) const {
    return Rows[S.Value];
  }
  SetId unite(SetId A, SetId B) {
    if (A == B || B == empty())
      return A;
    if (A == empty())
      return B;
    std::vector<uint32_t> Out;
    std::set_union((*this)[A].begin(), (*this)[A].end(), (*this)[B].begin(),
                   (*this)[B].end(), std::back_inserter(Out));
    return intern(std::move(Out));
  }
  SetId intersect(SetId A, SetId B) {
    if (A == B)
      return A;
    if (A == empty() || B == empty())
      return empty();
    std::vector<uint32_t> Out;
    std::set_intersection((*this)[A].begin(), (*this)[A].end(),
                          (*this)[B].begin(), (*this)[B].end(),
                          std::back_inserter(Out));
    return intern(std::move(Out));
  }
  /// Leaves in To what With has, too; none: nothing has been met yet. Whether
  /// that is a change.
  bool narrow(std::optional<SetId> &To, SetId With) {
    std::optional<SetId> Old = To;
    To = To ? intersect(*To, With) : With;
    return To != Old;
  }
  SetId subtract(SetId A, SetId B) {
    if (A == empty() || B == empty())
      return A;
    std::vector<uint32_t> Out;
    std::set_difference((*this)[A].begin(), (*this)[A].end(),
                        (*this)[B].begin(), (*this)[B].end(),
                        std::back_inserter(Out));
    return intern(std::move(Out));
  }
  /// The codes that Wanted accepts.
  template <typename Predicate> SetId select(SetId S, Predicate Wanted) {
    std::vector<uint32_t> Out;
    std::copy_if((*this)[S].begin(), (*this)[S].end(), std::back_inserter(Out),
                 Wanted);
    return Out.size() == (*this)[S].size() ? S : intern(std::move(Out));
  }
  bool contains(SetId A, uint32_t Code) const {
    return std::binary_search((*this)[A].begin(), (*this)[A].end(), Code);
  }

private:
  RowIndex Index;
  std::deque<std::vector<uint32_t>> Rows; // stay where they are
};

} // namespace mapgraph::solver

#endif
