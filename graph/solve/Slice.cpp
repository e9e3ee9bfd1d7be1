//===- Slice.cpp - The part of a program that is solved -------------------===//

#include "graph/solve/Slice.h"

#include "graph/link/Programs.h"
#include "graph/solve/Slicer.h"

#include <algorithm>

namespace mapgraph {

static std::vector<FunctionId> allFunctions(const Graph &G) {
  std::vector<FunctionId> Out;
  for (size_t F = 0; F != G.Functions.size(); ++F)
    Out.push_back(FunctionId(F));
  return Out;
}

Slice::Slice(const Graph &Whole, const SolveOptions &Options) : G(Whole) {
  std::vector<Program> Programs = programs(G, Options.Tests);
  std::vector<FunctionId> Roots;
  for (const Program &P : Programs)
    Roots.insert(Roots.end(), P.Roots.begin(), P.Roots.end());
  copy(Roots);
  // Dead code may decide what is called from outside.
  if (!hasPrograms(Programs, programs(Part, Options.Tests)))
    copy(allFunctions(G));
}

void Slice::copy(const std::vector<FunctionId> &Roots) {
  Part = Graph();
  Nodes.clear();
  Types.clear();
  Locs.clear();
  Lines.clear();
  solver::Reachable What(G, Roots);
  Slicer(*this, What).run();
}

bool Slice::hasPrograms(const std::vector<Program> &Wanted,
                        const std::vector<Program> &Found) const {
  auto Node = [this](FunctionId F) {
    return Nodes[Part.function(F).Node.Value];
  };
  auto Row = [this](FunctionId F) { return G.function(F).Node; };
  auto Same = [&](const Program &A, const Program &B) {
    return A.What == B.What && A.Name == B.Name &&
           std::ranges::equal(A.Roots, B.Roots, {}, Row, Node);
  };
  return std::ranges::equal(Wanted, Found, Same);
}

template <typename Row>
static std::string_view bytesOf(const std::vector<Row> &Table) {
  static_assert(std::has_unique_object_representations_v<Row>);
  return {reinterpret_cast<const char *>(Table.data()),
          Table.size() * sizeof(Row)};
}

void Slice::forBytes(const std::function<void(std::string_view)> &Do) const {
  // The numbers of rows say where one table ends and the next begins.
  const std::vector<uint64_t> Sizes = {static_cast<uint64_t>(Part.Kind),
                                       Part.Strings.size(),
                                       Part.Locs.size(),
                                       Part.Types.size(),
                                       Part.Methods.size(),
                                       Part.Packages.size(),
                                       Part.Functions.size(),
                                       Part.Selectors.size(),
                                       Part.Nodes.size(),
                                       Part.Edges.size(),
                                       Stored.Globals.size()};
  Do(bytesOf(Sizes));
  std::string Texts;
  std::vector<uint32_t> Lengths;
  for (size_t I = 0; I != Part.Strings.size(); ++I) {
    Texts += Part.str(StringId(I));
    Lengths.push_back(Part.str(StringId(I)).size());
  }
  Do(bytesOf(Lengths));
  Do(Texts);
  Do(bytesOf(Part.Locs));
  Do(bytesOf(Part.Types));
  Do(bytesOf(Part.Methods));
  Do(bytesOf(Part.Packages));
  Do(bytesOf(Part.Functions));
  Do(bytesOf(Part.Selectors));
  Do(bytesOf(Part.Nodes));
  Do(bytesOf(Part.Edges));
  Do(bytesOf(Stored.Fields));
  Do(bytesOf(Stored.Globals));
}

} // namespace mapgraph
