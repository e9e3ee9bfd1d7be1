//===- CheckCommand.cpp - mapgraph check ----------------------------------===//
//
// The findings of a program, as text, JSON or SARIF. The exit code says whether
// one is at least as certain as --fail-on, shown or not. Settings of the module
// and lists of the user's (UserLists.h) take part.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/ListOptions.h"
#include "cli/Pipeline.h"
#include "cli/Root.h"
#include "cli/ShowOptions.h"
#include "graph/io/FindingsJson.h"
#include "graph/io/FindingsSarif.h"
#include "graph/io/FindingsText.h"
#include "graph/query/SafePairs.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <sstream>

namespace mapgraph {

namespace {

struct CheckOptions {
  AnalysisOptions Analysis;
  ShowOptions Show;
  std::string Output = "-";
  ListOptions Lists;
  bool Safe = false; ///< list the safe pairs, too
};

} // namespace

static size_t pairsShown(const CheckOptions &Options) {
  return Options.Analysis.Verbose ? SIZE_MAX : 3;
}

static std::string render(const Facts &P, const FindingList &List,
                          const CheckOptions &Options) {
  std::ostringstream Text;
  std::optional<SafeList> Safe;
  if (Options.Safe)
    Safe = safeList(P, Options.Show.Deps, pairsShown(Options));
  switch (Options.Show.Format) {
  case Form::Text:
    writeFindingsText(P, List,
                      {.Verbose = Options.Analysis.Verbose,
                       .Color = Options.Output == "-" && wantsColor()},
                      Text);
    if (Safe)
      writeText(*Safe, P, Options.Analysis.Verbose, Text << '\n');
    break;
  case Form::Json:
    writeFindingsJson(P, List, Text, Safe ? &*Safe : nullptr);
    break;
  case Form::Sarif:
    writeFindingsSarif(P, List, MAPGRAPH_VERSION, Text);
    break;
  }
  return Text.str();
}

static FindingFilter strength(const CheckOptions &Options) {
  FindingFilter Filter;
  Filter.Deps = Options.Show.Deps;
  Filter.MinConfidence = Options.Show.MinConfidence;
  Filter.AtLeast = Options.Show.atLeast();
  return Filter;
}

/// Writes the findings that are shown or lead to exit code 1, whether they are
/// known or not; Choices are the screens that they pass.
static Result<void> writeKnown(const Facts &P, const CheckOptions &Options,
                               FindingFilter Choices,
                               const std::vector<FoldedFinding> &All,
                               UserLists &Lists) {
  if (Options.Show.FailOn) {
    Choices.AtLeast = std::max(Choices.AtLeast, *Options.Show.FailOn);
    Choices.MinConfidence = 0;
  }
  FindingList List(P, Choices, All);
  std::vector<FindingRecord> Known = records(P, List);
  std::ostringstream Text;
  writeBaseline(Known, Text);
  Lists.setKnown(Baseline::of(Known));
  return writeOutput(Options.Lists.WriteBaseline, Text.str());
}

static void tellIdle(Analysis &A, const FindingNotes &Notes) {
  for (const IdleIgnore &I : Notes.Ignores)
    A.note(
        I.File + ":" + std::to_string(I.Line) + ": mapgraph:ignore " +
        (I.Rule.empty() || I.Problem != "matches nothing" ? "" : I.Rule + " ") +
        I.Problem);
}

static Result<Exit> report(Analysis &A, const CheckOptions &Options,
                           UserLists &Lists) {
  Facts P(A.program(), A.solution(), rootFolder(A.program()));
  std::vector<FoldedFinding> All = foldFindings(P);
  FindingFilter Filter = strength(Options);
  Lists.addChoices(P, All, Options.Analysis.Variables, Filter);
  if (!Options.Lists.WriteBaseline.empty())
    if (Result<void> Written = writeKnown(P, Options, Filter, All, Lists);
        !Written)
      return tl::make_unexpected(Written.error());
  Lists.addHistory(P, All, Filter);
  FindingList List(P, Filter, std::move(All));
  tellIdle(A, List.notes());
  if (Result<void> Written =
          writeOutput(Options.Output, render(P, List, Options));
      !Written)
    return tl::make_unexpected(Written.error());
  return Options.Show.FailOn && List.fails(*Options.Show.FailOn)
             ? Exit::Findings
             : Exit::Clean;
}

static Result<UserLists> prepare(CLI::App &Command, CheckOptions &Options) {
  if (Result<void> Entered = enterDirectory(Options.Analysis); !Entered)
    return tl::make_unexpected(Entered.error());
  return loadLists(Command, Options.Lists, Options.Analysis.Inputs);
}

static Exit check(CLI::App &Command, CheckOptions &Options) {
  Result<UserLists> Lists = prepare(Command, Options);
  Analysis A(Options.Analysis);
  Exit OfFindings = Exit::Clean;
  Result<void> Done =
      Lists ? A.run() : tl::make_unexpected(std::move(Lists.error()));
  if (Done)
    Done = A.phase("report", [&]() -> Result<void> {
      Result<Exit> Reported = report(A, Options, *Lists);
      if (!Reported)
        return tl::make_unexpected(Reported.error());
      OfFindings = *Reported;
      return {};
    });
  if (!Done)
    A.tell(Done.error());
  return A.exitCode(OfFindings);
}

void addCheckCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Check = App.add_subcommand(
      "check", "Report operations on maps that can meet in a conflict");
  auto Options = std::make_shared<CheckOptions>();
  addAnalysisOptions(*Check, Options->Analysis)->default_str("./...");
  addShowOptions(*Check, Options->Show);
  Check->add_option("-o,--output", Options->Output, "Write to this file");
  Check
      ->add_flag_callback(
          "--show-safe",
          [Options] { Options->Safe = Options->Analysis.Reasons = true; },
          "List pairs that cannot meet, too, with the reasons")
      ->excludes("--sarif");
  addListOptions(*Check, Options->Lists);
  Check->callback([Options, Check, &Chosen] {
    useAllPackages(Options->Analysis);
    Chosen = [Options, Check] { return check(*Check, *Options); };
  });
}

} // namespace mapgraph
