//===- Baseline.cpp - Findings that are known -----------------------------===//

#include "graph/io/Baseline.h"

#include "graph/query/JsonPlace.h"

#include <algorithm>

namespace mapgraph {

static constexpr int FormatVersion = 1;
static constexpr const char *Format = "mapgraph-baseline";

Baseline Baseline::of(const std::vector<FindingRecord> &Findings) {
  Baseline B;
  for (const FindingRecord &F : Findings)
    B.Entries.insert(F.Fingerprint);
  return B;
}

size_t Baseline::fixed(const std::vector<std::string> &All) const {
  std::set<std::string> Left = Entries;
  for (const std::string &Fingerprint : All)
    Left.erase(Fingerprint);
  return Left.size();
}

// "update in store.(*Cache).Set (cache.go)"
static std::string sideText(const SideRecord &S) {
  const std::string &File = S.Site.At.File;
  return S.Op + " in " + S.Site.Function + " (" +
         File.substr(File.rfind('/') + 1) + ')';
}

static Json entryJson(const FindingRecord &F) {
  Json Sides = Json::array();
  for (const SideRecord &S : F.Sides)
    Sides.push_back(sideText(S));
  return {{"rule", F.Rule},
          {"map", F.Map.Name},
          {"sides", std::move(Sides)},
          {"fingerprint", F.Fingerprint}};
}

void writeBaseline(const std::vector<FindingRecord> &Findings,
                   std::ostream &OS) {
  // Folders and lines stay out of it: they move.
  std::map<std::tuple<std::string, std::string, std::string>, Json> Sorted;
  for (const FindingRecord &F : Findings)
    Sorted[{F.Map.Name, F.Rule, F.Fingerprint}] = entryJson(F);
  Json Rows = Json::array();
  for (auto &[Key, Row] : Sorted)
    Rows.push_back(std::move(Row));
  writeJsonLine({{"format", Format},
                 {"version", FormatVersion},
                 {"findings", std::move(Rows)}},
                OS);
}

static std::string atLine(std::string_view Text, size_t Byte,
                          const std::string &What) {
  std::string_view Before = Text.substr(0, std::min(Byte, Text.size()));
  return std::to_string(1 + std::ranges::count(Before, '\n')) + ": " + What;
}

static std::string_view problem(const Json &J) {
  if (!J.is_object() || J.value("format", Json()) != Format)
    return "not a baseline";
  if (J.value("version", Json()) != FormatVersion)
    return "written by another version of mapgraph: write it anew with "
           "--write-baseline";
  auto Rows = J.find("findings");
  if (Rows == J.end() || !Rows->is_array())
    return "damaged baseline: no list of findings";
  for (const Json &Row : *Rows)
    if (!Row.is_object() || !Row.contains("fingerprint") ||
        !Row["fingerprint"].is_string())
      return "damaged baseline: an entry without a fingerprint";
  return "";
}

tl::expected<Baseline, std::string> Baseline::read(std::string_view Text) {
  Json J;
  try {
    J = Json::parse(Text);
  } catch (const Json::parse_error &E) {
    return tl::make_unexpected(
        atLine(Text, E.byte ? E.byte - 1 : 0, "not a baseline: broken JSON"));
  } catch (const Json::exception &) { // a number that no double holds, say
    return tl::make_unexpected(atLine(Text, 0, "not a baseline: broken JSON"));
  }
  if (std::string_view Problem = problem(J); !Problem.empty())
    return tl::make_unexpected(atLine(Text, 0, std::string(Problem)));
  Baseline B;
  for (const Json &Row : J["findings"])
    B.Entries.insert(Row["fingerprint"].get<std::string>());
  return B;
}

} // namespace mapgraph
