//===- StringTable.h - Strings, each stored once ----------------*- C++ -*-===//
//
// The characters lie in few large blocks, and the index is one flat table:
// a program of millions of lines has hundreds of thousands of strings, and a
// query reads them all.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_MODEL_STRINGTABLE_H
#define MAPGRAPH_GRAPH_MODEL_STRINGTABLE_H

#include "graph/model/Id.h"

#include <memory>
#include <string_view>
#include <vector>

namespace mapgraph {

using StringId = Id<struct StringTag>; ///< Row 0 is the empty string.

class StringTable {
public:
  StringTable() { intern(""); }
  StringTable(const StringTable &O);
  StringTable(StringTable &&) = default;
  StringTable &operator=(const StringTable &O);
  StringTable &operator=(StringTable &&) = default;

  /// Makes room for so many more rows and characters.
  void reserve(size_t NumRows, size_t NumBytes);
  StringId intern(std::string_view S);
  /// The row of S, or no row when it was never interned.
  StringId find(std::string_view S) const;
  /// Valid as long as the table, also when that moves.
  std::string_view operator[](StringId I) const { return Rows[I.Value]; }
  size_t size() const { return Rows.size(); }

private:
  /// A row and the low half of its hash; Row is no row in a free slot.
  struct Slot {
    uint32_t Hash = 0;
    StringId Row;
  };
  size_t slotOf(std::string_view S, uint32_t Hash) const;
  void resizeIndex(size_t NumSlots);
  void addBlock(size_t NumBytes);
  std::string_view keep(std::string_view S);

  std::vector<std::string_view> Rows;
  std::vector<Slot> Index; // open addressing; its size is a power of two
  std::vector<std::unique_ptr<char[]>> Blocks;
  size_t Free = 0; // characters left in the last block
  char *Next = nullptr;
};

} // namespace mapgraph

#endif
