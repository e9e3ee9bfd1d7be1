//===- MgFile.cpp - Reading and writing .mg data --------------------------===//

#include "graph/format/MgFile.h"

#include "graph/format/Chunk.h"
#include "graph/format/GraphTables.h"
#include "graph/model/Verifier.h"

#include <exception>

namespace mapgraph {

static tl::unexpected<std::string> failed(const std::exception &E) {
  return tl::make_unexpected(std::string(E.what()));
}

tl::expected<std::string, std::string>
tryWriteMg(const Graph &G, const Solution *S, uint64_t Limit) try {
  tl::expected<std::string, std::string> Payload = encode(G, Limit);
  if (!Payload)
    return Payload;
  std::string File;
  appendChunk(File, ChunkKind::Graph, *Payload);
  if (!S)
    return File;
  Payload = encode(*S, Limit);
  if (!Payload)
    return Payload;
  appendChunk(File, ChunkKind::Solution, *Payload);
  return File;
} catch (const std::exception &E) {
  return failed(E);
}

std::string writeMg(const Graph &G, const Solution *S) {
  return tryWriteMg(G, S).value_or(std::string());
}

// Adds what the chunk holds; the error does not name the chunk yet.
static std::optional<std::string> addChunk(MgContents &To,
                                           const ChunkReader::Chunk &C) {
  if (To.Solved)
    return "F8: data behind a solution";
  if (C.Kind == ChunkKind::Graph) {
    tl::expected<Graph, std::string> G = decodeGraph(C.Payload);
    if (!G)
      return G.error();
    if (std::optional<std::string> Error = verify(*G))
      return Error;
    if (G->Kind != GraphKind::Module)
      G->freeze();
    To.Graphs.push_back(std::move(*G));
    return std::nullopt;
  }
  if (To.Graphs.size() != 1)
    return "F8: a solution that does not follow one graph";
  tl::expected<Solution, std::string> S = decodeSolution(C.Payload);
  if (!S)
    return S.error();
  if (std::optional<std::string> Error = verify(To.Graphs[0], *S))
    return Error;
  To.Solved = std::move(*S);
  return std::nullopt;
}

tl::expected<MgContents, std::string> readMg(std::string_view Bytes) try {
  MgContents Contents;
  ChunkReader Reader(Bytes);
  while (true) {
    tl::expected<std::optional<ChunkReader::Chunk>, std::string> C =
        Reader.next();
    if (!C)
      return tl::make_unexpected(C.error());
    if (!*C)
      break;
    if (std::optional<std::string> Error = addChunk(Contents, **C))
      return tl::make_unexpected("chunk at byte " +
                                 std::to_string((*C)->Offset) + ": " + *Error);
  }
  if (Contents.Graphs.empty())
    return tl::make_unexpected(std::string("F8: no graph"));
  return Contents;
} catch (const std::exception &E) {
  return failed(E);
}

tl::expected<std::string, std::string> writeSolution(const Solution &S) try {
  return encode(S, MaxPayload).map([](const std::string &Payload) {
    std::string Bytes;
    appendChunk(Bytes, ChunkKind::Solution, Payload);
    return Bytes;
  });
} catch (const std::exception &E) {
  return failed(E);
}

tl::expected<Solution, std::string> readSolution(std::string_view Bytes,
                                                 const Graph &Of) try {
  ChunkReader Reader(Bytes); // has the payload
  tl::expected<std::optional<ChunkReader::Chunk>, std::string> C =
      Reader.next();
  if (!C)
    return tl::make_unexpected(C.error());
  if (!*C || (*C)->Kind != ChunkKind::Solution)
    return tl::make_unexpected(std::string("F8: no solution"));
  tl::expected<Solution, std::string> S = decodeSolution((*C)->Payload);
  if (S)
    if (std::optional<std::string> Error = verify(Of, *S))
      return tl::make_unexpected(*Error);
  return S;
} catch (const std::exception &E) {
  return failed(E);
}

} // namespace mapgraph
