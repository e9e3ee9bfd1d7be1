//===- GoInput.cpp - Module graphs of Go packages -------------------------===//

#include "cli/GoInput.h"

#include "cli/Child.h"
#include "cli/Files.h"
#include "cli/Interrupt.h"
#include "graph/format/MgFile.h"

#include <filesystem>

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

Result<GoModules> readGo(const GoRequest &Request,
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
  GoModules Modules;
  Modules.PeakMiB = Child->PeakMiB;
  Modules.Incomplete = isExit(Child->Code, Exit::BadInput);
  // The front end has told what is wrong.
  if (isExit(Child->Code, Exit::Usage))
    return usageError("");
  if (Child->Code != 0 && !Modules.Incomplete)
    return internalError("the Go front end failed with code " +
                         std::to_string(Child->Code));

  Result<MappedFile> File = MappedFile::open(Out.path());
  if (!File)
    return internalError(File.error().Message);
  if (File->bytes().empty())
    return Modules;
  tl::expected<MgContents, std::string> Contents = readMg(File->bytes());
  if (!Contents)
    return internalError("the Go front end wrote a broken graph: " +
                         Contents.error());
  Modules.Graphs = std::move(Contents->Graphs);
  return Modules;
}

} // namespace mapgraph
