//===- Layout.h - Which member of a row is which column ---------*- C++ -*-===//
//
// One list per table of the model, read by the writer and by the reader, so
// that the two cannot differ. Columns are set in the order of the list: the far
// end of an edge is stored relative to the near one and comes after it.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_LAYOUT_H
#define MAPGRAPH_GRAPH_FORMAT_LAYOUT_H

#include "MapGraph_generated.h"
#include "graph/format/Column.h"
#include "graph/model/Solution.h"

#include <concepts>

namespace mapgraph {

using ByteVector = flatbuffers::Vector<uint8_t>;

/// How a member of Row travels through a column of Table.
template <typename Row, typename Table, typename Builder> struct Column {
  uint32_t (*Get)(const Row &);
  bool (*Set)(Row &, uint32_t); ///< false: the member cannot hold the value
  const ByteVector *(Table::*Stored)() const;
  void (Builder::*Add)(flatbuffers::Offset<ByteVector>);
  Coding How;
};

/// An access as stored: its locks are a row of the table of lock sets.
struct AccessRow {
  NodeId Op;
  uint32_t Object = 0;
  uint32_t Thread = 0;
  uint32_t Locks = 0;
};

namespace layout {

inline uint32_t toColumn(std::unsigned_integral auto V) { return V; }
template <typename Tag> uint32_t toColumn(Id<Tag> I) { return I.Value; }

template <std::unsigned_integral T> bool fromColumn(T &To, uint32_t V) {
  To = static_cast<T>(V);
  return To == V;
}
template <typename Tag> bool fromColumn(Id<Tag> &To, uint32_t V) {
  To.Value = V;
  return true;
}

template <typename M> struct MemberOf;
template <typename RowT, typename ValueT> struct MemberOf<ValueT RowT::*> {
  using Row = RowT;
};

template <auto Member, typename Table, typename Builder>
constexpr auto column(const ByteVector *(Table::*Stored)() const,
                      void (Builder::*Add)(flatbuffers::Offset<ByteVector>),
                      Coding How) {
  using Row = typename MemberOf<decltype(Member)>::Row;
  return Column<Row, Table, Builder>{
      [](const Row &R) { return toColumn(R.*Member); },
      [](Row &R, uint32_t V) { return fromColumn(R.*Member, V); }, Stored, Add,
      How};
}

inline uint32_t getKind(const Edge &E) { return E.KindAndLabel & 0xff; }
inline bool setKind(Edge &E, uint32_t V) {
  E.KindAndLabel = (E.KindAndLabel & ~uint32_t(0xff)) | (V & 0xff);
  return V <= 0xff;
}
inline uint32_t getLabel(const Edge &E) { return E.label(); }
inline bool setLabel(Edge &E, uint32_t V) {
  E.KindAndLabel = (E.KindAndLabel & 0xff) | V << 8;
  return V < 1 << 24;
}
inline uint32_t getFarEnd(const Edge &E) {
  return zigzag(E.To.Value - E.From.Value);
}
inline bool setFarEnd(Edge &E, uint32_t V) {
  E.To.Value = E.From.Value + unzigzag(V);
  return true;
}

using enum Coding;

inline constexpr Column<FieldSelector, fbs::Selectors, fbs::SelectorsBuilder>
    Selectors[] = {
        column<&FieldSelector::Name>(&fbs::Selectors::name,
                                     &fbs::SelectorsBuilder::add_name, Delta),
        column<&FieldSelector::Loc>(&fbs::Selectors::loc,
                                    &fbs::SelectorsBuilder::add_loc, Delta),
};

// The name Loc is that of a type here and of members elsewhere.
inline constexpr Column<struct Loc, fbs::Locs, fbs::LocsBuilder> Locs[] = {
    column<&Loc::Line>(&fbs::Locs::line, &fbs::LocsBuilder::add_line, Delta),
    column<&Loc::File>(&fbs::Locs::file, &fbs::LocsBuilder::add_file, Plain),
    column<&Loc::Column>(&fbs::Locs::column, &fbs::LocsBuilder::add_column,
                         Plain),
    column<&Loc::Parent>(&fbs::Locs::parent, &fbs::LocsBuilder::add_parent,
                         Delta),
};

inline constexpr Column<Type, fbs::Types, fbs::TypesBuilder> Types[] = {
    column<&Type::Name>(&fbs::Types::name, &fbs::TypesBuilder::add_name, Delta),
    column<&Type::Kind>(&fbs::Types::kind, &fbs::TypesBuilder::add_kind, Plain),
    column<&Type::Key>(&fbs::Types::key, &fbs::TypesBuilder::add_key, Delta),
    column<&Type::Elem>(&fbs::Types::elem, &fbs::TypesBuilder::add_elem, Delta),
};

inline constexpr Column<Method, fbs::Methods, fbs::MethodsBuilder> Methods[] = {
    column<&Method::Dynamic>(&fbs::Methods::dynamic,
                             &fbs::MethodsBuilder::add_dynamic, Delta),
    column<&Method::Method>(&fbs::Methods::method,
                            &fbs::MethodsBuilder::add_method, Delta),
    column<&Method::Function>(&fbs::Methods::function,
                              &fbs::MethodsBuilder::add_function, Delta),
};

inline constexpr Column<Package, fbs::Packages, fbs::PackagesBuilder>
    Packages[] = {
        column<&Package::Path>(&fbs::Packages::path,
                               &fbs::PackagesBuilder::add_path, Delta),
        column<&Package::Module>(&fbs::Packages::module_path,
                                 &fbs::PackagesBuilder::add_module_path, Plain),
        column<&Package::Version>(&fbs::Packages::version,
                                  &fbs::PackagesBuilder::add_version, Plain),
        column<&Package::Dir>(&fbs::Packages::dir,
                              &fbs::PackagesBuilder::add_dir, Plain),
        column<&Package::Language>(&fbs::Packages::language,
                                   &fbs::PackagesBuilder::add_language, Plain),
        column<&Package::Flags>(&fbs::Packages::flags,
                                &fbs::PackagesBuilder::add_flags, Plain),
};

inline constexpr Column<Function, fbs::Functions, fbs::FunctionsBuilder>
    Functions[] = {
        column<&Function::Name>(&fbs::Functions::name,
                                &fbs::FunctionsBuilder::add_name, Delta),
        column<&Function::Display>(&fbs::Functions::display,
                                   &fbs::FunctionsBuilder::add_display, Delta),
        column<&Function::Package>(&fbs::Functions::package,
                                   &fbs::FunctionsBuilder::add_package, Plain),
        column<&Function::Loc>(&fbs::Functions::loc,
                               &fbs::FunctionsBuilder::add_loc, Delta),
        column<&Function::Node>(&fbs::Functions::node,
                                &fbs::FunctionsBuilder::add_node, Delta),
        column<&Function::First>(&fbs::Functions::first,
                                 &fbs::FunctionsBuilder::add_first, Delta),
        column<&Function::Count>(&fbs::Functions::size,
                                 &fbs::FunctionsBuilder::add_size, Plain),
        column<&Function::Flags>(&fbs::Functions::flags,
                                 &fbs::FunctionsBuilder::add_flags, Plain),
        column<&Function::Receiver>(&fbs::Functions::receiver,
                                    &fbs::FunctionsBuilder::add_receiver,
                                    Plain),
};

inline constexpr Column<Node, fbs::Nodes, fbs::NodesBuilder> Nodes[] = {
    column<&Node::Kind>(&fbs::Nodes::kind, &fbs::NodesBuilder::add_kind, Plain),
    column<&Node::Op>(&fbs::Nodes::op, &fbs::NodesBuilder::add_op, Plain),
    column<&Node::Flags>(&fbs::Nodes::flags, &fbs::NodesBuilder::add_flags,
                         Plain),
    column<&Node::Function>(&fbs::Nodes::function,
                            &fbs::NodesBuilder::add_function, Delta),
    column<&Node::Loc>(&fbs::Nodes::loc, &fbs::NodesBuilder::add_loc, Delta),
    column<&Node::Type>(&fbs::Nodes::type, &fbs::NodesBuilder::add_type, Plain),
    column<&Node::Name>(&fbs::Nodes::name, &fbs::NodesBuilder::add_name, Plain),
};

inline constexpr Column<Edge, fbs::Edges, fbs::EdgesBuilder> Edges[] = {
    {getKind, setKind, &fbs::Edges::kind, &fbs::EdgesBuilder::add_kind, Plain},
    {getLabel, setLabel, &fbs::Edges::label, &fbs::EdgesBuilder::add_label,
     Plain},
    column<&Edge::From>(&fbs::Edges::from, &fbs::EdgesBuilder::add_from, Delta),
    {getFarEnd, setFarEnd, &fbs::Edges::to, &fbs::EdgesBuilder::add_to, Plain},
};

inline constexpr Column<AccessRow, fbs::Accesses, fbs::AccessesBuilder>
    Accesses[] = {
        column<&AccessRow::Op>(&fbs::Accesses::op,
                               &fbs::AccessesBuilder::add_op, Delta),
        column<&AccessRow::Object>(&fbs::Accesses::object,
                                   &fbs::AccessesBuilder::add_object, Plain),
        column<&AccessRow::Thread>(&fbs::Accesses::thread,
                                   &fbs::AccessesBuilder::add_thread, Plain),
        column<&AccessRow::Locks>(&fbs::Accesses::locks,
                                  &fbs::AccessesBuilder::add_locks, Plain),
};

} // namespace layout
} // namespace mapgraph

#endif
