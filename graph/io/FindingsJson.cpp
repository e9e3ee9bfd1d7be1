//===- FindingsJson.cpp - Findings for programs ---------------------------===//

#include "graph/io/FindingsJson.h"

#include "graph/io/FindingText.h"
#include "graph/io/SafeJson.h"
#include "graph/query/JsonPlace.h"

#include <cmath>

namespace mapgraph {

static constexpr int SchemaVersion = 1;

static Json placesJson(const Names &N, const std::vector<NodeId> &Events) {
  Json Out = Json::array();
  for (NodeId Event : Events)
    Out.push_back(placeJson(N, Event));
  return Out;
}

static Json sideJson(const Facts &P, const Side &S) {
  const Names &N = P.names();
  const Thread &T = P.solution().Threads[S.Thread];
  Json Out = {{"op", N.opWord(S.Op)}, {"access", N.access(S.Op)}};
  Out.update(placeJson(N, S.Op));
  Out["thread"] = N.thread(T);
  Out["thread_multiple"] = T.Many;
  Out["spawned_at"] = placesJson(N, S.Spawned);
  Out["calls"] = placesJson(N, S.Calls);
  Out["locks"] = locksJson(S.Locks);
  return Out;
}

static Json findingJson(const Facts &P, const Finding &F,
                        const ShownFinding &Shown) {
  Json Sides = Json::array();
  for (const Side *S : shownSides(P.graph(), F))
    Sides.push_back(sideJson(P, *S));
  return {{"rule", F.Rule},
          {"verdict", text(F.Result)},
          // Two digits: what more would be noise must not differ by machine.
          {"confidence", std::round(F.Confidence * 100) / 100},
          {"assumptions", F.Assumptions},
          {"message", headline(P, F)},
          {"fingerprint", Shown.Fingerprint},
          {"map", mapJson(P, F.Object)},
          {"sides", std::move(Sides)},
          {"why", F.Why},
          {"fix", F.Fix},
          {"programs", Shown.Programs},
          {"counted", F.Counted}};
}

static Json countsJson(const std::map<Verdict, size_t> &Counts) {
  Json Out = Json::object();
  for (Verdict V : {Verdict::Race, Verdict::Likely, Verdict::Possible}) {
    auto It = Counts.find(V);
    Out[std::string(text(V))] = It == Counts.end() ? 0 : It->second;
  }
  return Out;
}

static Json ignoresJson(const FindingNotes &Notes) {
  Json Out = Json::array();
  for (const IdleIgnore &I : Notes.Ignores)
    Out.push_back({{"file", I.File},
                   {"line", I.Line},
                   {"rule", I.Rule},
                   {"problem", I.Problem}});
  return Out;
}

static Json hiddenJson(const FindingList &List) {
  Json Out = {{"verdicts", countsJson(List.hiddenByVerdict())},
              {"dependencies", List.hiddenInDeps()}};
  for (const auto &[Screen, Count] : List.hiddenByScreen())
    Out[Screen] = Count;
  return Out;
}

void writeFindingsJson(const Facts &P, const FindingList &List,
                       std::ostream &OS, const SafeList *Safe) {
  Json Findings = Json::array();
  for (const ShownFinding &F : List.shown())
    Findings.push_back(findingJson(P, List.finding(F), F));
  Json Rules = Json::object();
  for (const auto &[Rule, Count] : List.shownByRule())
    Rules[Rule] = Count;
  Json Unknowns = Json::object();
  for (const auto &[Reason, Count] : P.solution().Unknowns)
    Unknowns[Reason] = Count;
  Json Out = {{"version", SchemaVersion},
              {"findings", std::move(Findings)},
              {"summary",
               {{"findings", List.shown().size()},
                {"verdicts", countsJson(List.shownByVerdict())},
                {"rules", std::move(Rules)},
                {"hidden", hiddenJson(List)},
                {"baseline_fixed", List.notes().FixedInBaseline},
                {"unknowns", std::move(Unknowns)}}},
              {"unused_ignores", ignoresJson(List.notes())}};
  if (Safe)
    Out["safe"] = safeJson(P, *Safe);
  writeJsonLine(Out, OS);
}

} // namespace mapgraph
