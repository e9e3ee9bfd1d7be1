//===- PackageSet.cpp - Module graphs, taken apart again ------------------===//

#include "cli/PackageSet.h"

#include <algorithm>

namespace mapgraph {

static bool definesAlone(const Function &F) {
  return (F.Flags & FF_Defined) && !(F.Flags & (FF_Shared | FF_Local));
}

// "p_test [p.test]" and "p.test" lie where p does.
static std::string_view withoutTestMarks(std::string_view Path) {
  Path = Path.substr(0, Path.find(" ["));
  for (std::string_view Mark : {".test", "_test"})
    if (Path.ends_with(Mark))
      Path.remove_suffix(Mark.size());
  return Path;
}

// The folder of the module's package: below the folder of its Go module as its
// path is below the module's path.
static std::string folderOf(const Graph &G) {
  auto Own = std::ranges::find_if(G.Functions, [&](const Function &F) {
    return definesAlone(F) && F.Package;
  });
  if (Own == G.Functions.end())
    return "";
  const Package &P = G.package(Own->Package);
  std::string_view Path = withoutTestMarks(G.str(P.Path)),
                   Module = G.str(P.Module);
  if (!Path.starts_with(Module))
    return "";
  return std::string(G.str(P.Dir)) + std::string(Path.substr(Module.size()));
}

PackageSet::PackageSet(std::vector<Graph> All) : Modules(std::move(All)) {
  for (uint32_t I = 0; I != Modules.size(); ++I) {
    const Graph &G = Modules[I];
    Folders.push_back(folderOf(G));
    for (const Function &F : G.Functions)
      if (definesAlone(F))
        Definer.emplace(G.str(F.Name), I);
  }
}

std::vector<Graph> PackageSet::needed(const std::string &Folder,
                                      bool Below) const {
  std::vector<bool> Chosen(Modules.size());
  std::vector<uint32_t> Work;
  auto Choose = [&](uint32_t I) {
    if (!Chosen[I])
      Work.push_back(I);
    Chosen[I] = true;
  };
  for (uint32_t I = 0; I != Modules.size(); ++I)
    if (Folders[I] == Folder || (Below && Folders[I].starts_with(Folder + "/")))
      Choose(I);
  while (!Work.empty()) {
    const Graph &G = Modules[Work.back()];
    Work.pop_back();
    // An initialiser calls those of the imports, so these are found, too.
    for (const Function &F : G.Functions)
      if (auto It = Definer.find(G.str(F.Name)); It != Definer.end())
        Choose(It->second);
  }
  std::vector<Graph> Out;
  for (uint32_t I = 0; I != Modules.size(); ++I)
    if (Chosen[I])
      Out.push_back(Modules[I]);
  return Out;
}

} // namespace mapgraph
