//===- Pipeline.cpp - From inputs to a solved graph -----------------------===//

#include "cli/Pipeline.h"

#include "cli/Cache.h"
#include "cli/Files.h"
#include "cli/GoInput.h"
#include "cli/IrInput.h"
#include "cli/KeptSolution.h"
#include "cli/Meter.h"
#include "cli/ObjectInput.h"
#include "cli/Parallel.h"
#include "cli/Root.h"
#include "graph/format/MgFile.h"
#include "graph/link/Link.h"
#include "graph/model/Verifier.h"
#include "graph/rules/Advice.h"

#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace mapgraph {

Exit worse(Exit A, Exit B) { return std::max(A, B); }

Analysis::Analysis(AnalysisOptions O) : Options(std::move(O)) {
  Watch.add(makeProgressLine());
  if (Options.Stats)
    Watch.add(makeCostPrinter());
}

void Analysis::note(const std::string &Line) {
  Watch.messageComes();
  std::fprintf(stderr, "%s\n", Line.c_str());
}

void Analysis::tell(const Failure &F) {
  if (!F.Message.empty())
    note(F.Message);
  Worst = worse(Worst, F.Code);
}

Exit Analysis::exitCode(Exit OfResults) const {
  return worse(Worst, OfResults);
}

Result<void>
Analysis::runPhase(std::string_view Name, size_t Index, size_t Count,
                   const std::function<Result<void>(Meter &)> &Body) {
  Watch.phaseBegan(Name, Index, Count);
  Meter M;
  Result<void> R = Body(M);
  Costs.push_back(M.read(Name));
  Watch.phaseEnded(Costs.back());
  return R;
}

Result<void> Analysis::phase(std::string_view Name,
                             const std::function<Result<void>()> &Body) {
  return runPhase(Name, Costs.size(), Costs.size() + 1,
                  [&](Meter &) { return Body(); });
}

std::vector<Analysis::Phase> Analysis::neededPhases() const {
  std::vector<Phase> Phases;
  if (!Inputs.Go.empty())
    Phases.push_back({"front end", &Analysis::runFrontEnd});
  if (!Inputs.Files.empty())
    Phases.push_back({"files", &Analysis::readFiles});
  Phases.push_back({"link", &Analysis::linkModules});
  Phases.push_back({"solve", &Analysis::solveProgram});
  return Phases;
}

Result<void> enterDirectory(AnalysisOptions &Options) {
  if (!Options.Directory.empty() && chdir(Options.Directory.c_str()) != 0)
    return badInput(Options.Directory + ": " + std::strerror(errno));
  Options.Directory.clear();
  return {};
}

Result<void> Analysis::run() {
  if (Result<void> Entered = enterDirectory(Options); !Entered)
    return Entered;
  Inputs = sortInputs(Options.Inputs);
  for (const Failure &F : Inputs.Problems)
    tell(F);
  if (!Inputs.Go.empty())
    Options.Cache = chooseCache(Options);
  if (Result<void> Done = runPhases(); !Done)
    return Done;
  return keepResult();
}

Result<void> Analysis::runPhases() {
  std::vector<Phase> Phases = neededPhases();
  for (size_t I = 0; I != Phases.size() && !Solved; ++I) {
    Result<void> R = runPhase(Phases[I].Name, I, Phases.size(), [&](Meter &M) {
      return (this->*Phases[I].Run)(M);
    });
    if (!R)
      return R;
  }
  return {};
}

Result<void> Analysis::runFrontEnd(Meter &M) {
  std::vector<GoOutput> Outputs;
  for (size_t I = 0; I != Inputs.Go.size(); ++I) {
    Watch.messageComes(); // the front end shares our stderr
    Result<GoOutput> Go = mapgraph::runFrontEnd(Inputs.Go[I], Options);
    Watch.stepDone(I + 1, Inputs.Go.size());
    if (!Go) {
      tell(Go.error());
      continue;
    }
    M.addChildPeak(Go->PeakMiB);
    if (Go->Incomplete)
      tell({Exit::BadInput, ""});
    Outputs.push_back(std::move(*Go));
  }
  return readGraphsOf(Outputs);
}

