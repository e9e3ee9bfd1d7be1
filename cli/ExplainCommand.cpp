//===- ExplainCommand.cpp - mapgraph explain ------------------------------===//
//
// What a rule means; what the graph knows of an operation; why a pair of
// operations has its verdict. The first word tells which.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "cli/Root.h"
#include "graph/query/Explain.h"
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

// A place with a line, or "op:…": no input is written like that.
static bool namesOps(const std::string &Word) {
  tl::expected<Selector, std::string> Sel = parseSelector(Word);
  return Sel && (Sel->What == Selector::Kind::Place ||
                 Sel->What == Selector::Kind::Op);
}

static Result<std::vector<Target>> find(const std::string &Text,
                                        const Facts &P) {
  if (Text.empty())
    return std::vector<Target>();
  tl::expected<std::vector<Target>, std::string> Found = select(Text, P);
  if (!Found)
    return usageError(Found.error());
  return std::move(*Found);
}

static Result<void> answer(const Analysis &A, const std::string &First,
                           const std::string &Second, bool Json) {
  Facts P(A.program(), A.solution(), rootFolder(A.program()));
  Result<std::vector<Target>> X = find(First, P), Y = find(Second, P);
  for (const auto *R : {&X, &Y})
    if (!*R)
      return tl::make_unexpected(R->error());
  std::ostringstream Text;
  Explanation E = explain(P, *X, *Y);
  if (Json)
    writeJson(E, P, Text);
  else
    writeText(E, P, A.options().Verbose, Text);
  return writeOutput("-", Text.view());
}

static Exit explain(ExplainOptions Options) {
  std::vector<std::string> &Words = Options.Analysis.Inputs;
  if (!Words.empty() && isRuleId(Words.front()))
    return explainRules(Options);
  if (Words.empty() || !namesOps(Words.front()))
    return complain({Exit::Usage, "explain: the first word must be a rule "
                                  "(MG003) or a place (FILE:LINE)"});
  std::string First = Words.front(), Second;
  Words.erase(Words.begin());
  if (!Words.empty() && namesOps(Words.front())) {
    Second = Words.front();
    Words.erase(Words.begin());
  }
  useDefaultInput(Options.Analysis);
  Options.Analysis.Reasons = true;
  Analysis A(Options.Analysis);
  Result<void> Done = A.run();
  if (Done)
    Done = A.phase("explain",
                   [&] { return answer(A, First, Second, Options.Json); });
  if (!Done)
    A.tell(Done.error());
  return A.exitCode();
}

void addExplainCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Explain = App.add_subcommand(
      "explain", "Say what a rule means, or why operations can meet or cannot");
  Explain->footer("explain MG003\n"
                  "explain FILE:LINE [INPUT...]\n"
                  "explain FILE:LINE FILE:LINE [INPUT...]");
  auto Options = std::make_shared<ExplainOptions>();
  addOptionalInputs(*Explain, Options->Analysis);
  Explain->add_flag("--json", Options->Json, "Write JSON");
  Explain->callback(
      [Options, &Chosen] { Chosen = [Options] { return explain(*Options); }; });
}

} // namespace mapgraph
