//===- StatsCommand.cpp - mapgraph stats ----------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "cli/Statistics.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace mapgraph {

namespace {

struct StatsOptions {
  AnalysisOptions Analysis;
  bool Json = false;
};

} // namespace

static Exit printStats(StatsOptions Options) {
  useDefaultInput(Options.Analysis);
  Analysis A(Options.Analysis);
  Result<void> Done = A.run();
  if (Done) {
    std::ostringstream Text;
    Statistics Numbers = countGraph(A.program(), A.solution());
    if (Options.Json)
      writeJson(Numbers, A.costs(), Text);
    else
      writeText(Numbers, A.costs(), Text);
    Done = writeOutput("-", Text.view());
  }
  if (!Done)
    A.tell(Done.error());
  return A.exitCode();
}

void addStatsCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Stats = App.add_subcommand(
      "stats", "Count operations, maps, threads, locks and what is not known");
  auto Options = std::make_shared<StatsOptions>();
  addOptionalInputs(*Stats, Options->Analysis);
  Stats->add_flag("--json", Options->Json, "Write JSON");
  Stats->callback([Options, &Chosen] {
    Chosen = [Options] { return printStats(*Options); };
  });
}

} // namespace mapgraph
