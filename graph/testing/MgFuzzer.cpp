//===- MgFuzzer.cpp - Untrusted graph files -------------------------------===//
//
// Each input is taken in three ways:
//   - as a .mg file: a damaged one must be refused
//   - as the payload of a chunk with a right checksum, since no mutation would
//     ever guess one: what the FlatBuffers verifier lets through is ours
//   - as decisions of the author of two modules: linking them must succeed
//
// What is read must be well-formed, stay what it is when it is written and read
// again, and link to a well-formed graph.
//
//===----------------------------------------------------------------------===//

#include "graph/format/Chunk.h"
#include "graph/format/MgFile.h"
#include "graph/link/Link.h"
#include "graph/link/Programs.h"
#include "graph/model/Verifier.h"
#include "graph/testing/RandomProgram.h"

#include <cstdio>
#include <cstdlib>

using namespace mapgraph;

static void require(bool Holds, const char *What,
                    const std::string &Detail = {}) {
  if (Holds)
    return;
  std::fprintf(stderr, "MgFuzzer: %s %s\n", What, Detail.c_str());
  std::abort();
}

template <typename T>
static std::string errorOf(const tl::expected<T, std::string> &E) {
  return E ? std::string() : E.error();
}

static void requireWellFormed(const Graph &G) {
  std::optional<std::string> Error = verify(G);
  require(!Error, "a graph that is not well-formed:", Error.value_or(""));
}

static void checkLinks(std::vector<Graph> Modules) {
  tl::expected<Graph, std::string> Linked = link(std::move(Modules));
  require(Linked.has_value(), "modules do not link:", errorOf(Linked));
  requireWellFormed(*Linked);
  for (const Program &P : programs(*Linked))
    for (FunctionId F : P.Roots)
      require(Linked->function(F).Flags & FF_Defined, "a root without a body");
}

static void checkFile(std::string_view Bytes) {
  tl::expected<MgContents, std::string> Read = readMg(Bytes);
  if (!Read) {
    require(Read.error().find('\n') == std::string::npos,
            "an error of several lines:", Read.error());
    return;
  }
  for (const Graph &G : Read->Graphs) {
    requireWellFormed(G);
    std::string Written = writeMg(G, Read->Solved ? &*Read->Solved : nullptr);
    tl::expected<MgContents, std::string> Again = readMg(Written);
    require(Again.has_value(), "written data is refused:", errorOf(Again));
    require(writeMg(Again->Graphs[0],
                    Again->Solved ? &*Again->Solved : nullptr) == Written,
            "a graph that changes when it is written");
  }
  if (Read->Graphs[0].Kind != GraphKind::Solved)
    checkLinks(std::move(Read->Graphs));
}

static void checkPayload(std::string_view Payload) {
  std::string File;
  appendChunk(File, ChunkKind::Graph, Payload);
  checkFile(File);
  File = writeMg(randomProgram({}));
  appendChunk(File, ChunkKind::Solution, Payload);
  checkFile(File);
}

static void checkAuthor(std::span<const uint8_t> Decisions) {
  size_t Half = Decisions.size() / 2;
  checkLinks({randomProgram(Decisions.first(Half), "example.com/p"),
              randomProgram(Decisions.subspan(Half), "example.com/q")});
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Bytes(reinterpret_cast<const char *>(Data), Size);
  checkFile(Bytes);
  checkPayload(Bytes);
  // Sizes of programs are not what is tested.
  checkAuthor(std::span(Data, std::min<size_t>(Size, 512)));
  return 0;
}
