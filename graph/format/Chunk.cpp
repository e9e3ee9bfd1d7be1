//===- Chunk.cpp - The frame around the payloads of a .mg file ------------===//

#include "graph/format/Chunk.h"

#include "graph/format/MgFile.h"

#include <bit>
#include <cstring>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

namespace mapgraph {

static_assert(std::endian::native == std::endian::little,
              "the header is read and written as it lies in memory");

namespace {
struct Header {
  char Magic[8];
  uint32_t Kind;
  uint32_t Size;
  uint64_t Stored;
  uint64_t Hash;
};
} // namespace
static_assert(sizeof(Header) == 32);

static constexpr uint32_t Compressed = 0x100;
// Measured on module graphs: level 6 takes five times as long for five percent.
static constexpr int Level = 3;
// A stored byte never stands for more than this: what a damaged or hostile file
// makes us allocate stays in proportion to its size.
static constexpr uint64_t MaxRatio = 256;

static uint64_t hash(const Header &H, std::string_view Stored) {
  return XXH64(Stored.data(), Stored.size(),
               XXH64(&H, offsetof(Header, Hash), 0));
}

static void padTo8(std::string &File) {
  File.resize((File.size() + 7) / 8 * 8);
}

void appendChunk(std::string &File, ChunkKind K, std::string_view Payload) {
  Header H;
  std::memcpy(H.Magic, ChunkMagic.data(), sizeof(H.Magic));
  H.Kind = static_cast<uint32_t>(K);
  H.Size = static_cast<uint32_t>(Payload.size());
  std::string Packed(ZSTD_compressBound(Payload.size()), '\0');
  size_t Size = ZSTD_compress(Packed.data(), Packed.size(), Payload.data(),
                              Payload.size(), Level);
  if (!ZSTD_isError(Size) && Size < Payload.size() &&
      Size * MaxRatio >= Payload.size()) {
    H.Kind |= Compressed;
    Payload = std::string_view(Packed.data(), Size);
  }
  H.Stored = Payload.size();
  H.Hash = hash(H, Payload);
  padTo8(File);
  File.append(reinterpret_cast<const char *>(&H), sizeof(H));
  File.append(Payload);
  padTo8(File);
}

tl::expected<std::optional<ChunkReader::Chunk>, std::string>
ChunkReader::next() {
  Pos = std::min(File.find_first_not_of('\0', Pos), File.size());
  if (Pos == File.size())
    return std::nullopt;
  auto Broken = [&](std::string_view Why) {
    return tl::make_unexpected("chunk at byte " + std::to_string(Pos) + ": " +
                               std::string(Why));
  };

  std::string_view Rest = File.substr(Pos);
  if (Rest.substr(0, ChunkMagic.size()) != ChunkMagic)
    return Broken("F1: no graph data (bad magic)");
  Header H;
  if (Rest.size() < sizeof(H))
    return Broken("F3: the header is cut");
  std::memcpy(&H, Rest.data(), sizeof(H));
  Rest.remove_prefix(sizeof(H));
  if (H.Stored > Rest.size())
    return Broken("F3: the payload is cut");
  std::string_view Stored = Rest.substr(0, H.Stored);
  if (hash(H, Stored) != H.Hash)
    return Broken("F4: the checksum does not match");
  uint32_t Kind = H.Kind & ~Compressed;
  if (Kind != static_cast<uint32_t>(ChunkKind::Graph) &&
      Kind != static_cast<uint32_t>(ChunkKind::Solution))
    return Broken("F2: unknown kind " + std::to_string(H.Kind));
  bool IsCompressed = H.Kind & Compressed;
  if (H.Size > MaxPayload || H.Size > H.Stored * MaxRatio ||
      (!IsCompressed && H.Size != H.Stored))
    return Broken("F5: impossible size of the payload");

  // In memory of our own, because the bytes of the caller may lie anywhere.
  Buffer.resize((H.Size + 7) / 8);
  char *Payload = reinterpret_cast<char *>(Buffer.data());
  if (!IsCompressed)
    std::copy(Stored.begin(), Stored.end(), Payload);
  else if (ZSTD_decompress(Payload, H.Size, Stored.data(), Stored.size()) !=
           H.Size)
    return Broken("F5: the payload does not decompress");
  Chunk C{static_cast<ChunkKind>(Kind), Pos, std::string_view(Payload, H.Size)};
  Pos += sizeof(H) + H.Stored;
  return C;
}

} // namespace mapgraph
