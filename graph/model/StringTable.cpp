//===- StringTable.cpp - Strings, each stored once ------------------------===//

#include "graph/model/StringTable.h"

#include <algorithm>
#include <bit>

namespace mapgraph {

static uint32_t hashOf(std::string_view S) {
  return static_cast<uint32_t>(std::hash<std::string_view>{}(S));
}

StringTable::StringTable(const StringTable &O) : StringTable() { *this = O; }

StringTable &StringTable::operator=(const StringTable &O) {
  if (this == &O)
    return *this;
  StringTable Copy;
  size_t NumBytes = 0;
  for (std::string_view S : O.Rows)
    NumBytes += S.size();
  Copy.reserve(O.Rows.size(), NumBytes);
  for (std::string_view S : O.Rows)
    Copy.intern(S);
  return *this = std::move(Copy);
}

void StringTable::reserve(size_t NumRows, size_t NumBytes) {
  Rows.reserve(Rows.size() + NumRows);
  size_t NumSlots = std::bit_ceil((Rows.size() + NumRows) * 2);
  if (NumSlots > Index.size())
    resizeIndex(NumSlots);
  if (NumBytes > Free)
    addBlock(NumBytes);
}

void StringTable::addBlock(size_t NumBytes) {
  Blocks.push_back(std::make_unique_for_overwrite<char[]>(NumBytes));
  Next = Blocks.back().get();
  Free = NumBytes;
}

// The slot of S, or the free one where it belongs.
size_t StringTable::slotOf(std::string_view S, uint32_t Hash) const {
  size_t At = Hash & (Index.size() - 1);
  while (Index[At].Row &&
         (Index[At].Hash != Hash || Rows[Index[At].Row.Value] != S))
    At = (At + 1) & (Index.size() - 1);
  return At;
}

void StringTable::resizeIndex(size_t NumSlots) {
  std::vector<Slot> Old(NumSlots);
  Old.swap(Index);
  for (const Slot &S : Old) {
    if (!S.Row)
      continue;
    size_t At = S.Hash & (NumSlots - 1);
    while (Index[At].Row)
      At = (At + 1) & (NumSlots - 1);
    Index[At] = S;
  }
}

std::string_view StringTable::keep(std::string_view S) {
  constexpr size_t BlockSize = 1 << 16;
  if (S.size() > Free)
    addBlock(std::max(S.size(), BlockSize));
  char *To = Next;
  std::ranges::copy(S, To);
  Next += S.size();
  Free -= S.size();
  return {To, S.size()};
}

StringId StringTable::intern(std::string_view S) {
  if (Rows.size() * 2 >= Index.size())
    resizeIndex(std::max<size_t>(Index.size() * 2, 16));
  uint32_t Hash = hashOf(S);
  Slot &At = Index[slotOf(S, Hash)];
  if (At.Row)
    return At.Row;
  At = {Hash, StringId(Rows.size())};
  Rows.push_back(keep(S));
  return At.Row;
}

StringId StringTable::find(std::string_view S) const {
  return Index[slotOf(S, hashOf(S))].Row;
}

} // namespace mapgraph
