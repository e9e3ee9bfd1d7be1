//===- BatchStepCommand.cpp - mapgraph batch-step -------------------------===//
//
// One step of a batch, as its build file calls it: extract, check, merge. Not
// for people, so it is not listed in the help; cli/README.md describes it.
//
// A step succeeds whatever its input is: its output holds the result, or the
// reason why there is none. When it was killed or its input changed meanwhile,
// there is no output, and the next run of the batch tries again. It fails only
// when it cannot write; with --strict, for other engines than Ninja, also when
// there is no result.
//
//===----------------------------------------------------------------------===//

#include "cli/BatchPlan.h"
#include "cli/Commands.h"
#include "cli/ContentHash.h"
#include "cli/Files.h"
#include "cli/GoInput.h"
#include "cli/IrInput.h"
#include "cli/Limits.h"
#include "cli/ObjectInput.h"
#include "cli/Pipeline.h"
#include "graph/format/MgFile.h"
#include "graph/io/BatchReport.h"
#include "graph/link/Link.h"
#include "graph/model/Verifier.h"
#include "graph/rules/Advice.h"
#include "graph/solve/Solve.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace mapgraph {

namespace {

struct StepOptions {
  AnalysisOptions Analysis;
  std::string Name;    ///< of the input, as the user knows it
  std::string Kind;    ///< of the input: bitcode, text, object, go
  std::string Content; ///< hash that the input had; "" not asked for
  std::string Root;
  std::string Output;
  unsigned MemoryMiB = 0;
  unsigned Seconds = 0;
  bool Strict = false;    ///< no result is a failure
  bool OnlyTests = false; ///< what callers of the packages do is not asked

  const std::string &input() const { return Analysis.Inputs.front(); }
};

} // namespace

// Exit codes of the child that works; those of Exit.h are its failures.
static constexpr int Written = 0;
static constexpr int Changed = 78;
static constexpr int CannotWrite = 79;
static constexpr int Killed = 80;  // or so its end means
static constexpr int Refused = 81; // it has told why

static int writeStep(const StepOptions &Options, std::string_view Text) {
  if (Result<void> Done = writeOutput(Options.Output, Text); !Done) {
    std::fprintf(stderr, "%s\n", Done.error().Message.c_str());
    return CannotWrite;
  }
  return Written;
}

static int writeStatus(const StepOptions &Options, InputState State,
                       std::string Reason, bool Internal = false) {
  Reason.resize(std::min(Reason.find('\n'), Reason.size()));
  if (Options.Strict) {
    std::fprintf(stderr, "%s\n", Reason.c_str());
    return Refused;
  }
  return writeStep(
      Options,
      storedText(reportOf({Options.Name, State, std::move(Reason), Internal})));
}

static int writeFailure(const StepOptions &Options, const Failure &F) {
  return writeStatus(Options, InputState::Failed, F.Message,
                     F.Code == Exit::Internal);
}

/// Whether the input still is what the plan was made for. Looked at when all
/// was read: what changes later does no harm.
static bool isUnchanged(const StepOptions &Options) {
  if (Options.Content.empty())
    return true;
  Result<MappedFile> File = MappedFile::open(Options.input());
  return File && contentHash(File->bytes()) == Options.Content;
}

static Result<std::string> bytesOf(const std::vector<Graph> &Modules) {
  std::string Out;
  for (const Graph &G : Modules) {
    tl::expected<std::string, std::string> Bytes = tryWriteMg(G);
    if (!Bytes)
      return badInput(Bytes.error());
    Out += *Bytes;
  }
  return Out;
}

static Result<std::string> extractGraphs(const StepOptions &Options) {
  if (Options.Kind == "object")
    return readEmbedded(Options.input());
  FileKind Kind =
      Options.Kind == "bitcode" ? FileKind::Bitcode : FileKind::IrText;
  return readIr({Options.input(), Kind}, Options.Analysis)
      .and_then([](const IrModule &M) { return bytesOf(M.Graphs); });
}

/// The front end has told what is wrong, and how is all that we know.
static int extractGo(const StepOptions &Options) {
  const AnalysisOptions &Here = Options.Analysis;
  Result<GoModules> Go = readGo({Here.Directory, Here.Inputs}, Here);
  if (!Go) {
    std::fprintf(stderr, "%s\n", Go.error().Message.c_str());
    return static_cast<int>(Exit::Internal);
  }
  if (Go->Incomplete || Go->Graphs.empty())
    return static_cast<int>(Exit::BadInput);
  Result<std::string> Bytes = bytesOf(Go->Graphs);
  return Bytes ? writeStep(Options, *Bytes)
               : writeFailure(Options, Bytes.error());
}

