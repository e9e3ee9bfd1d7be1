//===- ContentHash.cpp - Names made of contents ---------------------------===//

#include "cli/ContentHash.h"

#include "llvm/Config/llvm-config.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mapgraph {

std::string contentHash(std::string_view Bytes) {
  XXH128_hash_t Hash = XXH3_128bits(Bytes.data(), Bytes.size());
  std::array<char, 33> Hex;
  std::snprintf(Hex.data(), Hex.size(), "%016llx%016llx",
                static_cast<unsigned long long>(Hash.high64),
                static_cast<unsigned long long>(Hash.low64));
  return Hex.data();
}

/// Adds the code of the first object, which is the program itself: the linker
/// changes nothing in segments that cannot be written.
std::string toolIdentity() {
  std::string Parts = MAPGRAPH_VERSION " " LLVM_VERSION_STRING " ";
  if (std::ifstream Self("/proc/self/exe", std::ios::binary); Self) {
    std::ostringstream Code;
    Code << Self.rdbuf();
    Parts += contentHash(Code.view());
  }
  return contentHash(Parts);
}

} // namespace mapgraph
