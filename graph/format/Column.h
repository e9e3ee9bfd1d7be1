//===- Column.h - Numbers of one column as bytes ----------------*- C++ -*-===//
//
// The coding of a column of a table (MapGraph.fbs describes it): ids of rows
// that were made one after the other differ by little, so most numbers take
// one byte, and runs of equal bytes are what the compressor likes.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_COLUMN_H
#define MAPGRAPH_GRAPH_FORMAT_COLUMN_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mapgraph {

/// Plain for values that recur, Delta for those that mostly grow by little.
enum class Coding : uint8_t { Plain, Delta };

/// A difference of ids as a number that is small when its magnitude is.
inline uint32_t zigzag(uint32_t Difference) {
  return Difference << 1 ^ (Difference >> 31 ? UINT32_MAX : 0);
}
inline uint32_t unzigzag(uint32_t Code) {
  return Code >> 1 ^ (Code & 1 ? UINT32_MAX : 0);
}

class ColumnEncoder {
public:
  explicit ColumnEncoder(Coding C) : How(C) {}
  void put(uint32_t Value);
  const std::vector<uint8_t> &bytes() const { return Bytes; }

private:
  Coding How;
  uint32_t Last = 0;
  std::vector<uint8_t> Bytes;
};

class ColumnDecoder {
public:
  ColumnDecoder(Coding C, const uint8_t *Begin, size_t Size)
      : How(C), Next(Begin), End(Begin + Size) {}
  /// False when the bytes end or are no 32-bit number.
  bool get(uint32_t &Value) {
    if (Next != End && *Next < 0x80) { // most numbers take one byte
      Value = decoded(*Next++);
      return true;
    }
    return getLong(Value);
  }
  bool atEnd() const { return Next == End; }

private:
  bool getLong(uint32_t &Value);
  uint32_t decoded(uint64_t Code) {
    if (!Code)
      return UINT32_MAX;
    uint32_t Stored = static_cast<uint32_t>(Code - 1);
    Last = How == Coding::Plain ? Stored : Last + unzigzag(Stored);
    return Last;
  }

  Coding How;
  uint32_t Last = 0;
  const uint8_t *Next;
  const uint8_t *End;
};

} // namespace mapgraph

#endif
