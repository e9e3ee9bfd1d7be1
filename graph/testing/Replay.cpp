//===- Replay.cpp - Runs a fuzzer on saved inputs -------------------------===//
//
// Usage: mapgraph-replay FOLDER|FILE...
//
// Without libFuzzer, so that every build can run the corpus: in CI under
// AddressSanitizer, and in a debugger with one file. Fails when there is none.
//
//===----------------------------------------------------------------------===//

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace fs = std::filesystem;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size);

static std::vector<fs::path> inputs(int Argc, char **Argv) {
  std::vector<fs::path> Files;
  for (int I = 1; I < Argc; ++I) {
    if (!fs::is_directory(Argv[I])) {
      Files.push_back(Argv[I]);
      continue;
    }
    for (const fs::directory_entry &E :
         fs::recursive_directory_iterator(Argv[I]))
      if (E.is_regular_file())
        Files.push_back(E.path());
  }
  std::ranges::sort(Files);
  return Files;
}

int main(int Argc, char **Argv) {
  std::vector<fs::path> Files = inputs(Argc, Argv);
  for (const fs::path &F : Files) {
    std::ifstream In(F, std::ios::binary);
    std::vector<char> Bytes(std::istreambuf_iterator<char>(In), {});
    if (!In.good() && !In.eof()) {
      std::fprintf(stderr, "mapgraph-replay: cannot read %s\n", F.c_str());
      return 1;
    }
    // Named before the run: the last line tells which one crashed.
    std::printf("%s\n", F.c_str());
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(Bytes.data()),
                           Bytes.size());
  }
  std::printf("%zu inputs\n", Files.size());
  return Files.empty();
}
