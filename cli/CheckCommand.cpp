//===- CheckCommand.cpp - mapgraph check ----------------------------------===//
//
// The findings of a program, as text, JSON or SARIF. The exit code says whether
// one is at least as certain as --fail-on, shown or not.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "cli/Root.h"
#include "graph/io/FindingsJson.h"
#include "graph/io/FindingsSarif.h"
#include "graph/io/FindingsText.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <unistd.h>

namespace mapgraph {

namespace {

enum class Form { Text, Json, Sarif };

struct CheckOptions {
  AnalysisOptions Analysis;
  Form Format = Form::Text;
  std::string Output = "-";
  std::optional<Verdict> FailOn = Verdict::Likely; ///< none: never
  bool ShowPossible = false;
  double MinConfidence = 0;
  bool Deps = false;
};

} // namespace

static bool wantsColor(const CheckOptions &Options) {
  const char *NoColor = std::getenv("NO_COLOR");
  return Options.Output == "-" && isatty(STDOUT_FILENO) &&
         !(NoColor && *NoColor);
}

static std::string render(const Facts &P, const FindingList &List,
                          const CheckOptions &Options) {
  std::ostringstream Text;
  switch (Options.Format) {
  case Form::Text:
    writeFindingsText(
        P, List,
        {.Verbose = Options.Analysis.Verbose, .Color = wantsColor(Options)},
        Text);
    break;
  case Form::Json:
    writeFindingsJson(P, List, Text);
    break;
  case Form::Sarif:
    writeFindingsSarif(P, List, MAPGRAPH_VERSION, Text);
    break;
  }
  return Text.str();
}

static Exit check(const CheckOptions &Options) {
  Analysis A(Options.Analysis);
  Exit OfFindings = Exit::Clean;
  Result<void> Done = A.run();
  if (Done)
    Done = A.phase("report", [&]() -> Result<void> {
      Facts P(A.program(), A.solution(), rootFolder(A.program()));
      FindingFilter Filter;
      Filter.Deps = Options.Deps;
      Filter.MinConfidence = Options.MinConfidence;
      if (Options.ShowPossible)
        Filter.AtLeast = Verdict::Possible;
      FindingList List(P, Filter);
      if (Options.FailOn && List.fails(*Options.FailOn))
        OfFindings = Exit::Findings;
      return writeOutput(Options.Output, render(P, List, Options));
    });
  if (!Done)
    A.tell(Done.error());
  return A.exitCode(OfFindings);
}

void addCheckCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Check = App.add_subcommand(
      "check", "Report operations on maps that can meet in a conflict");
  auto Options = std::make_shared<CheckOptions>();
  addAnalysisOptions(*Check, Options->Analysis);
  auto *Json = Check->add_flag_callback(
      "--json", [Options] { Options->Format = Form::Json; }, "Write JSON");
  Check
      ->add_flag_callback(
          "--sarif", [Options] { Options->Format = Form::Sarif; },
          "Write SARIF 2.1.0")
      ->excludes(Json);
  Check->add_option("-o,--output", Options->Output, "Write to this file");
  Check
      ->add_option_function<std::string>(
          "--fail-on",
          [Options](const std::string &Word) {
            Options->FailOn.reset();
            for (Verdict V :
                 {Verdict::Race, Verdict::Likely, Verdict::Possible})
              if (text(V) == Word)
                Options->FailOn = V;
          },
          "The least certain verdict that makes the exit code 1 (default "
          "likely)")
      ->check(CLI::IsMember({"race", "likely", "possible", "never"}));
  Check->add_flag("--show-possible", Options->ShowPossible,
                  "Show what rests on several assumptions, too");
  Check
      ->add_option("--min-confidence", Options->MinConfidence,
                   "Show only findings with at least this confidence")
      ->check(CLI::Range(0.0, 1.0));
  Check->add_flag("--deps", Options->Deps,
                  "Show findings that concern dependencies only, too");
  Check->callback(
      [Options, &Chosen] { Chosen = [Options] { return check(*Options); }; });
}

} // namespace mapgraph
