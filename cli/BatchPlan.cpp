//===- BatchPlan.cpp - The steps of a batch -------------------------------===//

#include "cli/BatchPlan.h"

#include "cli/Child.h"
#include "cli/ContentHash.h"
#include "cli/Files.h"
#include "cli/Parallel.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <tuple>

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace mapgraph {

/// By FileKind.
static constexpr const char *Words[] = {"", "bitcode", "text", "graph",
                                        "object"};

namespace {

class Planner {
public:
  Planner(const BatchOptions &Options)
      : Options(Options), Identity(toolIdentity()) {}

  void addProblem(const InputProblem &P) {
    Plan.Inputs.push_back({P.Input, "", P.Message});
  }
  void addFile(const FileInput &File, const std::string &Content);
  void addGo(const GoProgram &Program);
  BatchPlan finish();

private:
  std::vector<std::string> step(const char *What,
                                const std::string &Name) const;
  std::string keyed(const char *Folder, const std::string &Name,
                    const char *Ending, const std::vector<std::string> &Command,
                    const std::string &Content);
  void addCheck(const std::string &Name, const std::string &Graph,
                const std::string &Content, bool OnlyTests = false);

  const BatchOptions &Options;
  std::string Identity;
  BatchPlan Plan;
};

} // namespace

/// The last part of a name, cut and without what could trouble anybody.
static std::string plainName(const std::string &Name) {
  static constexpr size_t MaxLength = 60;
  std::string Out = Name.substr(Name.rfind('/') + 1).substr(0, MaxLength);
  for (char &C : Out)
    if (!std::isalnum(static_cast<unsigned char>(C)) && C != '.' && C != '_')
      C = '-';
  return Out;
}

std::vector<std::string> Planner::step(const char *What,
                                       const std::string &Name) const {
  std::vector<std::string> Command = {besideSelf("mapgraph"),
                                      "batch-step",
                                      What,
                                      "--memory-limit",
                                      std::to_string(Options.MemoryMiB),
                                      "--time-limit",
                                      std::to_string(Options.Seconds),
                                      "--name",
                                      Name};
  if (Options.Analysis.Variables)
    Command.push_back("--accesses=variables");
  return Command;
}

/// The file that a command makes of a content.
std::string Planner::keyed(const char *Folder, const std::string &Name,
                           const char *Ending,
                           const std::vector<std::string> &Command,
                           const std::string &Content) {
  std::string All = Identity + '\n' + Content;
  for (const std::string &Word : Command)
    All += '\n' + Word;
  std::string File = Options.Folder + '/' + Folder + '/' + plainName(Name) +
                     '-' + contentHash(All) + Ending;
  Plan.Files.push_back(File);
  return File;
}

static void finishStep(NinjaStep &S, std::vector<std::string> Command,
                       const std::string &Content, const std::string &Input) {
  if (!Content.empty())
    Command.insert(Command.end(), {"--content", Content});
  Command.insert(Command.end(), {"-o", S.Output, "--", Input});
  S.Command = std::move(Command);
  S.NamedByContent = true;
}

void Planner::addFile(const FileInput &File, const std::string &Content) {
  if (File.Kind == FileKind::MapGraph)
    return addCheck(File.Path, "", Content);
  std::vector<std::string> Command = step("extract", File.Path);
  Command.push_back(std::string("--kind=") +
                    Words[static_cast<int>(File.Kind)]);
  if (!Options.Analysis.Simplify)
    Command.push_back("--no-simplify");
  NinjaStep S;
  S.Output = keyed("graphs", File.Path, ".mg", Command, Content);
  S.Description = "extract " + File.Path;
  finishStep(S, std::move(Command), Content, File.Path);
  Plan.Steps.push_back(S);
  addCheck(File.Path, S.Output, "");
}

/// The front end works in parallel itself, on packages that programs share: one
/// after the other, with what the ones before have left in its cache.
void Planner::addGo(const GoProgram &Program) {
  std::vector<std::string> Command = step("extract", Program.Name);
  Command.push_back("--kind=go");
  if (!Options.Analysis.Simplify)
    Command.push_back("--no-simplify");
  if (!Options.Analysis.Tags.empty())
    Command.insert(Command.end(), {"--tags", Options.Analysis.Tags});
  if (!Options.Analysis.Tests)
    Command.push_back("--no-tests");
  if (!Program.Request.Directory.empty())
    Command.insert(Command.end(), {"-C", Program.Request.Directory});
  NinjaStep S;
  S.Output = keyed("graphs", Program.Name, ".mg", Command, Program.Key);
  S.Description = "extract " + Program.Name;
  const std::string &Cache = Options.Analysis.Cache;
  Command.insert(Command.end(),
                 {"--cache", Cache.empty() ? Options.Folder + "/go" : Cache,
                  "-j", std::to_string(Options.Analysis.Jobs), "-o", S.Output,
                  "--"});
  Command.insert(Command.end(), Program.Request.Patterns.begin(),
                 Program.Request.Patterns.end());
  S.Command = std::move(Command);
  S.NamedByContent = S.Alone = true;
  Plan.Steps.push_back(S);
  addCheck(Program.Name, S.Output, "", Program.OnlyTests);
}

/// Graph: what a step before has made, or "" when the input is one itself.
void Planner::addCheck(const std::string &Name, const std::string &Graph,
                       const std::string &Content, bool OnlyTests) {
  std::vector<std::string> Command = step("check", Name);
  Command.insert(Command.end(), {"--root", Options.Root});
  if (!Options.Analysis.Tests)
    Command.push_back("--no-tests");
  if (OnlyTests)
    Command.push_back("--only-tests");
  NinjaStep S;
  S.Output = keyed("results", Name, ".txt", Command,
                   Content + Graph.substr(Graph.rfind('/') + 1));
  S.Description = "check " + Name;
  if (!Graph.empty())
    S.Inputs = {Graph};
  finishStep(S, std::move(Command), Content, Graph.empty() ? Name : Graph);
  Plan.Inputs.push_back({Name, S.Output, ""});
  Plan.Steps.push_back(std::move(S));
}

BatchPlan Planner::finish() {
  auto ByName = [](const BatchInput &A, const BatchInput &B) {
    return std::tie(A.Name, A.Result) < std::tie(B.Name, B.Result);
  };
  std::ranges::sort(Plan.Inputs, ByName);
  std::ranges::sort(Plan.Steps, {}, &NinjaStep::Output);
  std::string List = contentHash(Identity + listText(Plan.Inputs));
  Plan.List = Options.Folder + "/results/inputs-" + List + ".json";
  Plan.Merged = Options.Folder + "/results/merged-" + List + ".txt";
  NinjaStep S;
  S.Output = Plan.Merged;
  S.Inputs = {Plan.List};
  for (const BatchInput &I : Plan.Inputs)
    if (!I.Result.empty())
      S.Inputs.push_back(I.Result);
  S.Command = {besideSelf("mapgraph"),
               "batch-step",
               "merge",
               "-o",
               Plan.Merged,
               "--",
               Plan.List};
  S.Description = "merge";
  Plan.Steps.push_back(std::move(S));
  Plan.Files.insert(Plan.Files.end(), {Plan.List, Plan.Merged});
  return std::move(Plan);
}

static bool isBelow(const std::string &Path, const fs::path &Folder) {
  std::error_code Ignored;
  fs::path Inside =
      fs::weakly_canonical(Path, Ignored).lexically_relative(Folder);
  return !Inside.empty() && *Inside.begin() != "..";
}

static std::string normal(const std::string &Path) {
  return fs::path(Path).lexically_normal().string();
}

/// Gives a problem the normal name of its input, in the message, too.
static void rename(InputProblem &P) {
  std::error_code Ignored;
  if (!fs::exists(P.Input, Ignored))
    return; // perhaps a pattern
  if (P.Message.starts_with(P.Input))
    P.Message.replace(0, P.Input.size(), normal(P.Input));
  P.Input = normal(P.Input);
}

/// One name per file, whatever way the user wrote it.
static void dropOwnAndTwins(InputSet &Set, const std::string &Folder) {
  std::error_code Ignored;
  fs::path Own = fs::weakly_canonical(Folder, Ignored);
  for (FileInput &F : Set.Files)
    F.Path = normal(F.Path);
  std::ranges::for_each(Set.Problems, rename);
  std::erase_if(Set.Files,
                [&](const FileInput &F) { return isBelow(F.Path, Own); });
  std::erase_if(Set.Problems,
                [&](const InputProblem &P) { return isBelow(P.Input, Own); });
  std::ranges::sort(Set.Files, {}, &FileInput::Path);
  auto Twins = std::ranges::unique(Set.Files, {}, &FileInput::Path);
  Set.Files.erase(Twins.begin(), Twins.end());
  std::ranges::sort(Set.Problems, {}, &InputProblem::Input);
  auto Same = std::ranges::unique(Set.Problems, {}, &InputProblem::Input);
  Set.Problems.erase(Same.begin(), Same.end());
}

BatchPlan planBatch(InputSet Set, const std::vector<GoProgram> &Programs,
                    const BatchOptions &Options) {
  dropOwnAndTwins(Set, Options.Folder);
  Planner P(Options);
  for (const InputProblem &Problem : Set.Problems)
    P.addProblem(Problem);
  for (const GoProgram &Program : Programs)
    P.addGo(Program);
  std::vector<Result<std::string>> Contents(Set.Files.size());
  parallelFor(Set.Files.size(), Options.Analysis.Jobs, [&](size_t I) {
    Contents[I] = MappedFile::open(Set.Files[I].Path).map([](MappedFile &&F) {
      return contentHash(F.bytes());
    });
  });
  for (size_t I = 0; I != Set.Files.size(); ++I) {
    const std::string &Path = Set.Files[I].Path;
    if (!Contents[I])
      P.addProblem({Contents[I].error(), Path});
    else if (Path.find('\n') != Path.npos)
      P.addProblem(
          {{Exit::BadInput, "a line break in the name of a file"}, Path});
    else
      P.addFile(Set.Files[I], *Contents[I]);
  }
  return P.finish();
}

std::string listText(const std::vector<BatchInput> &Inputs) {
  Json Rows = Json::array();
  for (const BatchInput &I : Inputs)
    Rows.push_back(
        {{"name", I.Name}, {"result", I.Result}, {"problem", I.Problem}});
  return Rows.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<std::vector<BatchInput>> readList(const std::string &Path) {
  Result<std::string> Text = readText(Path);
  if (!Text)
    return tl::make_unexpected(Text.error());
  try {
    std::vector<BatchInput> Out;
    for (const Json &Row : Json::parse(*Text))
      Out.push_back({Row.at("name"), Row.at("result"), Row.at("problem")});
    return Out;
  } catch (const Json::exception &E) {
    return badInput(Path + ": not a list of inputs: " + E.what());
  }
}

} // namespace mapgraph
