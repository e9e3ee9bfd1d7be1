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

static Json location(const Facts &P, NodeId Event, const std::string &Message) {
  const Names &N = P.names();
  Json Function = {{"fullyQualifiedName", N.function(N.functionOf(Event))},
                   {"kind", "function"}};
  return {{"physicalLocation", physicalLocation(N.place(Event))},
          {"logicalLocations", Json::array({std::move(Function)})},
          {"message", {{"text", Message}}}};
}

static std::string sideText(const Facts &P, const Side &S) {
  const Names &N = P.names();
  return std::string(N.opWord(S.Op)) + " in " +
         N.shortFunction(N.functionOf(S.Op)) + ", thread: " + threadText(P, S) +
         ", locks: " + text(S.Locks);
}

static Json threadFlow(const Facts &P, const Side &S, size_t Number) {
  Json Steps = Json::array();
  for (NodeId Site : S.Spawned)
    Steps.push_back({{"location", location(P, Site, "starts a thread")}});
  for (NodeId Site : S.Calls)
    Steps.push_back({{"location", location(P, Site, "calls")}});
  Steps.push_back({{"location", location(P, S.Op, sideText(P, S))},
                   {"importance", "essential"}});
  return {{"id", "side " + std::to_string(Number)},
          {"message", {{"text", threadText(P, S)}}},
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

static std::string message(const Facts &P, const Finding &F,
                           const std::vector<const Side *> &Sides) {
  std::string Out = headline(P, F) + ".";
  if (std::string Certainty = certainty(F); !Certainty.empty())
    Out += " " + Certainty + ".";
  if (Sides.size() == 2)
    Out += " The other side is the " +
           std::string(P.names().opWord(Sides[1]->Op)) + " at [" +
           P.names().position(Sides[1]->Op) + "](1).";
  for (const std::string &Part : {F.Why, F.Fix})
    if (!Part.empty())
      Out += " " + Part;
  return Out;
}

static Json result(const Facts &P, const Finding &F,
                   const std::string &Fingerprint) {
  std::vector<const Side *> Sides = shownSides(P.graph(), F);
  Json Flows = Json::array(), Related = Json::array();
  for (size_t I = 0; I != Sides.size(); ++I) {
    Flows.push_back(threadFlow(P, *Sides[I], I + 1));
    if (I == 0)
      continue;
    Json Other = {{"id", I}};
    Other.update(location(P, Sides[I]->Op, sideText(P, *Sides[I])));
    Related.push_back(std::move(Other));
  }
  Json Out = {{"ruleId", F.Rule},
              {"level", level(F.Result)},
              {"rank", std::round(F.Confidence * 100)},
              {"message", {{"text", message(P, F, Sides)}}}};
  if (!Sides.empty())
    Out["locations"] =
        Json::array({location(P, Sides[0]->Op, sideText(P, *Sides[0]))});
  Out["relatedLocations"] = std::move(Related);
  Json Flow = {{"threadFlows", std::move(Flows)}};
  Out["codeFlows"] = Json::array({std::move(Flow)});
  Out["partialFingerprints"] = {{"mapgraph/v1", Fingerprint}};
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

void writeFindingsSarif(const Facts &P, const FindingList &List,
                        std::string_view Version, std::ostream &OS) {
  Json Results = Json::array();
  for (const ShownFinding &F : List.shown())
    Results.push_back(result(P, List.finding(F), F.Fingerprint));
  Json Driver = {
      {"name", "mapgraph"}, {"version", Version}, {"rules", rulesJson()}};
  Json Run = {{"tool", {{"driver", std::move(Driver)}}},
              {"results", std::move(Results)}};
  writeJsonLine({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({std::move(Run)})}},
                OS);
}

} // namespace mapgraph
