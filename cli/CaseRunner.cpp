//===- CaseRunner.cpp - What is found in the cases of a corpus ------------===//

#include "cli/CaseRunner.h"

#include "cli/GoInput.h"
#include "cli/Meter.h"
#include "cli/PackageSet.h"
#include "cli/Parallel.h"
#include "cli/Pipeline.h"
#include "cli/Root.h"
#include "graph/link/Link.h"
#include "graph/model/Verifier.h"
#include "graph/solve/Solve.h"

#include <filesystem>
#include <map>

namespace fs = std::filesystem;

namespace mapgraph {

namespace {

/// Cases that one run of the front end serves.
struct Group {
  std::string Module;
  bool Tests = true;
  std::vector<size_t> Cases;
};

class Runner {
public:
  Runner(const score::Corpus &C, const std::string &Folder,
         const AnalysisOptions &Options, Observer &Watch)
      : C(C), Folder(Folder), Options(Options), Watch(Watch),
        Results(C.Cases.size()) {}

  std::vector<CaseResult> run() {
    std::vector<size_t> Alone;
    sortCases(Alone);
    size_t Done = 0, Phases = Groups.size() * 2 + !Alone.empty();
    for (const Group &G : Groups) {
      std::optional<PackageSet> Packages;
      phase("front end", Done++, Phases,
            [&](Meter &M) { Packages.emplace(frontEnd(G, M)); });
      phase("cases", Done++, Phases, [&](Meter &) {
        parallelFor(G.Cases.size(), Options.Jobs,
                    [&](size_t I) { runInGroup(G.Cases[I], *Packages); });
      });
    }
    if (!Alone.empty())
      phase("other cases", Done, Phases, [&](Meter &) {
        for (size_t I : Alone)
          runAlone(I);
      });
    return std::move(Results);
  }

private:
  template <typename Fn>
  void phase(std::string_view Name, size_t Index, size_t Count, Fn Body) {
    Watch.phaseBegan(Name, Index, Count);
    Meter M;
    Body(M);
    Watch.phaseEnded(M.read(Name));
  }

  static bool isBelow(const score::Case &One) {
    return One.Args == std::vector<std::string>{"./..."};
  }
  static bool isWholeFolder(const score::Case &One) {
    return One.Args.empty() || isBelow(One) ||
           One.Args == std::vector<std::string>{"."};
  }

  void sortCases(std::vector<size_t> &Alone) {
    std::map<std::pair<std::string, bool>, size_t> Known;
    for (size_t I = 0; I != C.Cases.size(); ++I) {
      const score::Case &One = C.Cases[I];
      fs::path Path = (fs::path(Folder) / One.Path).lexically_normal();
      if (!Path.has_filename()) // "folder/"
        Path = Path.parent_path();
      std::error_code Ignored;
      bool IsFolder = fs::is_directory(Path, Ignored);
      Results[I].Folder = (IsFolder ? Path : Path.parent_path()).string();
      if (!fs::exists(Path, Ignored)) {
        Results[I].Problem =
            Failure{Exit::BadInput, One.Path + " is not there"};
        continue;
      }
      std::string Module = IsFolder ? moduleOf(Path.string()) : "";
      if (Module.empty() || !isWholeFolder(One)) {
        Alone.push_back(I);
        continue;
      }
      auto [It, New] = Known.try_emplace({Module, One.Tests}, Groups.size());
      if (New)
        Groups.push_back({Module, One.Tests, {}});
      Groups[It->second].Cases.push_back(I);
    }
  }

  PackageSet frontEnd(const Group &G, Meter &M) {
    GoRequest Request{G.Module, {}};
    for (size_t I : G.Cases) {
      fs::path Inside =
          fs::path(Results[I].Folder).lexically_relative(G.Module);
      std::string Pattern = Inside == "." ? "." : "./" + Inside.string();
      Request.Patterns.push_back(Pattern + (isBelow(C.Cases[I]) ? "/..." : ""));
    }
    AnalysisOptions Here = Options;
    Here.Tests = G.Tests;
    Watch.messageComes(); // the front end shares our stderr
    Result<GoModules> Go = readGo(Request, Here);
    if (!Go) {
      for (size_t I : G.Cases)
        Results[I].Problem = Go.error();
      return PackageSet({});
    }
    M.addChildPeak(Go->PeakMiB);
    return PackageSet(std::move(Go->Graphs));
  }

  void runInGroup(size_t I, const PackageSet &Packages) {
    CaseResult &R = Results[I];
    if (R.Problem)
      return;
    std::vector<Graph> Modules = Packages.needed(R.Folder, isBelow(C.Cases[I]));
    if (Modules.empty()) {
      R.Problem = Failure{Exit::BadInput, "no package could be loaded"};
      return;
    }
    tl::expected<Graph, std::string> Program = link(std::move(Modules));
    if (!Program) {
      R.Problem = Failure{Exit::BadInput, Program.error()};
      return;
    }
    if (std::optional<std::string> Broken = verify(*Program)) {
      R.Problem = Failure{Exit::Internal, "linking broke " + *Broken};
      return;
    }
    SolveOptions Solver;
    Solver.Tests = C.Cases[I].Tests;
    collect(R, *Program, solve(*Program, Solver));
  }

  void runAlone(size_t I) {
    const score::Case &One = C.Cases[I];
    AnalysisOptions Here = Options;
    Here.Tests = One.Tests;
    Here.Stats = false;
    fs::path Path = (fs::path(Folder) / One.Path).lexically_normal();
    for (const std::string &Arg : One.Args)
      Here.Inputs.push_back((Path / Arg).lexically_normal().string());
    if (One.Args.empty())
      Here.Inputs.push_back(Path.string());
    Analysis A(Here);
    if (Result<void> Done = A.run(); !Done) {
      Results[I].Problem = Done.error();
      return;
    }
    if (Exit Code = A.exitCode(); Code != Exit::Clean)
      Results[I].Problem = Failure{Code, "not all of it could be read"};
    else
      collect(Results[I], A.program(), A.solution());
  }

  static void collect(CaseResult &R, const Graph &G, const Solution &S) {
    std::string Root = rootFolder(G);
    Facts P(G, S, Root);
    FindingFilter Everything;
    Everything.AtLeast = Verdict::Possible;
    R.Found = score::foundPairs(P, FindingList(P, Everything), Root);
  }

  const score::Corpus &C;
  const std::string &Folder;
  const AnalysisOptions &Options;
  Observer &Watch;
  std::vector<Group> Groups;
  std::vector<CaseResult> Results;
};

} // namespace

std::vector<CaseResult> runCases(const score::Corpus &C,
                                 const std::string &Folder,
                                 const AnalysisOptions &Options,
                                 Observer &Watch) {
  return Runner(C, Folder, Options, Watch).run();
}

} // namespace mapgraph
