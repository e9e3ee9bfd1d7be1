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
#include <tuple>

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

/// One column of a table while its rows are read. Columns is a list of Layout.h
/// as a template argument, so that the setters are inlined: a large graph has
/// tens of millions of numbers.
template <const auto &Columns, size_t I> class ColumnReader {
  static constexpr auto &C = Columns[I];

public:
  template <typename Table>
  explicit ColumnReader(const Table &From)
      : Bytes((From.*C.Stored)()),
        Numbers(C.How, Bytes ? Bytes->data() : nullptr,
                Bytes ? Bytes->size() : 0) {}

  template <typename Row> bool read(Row &R) {
    constexpr auto Set = C.Set;
    uint32_t Value;
    // Not a no-op without bytes: the default of the far end of an edge is the
    // near end.
    if (!Bytes)
      Value = C.Get(Row());
    else if (!Numbers.get(Value))
      return false;
    return Set(R, Value);
  }
  bool atEnd() const { return Numbers.atEnd(); }

private:
  const ByteVector *Bytes;
  ColumnDecoder Numbers;
};

template <typename> struct RowOfColumn;
template <typename Row, typename Table, typename Builder>
struct RowOfColumn<Column<Row, Table, Builder>> {
  using Type = Row;
};

template <const auto &Columns>
using RowOf =
    typename RowOfColumn<std::remove_cvref_t<decltype(Columns[0])>>::Type;

template <const auto &Columns, typename Table>
tl::expected<std::vector<RowOf<Columns>>, std::string>
readTable(const Table &From, std::string_view What) {
  using Row = RowOf<Columns>;
  auto Broken = [&](std::string_view Why) {
    return tl::make_unexpected("the table of " + std::string(What) + " " +
                               std::string(Why));
  };
  const ByteVector *First = (From.*Columns[0].Stored)();
  if (From.count() > (First ? First->size() : 0))
    return Broken("has more rows than bytes");
  return [&]<size_t... I>(std::index_sequence<I...>)
             -> tl::expected<std::vector<Row>, std::string> {
    std::tuple<ColumnReader<Columns, I>...> Readers{
        ColumnReader<Columns, I>(From)...};
    std::vector<Row> Rows;
    Rows.reserve(From.count());
    for (uint32_t Left = From.count(); Left; --Left) {
      Row &R = Rows.emplace_back();
      if (!(std::get<I>(Readers).read(R) && ...))
        return Broken("has a column that is cut or out of range");
    }
    if (!(std::get<I>(Readers).atEnd() && ...))
      return Broken("has a column that is too long");
    return Rows;
  }(std::make_index_sequence<
                 std::extent_v<std::remove_reference_t<decltype(Columns)>>>());
}

} // namespace mapgraph

#endif
