//===- Root.cpp - The folder that paths are shown relative to -------------===//

#include "cli/Root.h"

#include <filesystem>

namespace fs = std::filesystem;

namespace mapgraph {

static fs::path commonFolder(const fs::path &A, const fs::path &B) {
  fs::path Common;
  for (auto I = A.begin(), J = B.begin();
       I != A.end() && J != B.end() && *I == *J; ++I, ++J)
    Common /= *I;
  return Common;
}

std::string rootFolder(const Graph &G) {
  fs::path Root;
  for (const Package &P : G.Packages) {
    std::string_view Dir = G.str(P.Dir);
    if (!(P.Flags & PF_Own) || Dir.empty())
      continue;
    Root = Root.empty() ? fs::path(Dir) : commonFolder(Root, Dir);
  }
  // Modules that share nothing but "/" are better shown by their full paths.
  if (Root == "/")
    return "";
  std::error_code Ignored;
  return (Root.empty() ? fs::current_path(Ignored) : Root).string();
}

} // namespace mapgraph
