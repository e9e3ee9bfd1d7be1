//===- ModuleOrder.cpp - The order in which modules are joined ------------===//

#include "graph/link/ModuleOrder.h"

#include <algorithm>
#include <tuple>
#include <type_traits>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mapgraph {

// Shared bodies belong to any package; the rest to the one that is compiled.
static std::string_view packagePath(const Graph &G) {
  for (const Function &F : G.Functions)
    if (F.Package && (F.Flags & FF_Defined) && !(F.Flags & FF_Shared))
      return G.str(G.package(F.Package).Path);
  return G.Packages.empty() ? std::string_view() : G.str(G.Packages[0].Path);
}

// The rows have no padding.
template <typename Row>
static uint64_t hash(const std::vector<Row> &Rows, uint64_t Seed) {
  static_assert(std::has_unique_object_representations_v<Row>);
  return XXH64(Rows.data(), Rows.size() * sizeof(Row), Seed);
}

static uint64_t fingerprint(const Graph &G) {
  uint64_t H = hash(G.Nodes, static_cast<uint64_t>(G.Kind));
  H = hash(G.Edges, H);
  H = hash(G.Locs, H);
  H = hash(G.Functions, H);
  H = hash(G.Types, H);
  H = hash(G.Methods, H);
  H = hash(G.Packages, H);
  H = hash(G.Selectors, H);
  for (size_t I = 0; I != G.Strings.size(); ++I) {
    std::string_view S = G.Strings[StringId(I)];
    H = XXH64(S.data(), S.size(), H);
  }
  return H;
}

void sortModules(std::vector<Graph> &Modules) {
  struct Key {
    std::string Path;
    uint64_t Contents;
    size_t Module;
    auto identity() const { return std::tie(Path, Contents); }
  };
  std::vector<Key> Keys;
  for (size_t I = 0; I != Modules.size(); ++I)
    Keys.push_back(
        {std::string(packagePath(Modules[I])), fingerprint(Modules[I]), I});
  std::ranges::sort(Keys, {}, &Key::identity);
  auto Repeated = std::ranges::unique(Keys, {}, &Key::identity);
  Keys.erase(Repeated.begin(), Repeated.end());
  std::vector<Graph> Sorted;
  Sorted.reserve(Modules.size());
  for (const Key &K : Keys)
    Sorted.push_back(std::move(Modules[K.Module]));
  Modules = std::move(Sorted);
}

} // namespace mapgraph
