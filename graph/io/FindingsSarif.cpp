//===- FindingsSarif.cpp - Findings for code review tools -----------------===//

#include "graph/io/FindingsSarif.h"

#include "graph/io/FindingText.h"
#include "graph/query/JsonPlace.h"

#include <cctype>
#include <cmath>

namespace mapgraph {

static std::string percentEncode(std::string_view Path) {
  static constexpr char Hex[] = "0123456789ABCDEF";
  std::string Out;
  for (unsigned char C : Path) {
    if (std::isalnum(C) || std::string_view("/-._~").find(C) != Path.npos) {
      Out += static_cast<char>(C);
      continue;
    }
    Out += {'%', Hex[C >> 4], Hex[C & 15]};
  }
  return Out;
}

static Json physicalLocation(const Place &At) {
  Json Artifact;
  if (At.File.starts_with('/'))
    Artifact = {{"uri", "file://" + percentEncode(At.File)}};
  else
    Artifact = {{"uri", percentEncode(At.File)}, {"uriBaseId", "%SRCROOT%"}};
  Json Out = {{"artifactLocation", std::move(Artifact)}};
  if (At.Line != 0) {
    Out["region"] = {{"startLine", At.Line}};
    if (At.Column != 0)
      Out["region"]["startColumn"] = At.Column;
  }
  return Out;
}

static Json location(const StepRecord &S, const std::string &Message) {
  Json Function = {{"fullyQualifiedName", S.Function}, {"kind", "function"}};
  return {{"physicalLocation", physicalLocation(S.At)},
          {"logicalLocations", Json::array({std::move(Function)})},
          {"message", {{"text", Message}}}};
}

static std::string sideText(const SideRecord &S) {
  return S.Op + " in " + shortenPaths(S.Site.Function) +
         ", thread: " + S.Origin + ", locks: " + text(S.Locks);
}

static Json threadFlow(const SideRecord &S, size_t Number) {
  Json Steps = Json::array();
  for (const StepRecord &Spawn : S.Spawned)
    Steps.push_back({{"location", location(Spawn, "starts a thread")}});
  for (const StepRecord &Call : S.Calls)
    Steps.push_back({{"location", location(Call, "calls")}});
  Steps.push_back({{"location", location(S.Site, sideText(S))},
                   {"importance", "essential"}});
  return {{"id", "side " + std::to_string(Number)},
          {"message", {{"text", S.Origin}}},
          {"locations", std::move(Steps)}};
}

static std::string_view level(Verdict V) {
  switch (V) {
  case Verdict::Race:
    return "error";
  case Verdict::Likely:
    return "warning";
  default:
    return "note";
  }
}

static std::string message(const FindingRecord &F) {
  std::string Out = F.Headline + ".";
  if (std::string Certainty = certainty(F); !Certainty.empty())
    Out += " " + Certainty + ".";
  if (F.Sides.size() == 2)
    Out += " The other side is the " + F.Sides[1].Op + " at [" +
           text(F.Sides[1].Site.At) + "](1).";
  if (!F.Why.empty())
    Out += " Why: " + F.Why;
  if (!F.Fix.empty())
    Out += " Fix: " + F.Fix;
  return Out;
}

static Json result(const FindingRecord &F) {
  Json Flows = Json::array(), Related = Json::array();
  for (size_t I = 0; I != F.Sides.size(); ++I) {
    Flows.push_back(threadFlow(F.Sides[I], I + 1));
    if (I == 0)
      continue;
    Json Other = {{"id", I}};
    Other.update(location(F.Sides[I].Site, sideText(F.Sides[I])));
    Related.push_back(std::move(Other));
  }
  Json Out = {{"ruleId", F.Rule},
              {"level", level(F.Result)},
              {"rank", std::round(F.Confidence * 100)},
              {"message", {{"text", message(F)}}}};
  if (!F.Sides.empty())
    Out["locations"] =
        Json::array({location(F.Sides[0].Site, sideText(F.Sides[0]))});
  Out["relatedLocations"] = std::move(Related);
  Json Flow = {{"threadFlows", std::move(Flows)}};
  Out["codeFlows"] = Json::array({std::move(Flow)});
  Out["partialFingerprints"] = {{"mapgraph/v1", F.Fingerprint}};
  Out["properties"] = {{"verdict", text(F.Result)}};
  return Out;
}

static Json rulesJson() {
  Json Out = Json::array();
  for (const RuleText &R : allRules())
    Out.push_back({{"id", R.Id},
                   {"name", R.Name},
                   {"shortDescription", {{"text", R.Short}}},
                   {"fullDescription", {{"text", R.Help}}},
                   {"help", {{"text", R.Help}}}});
  return Out;
}

/// A run that could not look at all its inputs says so.
static Json invocation(std::span<const std::string> NotAnalysed) {
  Json Notes = Json::array();
  for (const std::string &Text : NotAnalysed)
    Notes.push_back({{"level", "error"}, {"message", {{"text", Text}}}});
  return {{"executionSuccessful", false},
          {"toolExecutionNotifications", std::move(Notes)}};
}

void writeFindingsSarif(std::span<const FindingRecord> Findings,
                        std::span<const std::string> NotAnalysed,
                        std::string_view Version, std::ostream &OS) {
  Json Results = Json::array();
  for (const FindingRecord &F : Findings)
    Results.push_back(result(F));
  Json Driver = {
      {"name", "mapgraph"}, {"version", Version}, {"rules", rulesJson()}};
  Json Run = {{"tool", {{"driver", std::move(Driver)}}},
              {"results", std::move(Results)}};
  if (!NotAnalysed.empty())
    Run["invocations"] = Json::array({invocation(NotAnalysed)});
  writeJsonLine({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({std::move(Run)})}},
                OS);
}

void writeFindingsSarif(const Facts &P, const FindingList &List,
                        std::string_view Version, std::ostream &OS) {
  writeFindingsSarif(records(P, List), {}, Version, OS);
}

} // namespace mapgraph
