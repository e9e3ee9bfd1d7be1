//===- Table.h - Rows to columns and back -----------------------*- C++ -*-===//
//
// Writes and reads the columns that Layout.h lists. A column whose rows all
// have the default value is left out unless it is the first one.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_TABLE_H
#define MAPGRAPH_GRAPH_FORMAT_TABLE_H

#include "graph/format/Layout.h"

#include <string>
#include <tl/expected.hpp>

namespace mapgraph {

/// A FlatBuffers builder that stays below a limit: FlatBuffers itself overflows
/// silently at 2 GiB. Once full, what is added is dropped.
class BoundedBuilder {
public:
  explicit BoundedBuilder(uint64_t Limit) : Limit(Limit) {}
  flatbuffers::FlatBufferBuilder B;

  /// Whether so many more bytes fit; remembers when they do not.
  bool fits(uint64_t Bytes) {
    // What FlatBuffers adds to a vector or table: lengths, vtable, alignment.
    constexpr uint64_t Frame = 64;
    Full = Full || B.GetSize() + Bytes + Frame > Limit;
    return !Full;
  }
  bool full() const { return Full; }

  flatbuffers::Offset<flatbuffers::String> str(std::string_view S) {
    return fits(S.size()) ? B.CreateSharedString(S.data(), S.size())
                          : B.CreateSharedString("");
  }
  template <typename T>
  flatbuffers::Offset<flatbuffers::Vector<T>> vector(const std::vector<T> &V) {
    return fits(V.size() * sizeof(T)) ? B.CreateVector(V)
                                      : B.CreateVector(std::vector<T>());
  }

private:
  uint64_t Limit;
  bool Full = false;
};

template <typename Row, typename Table, typename Builder, size_t N>
flatbuffers::Offset<Table>
writeTable(BoundedBuilder &To, const std::vector<Row> &Rows,
           const Column<Row, Table, Builder> (&Columns)[N]) {
  flatbuffers::Offset<ByteVector> Written[N];
  for (size_t C = 0; C != N; ++C) {
    const uint32_t Default = Columns[C].Get(Row());
    bool Needed = C == 0;
    ColumnEncoder Encoder(Columns[C].How);
    for (const Row &R : Rows) {
      uint32_t Value = Columns[C].Get(R);
      Needed |= Value != Default;
      Encoder.put(Value);
    }
    if (Needed)
      Written[C] = To.vector(Encoder.bytes());
  }
  Builder Out(To.B);
  Out.add_count(static_cast<uint32_t>(Rows.size()));
  for (size_t C = 0; C != N; ++C)
    if (!Written[C].IsNull())
      (Out.*Columns[C].Add)(Written[C]);
  return Out.Finish();
}

template <typename Row, typename Table, typename Builder, size_t N>
tl::expected<std::vector<Row>, std::string>
readTable(const Table &From, const Column<Row, Table, Builder> (&Columns)[N],
          std::string_view What) {
  auto Broken = [&](std::string_view Why) {
    return tl::make_unexpected("the table of " + std::string(What) + " " +
                               std::string(Why));
  };
  const ByteVector *First = (From.*Columns[0].Stored)();
  if (From.count() > (First ? First->size() : 0))
    return Broken("has more rows than bytes");
  std::vector<Row> Rows(From.count());
  for (const Column<Row, Table, Builder> &C : Columns) {
    const ByteVector *Bytes = (From.*C.Stored)();
    if (!Bytes) {
      // Not a no-op: the default of the far end of an edge is the near end.
      for (Row &R : Rows)
        C.Set(R, C.Get(Row()));
      continue;
    }
    ColumnDecoder Decoder(C.How, Bytes->data(), Bytes->size());
    for (Row &R : Rows)
      if (uint32_t Value; !Decoder.get(Value) || !C.Set(R, Value))
        return Broken("has a column that is cut or out of range");
    if (!Decoder.atEnd())
      return Broken("has a column that is too long");
  }
  return Rows;
}

} // namespace mapgraph

#endif
