//===- Main.cpp - mapgraph-oracle -----------------------------------------===//
//
// Checks the solver against every schedule of small programs. Not part of what
// is installed; `mapgraph-oracle --help` lists the commands.
//
//===----------------------------------------------------------------------===//

#include "graph/oracle/PrintGo.h"
#include "graph/oracle/Rates.h"
#include "graph/oracle/Sets.h"
#include "graph/solve/Solve.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

using namespace mapgraph;
using namespace mapgraph::oracle;

namespace {
struct Options {
  Selection Which;
  std::string Rates, Known, Folder, Program;
  bool Record = false, ListFalse = false;
  unsigned Show = 10;
};
} // namespace

static void addSelection(CLI::App &To, Options &O) {
  To.add_option("--set", O.Which.Set, "locks, names, primitives or random")
      ->required()
      ->check([](const std::string &S) {
        return isSet(S) ? "" : "no such set: " + S;
      });
  To.add_option("--every", O.Which.Every, "only one program of so many")
      ->check(CLI::PositiveNumber);
  To.add_option("--seed", O.Which.Seed, "of random programs");
  To.add_option("--count", O.Which.Count, "of random programs");
}

static void show(const char *What, const std::vector<Wrong> &List,
                 unsigned Limit) {
  for (size_t I = 0; I != std::min<size_t>(List.size(), Limit); ++I)
    std::cout << "  " << What << ": " << text(List[I]) << "\n";
}

static bool writeRates(const Rates &R, const std::string &To) {
  std::ofstream Out(To);
  R.write(Out);
  return bool(Out.flush());
}

static int check(const Options &O) {
  Rates Recorded;
  if (std::ifstream In(O.Rates); !O.Rates.empty() && In && !Recorded.read(In)) {
    std::cerr << "mapgraph-oracle: " << O.Rates << " is not a table of rates\n";
    return 3;
  }
  Comparison Now = compare(O.Which, O.ListFalse);
  std::string Name = O.Which.name();
  const Counts &All = Now.total();
  std::cout << Name << ": " << All.Programs << " programs, " << All.Overlap
            << " pairs overlap: " << All.Missed << " missed (" << All.MissedBad
            << " more where the program can end badly), " << All.Unsure
            << " only possible; " << All.Apart << " are apart: " << All.False
            << " false alarms, " << All.Possible << " possible\n";
  if (O.Rates.empty() || O.Record) {
    show("missed", Now.missed(), O.Show);
    show("false", Now.falseAlarms(), O.Show);
  }
  if (O.Record) {
    Recorded.set(Name, Now);
    return writeRates(Recorded, O.Rates) ? 0 : 3;
  }
  if (O.Rates.empty())
    return 0;
  std::vector<std::string> Worse = Recorded.worse(Name, Now);
  for (const std::string &W : Worse)
    std::cout << "  worse: " << W << "\n";
  if (!Worse.empty())
    show("missed", Now.missed(), O.Show);
  if (Recorded.better(Name, Now))
    std::cout << "  better than recorded: run it again with --record\n";
  return Worse.empty() ? 0 : 1;
}

static Comparison compareOne(const Program &P) {
  Comparison C;
  Truth T = Interleaver().explore(P);
  for (unsigned S = 0; S != NumShapes; ++S)
    C.add(P, T, static_cast<Shape>(S));
  C.finish();
  return C;
}

// A program that is admitted as missed and no longer is leaves the list.
static int checkKnown(const Options &O) {
  std::ifstream In(O.Known);
  if (!In) {
    std::cerr << "mapgraph-oracle: cannot read " << O.Known << "\n";
    return 3;
  }
  unsigned Number = 0, Wrong = 0, Programs = 0;
  for (std::string Line; std::getline(In, Line);) {
    ++Number;
    if (Line.empty() || Line.front() == '#')
      continue;
    ++Programs;
    std::optional<Program> P = parse(Line);
    std::string At = O.Known + ":" + std::to_string(Number) + ": ";
    if (!P)
      std::cout << At << "not a program: " << Line << "\n";
    else if (compareOne(*P).missed().empty())
      std::cout << At << "no longer missed, take it out: " << Line << "\n";
    else
      continue;
    ++Wrong;
  }
  std::cout << Programs << " programs are known to be missed\n";
  return Wrong != 0;
}

static int explain(const Options &O) {
  std::optional<Program> P = parse(O.Program);
  if (!P) {
    std::cerr << "mapgraph-oracle: not a program: " << O.Program << "\n";
    return 2;
  }
  Truth T = Interleaver().explore(*P);
  std::cout << T.states() << " states"
            << (T.deadlocks() ? ", can deadlock" : "")
            << (T.panics() ? ", can die" : "") << "\n";
  for (const PairOfPlaces &X : overlaps(*P, T))
    std::cout << "overlap: " << text(X) << "\n";
  for (unsigned I = 0; I != NumShapes; ++I) {
    Translation Graphs(static_cast<Shape>(I));
    Graphs.add(*P);
    Graph G = Graphs.build();
    std::cout << text(static_cast<Shape>(I)) << ":\n";
    for (const Finding &F : solve(G, {}).Findings)
      for (const PairOfPlaces &X : pairs(*P))
        if (std::minmax({Graphs.op(0, X.A), Graphs.op(0, X.B)}) ==
            std::minmax({F.Sides[0].Op, F.Sides[1].Op}))
          std::cout << "  " << text(X) << ": " << F.Rule << " "
                    << text(F.Result) << "\n";
  }
  return 0;
}

static int go(const Options &O) {
  std::optional<std::string> Error = writeGo(O.Which, O.Folder);
  if (Error)
    std::cerr << "mapgraph-oracle: " << *Error << "\n";
  return Error ? 3 : 0;
}

int main(int Argc, char **Argv) {
  CLI::App App("Compares the solver with every schedule of small programs");
  App.require_subcommand(1);
  Options O;

  CLI::App *Check = App.add_subcommand("check", "compare a set of programs");
  addSelection(*Check, O);
  Check->add_option("-j,--jobs", O.Which.Jobs, "threads")
      ->check(CLI::PositiveNumber);
  Check->add_flag("--all-shapes", O.Which.AllShapes,
                  "write each program in every shape, not in one");
  Check->add_option("--rates", O.Rates, "recorded numbers, to compare with");
  Check->add_flag("--record", O.Record, "write the numbers to --rates");
  Check->add_flag("--list-false", O.ListFalse, "show false alarms, too");
  Check->add_option("--show", O.Show, "how many programs are shown");

  CLI::App *Known = App.add_subcommand(
      "known", "are the programs that are admitted as missed still missed?");
  Known->add_option("FILE", O.Known)->required();

  CLI::App *Explain = App.add_subcommand("explain", "one program");
  Explain->add_option("PROGRAM", O.Program, "in the text form")->required();

  CLI::App *Go = App.add_subcommand("go", "write a set as a Go module");
  addSelection(*Go, O);
  Go->add_option("FOLDER", O.Folder)->required();

  try {
    App.parse(Argc, Argv);
  } catch (const CLI::ParseError &E) {
    return App.exit(E) ? 2 : 0;
  }
  if (*Check)
    return check(O);
  if (*Known)
    return checkKnown(O);
  return *Explain ? explain(O) : go(O);
}
