//===- SourceLines.cpp - Lines of source that decide on findings ----------===//

#include "graph/query/SourceLines.h"

namespace mapgraph {

static void add(std::vector<SourceLine> &To, std::string File, uint32_t Line) {
  if (!File.empty() && Line != 0)
    To.push_back({std::move(File), Line});
}

std::vector<SourceLine> commentLines(const Facts &P, const MainModule &Ours,
                                     const Finding &F) {
  std::vector<SourceLine> Out;
  const MapObject &M = P.solution().Objects[F.Object];
  // A position alone does not say of which module it is: where the map is made
  // does, and a local variable is in the module of its users.
  PackageId Package = M.Site ? Ours.packageOf(M.Site) : PackageId();
  for (const Side &S : F.Sides)
    if (!Package && S.Op)
      Package = Ours.packageOf(S.Op);
  for (LocId L : {M.Declared, M.Holder})
    if (L)
      add(Out, Ours.file(L, Package), P.graph().loc(L).Line);
  for (const Side &S : F.Sides)
    if (S.Op)
      add(Out, Ours.file(S.Op), P.names().place(S.Op).Line);
  return Out;
}

std::vector<SourceLine> changeLines(const Facts &P, const MainModule &Ours,
                                    const Finding &F) {
  std::vector<SourceLine> Out;
  for (const Side &S : F.Sides)
    for (NodeId N : {S.Op, S.Op ? P.solution().Threads[S.Thread].Site : S.Op})
      if (N)
        add(Out, Ours.file(N), P.names().place(N).Line);
  return Out;
}

} // namespace mapgraph
