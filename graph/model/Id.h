//===- Id.h - Row numbers that do not mix -----------------------*- C++ -*-===//
//
// A table refers to rows of another one by their number; the type says which
// table is meant.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_ID_H
#define MAPGRAPH_GRAPH_MODEL_ID_H

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace mapgraph {

/// A row number of the table that Tag names; default: no row.
template <typename Tag> struct Id {
  uint32_t Value = UINT32_MAX;

  constexpr Id() = default;
  constexpr explicit Id(size_t V) : Value(static_cast<uint32_t>(V)) {}
  constexpr explicit operator bool() const { return Value != UINT32_MAX; }
  constexpr auto operator<=>(const Id &) const = default;
};

} // namespace mapgraph

template <typename Tag> struct std::hash<mapgraph::Id<Tag>> {
  size_t operator()(mapgraph::Id<Tag> I) const noexcept {
    return std::hash<uint32_t>{}(I.Value);
  }
};

#endif
