//===- GraphTables.cpp - A graph as a FlatBuffer --------------------------===//

#include "graph/format/GraphTables.h"

#include "graph/format/Payload.h"

namespace mapgraph {

static flatbuffers::Offset<fbs::Strings> writeStrings(BoundedBuilder &To,
                                                      const StringTable &S) {
  ColumnEncoder Lengths(Coding::Plain);
  std::vector<uint8_t> Bytes;
  for (size_t I = 0; I != S.size(); ++I) {
    std::string_view Row = S[StringId(I)];
    Lengths.put(static_cast<uint32_t>(Row.size()));
    Bytes.insert(Bytes.end(), Row.begin(), Row.end());
  }
  flatbuffers::Offset<ByteVector> Length = To.vector(Lengths.bytes());
  return fbs::CreateStrings(To.B, static_cast<uint32_t>(S.size()), Length,
                            To.vector(Bytes));
}

static tl::expected<StringTable, std::string>
readStrings(const fbs::Strings &From) {
  auto Broken = [](std::string_view Why) {
    return tl::make_unexpected("the table of strings " + std::string(Why));
  };
  if (!From.length() || !From.bytes())
    return Broken("is missing");
  ColumnDecoder Lengths(Coding::Plain, From.length()->data(),
                        From.length()->size());
  std::string_view Rest(reinterpret_cast<const char *>(From.bytes()->data()),
                        From.bytes()->size());
  if (From.count() > From.length()->size())
    return Broken("has more rows than bytes");
  StringTable Strings; // has row 0
  Strings.reserve(From.count(), Rest.size());
  for (uint32_t Row = 0; Row != From.count(); ++Row) {
    uint32_t Length;
    if (!Lengths.get(Length) || Length > Rest.size())
      return Broken("is cut");
    StringId Id = Strings.intern(Rest.substr(0, Length));
    if (Id.Value != Row)
      return Broken("repeats a string or does not begin with the empty one");
    Rest.remove_prefix(Length);
  }
  if (!From.count() || !Lengths.atEnd() || !Rest.empty())
    return Broken("is too long or empty");
  return Strings;
}

tl::expected<std::string, std::string> encode(const Graph &G, uint64_t Limit) {
  BoundedBuilder To(Limit);
  flatbuffers::Offset<fbs::Strings> Strings = writeStrings(To, G.Strings);
  flatbuffers::Offset<fbs::Locs> Locs = writeTable(To, G.Locs, layout::Locs);
  flatbuffers::Offset<fbs::Types> Types =
      writeTable(To, G.Types, layout::Types);
  flatbuffers::Offset<fbs::Methods> Methods =
      writeTable(To, G.Methods, layout::Methods);
  flatbuffers::Offset<fbs::Packages> Packages =
      writeTable(To, G.Packages, layout::Packages);
  flatbuffers::Offset<fbs::Functions> Functions =
      writeTable(To, G.Functions, layout::Functions);
  flatbuffers::Offset<fbs::Selectors> Selectors =
      writeTable(To, G.Selectors, layout::Selectors);
  flatbuffers::Offset<fbs::Nodes> Nodes =
      writeTable(To, G.Nodes, layout::Nodes);
  flatbuffers::Offset<fbs::Edges> Edges =
      writeTable(To, G.Edges, layout::Edges);
  return finish(To, fbs::CreateGraph(To.B, FormatVersion,
                                     static_cast<uint8_t>(G.Kind), Strings,
                                     Locs, Types, Methods, Packages, Functions,
                                     Selectors, Nodes, Edges));
}

// Moves the rows to their member of the graph, or keeps the first error.
template <typename Rows>
static bool take(Rows &To, tl::expected<Rows, std::string> &&From,
                 std::string &Error) {
  if (!From) {
    Error = "F7: " + From.error();
    return false;
  }
  To = std::move(*From);
  return true;
}

tl::expected<Graph, std::string> decodeGraph(std::string_view Payload) {
  tl::expected<const fbs::Graph *, std::string> Root =
      open<fbs::Graph>(Payload);
  if (!Root)
    return tl::make_unexpected(Root.error());
  const fbs::Graph &F = **Root;
  if (F.kind() > static_cast<uint8_t>(GraphKind::Solved))
    return tl::make_unexpected(std::string("F7: unknown kind of graph"));
  Graph G;
  G.Kind = static_cast<GraphKind>(F.kind());
  std::string Error;
  bool Read =
      take(G.Strings, readStrings(*F.strings()), Error) &&
      take(G.Locs, readTable<layout::Locs>(*F.locs(), "locations"), Error) &&
      take(G.Types, readTable<layout::Types>(*F.types(), "types"), Error) &&
      take(G.Methods, readTable<layout::Methods>(*F.methods(), "methods"),
           Error) &&
      take(G.Packages, readTable<layout::Packages>(*F.packages(), "packages"),
           Error) &&
      take(G.Functions,
           readTable<layout::Functions>(*F.functions(), "functions"), Error) &&
      take(G.Selectors,
           readTable<layout::Selectors>(*F.selectors(), "selectors"), Error) &&
      take(G.Nodes, readTable<layout::Nodes>(*F.nodes(), "nodes"), Error) &&
      take(G.Edges, readTable<layout::Edges>(*F.edges(), "edges"), Error);
  if (!Read)
    return tl::make_unexpected(Error);
  return G;
}

} // namespace mapgraph
