//===- ScoreJson.cpp - A score for programs -------------------------------===//

#include "graph/query/JsonPlace.h"
#include "graph/score/ScoreText.h"

#include <cmath>
#include <ostream>

namespace mapgraph::score {

static constexpr int SchemaVersion = 1;

// Four digits: what more would be noise must not differ by machine.
static Json rounded(double Value) {
  if (!std::isfinite(Value))
    return nullptr;
  return std::round(Value * 10000) / 10000;
}
static Json rounded(const std::optional<double> &Value) {
  return Value ? rounded(*Value) : Json(nullptr);
}

static Json tallyJson(const Tally &T) {
  return {{"hits", T.Hits},
          {"misses", T.Misses},
          {"false_alarms", T.FalseAlarms},
          {"precision", rounded(T.precision())},
          {"recall", rounded(T.recall())}};
}

static Json tableJson(const char *Key,
                      const std::map<std::string, Tallies> &By) {
  Json Out = Json::array();
  for (const std::string &Code : inOrder(By)) {
    Json Row = {{Key, Code}};
    Row.update(tallyJson(By.at(Code).Default));
    Row["with_possible"] = tallyJson(By.at(Code).All);
    Out.push_back(std::move(Row));
  }
  return Out;
}

static Json pointJson(const RocPoint &P) {
  return {{"threshold", rounded(P.Threshold)},
          {"recall", rounded(P.Recall)},
          {"false_alarm_rate", rounded(P.FalseAlarmRate)}};
}

static Json curveJson(const Roc &Curve) {
  if (Curve.Points.empty())
    return nullptr;
  Json Points = Json::array();
  for (const RocPoint &P : Curve.Points)
    Points.push_back(pointJson(P));
  Json Best = pointJson(Curve.Best);
  Best["youden"] = rounded(Curve.Best.youden());
  return {{"area", rounded(Curve.Area)},
          {"best", std::move(Best)},
          {"points", std::move(Points)}};
}

static Json agreementJson(const Agreement &A) {
  if (A.Labellers.size() < 2)
    return nullptr;
  return {{"labellers", A.Labellers},
          {"method", A.Labellers.size() == 2 ? "cohen" : "fleiss"},
          {"items", A.Items},
          {"kappa", rounded(A.Kappa)}};
}

static Json mistakesJson(const std::vector<Mistake> &All) {
  Json Out = Json::array();
  for (const Mistake &M : All)
    Out.push_back({{"case", M.Case}, {"what", M.Text}});
  return Out;
}

void writeJson(const Report &R, std::ostream &OS) {
  writeJsonLine({{"version", SchemaVersion},
                 {"cases", R.NumCases},
                 {"expected", R.NumLabels},
                 {"total", tallyJson(R.Total.Default)},
                 {"with_possible", tallyJson(R.Total.All)},
                 {"patterns", tableJson("pattern", R.ByPattern)},
                 {"languages", tableJson("language", R.ByLanguage)},
                 {"roc", curveJson(R.Curve)},
                 {"agreement", agreementJson(R.Labellers)},
                 {"not_judged", R.NotJudged},
                 {"misses", mistakesJson(R.Misses)},
                 {"false_alarms", mistakesJson(R.FalseAlarms)}},
                OS);
}

} // namespace mapgraph::score
