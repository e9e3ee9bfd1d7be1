//===- MgFile.h - Reading and writing .mg data ------------------*- C++ -*-===//
//
// Module, linked and solved graphs as bytes: a sequence of chunks (Chunk.h)
// with FlatBuffers in them (MapGraph.fbs).
//
// The bytes are untrusted. A file that breaks one of these gives an error of
// one line with the byte at which the chunk begins:
//   F1 a chunk begins with the magic
//   F2 its kind is known
//   F3 it lies in the file
//   F4 its checksum matches
//   F5 it decompresses to the stated size, at most 1 GiB
//   F6 its payload is a FlatBuffer of the schema
//   F7 its version is ours or an older one, and its tables have the shape that
//      the schema says
//   F8 there is a graph; a solution comes behind the only graph of the file
//   V1… the invariants of the model (graph/model/README.md)
//
// Nothing here throws: code built without exceptions can call it. Such callers
// must not use value() of the results, which throws when there is none.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_MGFILE_H
#define MAPGRAPH_GRAPH_FORMAT_MGFILE_H

#include "graph/model/Solution.h"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace mapgraph {

/// Bytes of an uncompressed payload: FlatBuffers fails silently at twice that.
constexpr uint64_t MaxPayload = uint64_t(1) << 30;

/// The graph, and what solving added to it, as .mg data. Equal graphs give
/// equal bytes. Fails when a payload would exceed Limit.
tl::expected<std::string, std::string> tryWriteMg(const Graph &G,
                                                  const Solution *S = nullptr,
                                                  uint64_t Limit = MaxPayload);

/// The same for graphs known to be small; empty when the limit is exceeded.
std::string writeMg(const Graph &G, const Solution *S = nullptr);

struct MgContents {
  /// In the order of the file. Linked and solved graphs are frozen; module
  /// graphs are not, because they are linked next.
  std::vector<Graph> Graphs;
  std::optional<Solution> Solved; ///< of the only graph
};

tl::expected<MgContents, std::string> readMg(std::string_view Bytes);

/// A solution alone, as the chunk that stands behind its graph in a file.
tl::expected<std::string, std::string> writeSolution(const Solution &S);
tl::expected<Solution, std::string> readSolution(std::string_view Bytes,
                                                 const Graph &Of);

} // namespace mapgraph

#endif
