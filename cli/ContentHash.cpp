//===- ContentHash.cpp - Names made of contents ---------------------------===//

#include "cli/ContentHash.h"

#include "llvm/Config/llvm-config.h"

#include <array>
#include <cstdio>
#include <link.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mapgraph {

static std::string hex(XXH128_hash_t Hash) {
  std::array<char, 33> Hex;
  std::snprintf(Hex.data(), Hex.size(), "%016llx%016llx",
                static_cast<unsigned long long>(Hash.high64),
                static_cast<unsigned long long>(Hash.low64));
  return Hex.data();
}

std::string contentHash(std::string_view Bytes) {
  return hex(XXH3_128bits(Bytes.data(), Bytes.size()));
}

struct ContentHasher::State {
  XXH3_state_t X;
};

ContentHasher::ContentHasher() : So(std::make_unique<State>()) {
  XXH3_128bits_reset(&So->X);
}

ContentHasher::~ContentHasher() = default;

void ContentHasher::add(std::string_view Bytes) {
  XXH3_128bits_update(&So->X, Bytes.data(), Bytes.size());
}

std::string ContentHasher::hash() const {
  return hex(XXH3_128bits_digest(&So->X));
}

/// Adds the code and the notes of the first object, which is the program
/// itself, however it was started. A note has the linker's hash of all of the
/// file; the data itself holds the red zones of a sanitizer.
static int addCode(struct dl_phdr_info *Info, size_t, void *Into) {
  auto *Hashes = static_cast<std::string *>(Into);
  for (size_t I = 0; I != Info->dlpi_phnum; ++I) {
    const ElfW(Phdr) &Segment = Info->dlpi_phdr[I];
    if (Segment.p_type == PT_NOTE ||
        (Segment.p_type == PT_LOAD && Segment.p_flags & PF_X))
      *Hashes += contentHash(
          {reinterpret_cast<const char *>(Info->dlpi_addr + Segment.p_vaddr),
           Segment.p_filesz});
  }
  return 1; // no more objects
}

std::string toolIdentity() {
  std::string Parts = MAPGRAPH_VERSION " " LLVM_VERSION_STRING " ";
  dl_iterate_phdr(addCode, &Parts);
  return contentHash(Parts);
}

} // namespace mapgraph
