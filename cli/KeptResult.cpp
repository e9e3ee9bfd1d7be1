//===- KeptResult.cpp - A solved program, kept for the next run -----------===//

#include "cli/KeptResult.h"

#include "cli/Cache.h"
#include "cli/ContentHash.h"
#include "cli/Files.h"
#include "graph/format/MgFile.h"

#include <filesystem>

namespace fs = std::filesystem;

namespace mapgraph {

KeptResult::KeptResult(const AnalysisOptions &Options,
                       const std::vector<std::string_view> &Modules) {
  if (Options.Cache.empty() || Options.Reasons || Modules.empty())
    return;
  std::error_code Error;
  std::string Parts = toolIdentity() + (Options.Tests ? " tests" : "") +
                      (Options.Variables ? " variables" : "") + "\n" +
                      fs::current_path(Error).string() + "\n";
  for (std::string_view Bytes : Modules)
    Parts += contentHash(Bytes) + "\n";
  Path = cachedPath(Options.Cache, Parts, ResultEnding);
}

bool KeptResult::find(Graph &Program, std::optional<Solution> &Solved) const {
  if (Path.empty())
    return false;
  Result<MappedFile> File = MappedFile::open(Path);
  if (!File || File->bytes().empty())
    return false;
  tl::expected<MgContents, std::string> Contents = readMg(File->bytes());
  if (!Contents || Contents->Graphs.size() != 1 || !Contents->Solved)
    return false;
  Program = std::move(Contents->Graphs.front());
  Solved = std::move(Contents->Solved);
  noteUse(Path);
  return true;
}

void KeptResult::keep(const Graph &Program, const Solution &Solved) const {
  if (Path.empty())
    return;
  tl::expected<std::string, std::string> Bytes = tryWriteMg(Program, &Solved);
  if (Bytes)
    keepFile(Path, *Bytes);
}

} // namespace mapgraph
