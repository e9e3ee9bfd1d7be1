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
#include <array>
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
    return internSorted(std::move(Codes));
  }
  const std::vector<uint32_t> &operator[](SetId S) const {
    return Rows[S.Value];
  }
  SetId unite(SetId A, SetId B) {
    if (A == B || B == empty())
      return A;
    if (A == empty())
      return B;
    return combine(Unions, A, B, [](auto &X, auto &Y, auto Out) {
      std::ranges::set_union(X, Y, Out);
    });
  }
  SetId intersect(SetId A, SetId B) {
    if (A == B)
      return A;
    if (A == empty() || B == empty())
      return empty();
    return combine(Common, A, B, [](auto &X, auto &Y, auto Out) {
      std::ranges::set_intersection(X, Y, Out);
    });
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
    return combine(Rests, A, B, [](auto &X, auto &Y, auto Out) {
      std::ranges::set_difference(X, Y, Out);
    });
  }
  /// The codes that Wanted accepts.
  template <typename Predicate> SetId select(SetId S, Predicate Wanted) {
    std::vector<uint32_t> Out;
    std::copy_if((*this)[S].begin(), (*this)[S].end(), std::back_inserter(Out),
                 Wanted);
    return Out.size() == (*this)[S].size() ? S : internSorted(std::move(Out));
  }
  bool contains(SetId A, uint32_t Code) const {
    return std::binary_search((*this)[A].begin(), (*this)[A].end(), Code);
  }

private:
  /// Answers by hash: most questions repeat one that came not long before.
  struct Answer {
    SetId A, B, Out;
  };
  using Recent = std::array<Answer, 1 << 12>;

  SetId internSorted(std::vector<uint32_t> Codes) {
    auto [Row, New] =
        Index.add(hashOf(Codes, Codes.size()),
                  [&](uint32_t Other) { return Rows[Other] == Codes; });
    if (New)
      Rows.push_back(std::move(Codes));
    return SetId(Row);
  }
  template <typename Merger>
  SetId combine(Recent &In, SetId A, SetId B, Merger Merge) {
    uint32_t Hash = (A.Value * 0x9E3779B1U ^ B.Value) * 0x85EBCA6BU;
    Answer &Last = In[Hash >> 20];
    if (Last.A == A && Last.B == B && Last.Out)
      return Last.Out;
    std::vector<uint32_t> Out;
    Merge((*this)[A], (*this)[B], std::back_inserter(Out));
    Last = {A, B, internSorted(std::move(Out))};
    return Last.Out;
  }

  RowIndex Index;
  std::deque<std::vector<uint32_t>> Rows; // stay where they are
  Recent Unions, Common, Rests;
};

} // namespace mapgraph::solver

#endif
