//===- Payload.h - Finished FlatBuffers -------------------------*- C++ -*-===//
//
// The first and the last step that graphs and solutions have in common: close
// the buffer; check an untrusted one before anything of it is read.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_PAYLOAD_H
#define MAPGRAPH_GRAPH_FORMAT_PAYLOAD_H

#include "graph/format/GraphTables.h"
#include "graph/format/Table.h"

namespace mapgraph {

template <typename Root>
tl::expected<std::string, std::string> finish(BoundedBuilder &To,
                                              flatbuffers::Offset<Root> R) {
  if (To.full())
    return tl::make_unexpected(
        std::string("the graph is too large for a chunk of a .mg file"));
  To.B.FinishSizePrefixed(R);
  return std::string(reinterpret_cast<const char *>(To.B.GetBufferPointer()),
                     To.B.GetSize());
}

template <typename Root>
tl::expected<const Root *, std::string> open(std::string_view Payload) {
  // A table takes four bytes at least. The default limit of a million tables
  // would refuse large solutions.
  constexpr unsigned MaxDepth = 16;
  flatbuffers::Verifier V(reinterpret_cast<const uint8_t *>(Payload.data()),
                          Payload.size(), MaxDepth,
                          static_cast<unsigned>(Payload.size() / 4));
  if (!V.VerifySizePrefixedBuffer<Root>(nullptr))
    return tl::make_unexpected(
        std::string("F6: the payload is no FlatBuffer of the schema"));
  const Root *R = flatbuffers::GetSizePrefixedRoot<Root>(Payload.data());
  if (R->version() == 0 || R->version() > FormatVersion)
    return tl::make_unexpected(
        "F7: format version " + std::to_string(R->version()) +
        ", expected at most " + std::to_string(FormatVersion));
  return R;
}

} // namespace mapgraph

#endif
