//===- MainModule.cpp - What belongs to the analysed module ---------------===//

#include "graph/query/MainModule.h"

#include <algorithm>
#include <set>

namespace mapgraph {

MainModule::MainModule(const Graph &Program) : G(Program), Packages(Program) {
  for (const Package &Row : G.Packages) {
    if (!(Row.Flags & PF_Own))
      continue;
    Known = true;
    if (std::string_view Dir = G.str(Row.Dir); !Dir.empty())
      Dirs.emplace_back(std::string(Dir) + '/');
  }
}

bool MainModule::owns(PackageId P) const {
  return !Known || (P && (G.package(P).Flags & PF_Own));
}

bool MainModule::owns(NodeId N) const {
  if (PackageId P = Packages.of(N))
    return owns(P);
  return ownsFile(G.node(N).Loc);
}

bool MainModule::ownsFile(LocId L) const {
  if (!L)
    return false;
  std::string_view File = G.str(G.loc(L).File);
  if (File.find("/vendor/") != File.npos)
    return false;
  return std::ranges::any_of(
      Dirs, [&](const std::string &Dir) { return File.starts_with(Dir); });
}

// "v" of "example.org/m [m.test].v"; all of it without a dot.
static std::string_view afterDot(std::string_view Name) {
  return Name.substr(Name.rfind('.') + 1);
}

// What was made is the map, not something that holds it.
bool MainModule::isTheMap(const MapObject &M) const {
  const Node &Site = G.node(M.Site);
  if (Site.kind() == NodeKind::Global)
    return afterDot(G.str(Site.Name)) == afterDot(M.Name);
  return Site.kind() == NodeKind::MapOp;
}

// Our code is on the way from the start of the thread to the side.
bool MainModule::leadsTo(const Solution &S, const Side &X) const {
  const Thread &T = S.Threads[X.Thread];
  return (T.Root == Thread::RootKind::Spawn && T.Site && owns(T.Site)) ||
         std::ranges::any_of(X.Calls, [&](NodeId C) { return owns(C); });
}

bool MainModule::concerns(const Solution &S, const Finding &F) const {
  if (!Known || (F.Sides[0].Op && owns(F.Sides[0].Op)) ||
      (F.Sides[1].Op && owns(F.Sides[1].Op)))
    return true;
  const MapObject &M = S.Objects[F.Object];
  if (!M.Site)
    return ownsFile(M.Declared);
  return owns(M.Site) &&
         (isTheMap(M) || (leadsTo(S, F.Sides[0]) && leadsTo(S, F.Sides[1])));
}

std::string MainModule::file(NodeId N) const {
  const Node &Row = G.node(N);
  LocId L = Row.Loc;
  if (!L && Row.kind() == NodeKind::Function && Row.Function)
    L = G.function(Row.Function).Loc;
  return file(L, Packages.of(N));
}

std::string MainModule::file(LocId L, PackageId P) const {
  if (!L)
    return {};
  std::string File(G.str(G.loc(L).File));
  if (File.starts_with('/'))
    return !Known || ownsFile(L) ? File : std::string();
  if (File.empty() || !owns(P))
    return {};
  std::string_view Dir = P ? G.str(G.package(P).Dir) : std::string_view();
  return Dir.empty() ? File : std::string(Dir) + '/' + File;
}

std::vector<std::string> MainModule::files() const {
  std::set<std::string> Out;
  for (const Function &F : G.Functions)
    if (F.Flags & FF_Defined)
      Out.insert(file(F.Node));
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (G.Nodes[I].kind() == NodeKind::Global)
      Out.insert(file(NodeId(I)));
  for (const FieldSelector &S : G.Selectors)
    Out.insert(file(S.Loc, {}));
  Out.erase("");
  return {Out.begin(), Out.end()};
}

} // namespace mapgraph
