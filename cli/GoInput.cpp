//===- GoInput.cpp - Module graphs of Go packages -------------------------===//

#include "cli/GoInput.h"

#include "cli/Child.h"
#include "cli/Interrupt.h"
#include "graph/format/MgFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace mapgraph {

static std::vector<std::string> commandLine(const GoRequest &Request,
                                            const AnalysisOptions &Options,
                                            const std::string &Out) {
  std::vector<std::string> Words = {besideSelf("mapgraph-go"), "--mg", "-o",
                                    Out};
  if (!Request.Directory.empty())
    Words.insert(Words.end(), {"-C", Request.Directory});
  if (!Options.Tags.empty())
    Words.insert(Words.end(), {"--tags", Options.Tags});
  Words.insert(Words.end(), {"-j", std::to_string(Options.Jobs)});
  if (!Options.Cache.empty())
    Words.insert(Words.end(), {"--cache", Options.Cache});
  if (!Options.Tests)
    Words.push_back("--tests=false");
  if (Options.Variables)
    Words.push_back("--accesses=variables");
  if (!Options.Simplify)
    Words.push_back("--no-simplify");
  Words.push_back("--");
  Words.insert(Words.end(), Request.Patterns.begin(), Request.Patterns.end());
  return Words;
}

static bool isExit(int Code, Exit E) { return Code == static_cast<int>(E); }

Result<GoOutput> runFrontEnd(const GoRequest &Request,
                             const AnalysisOptions &Options) {
  std::error_code Error;
  std::string Folder = std::filesystem::temp_directory_path(Error).string();
  TempFile Out(Folder + "/mapgraph-");
  if (!Out.good())
    return internalError("cannot make a temporary file in " + Folder);

  Result<ChildResult> Child =
      runChild(commandLine(Request, Options, Out.path()));
  if (!Child)
    return tl::make_unexpected(Child.error());
  GoOutput Output;
  Output.PeakMiB = Child->PeakMiB;
  Output.Incomplete = isExit(Child->Code, Exit::BadInput);
  // The front end has told what is wrong.
  if (isExit(Child->Code, Exit::Usage))
    return usageError("");
  if (Child->Code != 0 && !Output.Incomplete)
    return internalError("the Go front end failed with code " +
                         std::to_string(Child->Code));

  Result<MappedFile> File = MappedFile::open(Out.path());
  if (!File)
    return internalError(File.error().Message);
  Output.File = std::move(*File);
  return Output;
}

Result<GoModules> readModules(const GoOutput &Output) {
  GoModules Modules;
  Modules.PeakMiB = Output.PeakMiB;
  Modules.Incomplete = Output.Incomplete;
  if (Output.File.bytes().empty())
    return Modules;
  tl::expected<MgContents, std::string> Contents = readMg(Output.File.bytes());
  if (!Contents)
    return internalError("the Go front end wrote a broken graph: " +
                         Contents.error());
  Modules.Graphs = std::move(Contents->Graphs);
  return Modules;
}

Result<GoModules> readGo(const GoRequest &Request,
                         const AnalysisOptions &Options) {
  return runFrontEnd(Request, Options).and_then(readModules);
}

static std::string joined(const GoRequest &Request) {
  std::string Out = Request.Directory;
  for (const std::string &Pattern : Request.Patterns)
    Out += (Out.empty() ? "" : " ") + Pattern;
  return Out;
}

static GoProgram readProgram(const std::string &Line,
                             const GoRequest &Request) {
  nlohmann::json Row = nlohmann::json::parse(Line);
  GoProgram P = {
      Row.at("name"), {Request.Directory, Row.at("patterns")}, Row.at("key")};
  P.OnlyTests = P.Name == "tests";
  if (P.Name == "library" || P.OnlyTests)
    P.Name = joined(Request) + " (" + P.Name + ")";
  return P;
}

Result<std::vector<GoProgram>> listGoPrograms(const GoRequest &Request,
                                              const AnalysisOptions &Options) {
  std::vector<std::string> Words = {besideSelf("mapgraph-go"),
                                    "--list-programs"};
  if (!Request.Directory.empty())
    Words.insert(Words.end(), {"-C", Request.Directory});
  if (!Options.Tags.empty())
    Words.insert(Words.end(), {"--tags", Options.Tags});
  if (!Options.Tests)
    Words.push_back("--tests=false");
  Words.push_back("--");
  Words.insert(Words.end(), Request.Patterns.begin(), Request.Patterns.end());
  Result<ChildOutput> Listed = captureChild(Words);
  if (!Listed)
    return tl::make_unexpected(Listed.error());
  if (Listed->Code != 0) {
    const std::string &Errors = Listed->Errors;
    std::string What =
        joined(Request) + ": " +
        Errors.substr(0, std::min(Errors.find('\n'), Errors.size()));
    return isExit(Listed->Code, Exit::BadInput) ? badInput(What)
                                                : internalError(What);
  }
  std::vector<GoProgram> Out;
  std::istringstream Lines(Listed->Text);
  for (std::string Line; std::getline(Lines, Line);)
    Out.push_back(readProgram(Line, Request));
  return Out;
}

} // namespace mapgraph
