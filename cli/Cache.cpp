//===- Cache.cpp - The folder of what former runs have computed -----------===//

#include "cli/Cache.h"

#include "cli/ContentHash.h"
#include "cli/Files.h"
#include "cli/Options.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace mapgraph {

static constexpr std::string_view GraphEnding = ".entry";

// As other programs do it: a path that is not absolute counts as none.
static std::string userFolder() {
  const char *Caches = std::getenv("XDG_CACHE_HOME");
  if (Caches && *Caches)
    return *Caches == '/' ? Caches : "";
  const char *Home = std::getenv("HOME");
  return Home && *Home == '/' ? Home + std::string("/.cache") : "";
}

std::string cachePlace(const AnalysisOptions &Options) {
  if (!Options.UseCache || !Options.Cache.empty())
    return Options.UseCache ? Options.Cache : "";
  std::string Folder = userFolder();
  return Folder.empty() ? "" : Folder + "/mapgraph";
}

std::string chooseCache(const AnalysisOptions &Options) {
  std::string Place = cachePlace(Options);
  if (Place.empty() || !Options.Cache.empty())
    return Place; // what the user asked for is tried, and its failure told
  std::error_code Ignored;
  fs::create_directories(Place, Ignored);
  return access(Place.c_str(), W_OK | X_OK) == 0 ? Place : "";
}

std::string cachedPath(const std::string &Folder, std::string_view Parts,
                       std::string_view Ending) {
  std::string Key = contentHash(Parts);
  return Folder + "/" + Key.substr(0, 2) + "/" + Key + std::string(Ending);
}

void noteUse(const std::string &Path) {
  std::error_code Ignored;
  fs::file_time_type Now = fs::file_time_type::clock::now();
  if (Now - fs::last_write_time(Path, Ignored) > std::chrono::hours(1))
    fs::last_write_time(Path, Now, Ignored);
}

void keepFile(const std::string &Path, std::string_view Bytes) {
  std::error_code Ignored;
  fs::path Folder = fs::path(Path).parent_path();
  fs::create_directories(Folder, Ignored);
  (void)replaceFile(Path, Bytes, (Folder / UnfinishedStart).string());
}

namespace {

enum class CachedKind { Graph, Result, Solution, Unfinished };

struct CachedFile {
  fs::path Path;
  CachedKind Kind = CachedKind::Unfinished;
  uint64_t Bytes = 0;
  fs::file_time_type Used;
};

} // namespace

static bool isHex(std::string_view Text) {
  return !Text.empty() &&
         Text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

static bool isKey(std::string_view Name, std::string_view Ending) {
  static constexpr size_t ShortestKey = 32;
  if (!Name.ends_with(Ending))
    return false;
  Name.remove_suffix(Ending.size());
  return Name.size() >= ShortestKey && isHex(Name);
}

static bool classify(CachedFile &File) {
  std::string Name = File.Path.filename().string();
  if (isKey(Name, GraphEnding))
    File.Kind = CachedKind::Graph;
  else if (isKey(Name, ResultEnding))
    File.Kind = CachedKind::Result;
  else if (isKey(Name, SolutionEnding))
    File.Kind = CachedKind::Solution;
  else
    return Name.starts_with(UnfinishedStart);
  return true;
}

// Files come and go meanwhile: what cannot be looked at is not there.
static void addFiles(const fs::path &Folder, std::vector<CachedFile> &Out) {
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; !Error && It != End;
       It.increment(Error)) {
    CachedFile File;
    File.Path = It->path();
    std::error_code Gone;
    if (!classify(File) || !It->is_regular_file(Gone))
      continue;
    File.Bytes = It->file_size(Gone);
    if (!Gone)
      File.Used = It->last_write_time(Gone);
    if (!Gone)
      Out.push_back(std::move(File));
  }
}

static std::vector<CachedFile> listCache(const std::string &Folder) {
  std::vector<CachedFile> Out;
  std::error_code Error;
  for (fs::directory_iterator It(Folder, Error), End; !Error && It != End;
       It.increment(Error)) {
    std::string Name = It->path().filename().string();
    if (Name.size() == 2 && isHex(Name))
      addFiles(It->path(), Out);
  }
  return Out;
}

static void count(const CachedFile &File, CacheContents &Sum) {
  Sum.Graphs += File.Kind == CachedKind::Graph;
  Sum.Results += File.Kind == CachedKind::Result;
  Sum.Solutions += File.Kind == CachedKind::Solution;
  Sum.Bytes += File.Bytes;
}

CacheContents readCache(const std::string &Folder) {
  CacheContents Sum;
  for (const CachedFile &File : listCache(Folder))
    count(File, Sum);
  return Sum;
}

CacheContents trimCache(const std::string &Folder, uint64_t Limit) {
  static constexpr std::chrono::hours Abandoned(24);
  std::vector<CachedFile> Files = listCache(Folder);
  uint64_t Left = 0;
  for (const CachedFile &File : Files)
    Left += File.Bytes;
  std::ranges::sort(Files, [](const CachedFile &A, const CachedFile &B) {
    return std::tie(A.Used, A.Path) < std::tie(B.Used, B.Path);
  });
  CacheContents Removed;
  fs::file_time_type Now = fs::file_time_type::clock::now();
  for (const CachedFile &File : Files) {
    bool Unfinished = File.Kind == CachedKind::Unfinished;
    bool IsWaste = Unfinished && (Limit == 0 || Now - File.Used > Abandoned);
    std::error_code Error;
    if (!IsWaste && (Unfinished || Left <= Limit))
      continue;
    if (fs::remove(File.Path, Error))
      count(File, Removed);
    Left -= File.Bytes;
  }
  return Removed;
}

} // namespace mapgraph