Result<void> Analysis::readGraphsOf(const std::vector<GoOutput> &Outputs) {
  std::vector<std::string_view> Bytes;
  for (const GoOutput &Go : Outputs)
    if (!Go.File.bytes().empty())
      Bytes.push_back(Go.File.bytes());
  if (Inputs.Files.empty()) // else they are only a part of the program
    Kept = KeptResult(Options, Bytes);
  if (Kept.find(Program, Solved)) {
    Kept = KeptResult(); // it is there
    return {};
  }
  for (const GoOutput &Go : Outputs) {
    Result<GoModules> Read = readModules(Go);
    if (!Read)
      return tl::make_unexpected(Read.error());
    for (Graph &G : Read->Graphs)
      Modules.push_back(std::move(G));
  }
  return {};
}

Result<void> Analysis::keepResult() {
  if (!Kept.canKeep())
    return {};
  return phase("keep", [&]() -> Result<void> {
    Kept.keep(Program, *Solved);
    trimCache(Options.Cache, uint64_t(Options.CacheMiB) << 20);
    return {};
  });
}

namespace {

// What one file gave; filled by one thread.
struct FileResult {
  std::vector<Graph> Graphs;
  std::optional<Solution> Solved;
  std::optional<Failure> Problem;
  std::string Note;
};

} // namespace

static void readGraphs(const std::string &Path, std::string_view Bytes,
                       FileResult &Out) {
  tl::expected<MgContents, std::string> Contents = readMg(Bytes);
  if (!Contents) {
    Out.Problem = Failure{Exit::BadInput, Path + ": " + Contents.error()};
    return;
  }
  Out.Graphs = std::move(Contents->Graphs);
  Out.Solved = std::move(Contents->Solved);
}

static void readFile(const FileInput &File, const AnalysisOptions &Options,
                     FileResult &Out) {
  if (File.Kind == FileKind::MapGraph) {
    Result<MappedFile> Mapped = MappedFile::open(File.Path);
    if (!Mapped)
      Out.Problem = Mapped.error();
    else
      readGraphs(File.Path, Mapped->bytes(), Out);
    return;
  }
  if (File.Kind == FileKind::Object) {
    Result<std::string> Embedded = readEmbedded(File.Path);
    if (!Embedded)
      Out.Problem = Embedded.error();
    else
      readGraphs(File.Path, *Embedded, Out);
    return;
  }
  Result<IrModule> Ir = readIr(File, Options);
  if (!Ir) {
    Out.Problem = Ir.error();
    return;
  }
  Out.Graphs = std::move(Ir->Graphs);
  if (!Ir->HasDebugInfo)
    Out.Note = File.Path + ": no debug information: operations have no "
                           "positions (compile with -g)";
}

Result<void> Analysis::readFiles(Meter &) {
  const std::vector<FileInput> &Files = Inputs.Files;
  std::vector<FileResult> Results(Files.size());
  std::atomic<size_t> Done = 0;
  parallelFor(Files.size(), Options.Jobs, [&](size_t I) {
    readFile(Files[I], Options, Results[I]);
    Watch.stepDone(++Done, Files.size());
  });
  bool Alone = Files.size() == 1 && Inputs.Go.empty();
  for (FileResult &R : Results) {
    if (R.Problem)
      tell(*R.Problem);
    if (!R.Note.empty())
      note(R.Note);
    // Asked for something else than what is stored by default: solve again.
    if (Alone && R.Solved && Options.Tests && !Options.Variables &&
        !Options.Reasons) {
      Program = std::move(R.Graphs.front());
      Solved = std::move(R.Solved);
      return {};
    }
    for (Graph &G : R.Graphs)
      Modules.push_back(std::move(G));
  }
  return {};
}

Result<void> Analysis::linkModules(Meter &) {
  if (Modules.empty()) // why was told, unless the inputs are just empty
    return Worst == Exit::Clean ? badInput("no code in the inputs")
                                : tl::make_unexpected(Failure{Worst, ""});
  tl::expected<Graph, std::string> Linked = link(std::move(Modules));
  if (!Linked)
    return badInput(Linked.error());
  Program = std::move(*Linked);
  if (std::optional<std::string> Broken = verify(Program))
    return internalError("internal error: linking broke " + *Broken);
  return {};
}

Result<void> Analysis::solveProgram(Meter &) {
  SolveOptions Solver;
  Solver.Jobs = Options.Jobs;
  Solver.Tests = Options.Tests;
  Solver.Variables = Options.Variables;
  Solver.Reasons = Options.Reasons;
  Solved = solveOnce(Program, Solver, Kept.canKeep() ? Options.Cache : "");
  giveAdvice(Program, *Solved, rootFolder(Program));
  return {};
}

} // namespace mapgraph
