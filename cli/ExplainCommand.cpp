//===- ExplainCommand.cpp - mapgraph explain ------------------------------===//
//
// What a rule means.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "graph/rules/Rules.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <sstream>

namespace mapgraph {

namespace {
struct ExplainOptions {
  AnalysisOptions Analysis; ///< Inputs: all words
  bool Json = false;
};
} // namespace

static Exit complain(const Failure &F) {
  std::fprintf(stderr, "%s\n", F.Message.c_str());
  return F.Code;
}

static Exit explainRules(const ExplainOptions &Options) {
  std::ostringstream Text;
  for (const std::string &Id : Options.Analysis.Inputs) {
    const RuleText &R = ruleText(Id);
    if (R.Id != Id)
      return complain({Exit::Usage, "no rule " + Id});
    if (Options.Json)
      writeJson(R, Text);
    else
      writeText(R, Text);
  }
  if (Result<void> Done = writeOutput("-", Text.view()); !Done)
    return complain(Done.error());
  return Exit::Clean;
}

static Exit explain(const ExplainOptions &Options) {
  const std::vector<std::string> &Words = Options.Analysis.Inputs;
  if (Words.empty())
    return complain({Exit::Usage, "explain: a rule is missing"});
  return explainRules(Options);
}

void addExplainCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Explain =
      App.add_subcommand("explain", "Say what a rule means (MG003)");
  auto Options = std::make_shared<ExplainOptions>();
  addOptionalInputs(*Explain, Options->Analysis);
  Explain->add_flag("--json", Options->Json, "Write JSON");
  Explain->callback(
      [Options, &Chosen] { Chosen = [Options] { return explain(*Options); }; });
}

} // namespace mapgraph
