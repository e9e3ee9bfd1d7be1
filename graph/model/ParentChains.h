//===- ParentChains.h - Do chains of parents end? ---------------*- C++ -*-===//

#ifndef MAPGRAPH_GRAPH_MODEL_PARENTCHAINS_H
#define MAPGRAPH_GRAPH_MODEL_PARENTCHAINS_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace mapgraph {

/// A row that is its own ancestor, or none. ParentOf gives the row of the
/// parent, UINT32_MAX at the end of a chain. Visits each row once.
template <typename Fn>
std::optional<uint32_t> findLoop(size_t NumRows, Fn ParentOf) {
  enum : uint8_t { New, Open, Done };
  std::vector<uint8_t> State(NumRows, New);
  for (uint32_t Row = 0; Row != NumRows; ++Row) {
    uint32_t At = Row;
    for (; At != UINT32_MAX && State[At] == New; At = ParentOf(At))
      State[At] = Open;
    if (At != UINT32_MAX && State[At] == Open)
      return At;
    for (At = Row; At != UINT32_MAX && State[At] == Open; At = ParentOf(At))
      State[At] = Done;
  }
  return std::nullopt;
}

} // namespace mapgraph

#endif
