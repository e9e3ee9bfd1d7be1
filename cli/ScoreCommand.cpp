//===- ScoreCommand.cpp - mapgraph score ----------------------------------===//
//
// How right the findings are, measured on programs whose answers are known.
//
//===----------------------------------------------------------------------===//

#include "cli/Cache.h"
#include "cli/CaseRunner.h"
#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Observer.h"
#include "cli/Pipeline.h"
#include "graph/score/Plots.h"
#include "graph/score/ScoreText.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fnmatch.h>
#include <sstream>

namespace fs = std::filesystem;

namespace mapgraph {

namespace {
struct ScoreOptions {
  AnalysisOptions Analysis; ///< Inputs: the corpus
  std::vector<std::string> Ignore;
  bool Json = false;
  std::string Output = "-";
  std::string Plots;
  double MinPrecision = 0;
  double MinRecall = 0;
};
} // namespace

static Exit complain(const Failure &F) {
  if (!F.Message.empty())
    std::fprintf(stderr, "%s\n", F.Message.c_str());
  return F.Code;
}

static bool isIgnored(const score::Case &C,
                      const std::vector<std::string> &Patterns) {
  for (const std::string &P : Patterns)
    for (const std::string &Word : {C.Name, C.Path, C.Pattern})
      if (fnmatch(P.c_str(), Word.c_str(), 0) == 0)
        return true;
  return false;
}

static Result<score::Corpus> readCorpus(const ScoreOptions &Options) {
  const std::string &Name = Options.Analysis.Inputs.front();
  Result<MappedFile> File = MappedFile::open(Name);
  if (!File)
    return tl::make_unexpected(File.error());
  tl::expected<score::Corpus, std::string> C =
      score::parseCorpus(File->bytes(), Name);
  if (!C)
    return badInput(C.error());
  std::erase_if(C->Cases, [&](const score::Case &One) {
    return isIgnored(One, Options.Ignore);
  });
  if (C->Cases.empty())
    return usageError("--ignore leaves no case of " + Name);
  return std::move(*C);
}

static Result<void> writePlots(const std::string &Folder,
                               const score::Report &R) {
  std::error_code Error;
  fs::create_directories(Folder, Error);
  if (Error)
    return badInput("cannot make " + Folder + ": " + Error.message());
  std::ostringstream Curve, Patterns;
  plotRoc(R.Curve, Curve);
  plotPatterns(R, Patterns);
  if (Result<void> Done = writeOutput(Folder + "/roc.svg", Curve.view()); !Done)
    return Done;
  return writeOutput(Folder + "/patterns.svg", Patterns.view());
}

static Result<void> writeReport(const ScoreOptions &Options,
                                const score::Report &R) {
  std::ostringstream Text;
  if (Options.Json)
    writeJson(R, Text);
  else
    writeText(R, Options.Analysis.Verbose, Text);
  if (Result<void> Done = writeOutput(Options.Output, Text.view()); !Done)
    return Done;
  return Options.Plots.empty() ? Result<void>() : writePlots(Options.Plots, R);
}

// What is not defined is not below anything.
static bool isBelow(const std::optional<double> &Value, double Least) {
  return Value && *Value < Least;
}

static Exit scoreCorpus(const ScoreOptions &Options) {
  Result<score::Corpus> C = readCorpus(Options);
  if (!C)
    return complain(C.error());
  Observers Watch;
  Watch.add(makeProgressLine());
  if (Options.Analysis.Stats)
    Watch.add(makeCostPrinter());
  const std::string &Name = Options.Analysis.Inputs.front();
  AnalysisOptions Here = Options.Analysis;
  Here.Cache = chooseCache(Here);
  Here.UseCache = !Here.Cache.empty();
  std::vector<CaseResult> Results =
      runCases(*C, fs::absolute(Name).parent_path().string(), Here, Watch);
  if (Here.UseCache)
    trimCache(Here.Cache, uint64_t(Here.CacheMiB) << 20);

  score::Report R;
  Exit Worst = Exit::Clean;
  for (size_t I = 0; I != Results.size(); ++I) {
    const score::Case &One = C->Cases[I];
    if (const std::optional<Failure> &F = Results[I].Problem) {
      complain({F->Code, Name + ":" + std::to_string(One.Line) + ": case '" +
                             One.Name + "' is not scored: " + F->Message});
      Worst = worse(Worst, F->Code);
    } else {
      R.add(One, scoreCase(One, Results[I].Found, Results[I].Folder));
    }
  }
  R.finish(*C);
  if (Result<void> Done = writeReport(Options, R); !Done)
    return complain(Done.error());
  const score::Tally &T = R.Total.Default;
  bool Low = isBelow(T.precision(), Options.MinPrecision) ||
             isBelow(T.recall(), Options.MinRecall);
  return worse(Worst, Low ? Exit::Findings : Exit::Clean);
}

void addScoreCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Score = App.add_subcommand(
      "score", "Measure the findings on a labelled corpus (YAML or JSON)");
  auto Options = std::make_shared<ScoreOptions>();
  AnalysisOptions &Shared = Options->Analysis;
  Score->add_option("corpus", Shared.Inputs, "The corpus: docs/corpus.md")
      ->required()
      ->expected(1);
  Score->add_option("--ignore", Options->Ignore,
                    "Leave out cases whose name, path or pattern code matches "
                    "(*, ?, [...])");
  Score->add_flag("--json", Options->Json, "Write JSON");
  Score->add_option("-o,--output", Options->Output, "Write to this file");
  Score->add_option("--plot", Options->Plots,
                    "Write roc.svg and patterns.svg into this folder");
  Score
      ->add_option("--min-precision", Options->MinPrecision,
                   "Exit with 1 when the precision is lower")
      ->check(CLI::Range(0.0, 1.0));
  Score
      ->add_option("--min-recall", Options->MinRecall,
                   "Exit with 1 when the recall is lower")
      ->check(CLI::Range(0.0, 1.0));
  addRunOptions(*Score, Shared);
  Score->callback([Options, &Chosen] {
    Chosen = [Options] { return scoreCorpus(*Options); };
  });
}

} // namespace mapgraph
