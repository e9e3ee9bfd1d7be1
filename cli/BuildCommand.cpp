//===- BuildCommand.cpp - mapgraph build ----------------------------------===//
//
// Extract, link and solve; the linked and the solved graph go into one file,
// which the other commands then read at once.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "graph/format/MgFile.h"

#include <CLI/CLI.hpp>

namespace mapgraph {

namespace {

struct BuildOptions {
  AnalysisOptions Analysis;
  std::string Output = DefaultGraph;
};

} // namespace

static Exit build(const BuildOptions &Options) {
  Analysis A(Options.Analysis);
  Result<void> Done = A.run();
  if (Done)
    Done = A.phase("write", [&]() -> Result<void> {
      tl::expected<std::string, std::string> Bytes =
          tryWriteMg(A.program(), &A.solution());
      if (!Bytes)
        return badInput(Options.Output + ": " + Bytes.error());
      return writeOutput(Options.Output, *Bytes);
    });
  if (!Done)
    A.tell(Done.error());
  return A.exitCode();
}

void addBuildCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Build = App.add_subcommand(
      "build", "Extract, link and solve a program; write its graph");
  auto Options = std::make_shared<BuildOptions>();
  addAnalysisOptions(*Build, Options->Analysis)->default_str("./...");
  Build->add_option("-o,--output", Options->Output, "The .mg file")
      ->capture_default_str();
  Build->callback([Options, &Chosen] {
    useAllPackages(Options->Analysis);
    Chosen = [Options] { return build(*Options); };
  });
}

} // namespace mapgraph
