//===- Cache.h - The folder of what former runs have computed ---*- C++ -*-===//
//
// Three kinds of files, each named by a hash of all that it depends on:
//
//   xx/KEY.entry     the module graph of a Go package; the front end's
//   xx/KEY.result    a solved program, see KeptResult.h
//   xx/KEY.solution  the solution of a slice, see KeptSolution.h
//
// A file appears complete or not at all, so any number of runs can share the
// folder, and it may be removed at any time. Nothing here touches files that
// are named in any other way: the folder may be one that the user named.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_CACHE_H
#define MAPGRAPH_CLI_CACHE_H

#include <cstdint>
#include <string>
#include <string_view>

namespace mapgraph {

struct AnalysisOptions;

/// How the names of a solved program and of a solution end, and that of a file
/// begins which is not complete yet.
inline constexpr std::string_view ResultEnding = ".result";
inline constexpr std::string_view SolutionEnding = ".solution";
inline constexpr std::string_view UnfinishedStart = "new-";

/// The folder that a run uses: that of --cache, else "mapgraph" in the folder
/// that the system has for caches of this user; "" for none.
std::string chooseCache(const AnalysisOptions &Options);

/// The same without looking at whether the folder can be written.
std::string cachePlace(const AnalysisOptions &Options);

/// The file of what depends on the parts.
std::string cachedPath(const std::string &Folder, std::string_view Parts,
                       std::string_view Ending);
/// Notes that the file was used, at most once an hour.
void noteUse(const std::string &Path);
/// Keeps a file; what cannot be kept is made again.
void keepFile(const std::string &Path, std::string_view Bytes);

struct CacheContents {
  uint64_t Graphs = 0;    ///< files with a module graph
  uint64_t Results = 0;   ///< files with a solved program
  uint64_t Solutions = 0; ///< files with a solution
  uint64_t Bytes = 0;     ///< of all, unfinished ones included
};

CacheContents readCache(const std::string &Folder);

/// Removes what was not used for the longest time until the files have Limit
/// bytes at most, and what a run that was killed has left unfinished. Gives
/// what was removed.
CacheContents trimCache(const std::string &Folder, uint64_t Limit);

} // namespace mapgraph

#endif
