//===- BatchStored.cpp - Reports of a batch in files ----------------------===//
//
// A first line with a checksum of the rest, which is JSON: findings as check
// writes them, with what else merging and text output need.
//
//===----------------------------------------------------------------------===//

#include "graph/io/BatchReport.h"
#include "graph/io/RecordJson.h"

#include <array>
#include <cstdio>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mapgraph {

static constexpr std::string_view Magic = "mapgraph-report 2 ";

static std::string checksum(std::string_view Text) {
  std::array<char, 17> Hex;
  std::snprintf(
      Hex.data(), Hex.size(), "%016llx",
      static_cast<unsigned long long>(XXH3_64bits(Text.data(), Text.size())));
  return Hex.data();
}

static Json storedLines(const std::vector<SourceLine> &Lines) {
  Json Out = Json::array();
  for (const SourceLine &L : Lines)
    Out.push_back({L.File, L.Line});
  return Out;
}

static std::vector<SourceLine> readLines(const Json &J) {
  std::vector<SourceLine> Out;
  for (const Json &L : J)
    Out.push_back({L.at(0), L.at(1).get<uint32_t>()});
  return Out;
}

static Json storedFinding(const FindingRecord &F) {
  Json Out = findingJson(F);
  Out["confidence"] = F.Confidence;
  Out["in_scope"] = F.InScope;
  Out["new_map"] = F.NewMap;
  Out["comment_lines"] = storedLines(F.CommentLines);
  Out["change_lines"] = storedLines(F.ChangeLines);
  Out["map"]["column"] = F.Map.At.Column;
  Out["map"]["global"] = F.Map.IsGlobal;
  for (size_t I = 0; I != F.Sides.size(); ++I)
    Out["sides"][I]["origin"] = F.Sides[I].Origin;
  return Out;
}

std::string storedText(const BatchReport &R) {
  Json Inputs = Json::array(), Findings = Json::array();
  for (const InputStatus &S : R.Inputs)
    Inputs.push_back({{"input", S.Input},
                      {"state", static_cast<int>(S.State)},
                      {"reason", S.Reason},
                      {"internal", S.Internal}});
  for (const FindingRecord &F : R.Findings)
    Findings.push_back(storedFinding(F));
  Json Whole = {{"inputs", std::move(Inputs)},
                {"findings", std::move(Findings)},
                {"unknowns", R.Unknowns}};
  std::string Text =
      Whole.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
  return std::string(Magic) + checksum(Text) + '\n' + Text;
}

static Verdict verdictOf(const std::string &Word) {
  for (Verdict V : {Verdict::Race, Verdict::Likely})
    if (text(V) == Word)
      return V;
  return Verdict::Possible;
}

static StepRecord readStep(const Json &J) {
  return {J.at("function"),
          {J.at("file"), J.at("line").get<uint32_t>(),
           J.at("column").get<uint32_t>()}};
}

static std::vector<StepRecord> readSteps(const Json &J) {
  std::vector<StepRecord> Out;
  for (const Json &Step : J)
    Out.push_back(readStep(Step));
  return Out;
}

static SideRecord readSide(const Json &J) {
  SideRecord S = {.Op = J.at("op"),
                  .Access = J.at("access"),
                  .Site = readStep(J),
                  .Thread = J.at("thread"),
                  .Origin = J.at("origin"),
                  .Many = J.at("thread_multiple"),
                  .Spawned = readSteps(J.at("spawned_at")),
                  .Calls = readSteps(J.at("calls")),
                  .Locks = {}};
  for (const Json &Lock : J.at("locks"))
    S.Locks.push_back({Lock.at("name"), Lock.at("mode") == "read"});
  return S;
}

static FindingRecord readFinding(const Json &J) {
  const Json &Map = J.at("map");
  FindingRecord F = {
      .Rule = J.at("rule"),
      .Result = verdictOf(J.at("verdict")),
      .Confidence = J.at("confidence"),
      .Assumptions = J.at("assumptions"),
      .Headline = J.at("message"),
      .Fingerprint = J.at("fingerprint"),
      .Map = {.Name = Map.at("name"),
              .Type = Map.at("type"),
              .At = {Map.at("file"), Map.at("line").get<uint32_t>(),
                     Map.at("column").get<uint32_t>()},
              .IsGlobal = Map.at("global")},
      .Sides = {},
      .Why = J.at("why"),
      .Fix = J.at("fix"),
      .Programs = J.at("programs"),
      .Counted = J.at("counted"),
      .InScope = J.at("in_scope"),
      .NewMap = J.at("new_map"),
      .CommentLines = readLines(J.at("comment_lines")),
      .ChangeLines = readLines(J.at("change_lines"))};
  for (const Json &Side : J.at("sides"))
    F.Sides.push_back(readSide(Side));
  return F;
}

static BatchReport readReport(const Json &J) {
  BatchReport R;
  for (const Json &S : J.at("inputs"))
    R.Inputs.push_back({S.at("input"),
                        static_cast<InputState>(S.at("state").get<int>()),
                        S.at("reason"), S.at("internal")});
  for (const Json &F : J.at("findings"))
    R.Findings.push_back(readFinding(F));
  R.Unknowns = J.at("unknowns").get<std::map<std::string, uint64_t>>();
  return R;
}

bool isStoredReport(std::string_view Bytes) { return Bytes.starts_with(Magic); }

tl::expected<BatchReport, std::string> readStored(std::string_view Text) {
  size_t Line = Text.find('\n');
  if (!isStoredReport(Text) || Line == Text.npos)
    return tl::make_unexpected("not a report of mapgraph batch");
  std::string_view Sum = Text.substr(Magic.size(), Line - Magic.size());
  Text.remove_prefix(Line + 1);
  if (Sum != checksum(Text))
    return tl::make_unexpected("the checksum does not match");
  try {
    return readReport(Json::parse(Text));
  } catch (const Json::exception &E) {
    return tl::make_unexpected(std::string("broken JSON: ") + E.what());
  }
}

} // namespace mapgraph
