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
  std::string Key = contentHash(Parts);
  Path = Options.Cache + "/" + Key.substr(0, 2) + "/" + Key +
         std::string(ResultEnding);
}

// At most once an hour: what was not used for the longest time goes first.
static void noteUse(const std::string &Path) {
  std::error_code Ignored;
  fs::file_time_type Now = fs::file_time_type::clock::now();
  if (Now - fs::last_write_time(Path, Ignored) > std::chrono::hours(1))
    fs::last_write_time(Path, Now, Ignored);
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
  if (!Bytes)
    return;
  std::error_code Ignored;
  fs::path Folder = fs::path(Path).parent_path();
  fs::create_directories(Folder, Ignored);
  // What cannot be kept is made again.
  (void)replaceFile(Path, *Bytes, (Folder / UnfinishedStart).string());
}

} // namespace mapgraph
