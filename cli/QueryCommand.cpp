//===- QueryCommand.cpp - mapgraph query ----------------------------------===//
//
// Questions about a solved graph. The words of a question come after its name;
// inputs may stand before the name or after the words.
//
//===----------------------------------------------------------------------===//

#include "cli/Commands.h"
#include "cli/Files.h"
#include "cli/Pipeline.h"
#include "cli/Root.h"
#include "graph/io/Sqlite.h"
#include "graph/query/Concurrent.h"
#include "graph/query/MapReport.h"
#include "graph/query/Reach.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace mapgraph {

namespace {

struct QueryOptions {
  AnalysisOptions Analysis;
  bool Json = false;
  std::string First;
  std::string Second;
};

/// Answers into the stream, or says in one line what is wrong.
using Question = std::function<Result<void>(const Facts &, const QueryOptions &,
                                            std::ostream &)>;

} // namespace

template <typename Answer>
static Result<void> show(const Answer &A, const Facts &P,
                         const QueryOptions &Options, std::ostream &OS) {
  if (Options.Json)
    writeJson(A, P, OS);
  else
    writeText(A, P, OS);
  return {};
}

// A selector that matches nothing, or several things, is a usage error.
static Result<std::vector<Target>> find(const std::string &Text,
                                        const Facts &P) {
  tl::expected<std::vector<Target>, std::string> Found = select(Text, P);
  if (!Found)
    return usageError(Found.error());
  return std::move(*Found);
}

static Result<void> askReach(const Facts &P, const QueryOptions &Options,
                             std::ostream &OS) {
  auto From = find(Options.First, P);
  if (!From)
    return tl::make_unexpected(From.error());
  auto To = find(Options.Second, P);
  if (!To)
    return tl::make_unexpected(To.error());
  CallGraph Calls(P.graph(), &P.solution());
  return show(reach(P, Calls, *From, *To), P, Options, OS);
}

static Result<void> askConcurrent(const Facts &P, const QueryOptions &Options,
                                  std::ostream &OS) {
  auto A = find(Options.First, P);
  if (!A)
    return tl::make_unexpected(A.error());
  auto B = find(Options.Second, P);
  if (!B)
    return tl::make_unexpected(B.error());
  return show(concurrent(P, *A, *B), P, Options, OS);
}

// A question about one map: Report makes the answer of its selector.
template <typename Fn> static Question aboutMap(Fn Report) {
  return [Report](const Facts &P, const QueryOptions &Options,
                  std::ostream &OS) -> Result<void> {
    auto Map = find(Options.First, P);
    if (!Map)
      return tl::make_unexpected(Map.error());
    return show(Report(P, *Map), P, Options, OS);
  };
}

static Question aboutOps(OpFilter Filter) {
  return aboutMap([Filter](const Facts &P, const std::vector<Target> &Map) {
    return opsReport(P, Map, Filter);
  });
}

static Result<void> askSql(const Facts &P, const QueryOptions &Options,
                           std::ostream &OS) {
  tl::expected<SqlResult, std::string> Rows = querySql(P, Options.First);
  if (!Rows)
    return usageError("sql: " + Rows.error());
  if (Options.Json)
    writeJson(*Rows, OS);
  else
    writeText(*Rows, OS);
  return {};
}

static Exit ask(QueryOptions Options, const Question &Q) {
  useDefaultInput(Options.Analysis);
  Analysis A(Options.Analysis);
  Result<void> Done = A.run();
  if (Done)
    Done = A.phase("query", [&]() -> Result<void> {
      Facts P(A.program(), A.solution(), rootFolder(A.program()));
      std::ostringstream Text;
      if (Result<void> R = Q(P, Options, Text); !R)
        return R;
      return writeOutput("-", Text.view());
    });
  if (!Done)
    A.tell(Done.error());
  return A.exitCode();
}

void addQueryCommand(CLI::App &App, Command &Chosen) {
  CLI::App *Query = App.add_subcommand("query", "Ask about a program");
  auto Options = std::make_shared<QueryOptions>();
  addOptionalInputs(*Query, Options->Analysis);
  Query->add_flag("--json", Options->Json, "Write JSON");
  Query->require_subcommand(1);

  auto Add = [&](const char *Name, const char *What,
                 std::initializer_list<const char *> Words, Question Q) {
    CLI::App *Sub = Query->add_subcommand(Name, What);
    Sub->fallthrough();
    std::string *Places[] = {&Options->First, &Options->Second};
    size_t I = 0;
    for (const char *Word : Words)
      Sub->add_option(Word, *Places[I++])->required();
    Sub->callback([Options, Q, &Chosen] {
      Chosen = [Options, Q] { return ask(*Options, Q); };
    });
  };
  Add("reach", "A path of calls and thread starts to a function, op or map",
      {"from", "to"}, askReach);
  Add("concurrent", "Whether two ops, functions or maps can meet, and why",
      {"a", "b"}, askConcurrent);
  Add("ops", "All operations on a map", {"map"}, aboutOps(OpFilter::All));
  Add("writers", "Operations that change a map", {"map"},
      aboutOps(OpFilter::Writers));
  Add("readers", "Operations that read a map", {"map"},
      aboutOps(OpFilter::Readers));
  Add("threads", "Threads that work on a map", {"map"},
      aboutMap(threadsReport));
  Add("locks", "Locks held at the operations on a map", {"map"},
      aboutMap(locksReport));
  Add("sql", "A read-only SELECT over the tables of the SQLite export",
      {"select"}, askSql);
}

} // namespace mapgraph
