//===- Column.cpp - Numbers of one column as bytes ------------------------===//

#include "graph/format/Column.h"

namespace mapgraph {

static constexpr uint32_t None = UINT32_MAX;

void ColumnEncoder::put(uint32_t Value) {
  uint64_t Code = 0;
  if (Value != None) {
    Code = (How == Coding::Plain ? Value : zigzag(Value - Last)) + uint64_t(1);
    Last = Value;
  }
  for (; Code >= 0x80; Code >>= 7)
    Bytes.push_back(static_cast<uint8_t>(Code | 0x80));
  Bytes.push_back(static_cast<uint8_t>(Code));
}

bool ColumnDecoder::getLong(uint32_t &Value) {
  uint64_t Code = 0;
  for (unsigned Shift = 0;; Shift += 7) {
    if (Next == End || Shift > 28)
      return false;
    Code |= static_cast<uint64_t>(*Next & 0x7f) << Shift;
    if (!(*Next++ & 0x80))
      break;
  }
  if (Code > uint64_t(1) << 32)
    return false;
  Value = decoded(Code);
  return true;
}

} // namespace mapgraph
