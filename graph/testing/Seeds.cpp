//===- Seeds.cpp - Inputs for MgFuzzer to begin with ----------------------===//
//
// Usage: mapgraph-seeds FOLDER
//
// Writes files, payloads and decisions of several sizes; the fuzzer finds the
// rest (testdata/fuzz/README.md).
//
//===----------------------------------------------------------------------===//

#include "graph/format/GraphTables.h"
#include "graph/format/MgFile.h"
#include "graph/testing/RandomProgram.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

using namespace mapgraph;

static void write(const std::filesystem::path &File, std::string_view Bytes) {
  std::ofstream(File, std::ios::binary).write(Bytes.data(), Bytes.size());
}

int main(int Argc, char **Argv) {
  if (Argc != 2) {
    std::fprintf(stderr, "usage: mapgraph-seeds FOLDER\n");
    return 2;
  }
  std::filesystem::path To(Argv[1]);
  std::mt19937 Random(1); // the same seeds for everybody
  for (size_t Size : {0, 20, 60, 200}) {
    std::string Decisions(Size, '\0');
    for (char &C : Decisions)
      C = static_cast<char>(Random());
    std::span<const uint8_t> Bytes(
        reinterpret_cast<const uint8_t *>(Decisions.data()), Size);
    Graph G = randomProgram(Bytes);
    Solution S = randomSolution(Bytes, G);
    std::string Name = std::to_string(Size);
    write(To / (Name + ".decisions"), Decisions);
    write(To / (Name + ".mg"), writeMg(G) + writeMg(randomProgram({})));
    write(To / (Name + ".solved.mg"), writeMg(G, &S));
    write(To / (Name + ".graph"), encode(G, MaxPayload).value());
    write(To / (Name + ".solution"), encode(S, MaxPayload).value());
  }
}
