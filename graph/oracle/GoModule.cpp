//===- GoModule.cpp - A set of programs as a Go module --------------------===//

#include "graph/oracle/PrintGo.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace mapgraph::oracle {

static constexpr unsigned PerFile = 200;

static constexpr char MainPlain[] = R"(//go:build !race

package main

func step() {}

//go:noinline
func see(int) {}

func main() {
)";

// Threads are over when there are as few as before; waiting for them in any
// other way would order them.
static constexpr char MainRace[] = R"(//go:build race

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"time"
)

func step() {
	for n := rand.Uint32N(4); n > 0; n-- {
		runtime.Gosched()
	}
	if rand.Uint32N(8) == 0 {
		time.Sleep(time.Duration(rand.Uint32N(50)) * time.Microsecond)
	}
}

//go:noinline
func see(int) {}

type program struct {
	name       string
	run, reset func()
}

func run(p program) {
	if p.reset != nil {
		p.reset()
	}
	before := runtime.NumGoroutine()
	go p.run()
	for i := 0; runtime.NumGoroutine() > before; i++ {
		if i > 100000 {
			fmt.Fprintln(os.Stderr, "STUCK", p.name)
			return
		}
		time.Sleep(5 * time.Microsecond)
	}
}

// Usage: FIRST LAST TIMES
func main() {
	first, _ := strconv.Atoi(os.Args[1])
	last, _ := strconv.Atoi(os.Args[2])
	times, _ := strconv.Atoi(os.Args[3])
	for i := first; i < last; i++ {
		fmt.Fprintln(os.Stderr, "PROGRAM", i, programs[i].name)
		for n := 0; n < times; n++ {
			run(programs[i])
		}
	}
}

var programs = []program{
)";

namespace {
class ModuleWriter {
public:
  explicit ModuleWriter(const std::string &Folder) : Folder(Folder) {}

  void add(const Program &P, const Truth &T, Shape S);
  std::optional<std::string> finish();

private:
  void write(const std::string &File, const std::string &Text);
  void endFile();

  std::filesystem::path Folder;
  std::string Source, Plain = MainPlain, Race = MainRace;
  unsigned Number = 0;
  unsigned Lines = 0; ///< of Source
  nlohmann::json Programs = nlohmann::json::array();
  std::optional<std::string> Error;
};
} // namespace

void ModuleWriter::write(const std::string &File, const std::string &Text) {
  std::ofstream Out(Folder / File);
  Out << Text;
  if (!Out.flush())
    Error = "cannot write " + (Folder / File).string();
}

static std::string fileName(unsigned Number) {
  return "p" + std::to_string(Number / PerFile) + ".go";
}

void ModuleWriter::endFile() {
  if (Source.empty())
    return;
  bool Sync = Source.find("sync.") != std::string::npos;
  // The import takes as many lines as its absence.
  write(fileName(Number - 1),
        "package main\n\n" + std::string(Sync ? "import \"sync\"\n" : "\n") +
            Source);
  Source.clear();
}

static nlohmann::json pairsOf(const Program &P, const Truth &T,
                              const GoFunction &F, unsigned FirstLine) {
  auto Line = [&](Place X) {
    return FirstLine + 1 + F.Lines[X.Thread][X.Index];
  };
  auto Writes = [&](Place X) {
    return writes(P.Threads[X.Thread][X.Index].What);
  };
  nlohmann::json Out = nlohmann::json::array();
  for (const PairOfPlaces &X : pairs(P))
    if (X.A.Thread != X.B.Thread && (Writes(X.A) || Writes(X.B)))
      Out.push_back({Line(X.A), Line(X.B), T.overlap(X.A, X.B)});
  return Out;
}

void ModuleWriter::add(const Program &P, const Truth &T, Shape S) {
  std::string Name = "p" + std::to_string(Number);
  GoFunction F = printGo(P, S, Name);
  if (Source.empty())
    Lines = 3; // package, import
  bool Bad = T.deadlocks() || T.panics();
  ++Lines;
  Programs.push_back({{"name", Name},
                      {"text", text(P)},
                      {"shape", text(S)},
                      {"file", fileName(Number)},
                      {"bad", Bad},
                      {"pairs", pairsOf(P, T, F, Lines)}});
  Source += "\n" + F.Source;
  Lines += static_cast<unsigned>(std::ranges::count(F.Source, '\n'));
  Plain += "\t" + Name + "()\n";
  if (!Bad)
    Race += "\t{\"" + Name + "\", " + Name + ", " +
            (S == Shape::Globals ? Name + "reset" : "nil") + "},\n";
  if (++Number % PerFile == 0)
    endFile();
}

std::optional<std::string> ModuleWriter::finish() {
  endFile();
  write("go.mod", "module example.org/oracle\n\ngo 1.26\n");
  write("main.go", Plain + "}\n");
  write("main_race.go", Race + "}\n");
  write("truth.json", nlohmann::json{{"programs", Programs}}.dump(1) + "\n");
  return Error;
}

std::optional<std::string> writeGo(const Selection &S,
                                   const std::string &Folder) {
  std::error_code Failed;
  std::filesystem::create_directories(Folder, Failed);
  if (Failed)
    return "cannot make " + Folder + ": " + Failed.message();
  ModuleWriter Writer(Folder);
  Interleaver Run;
  unsigned Turn = 0;
  forEach(S, [&](const Program &P, uint64_t) {
    Truth T = Run.explore(P);
    if (T.runsWhole(P))
      Writer.add(P, T, static_cast<Shape>(Turn++ % NumShapes));
  });
  return Writer.finish();
}

} // namespace mapgraph::oracle
