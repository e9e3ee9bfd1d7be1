//===- ExportCommand.cpp - mapgraph export --------------------------------===//
//
// A view of the graph as DOT, SVG or JSON, or the whole graph as SQLite.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "cli/Root.h"
#include "graph/io/Dot.h"
#include "graph/io/Sqlite.h"
#include "graph/io/Svg.h"
#include "graph/io/ViewJson.h"

#include <CLI/CLI.hpp>
#include <sstream>
#include <unistd.h>

namespace mapgraph {

namespace {

struct ExportOptions {
  AnalysisOptions Analysis;
  std::string Format = "dot";
  std::string View = "ops";
  std::string Focus;
  std::string Collapse;
  unsigned Depth = 2;
  size_t MaxNodes = 200;
  std::string Output = "-";
};

} // namespace

static Result<ViewOptions> viewOptions(const ExportOptions &Options,
                                       const Facts &P) {
  ViewOptions V;
  V.Kind = *parseViewKind(Options.View);
  V.Depth = Options.Depth;
  V.MaxNodes = Options.MaxNodes;
  if (!Options.Collapse.empty())
    V.Into = *parseCollapse(Options.Collapse);
  if (!Options.Focus.empty()) {
    auto Found = select(Options.Focus, P);
    if (!Found)
      return usageError(Found.error());
    V.Focus = std::move(*Found);
  }
  return V;
}

static Result<void> writeView(const ExportOptions &Options, const Facts &P) {
  Result<ViewOptions> Wanted = viewOptions(Options, P);
  if (!Wanted)
    return tl::make_unexpected(Wanted.error());
  tl::expected<View, std::string> V = buildView(P, *Wanted);
  if (!V)
    return usageError(V.error());
  std::ostringstream Text;
  if (Options.Format == "dot")
    writeDot(*V, Text);
  else if (Options.Format == "json")
    writeViewJson(*V, Text);
  else if (auto Drawn = writeSvg(*V, {}, Text); !Drawn)
    return usageError(Drawn.error());
  return writeOutput(Options.Output, Text.view());
}

static Result<void> writeDatabase(const ExportOptions &Options,
                                  const Facts &P) {
  if (Options.Output == "-" && isatty(STDOUT_FILENO))
    return usageError("a database is not for a terminal: give -o FILE");
  std::ostringstream Bytes;
  writeSqlite(P, Bytes);
  return writeOutput(Options.Output, Bytes.view());
}

static Exit exportGraph(ExportOptions Options) {
  useDefaultInput(Options.Analysis);
  Analysis A(Options.Analysis);
  Result<void> Done = A.run();
  if (Done)
    Done = A.phase("write", [&] {
      Facts P(A.program(), A.solution(), rootFolder(A.program()));
      return Options.Format == "sqlite" ? writeDatabase(Options, P)
                                        : writeView(Options, P);
    });
  if (!Done)
    A.tell(Done.error());
  return A.exitCode();
}

void addExportCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Export = App.add_subcommand(
      "export", "Write a picture or a database of the graph");
  auto Options = std::make_shared<ExportOptions>();
  addOptionalInputs(*Export, Options->Analysis);
  Export->add_option("--format", Options->Format, "dot, svg, json or sqlite")
      ->check(CLI::IsMember({"dot", "svg", "json", "sqlite"}))
      ->capture_default_str();
  Export->add_option("--view", Options->View, "ops, threads, calls, conflicts")
      ->check(CLI::IsMember({"ops", "threads", "calls", "conflicts"}))
      ->capture_default_str();
  Export->add_option("--focus", Options->Focus,
                     "Only what is near this map, function, thread or op");
  Export
      ->add_option("--depth", Options->Depth,
                   "How many edges away from the focus")
      ->capture_default_str();
  Export
      ->add_option("--collapse", Options->Collapse,
                   "Merge nodes of one package, function or type")
      ->check(CLI::IsMember({"package", "function", "type"}));
  Export
      ->add_option("--max-nodes", Options->MaxNodes,
                   "Draw so many nodes at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  Export->add_option("-o,--output", Options->Output, "Write to this file");
  Export->callback([Options, &Chosen] {
    Chosen = [Options] { return exportGraph(*Options); };
  });
}

} // namespace mapgraph
