//===- KeptSolution.cpp - A solved slice, kept for the next run -----------===//

#include "cli/KeptSolution.h"

#include "cli/Cache.h"
#include "cli/ContentHash.h"
#include "cli/Files.h"
#include "graph/format/MgFile.h"

namespace mapgraph {

static std::string pathOf(const Slice &Part, const SolveOptions &Solver,
                          const std::string &Cache) {
  ContentHasher Hash;
  Part.forBytes([&](std::string_view Bytes) { Hash.add(Bytes); });
  std::string Parts = toolIdentity() + (Solver.Tests ? " tests" : "") +
                      (Solver.Variables ? " variables" : "") + "\n" +
                      Hash.hash();
  return cachedPath(Cache, Parts, SolutionEnding);
}

static std::optional<Solution> find(const std::string &Path, const Graph &Of) {
  Result<MappedFile> File = MappedFile::open(Path);
  if (!File || File->bytes().empty())
    return std::nullopt;
  tl::expected<Solution, std::string> S = readSolution(File->bytes(), Of);
  if (!S)
    return std::nullopt;
  noteUse(Path);
  return std::move(*S);
}

Solution solveOnce(const Graph &Program, const SolveOptions &Solver,
                   const std::string &Cache) {
  Slice Part(Program, Solver);
  if (Cache.empty())
    return Part.widen(solveSlice(Part, Solver));
  std::string Path = pathOf(Part, Solver, Cache);
  if (std::optional<Solution> S = find(Path, Part.graph()))
    return Part.widen(std::move(*S));
  Solution S = solveSlice(Part, Solver);
  if (tl::expected<std::string, std::string> Bytes = writeSolution(S))
    keepFile(Path, *Bytes);
  return Part.widen(std::move(S));
}

} // namespace mapgraph
