//===- BatchOutput.cpp - The report of a batch for its readers ------------===//

#include "graph/io/BatchOutput.h"

#include "graph/io/FindingsSarif.h"
#include "graph/io/RecordJson.h"
#include "graph/rules/Rules.h"

#include <algorithm>
#include <ostream>

namespace mapgraph {

static constexpr int SchemaVersion = 1;
static constexpr InputState States[] = {InputState::Analysed,
                                        InputState::Failed, InputState::Limit};

BatchView::BatchView(BatchReport Report, const BatchFilter &Filter)
    : Inputs(std::move(Report.Inputs)), Unknowns(std::move(Report.Unknowns)),
      FixedInBaseline(Filter.FixedInBaseline) {
  for (const BatchScreen &Screen : Filter.Screens) {
    ScreenKeys.push_back(Screen.Key);
    Counts.Screened.emplace_back(0, Screen.Word);
  }
  bool NewMap = false;
  for (FindingRecord &F : Report.Findings) {
    NewMap |= F.NewMap; // of a map whose first finding is hidden, too
    size_t Before = Shown.size();
    take(std::move(F), Filter);
    if (Shown.size() == Before)
      continue;
    Shown.back().NewMap = NewMap;
    Counts.Maps += NewMap;
    NewMap = false;
  }
  Counts.Shown = Shown.size();
}

void BatchView::take(FindingRecord F, const BatchFilter &Filter) {
  bool InScope = F.InScope || Filter.Deps;
  auto By = std::ranges::find_if(
      Filter.Screens, [&](const BatchScreen &X) { return X.Hides(F); });
  bool Screened = By != Filter.Screens.end();
  if (InScope && F.Counted && ruleText(F.Rule).Counted && !Screened)
    Strongest = std::min(Strongest, F.Result);
  if (!InScope) {
    ++Counts.InDeps;
    return;
  }
  if (F.Result > Filter.AtLeast || F.Confidence < Filter.MinConfidence) {
    ++Counts.Weak[F.Result];
    return;
  }
  if (Screened) {
    ++Counts.Screened[By - Filter.Screens.begin()].first;
    return;
  }
  countShown(Counts, F.Rule, F.Result);
  Shown.push_back(std::move(F));
}

size_t BatchView::count(InputState S) const {
  return std::ranges::count(Inputs, S, &InputStatus::State);
}

bool BatchView::isIncomplete() const {
  return count(InputState::Analysed) != Inputs.size();
}

bool BatchView::hasInternalErrors() const {
  return std::ranges::any_of(Inputs, &InputStatus::Internal);
}

/// "a.bc: broken bitcode: …", "b.bc: unknown(limit): more than 60 s …"
std::vector<std::string> BatchView::notAnalysed() const {
  std::vector<std::string> Out;
  for (const InputStatus &S : Inputs) {
    if (S.State == InputState::Analysed)
      continue;
    std::string Line = S.Input + ": ";
    if (S.State == InputState::Limit)
      Line += std::string(text(S.State)) + ": ";
    // Reasons name the input themselves, some with a line number.
    bool Named = S.Reason.starts_with(S.Input + ":");
    Out.push_back(Named ? S.Reason : Line + S.Reason);
  }
  return Out;
}

void BatchView::writeText(const FindingsTextOptions &Options,
                          std::ostream &OS) const {
  FindingsTextOptions Here = Options;
  Here.Programs = true;
  writeFindingsText(Shown, Here, OS);
  if (std::vector<std::string> Lines = notAnalysed(); !Lines.empty()) {
    OS << "not analysed:\n";
    for (const std::string &Line : Lines)
      OS << "  " << Line << '\n';
    OS << '\n';
  }
  OS << summary(Counts) << fixedText(FixedInBaseline) << '\n';
  OS << Inputs.size() << (Inputs.size() == 1 ? " input: " : " inputs: ");
  const char *Before = "";
  for (InputState S : States) {
    if (S != InputState::Analysed && count(S) == 0)
      continue;
    OS << Before << count(S) << ' ' << text(S);
    Before = ", ";
  }
  OS << '\n';
}

void BatchView::writeJson(std::ostream &OS) const {
  Json InputRows = Json::array(), Findings = Json::array();
  for (const InputStatus &S : Inputs) {
    Json Row = {{"input", S.Input}, {"status", text(S.State)}};
    if (S.State != InputState::Analysed)
      Row["reason"] = S.Reason;
    InputRows.push_back(std::move(Row));
  }
  for (const FindingRecord &F : Shown)
    Findings.push_back(findingJson(F));
  Json States = Json::object();
  for (InputState S : mapgraph::States)
    States[std::string(text(S))] = count(S);
  Json Hidden = {{"verdicts", countsJson(Counts.Weak)},
                 {"dependencies", Counts.InDeps}};
  for (size_t I = 0; I != ScreenKeys.size(); ++I)
    Hidden[ScreenKeys[I]] = Counts.Screened[I].first;
  Json Summary = {{"findings", Shown.size()},
                  {"maps", Counts.Maps},
                  {"verdicts", countsJson(Counts.ByVerdict)},
                  {"rules", Json(Counts.ByRule)},
                  {"hidden", std::move(Hidden)},
                  {"baseline_fixed", FixedInBaseline},
                  {"inputs", std::move(States)},
                  {"unknowns", Json(Unknowns)}};
  writeJsonLine({{"version", SchemaVersion},
                 {"inputs", std::move(InputRows)},
                 {"findings", std::move(Findings)},
                 {"summary", std::move(Summary)}},
                OS);
}

void BatchView::writeSarif(std::string_view Version, std::ostream &OS) const {
  writeFindingsSarif(Shown, notAnalysed(), Version, OS);
}

} // namespace mapgraph
