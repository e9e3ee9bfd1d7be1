//===- FindingsJson.cpp - Findings for programs ---------------------------===//

#include "graph/io/FindingsJson.h"

#include "graph/io/RecordJson.h"
#include "graph/io/SafeJson.h"

#include <cmath>

namespace mapgraph {

static constexpr int SchemaVersion = 1;

static Json stepJson(const StepRecord &S) {
  return {{"function", S.Function},
          {"file", S.At.File},
          {"line", S.At.Line},
          {"column", S.At.Column}};
}

static Json stepsJson(const std::vector<StepRecord> &Steps) {
  Json Out = Json::array();
  for (const StepRecord &S : Steps)
    Out.push_back(stepJson(S));
  return Out;
}

static Json sideJson(const SideRecord &S) {
  Json Out = {{"op", S.Op}, {"access", S.Access}};
  Out.update(stepJson(S.Site));
  Out["thread"] = S.Thread;
  Out["thread_multiple"] = S.Many;
  Out["spawned_at"] = stepsJson(S.Spawned);
  Out["calls"] = stepsJson(S.Calls);
  Out["locks"] = locksJson(S.Locks);
  return Out;
}

static Json mapJson(const MapRecord &M) {
  return {{"name", M.Name},
          {"type", M.Type},
          {"file", M.At.File},
          {"line", M.At.Line}};
}

Json findingJson(const FindingRecord &F) {
  Json Sides = Json::array();
  for (const SideRecord &S : F.Sides)
    Sides.push_back(sideJson(S));
  return {{"rule", F.Rule},
          {"verdict", text(F.Result)},
          // Two digits: what more would be noise must not differ by machine.
          {"confidence", std::round(F.Confidence * 100) / 100},
          {"assumptions", F.Assumptions},
          {"message", F.Headline},
          {"fingerprint", F.Fingerprint},
          {"map", mapJson(F.Map)},
          {"sides", std::move(Sides)},
          {"why", F.Why},
          {"fix", F.Fix},
          {"programs", F.Programs},
          {"counted", F.Counted}};
}

Json countsJson(const std::map<Verdict, size_t> &Counts) {
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
  for (const FindingRecord &F : records(P, List))
    Findings.push_back(findingJson(F));
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
