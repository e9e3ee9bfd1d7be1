//===- FindingRecord.cpp - A finding without its graph --------------------===//

#include "graph/io/FindingRecord.h"

#include "graph/io/FindingText.h"

namespace mapgraph {

static StepRecord step(const Names &N, NodeId Event) {
  return {N.function(N.functionOf(Event)), N.place(Event)};
}

// Calls in wrappers that compilers make, of go statements and of methods as
// values, are not in the source.
static std::vector<NodeId> writtenCalls(const Graph &G,
                                        const std::vector<NodeId> &Calls) {
  std::vector<NodeId> Out = Calls;
  std::erase_if(Out, [&](NodeId Call) {
    FunctionId F = G.node(Call).Function;
    return F && G.function(F).Flags & FF_Artificial;
  });
  return Out;
}

static std::vector<StepRecord> steps(const Names &N,
                                     const std::vector<NodeId> &Events) {
  std::vector<StepRecord> Out;
  for (NodeId Event : Events)
    Out.push_back(step(N, Event));
  return Out;
}

static SideRecord side(const Facts &P, const Side &S) {
  const Names &N = P.names();
  const Thread &T = P.solution().Threads[S.Thread];
  return {.Op = std::string(N.opWord(S.Op)),
          .Access = std::string(N.access(S.Op)),
          .Site = step(N, S.Op),
          .Thread = N.thread(T),
          .Origin = threadText(P, S),
          .Many = T.Many,
          .Spawned = steps(N, S.Spawned),
          .Calls = steps(N, writtenCalls(P.graph(), S.Calls)),
          .Locks = S.Locks};
}

static bool isForeign(const Graph &G, NodeId N) {
  FunctionId F = G.node(N).Function;
  return F && G.function(F).Package &&
         G.package(G.function(F).Package).Flags & (PF_Dep | PF_Std);
}

// What people can edit: the call that leads into a library, not its code.
static Place head(const Facts &P, const Side &S) {
  if (!isForeign(P.graph(), S.Op))
    return P.names().place(S.Op);
  for (size_t I = S.Calls.size(); I-- != 0;)
    if (!isForeign(P.graph(), S.Calls[I]))
      return P.names().place(S.Calls[I]);
  return P.names().place(S.Op);
}

static MapRecord map(const Facts &P, uint32_t Object) {
  const MapObject &M = P.solution().Objects[Object];
  return {.Name = P.object(Object),
          .Type = P.names().type(M.Type),
          .At = P.names().place(M),
          .IsGlobal =
              M.Site && P.graph().node(M.Site).kind() == NodeKind::Global};
}

FindingRecord record(const Facts &P, const Finding &F,
                     const FoldedFinding &Folded) {
  FindingRecord Out = {.Rule = F.Rule,
                       .Result = F.Result,
                       .Confidence = F.Confidence,
                       .Assumptions = F.Assumptions,
                       .Headline = headline(P, F),
                       .Fingerprint = Folded.Fingerprint,
                       .Map = map(P, F.Object),
                       .Sides = {},
                       .Why = F.Why,
                       .Fix = F.Fix,
                       .Programs = Folded.Programs,
                       .Counted = F.Counted};
  std::vector<const Side *> Shown = shownSides(P.graph(), F);
  for (const Side *S : Shown)
    Out.Sides.push_back(side(P, *S));
  if (!Shown.empty())
    Out.Head = head(P, *Shown.front());
  return Out;
}

std::vector<FindingRecord> records(const Facts &P, const FindingList &List) {
  std::vector<FindingRecord> Out;
  for (const ShownFinding &Shown : List.shown()) {
    Out.push_back(record(P, List.finding(Shown), Shown));
    Out.back().NewMap = Shown.NewMap;
  }
  return Out;
}

} // namespace mapgraph
