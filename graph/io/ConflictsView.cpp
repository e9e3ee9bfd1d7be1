//===- ConflictsView.cpp - The findings as pairs of operations ------------===//
//
//   update ──write──┐
//                   ├─► MG001 race ──► Cache.m
//   lookup ──read───┘
//
//===----------------------------------------------------------------------===//

#include "graph/io/FindingText.h"
#include "graph/io/ViewBuilder.h"
#include "graph/query/Fingerprint.h"

namespace mapgraph {

/// An op node says who runs it and what it holds.
static uint32_t sideNode(ViewBuilder &B, const Side &S, std::string Cluster) {
  const Facts &P = B.facts();
  uint32_t Row = B.opNode(S.Op);
  ViewNode &N = B.node(Row);
  if (!N.Ports.empty())
    return Row; // the first finding that has it says it
  N.Ports = {{"in", P.names().shortFunction(P.graph().node(S.Op).Function)},
             {"thread", P.names().thread(P.solution().Threads[S.Thread])},
             {"locks", text(S.Locks)}};
  N.Cluster = std::move(Cluster);
  return Row;
}

static uint32_t findingNode(ViewBuilder &B, const Finding &F,
                            std::string Cluster) {
  const Facts &P = B.facts();
  ViewNode N;
  N.Id = "finding:" + fingerprint(P, F);
  N.Kind = std::string(text(F.Result));
  N.Title = F.Rule + " " + N.Kind;
  N.Detail = ruleText(F.Rule).Short;
  N.Cluster = std::move(Cluster);
  N.Conflict = F.Result <= Verdict::Likely;
  return B.add(std::move(N));
}

View buildConflictsView(const Facts &P) {
  ViewBuilder B(P, "Operations that can meet");
  for (const Finding &F : P.solution().Findings) {
    if (F.Result >= Verdict::Safe)
      continue;
    std::string Cluster = P.object(F.Object);
    uint32_t Finding = findingNode(B, F, Cluster);
    std::vector<const Side *> Sides = shownSides(P.graph(), F);
    bool Itself = Sides.size() == 2 && Sides[0]->Op == Sides[1]->Op;
    if (Itself)
      Sides.pop_back();
    for (const Side *S : Sides)
      B.addEdge(sideNode(B, *S, Cluster), Finding, "conflict",
                std::string(P.names().access(S->Op)) +
                    (Itself ? " with itself" : ""));
    uint32_t Map = B.mapNode(F.Object);
    B.node(Map).Cluster = Cluster;
    B.addEdge(Finding, Map, "on", "");
  }
  return B.take();
}

} // namespace mapgraph
