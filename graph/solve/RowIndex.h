//===- RowIndex.h - Rows of a table by their content ------------*- C++ -*-===//
//
// A flat hash index of a table whose rows are numbered as they come: only the
// number and half of the hash are stored, the table itself compares. Large
// programs intern tens of millions of names, locksets and tokens; nodes of
// std::map and std::unordered_map then cost more than everything else.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_ROWINDEX_H
#define MAPGRAPH_GRAPH_SOLVE_ROWINDEX_H

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mapgraph::solver {

/// Spreads the bits of a key over the whole word (Steele et al. 2014).
inline uint64_t mixBits(uint64_t X) {
  X = (X ^ X >> 30) * 0xBF58476D1CE4E5B9;
  X = (X ^ X >> 27) * 0x94D049BB133111EB;
  return X ^ X >> 31;
}

/// A hash of numbers in their order, cheaper than to mix each of them.
template <typename Range> uint64_t hashOf(const Range &Numbers, uint64_t Seed) {
  uint64_t Hash = Seed;
  for (uint32_t X : Numbers) {
    Hash = (Hash ^ X) * 0x9E3779B97F4A7C15;
    Hash ^= Hash >> 32;
  }
  return mixBits(Hash);
}

class RowIndex {
public:
  /// The row that Same accepts among those with this hash, and false; or the
  /// next row number, and true when there is none: the caller adds the row.
  template <typename Predicate>
  std::pair<uint32_t, bool> add(uint64_t Hash, Predicate Same) {
    if (Count * 2 >= Slots.size())
      grow();
    uint32_t Half = Hash >> 32;
    size_t At = Hash & (Slots.size() - 1);
    for (; Slots[At].Row != Free; At = (At + 1) & (Slots.size() - 1))
      if (Slots[At].Half == Half && Same(Slots[At].Row))
        return {Slots[At].Row, false};
    Slots[At] = {Half, Count};
    Low.push_back(static_cast<uint32_t>(Hash));
    return {Count++, true};
  }

  /// Room for so many rows.
  void reserve(size_t Wanted) {
    while (Slots.size() < Wanted * 2)
      grow();
    Low.reserve(Wanted);
  }

  void clear() {
    if (Count == 0)
      return;
    Slots.assign(Slots.size(), Slot());
    Low.clear();
    Count = 0;
  }

private:
  static constexpr uint32_t Free = UINT32_MAX;
  struct Slot {
    uint32_t Half = 0; // the upper half of the hash
    uint32_t Row = Free;
  };

  void grow() {
    std::vector<Slot> Old(Slots.empty() ? 64 : Slots.size() * 2);
    Old.swap(Slots);
    for (const Slot &S : Old) {
      if (S.Row == Free)
        continue;
      size_t At = Low[S.Row] & (Slots.size() - 1);
      while (Slots[At].Row != Free)
        At = (At + 1) & (Slots.size() - 1);
      Slots[At] = S;
    }
  }

  std::vector<Slot> Slots;   // open addressing; the size is a power of two
  std::vector<uint32_t> Low; // by row: the lower half of the hash
  uint32_t Count = 0;
};

/// Values by pairs of 32-bit numbers.
template <typename Value> class PairMap {
public:
  /// The row of the pair, and whether it is new, with a default value.
  std::pair<uint32_t, bool> add(uint32_t A, uint32_t B) {
    uint64_t Key = static_cast<uint64_t>(A) << 32 | B;
    auto Out =
        Index.add(mixBits(Key), [&](uint32_t Row) { return Keys[Row] == Key; });
    if (Out.second) {
      Keys.push_back(Key);
      Values.emplace_back();
    }
    return Out;
  }
  /// Valid until another pair is added.
  Value &operator[](uint32_t Row) { return Values[Row]; }
  void clear() {
    Index.clear();
    Keys.clear();
    Values.clear();
  }

private:
  RowIndex Index;
  std::vector<uint64_t> Keys;
  std::vector<Value> Values;
};

/// A set of pairs of 32-bit numbers.
class PairSet {
public:
  /// Whether the pair was not there before. Both numbers set to all ones are
  /// not a pair.
  bool insert(uint32_t A, uint32_t B) {
    if (Count * 2 >= Slots.size())
      grow();
    uint64_t Key = static_cast<uint64_t>(A) << 32 | B;
    size_t At = slotOf(Key);
    if (Slots[At] == Key)
      return false;
    Slots[At] = Key;
    ++Count;
    return true;
  }

  void clear() {
    if (Count == 0)
      return;
    Slots.assign(Slots.size(), Free);
    Count = 0;
  }

private:
  static constexpr uint64_t Free = UINT64_MAX;

  size_t slotOf(uint64_t Key) const {
    size_t At = mixBits(Key) & (Slots.size() - 1);
    while (Slots[At] != Free && Slots[At] != Key)
      At = (At + 1) & (Slots.size() - 1);
    return At;
  }
  void grow() {
    std::vector<uint64_t> Old(Slots.empty() ? 64 : Slots.size() * 2, Free);
    Old.swap(Slots);
    for (uint64_t Key : Old)
      if (Key != Free)
        Slots[slotOf(Key)] = Key;
  }

  std::vector<uint64_t> Slots; // open addressing
  size_t Count = 0;
};

} // namespace mapgraph::solver

#endif
