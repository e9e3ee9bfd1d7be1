//===- CacheCommand.cpp - mapgraph cache ----------------------------------===//
//
// What is kept of former runs, and removing it.
//
//===----------------------------------------------------------------------===//

#include "cli/Cache.h"
#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Options.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

namespace mapgraph {

static std::string mebibytes(uint64_t Bytes) {
  char Text[32];
  std::snprintf(Text, sizeof Text, "%.1f MiB",
                static_cast<double>(Bytes) / (1 << 20));
  return Text;
}

static std::string entries(const CacheContents &C) {
  return std::to_string(C.Graphs) + " module graphs, " +
         std::to_string(C.Results) + " solved programs, " +
         std::to_string(C.Solutions) + " solutions";
}

static Exit print(const std::string &Text) {
  Result<void> Done = writeOutput("-", Text);
  if (Done)
    return Exit::Clean;
  std::fprintf(stderr, "%s\n", Done.error().Message.c_str());
  return Done.error().Code;
}

static Exit showCache(const AnalysisOptions &Options) {
  std::string Place = cachePlace(Options);
  if (Place.empty())
    return print("place    none: neither XDG_CACHE_HOME nor HOME is set\n");
  CacheContents C = readCache(Place);
  std::error_code Error;
  std::string Whole = std::filesystem::absolute(Place, Error).string();
  return print("place    " + (Error ? Place : Whole) + "\nentries  " +
               entries(C) + "\nsize     " + mebibytes(C.Bytes) +
               " of at most " + std::to_string(Options.CacheMiB) + " MiB\n");
}

static Exit cleanCache(const AnalysisOptions &Options) {
  std::string Place = cachePlace(Options);
  CacheContents Removed;
  if (!Place.empty())
    Removed = trimCache(Place, 0);
  return print("removed " + entries(Removed) + ", " + mebibytes(Removed.Bytes) +
               "\n");
}

void addCacheCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Cache = App.add_subcommand(
      "cache", "Show the place and size of what is kept of former runs");
  auto Options = std::make_shared<AnalysisOptions>();
  addCacheOptions(*Cache, *Options);
  CLI::App *Clean =
      Cache->add_subcommand("clean", "Remove everything that is kept");
  Clean->fallthrough();
  Cache->callback([Options, Clean, &Chosen] {
    Chosen = [Options, Clean] {
      return Clean->parsed() ? cleanCache(*Options) : showCache(*Options);
    };
  });
}

} // namespace mapgraph
