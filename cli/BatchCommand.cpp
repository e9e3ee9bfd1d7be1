//===- BatchCommand.cpp - mapgraph batch ----------------------------------===//
//
// Hundreds or thousands of inputs, each a program of its own, and one report.
// The plan (BatchPlan.h) becomes a build file, and Ninja does the work: in
// parallel, only what is missing, on and on whatever fails.
//
//===----------------------------------------------------------------------===//

#include "cli/BatchPlan.h"
#include "cli/Child.h"
#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/FolderLock.h"
#include "cli/ListOptions.h"
#include "cli/Pipeline.h"
#include "cli/ShowOptions.h"
#include "graph/io/BatchOutput.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>
#include <unistd.h>

namespace fs = std::filesystem;

namespace mapgraph {

namespace {

struct BatchCommandOptions {
  BatchOptions Batch;
  ShowOptions Show;
  ListOptions Lists;
};

} // namespace

static constexpr std::string_view Header = "# Written by mapgraph batch.\n";

static std::string buildFile(const std::string &Folder) {
  return Folder + "/build.ninja";
}

/// A folder of somebody else's is left alone: what a batch does not need any
/// more it deletes.
static Result<void> checkOwner(const std::string &Folder) {
  if (readText(buildFile(Folder)).value_or("").starts_with(Header))
    return {};
  std::error_code Error;
  for (const fs::directory_entry &E : fs::directory_iterator(Folder, Error))
    if (E.path().filename() != ".lock")
      return usageError(Folder +
                        ": neither empty nor the folder of another batch");
  return {};
}

static Result<FolderLock> prepareFolder(const std::string &Folder) {
  if (Folder.find_first_of("|\n") != Folder.npos)
    return usageError(Folder + ": Ninja cannot read a path with this name");
  std::error_code Error;
  fs::create_directories(Folder, Error);
  Result<FolderLock> Lock = FolderLock::take(Folder);
  if (!Lock)
    return Lock;
  if (Result<void> Ours = checkOwner(Folder); !Ours)
    return tl::make_unexpected(Ours.error());
  if (Result<void> Done = writeOutput(buildFile(Folder), Header); !Done)
    return tl::make_unexpected(Done.error());
  for (const char *Part : {"/graphs", "/results"})
    if (!fs::create_directories(Folder + Part, Error) && Error)
      return badInput("cannot make " + Folder + Part + ": " + Error.message());
  return Lock;
}

/// Results of inputs that are gone or were different, and what a killed run has
/// left unfinished.
static void removeOthers(const BatchPlan &Plan, const std::string &Folder) {
  std::set<std::string> Needed(Plan.Files.begin(), Plan.Files.end());
  for (const char *Part : {"/graphs", "/results"}) {
    std::error_code Error;
    std::vector<fs::path> Old;
    for (const fs::directory_entry &E :
         fs::directory_iterator(Folder + Part, Error))
      if (!Needed.contains(E.path().string()))
        Old.push_back(E.path());
    for (const fs::path &Path : Old)
      fs::remove(Path, Error);
  }
}

static Result<void> writePlan(const BatchPlan &Plan,
                              const std::string &Folder) {
  if (!fs::exists(Plan.List))
    if (Result<void> Done = writeOutput(Plan.List, listText(Plan.Inputs));
        !Done)
      return Done;
  return writeOutput(buildFile(Folder),
                     std::string(Header) + ninjaFile(Folder, Plan.Steps));
}

static Result<std::string> findNinja() {
  const char *Path = std::getenv("PATH");
  std::istringstream Folders(Path ? Path : "");
  for (std::string Folder; std::getline(Folders, Folder, ':');)
    for (const char *Name : {"/ninja", "/ninja-build"})
      if (access((Folder + Name).c_str(), X_OK) == 0)
        return Folder + Name;
  return usageError("batch needs Ninja, and there is no ninja in PATH (Debian: "
                    "apt-get install ninja-build)");
}

static Result<void> runNinja(const std::string &Ninja, const BatchPlan &Plan,
                             const BatchOptions &Options) {
  std::vector<std::string> Words = {
      Ninja, "-f", buildFile(Options.Folder), "-k0",
      "-j" + std::to_string(Options.Analysis.Jobs)};
  if (!Options.Analysis.Verbose && !isatty(STDERR_FILENO))
    Words.push_back("--quiet");
  Words.push_back(Plan.Merged);
  Result<ChildResult> Ran = runChild(Words);
  if (!Ran)
    return tl::make_unexpected(Ran.error());
  if (Ran->Code != 0)
    return internalError("Ninja ended with code " + std::to_string(Ran->Code) +
                         "; what is done is kept, run again to go on");
  return {};
}

static std::string render(const BatchView &View, Form Format,
                          const FindingsTextOptions &Options) {
  std::ostringstream Text;
  switch (Format) {
  case Form::Text:
    View.writeText(Options, Text);
    break;
  case Form::Json:
    View.writeJson(Text);
    break;
  case Form::Sarif:
    View.writeSarif(MAPGRAPH_VERSION, Text);
    break;
  }
  return Text.str();
}

static Result<BatchReport> readMerged(const std::string &Path) {
  Result<MappedFile> File = MappedFile::open(Path);
  if (!File)
    return internalError(File.error().Message);
  tl::expected<BatchReport, std::string> Merged = readStored(File->bytes());
  if (Merged)
    return std::move(*Merged);
  unlink(Path.c_str());
  return internalError(Path + ": " + Merged.error() + "; run again");
}

/// Writes the findings that are shown or lead to exit code 1, whether they are
/// known or not.
static Result<void> writeKnown(const BatchReport &Report, BatchFilter Choices,
                               const BatchCommandOptions &Options,
                               UserLists &Lists) {
  if (Options.Show.FailOn) {
    Choices.AtLeast = std::max(Choices.AtLeast, *Options.Show.FailOn);
    Choices.MinConfidence = 0;
  }
  BatchView Known(Report, Choices);
  std::ostringstream Text;
  writeBaseline(Known.shown(), Text);
  Lists.setKnown(Baseline::of(Known.shown()));
  return writeOutput(Options.Lists.WriteBaseline, Text.str());
}

static Result<BatchFilter> filterOf(const BatchReport &Report,
                                    const BatchCommandOptions &Options,
                                    UserLists &Lists) {
  const ShowOptions &Show = Options.Show;
  BatchFilter Filter = {Show.atLeast(), Show.Deps, Show.MinConfidence};
  std::vector<IdleIgnore> Faulty;
  Lists.addChoices(Report.Findings, Filter, Faulty);
  for (const IdleIgnore &I : Faulty)
    std::fprintf(stderr, "%s:%u: mapgraph:ignore %s\n", I.File.c_str(), I.Line,
                 I.Problem.c_str());
  if (!Options.Lists.WriteBaseline.empty())
    if (Result<void> Done = writeKnown(Report, Filter, Options, Lists); !Done)
      return tl::make_unexpected(Done.error());
  Lists.addHistory(Report.Findings, Filter);
  return Filter;
}

static Result<Exit> report(const BatchPlan &Plan,
                           const BatchCommandOptions &Options,
                           UserLists &Lists) {
  Result<BatchReport> Merged = readMerged(Plan.Merged);
  if (!Merged)
    return tl::make_unexpected(Merged.error());
  Result<BatchFilter> Filter = filterOf(*Merged, Options, Lists);
  if (!Filter)
    return tl::make_unexpected(Filter.error());
  const ShowOptions &Show = Options.Show;
  BatchView View(std::move(*Merged), *Filter);
  FindingsTextOptions Text;
  Text.Verbose = Options.Batch.Analysis.Verbose;
  Text.Color = wantsColor();
  Result<void> Done = writeOutput(Options.Batch.Folder + "/report.json",
                                  render(View, Form::Json, {}));
  if (Done)
    Done = writeOutput("-", render(View, Show.Format, Text));
  if (!Done)
    return tl::make_unexpected(Done.error());
  Exit Code =
      Show.FailOn && View.fails(*Show.FailOn) ? Exit::Findings : Exit::Clean;
  if (View.isIncomplete())
    Code = worse(Code, Exit::BadInput);
  return View.hasInternalErrors() ? worse(Code, Exit::Internal) : Code;
}

static std::string plainFolder(const fs::path &Folder) {
  std::string Out = Folder.lexically_normal().string();
  while (Out.size() > 1 && Out.ends_with('/'))
    Out.pop_back();
  return Out;
}

/// Positions in a Go module are shown as check shows them.
static void setRoot(BatchOptions &Options, const InputSet &Inputs) {
  std::string Root = Options.Root;
  if (Root.empty() && !Inputs.Go.empty())
    Root = moduleOfInputs(Options.Analysis.Inputs);
  Options.Root = plainFolder(fs::absolute(Root.empty() ? "." : Root));
}

static std::vector<GoProgram> listPrograms(InputSet &Inputs,
                                           const AnalysisOptions &Options) {
  std::vector<GoProgram> Out;
  for (const GoRequest &Request : Inputs.Go) {
    Result<std::vector<GoProgram>> Some = listGoPrograms(Request, Options);
    if (Some) {
      std::ranges::move(*Some, std::back_inserter(Out));
      continue;
    }
    const std::string &What = Some.error().Message;
    Inputs.Problems.push_back({Some.error(), What.substr(0, What.find(": "))});
  }
  return Out;
}

static Result<Exit> runBatch(CLI::App &Command, BatchCommandOptions &Options) {
  BatchOptions &Batch = Options.Batch;
  if (Result<void> Entered = enterDirectory(Batch.Analysis); !Entered)
    return tl::make_unexpected(Entered.error());
  Result<UserLists> Lists =
      loadLists(Command, Options.Lists, Batch.Analysis.Inputs);
  if (!Lists)
    return tl::make_unexpected(Lists.error());
  Result<std::string> Ninja = findNinja();
  if (!Ninja)
    return tl::make_unexpected(Ninja.error());
  Batch.Folder = plainFolder(Batch.Folder);
  Result<FolderLock> Lock = prepareFolder(Batch.Folder);
  if (!Lock)
    return tl::make_unexpected(Lock.error());
  InputSet Inputs = sortInputs(Batch.Analysis.Inputs);
  setRoot(Batch, Inputs);
  std::vector<GoProgram> Programs = listPrograms(Inputs, Batch.Analysis);
  BatchPlan Plan = planBatch(std::move(Inputs), Programs, Batch);
  removeOthers(Plan, Batch.Folder);
  if (Result<void> Done = writePlan(Plan, Batch.Folder); !Done)
    return tl::make_unexpected(Done.error());
  if (Result<void> Done = runNinja(*Ninja, Plan, Batch); !Done)
    return tl::make_unexpected(Done.error());
  return report(Plan, Options, *Lists);
}

static Exit batch(CLI::App &Command, BatchCommandOptions &Options) {
  Result<Exit> Code = runBatch(Command, Options);
  if (Code)
    return *Code;
  std::fprintf(stderr, "%s\n", Code.error().Message.c_str());
  return Code.error().Code;
}

void addBatchCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Batch = App.add_subcommand(
      "batch", "Check many programs, each by itself, and report once");
  auto Options = std::make_shared<BatchCommandOptions>();
  addAnalysisOptions(*Batch, Options->Batch.Analysis)->required();
  addShowOptions(*Batch, Options->Show);
  addListOptions(*Batch, Options->Lists);
  Batch
      ->add_option("-o,--output", Options->Batch.Folder,
                   "The folder for graphs, results and what the next run need "
                   "not do again")
      ->required();
  Batch->add_option("--root", Options->Batch.Root,
                    "Show positions relative to this folder (default: the "
                    "root of the Go module, or the current one)");
  Batch
      ->add_option("--memory-limit", Options->Batch.MemoryMiB,
                   "MiB that one step may use, 0 for any")
      ->capture_default_str();
  Batch
      ->add_option("--time-limit", Options->Batch.Seconds,
                   "Seconds of processor time that one step may use, 0 for any")
      ->capture_default_str();
  Batch->callback([Options, Batch, &Chosen] {
    Chosen = [Options, Batch] { return batch(*Batch, *Options); };
  });
}

} // namespace mapgraph