static int extract(const StepOptions &Options) {
  if (Options.Kind == "go")
    return extractGo(Options);
  Result<std::string> Bytes = extractGraphs(Options);
  if (!isUnchanged(Options))
    return Changed;
  return Bytes ? writeStep(Options, *Bytes)
               : writeFailure(Options, Bytes.error());
}

static Result<MgContents> solved(const StepOptions &Options,
                                 std::string_view Bytes) {
  tl::expected<MgContents, std::string> Read = readMg(Bytes);
  if (!Read)
    return badInput(Options.Name + ": " + Read.error());
  // What is stored answers what is asked by default.
  if (Read->Solved && Options.Analysis.Tests && !Options.Analysis.Variables)
    return std::move(*Read);
  tl::expected<Graph, std::string> Program = link(std::move(Read->Graphs));
  if (!Program)
    return badInput(Options.Name + ": " + Program.error());
  if (std::optional<std::string> Broken = verify(*Program))
    return internalError(Options.Name + ": internal error: linking broke " +
                         *Broken);
  SolveOptions Solver;
  Solver.Jobs = 1; // the steps of a batch run beside each other
  Solver.Tests = Options.Analysis.Tests;
  Solver.Variables = Options.Analysis.Variables;
  MgContents Out;
  Out.Graphs.push_back(std::move(*Program));
  Out.Solved = solve(Out.Graphs.front(), Solver);
  giveAdvice(Out.Graphs.front(), *Out.Solved, Options.Root);
  return Out;
}

/// Whether callers of exported code are meant, as programNames calls them.
static bool isLibrary(const std::string &Program) {
  return Program.ends_with(" (library)");
}

static int check(const StepOptions &Options) {
  Result<MappedFile> File = MappedFile::open(Options.input());
  if (!File)
    return writeFailure(Options, File.error());
  if (isStoredReport(File->bytes())) // extraction says why there is no graph
    return writeStep(Options, File->bytes());
  Result<MgContents> Program = solved(Options, File->bytes());
  if (!isUnchanged(Options))
    return Changed;
  if (!Program)
    return writeFailure(Options, Program.error());
  Facts P(Program->Graphs.front(), *Program->Solved, Options.Root);
  BatchReport Report = reportOf(Options.Name, P);
  if (Options.OnlyTests)
    std::erase_if(Report.Findings, [](const FindingRecord &F) {
      return std::ranges::all_of(F.Programs, isLibrary);
    });
  return writeStep(Options, storedText(Report));
}

static std::string limitText(const StepOptions &Options, WorkEnd::How Why,
                             const WorkLimits &Limits) {
  if (Why == WorkEnd::How::Memory)
    return "more than " + std::to_string(Options.MemoryMiB) +
           " MiB of memory (--memory-limit)";
  if (Why == WorkEnd::How::Cpu)
    return "more than " + std::to_string(Options.Seconds) +
           " s of processor time (--time-limit)";
  return "more than " + std::to_string(Limits.WallSeconds) +
         " s on the clock (--time-limit)";
}

/// Whether another program, which shares the limit, has ended for want of it.
static bool lacksMemory(const std::string &Errors) {
  for (const char *Words : {"out of memory", "cannot allocate memory",
                            "Resource temporarily unavailable"})
    if (Errors.find(Words) != Errors.npos)
      return true;
  return false;
}

/// What the child could not say itself.
static int writeEnd(const StepOptions &Options, const WorkEnd &End,
                    const WorkLimits &Limits) {
  using How = WorkEnd::How;
  switch (End.Why) {
  case How::Memory:
  case How::Cpu:
  case How::Wall:
    return writeStatus(Options, InputState::Limit,
                       limitText(Options, End.Why, Limits));
  case How::Returned:
    if (lacksMemory(End.Errors))
      return writeStatus(Options, InputState::Limit,
                         limitText(Options, How::Memory, Limits));
    // Another program, or a library that ended this one, has said why.
    if (!End.Errors.empty())
      return writeStatus(Options, InputState::Failed,
                         Options.Name + ": " + End.Errors,
                         End.Code != static_cast<int>(Exit::BadInput));
    [[fallthrough]];
  case How::Crashed:
    return writeStatus(Options, InputState::Failed,
                       Options.Name + ": internal error: the program crashed",
                       true);
  case How::Killed:
    break;
  }
  return Killed;
}

