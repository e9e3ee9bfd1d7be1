//===- Chunk.h - The frame around the payloads of a .mg file ----*- C++ -*-===//
//
// A .mg file is a sequence of chunks with any number of zero bytes between and
// behind them: what a linker makes of the sections of several objects, and what
// `cat` makes of several files, is a .mg file again. A chunk, little endian:
//
//    0  8  magic "\x89MGRAPH\n"
//    8  4  kind of payload; 0x100 is added when it is compressed with zstd
//   12  4  size of the payload
//   16  8  size of the payload as stored
//   24  8  xxHash64 of the stored payload, seeded with that of bytes 0 to 23
//   32     payload, then zero bytes up to a multiple of 8
//
// A payload is a size-prefixed FlatBuffer below 1 GiB (MapGraph.fbs), stored
// compressed when that makes it smaller.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_FORMAT_CHUNK_H
#define MAPGRAPH_GRAPH_FORMAT_CHUNK_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace mapgraph {

constexpr std::string_view ChunkMagic = "\x89MGRAPH\n";

enum class ChunkKind : uint32_t { Graph = 1, Solution = 2 };

/// Appends a chunk, behind zero bytes up to the next multiple of 8.
void appendChunk(std::string &File, ChunkKind K, std::string_view Payload);

/// Walks over the chunks of untrusted bytes.
class ChunkReader {
public:
  struct Chunk {
    ChunkKind Kind;
    size_t Offset;            ///< of the chunk in the file, for messages
    std::string_view Payload; ///< 8-aligned, valid until the next call
  };

  explicit ChunkReader(std::string_view Bytes) : File(Bytes) {}

  /// The next chunk, none at the end, or one line with the offset of the chunk
  /// and the invariant (F1…, see MgFile.h) that it breaks.
  tl::expected<std::optional<Chunk>, std::string> next();

private:
  std::string_view File;
  size_t Pos = 0;
  std::vector<uint64_t> Buffer;
};

} // namespace mapgraph

#endif