static Exit fail(const Failure &F) {
  std::fprintf(stderr, "%s\n", F.Message.c_str());
  return Exit::Internal;
}

/// Runs one step under its limits.
static Exit runStep(StepOptions &Options, int (*Work)(const StepOptions &)) {
  endWithParent();
  // A waiting step uses no processor: the clock only ends what hangs.
  static constexpr unsigned WallFactor = 4;
  WorkLimits Limits = {Options.MemoryMiB, Options.Seconds,
                       Options.Seconds * WallFactor};
  Result<WorkEnd> End = runLimited(Limits, [&] { return Work(Options); });
  if (!End)
    return fail(End.error());
  int Code = End->Code;
  if (End->Why != WorkEnd::How::Returned ||
      (Code != Written && (Code < Changed || Code > Refused)))
    Code = writeEnd(Options, *End, Limits);
  else
    std::fputs(End->Errors.c_str(), stderr);
  if (Code == Changed || Code == Killed)
    std::fprintf(stderr, "%s: %s; run again\n", Options.Name.c_str(),
                 Code == Killed ? "its step was killed"
                                : "changed while it was read");
  if (Code == Refused)
    return Exit::BadInput;
  bool Done = Code == Written || (Code != CannotWrite && !Options.Strict);
  return Done ? Exit::Clean : Exit::Internal;
}

static BatchReport resultOf(const BatchInput &Input) {
  if (!Input.Problem.empty())
    return reportOf({Input.Name, InputState::Failed, Input.Problem, false});
  Result<MappedFile> File = MappedFile::open(Input.Result);
  if (!File)
    return reportOf({Input.Name, InputState::Failed,
                     Input.Name + ": no result; run again", true});
  tl::expected<BatchReport, std::string> Read = readStored(File->bytes());
  if (Read)
    return std::move(*Read);
  unlink(Input.Result.c_str()); // the next run makes it again
  return reportOf({Input.Name, InputState::Failed,
                   Input.Name + ": its result was damaged (" + Read.error() +
                       "); run again",
                   true});
}

static Exit mergeResults(const StepOptions &Options) {
  endWithParent();
  Result<std::vector<BatchInput>> Inputs = readList(Options.input());
  if (!Inputs)
    return fail(Inputs.error());
  std::vector<BatchReport> Parts;
  for (const BatchInput &Input : *Inputs)
    Parts.push_back(resultOf(Input));
  int Code = writeStep(Options, storedText(merge(std::move(Parts))));
  return Code == Written ? Exit::Clean : Exit::Internal;
}

static CLI::App *addStep(CLI::App &Parent, StepOptions &Options,
                         const char *Name, const char *Does) {
  CLI::App *Step = Parent.add_subcommand(Name, Does);
  addAnalysisOptions(*Step, Options.Analysis)->required();
  Step->add_option("--name", Options.Name, "What the input is called");
  Step->add_option("--kind", Options.Kind, "bitcode, text, object or go");
  Step->add_option("--content", Options.Content, "Hash of the input");
  Step->add_option("--root", Options.Root, "Folder of relative paths");
  Step->add_option("--memory-limit", Options.MemoryMiB, "MiB");
  Step->add_option("--time-limit", Options.Seconds, "Seconds");
  Step->add_flag("--only-tests", Options.OnlyTests, "Leave the library out");
  Step->add_flag("--strict", Options.Strict, "No result is a failure");
  Step->add_option("-o,--output", Options.Output, "The result")->required();
  return Step;
}

void addBatchStepCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Parent =
      App.add_subcommand("batch-step", "One step of a batch")->group("");
  Parent->require_subcommand(1);
  auto Options = std::make_shared<StepOptions>();
  addStep(*Parent, *Options, "extract", "Input → module graphs")
      ->callback([Options, &Chosen] {
        Chosen = [Options] { return runStep(*Options, extract); };
      });
  addStep(*Parent, *Options, "check", "Module graphs → findings")
      ->callback([Options, &Chosen] {
        Chosen = [Options] { return runStep(*Options, check); };
      });
  addStep(*Parent, *Options, "merge", "Findings of all inputs → one report")
      ->callback([Options, &Chosen] {
        Chosen = [Options] { return mergeResults(*Options); };
      });
}

} // namespace mapgraph
