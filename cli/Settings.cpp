//===- Settings.cpp - The file .mapgraph.yaml -----------------------------===//

#include "cli/Settings.h"

#include "cli/Files.h"
#include "cli/Inputs.h"
#include "graph/rules/Rules.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace fs = std::filesystem;

namespace mapgraph {

namespace {
enum class ValueKind { Flag, Text, TextList, Path };

struct KnownOption {
  std::string_view Name;
  ValueKind Kind;
};

/// Thrown and caught in this file only, as the library's own errors are.
struct Problem {
  YAML::Mark Where;
  std::string What;
};
} // namespace

static constexpr KnownOption KnownOptions[] = {
    {"accesses", ValueKind::Text},       {"baseline", ValueKind::Path},
    {"cache", ValueKind::Path},          {"deps", ValueKind::Flag},
    {"fail-on", ValueKind::Text},        {"jobs", ValueKind::Text},
    {"min-confidence", ValueKind::Text}, {"new-from", ValueKind::Text},
    {"show-possible", ValueKind::Flag},  {"tags", ValueKind::TextList},
    {"tests", ValueKind::Flag},          {"verbose", ValueKind::Flag},
};

// A file of settings has a few lines; the parser's work grows faster than its
// text.
static constexpr size_t MaxBytes = 1 << 20;

static std::string place(const std::string &File, const YAML::Mark &M) {
  // An empty text has no mark.
  int Line = M.is_null() ? 1 : M.line + 1;
  return File + ":" + std::to_string(Line) + ": ";
}

static std::string oneLine(std::string Text) {
  std::ranges::replace_if(Text, [](unsigned char C) { return C < 0x20; }, ' ');
  static constexpr size_t Enough = 60;
  if (Text.size() > Enough)
    Text = Text.substr(0, Enough) + "…";
  return Text;
}

static std::string scalar(const YAML::Node &N, const char *What) {
  if (!N.IsScalar())
    throw Problem{N.Mark(), std::string("expected ") + What};
  return N.Scalar();
}

static bool flag(const YAML::Node &N, const char *What) {
  bool Value = false;
  if (!N.IsScalar() || !YAML::convert<bool>::decode(N, Value))
    throw Problem{N.Mark(), std::string("expected ") + What};
  return Value;
}

static std::vector<std::string> texts(const YAML::Node &N, const char *What) {
  if (N.IsScalar())
    return {N.Scalar()};
  if (!N.IsSequence())
    throw Problem{N.Mark(), std::string("expected ") + What};
  std::vector<std::string> Out;
  for (const YAML::Node &Item : N)
    Out.push_back(scalar(Item, What));
  return Out;
}

/// Each key once, in the order of the file.
static std::vector<std::pair<YAML::Node, YAML::Node>>
entries(const YAML::Node &N, const char *What) {
  if (!N.IsMap())
    throw Problem{N.Mark(), std::string("expected ") + What};
  std::vector<std::pair<YAML::Node, YAML::Node>> Out;
  std::set<std::string> Seen;
  for (const auto &Entry : N) {
    std::string Key = scalar(Entry.first, "a name");
    if (!Seen.insert(Key).second)
      throw Problem{Entry.first.Mark(), oneLine(Key) + " is given twice"};
    Out.emplace_back(Entry.first, Entry.second);
  }
  return Out;
}

/// Relative to the folder of the file that names it.
static std::string besideFile(const std::string &File,
                              const std::string &Path) {
  return (fs::path(File).parent_path() / Path).string();
}

static std::string optionValue(const KnownOption &O, const YAML::Node &N,
                               const std::string &File) {
  switch (O.Kind) {
  case ValueKind::Path:
    return besideFile(File, scalar(N, "a path"));
  case ValueKind::Flag:
    return flag(N, "true or false") ? "true" : "false";
  case ValueKind::Text:
    return scalar(N, "one value");
  case ValueKind::TextList:
    break;
  }
  std::string Out;
  for (const std::string &Part : texts(N, "a value or a list of values"))
    Out += (Out.empty() ? "" : ",") + Part;
  return Out;
}

static void takeRules(const YAML::Node &N, Settings &To) {
  for (const auto &[Key, Value] : entries(N, "a map of rules: {MG005: off}")) {
    std::string Rule = Key.Scalar();
    if (ruleText(Rule).Id != Rule)
      throw Problem{Key.Mark(), "no such rule: " + oneLine(Rule)};
    if (!flag(Value, "on or off"))
      To.RulesOff.insert(Rule);
  }
}

static void takeEntry(const YAML::Node &Key, const YAML::Node &Value,
                      Settings &To) {
  std::string Name = Key.Scalar();
  if (Name == "exclude") {
    To.Exclude = texts(Value, "a list of path patterns");
    return;
  }
  if (Name == "rules")
    return takeRules(Value, To);
  const KnownOption *O = std::ranges::find(KnownOptions, std::string_view(Name),
                                           &KnownOption::Name);
  if (O == std::end(KnownOptions))
    throw Problem{Key.Mark(), "unknown key: " + oneLine(Name)};
  To.Options.push_back({Name, optionValue(*O, Value, To.File),
                        static_cast<unsigned>(Key.Mark().line + 1)});
}

namespace {
/// Remembers where a document begins.
class DocumentStart : public YAML::EventHandler {
public:
  YAML::Mark Where;

  void OnDocumentStart(const YAML::Mark &M) override { Where = M; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark &, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark &, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark &, const std::string &, YAML::anchor_t,
                const std::string &) override {}
  void OnSequenceStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};
} // namespace

// YAML::LoadAll would do, but never ends on some broken texts.
static void refuseSecondDocument(const std::string &Text) {
  std::istringstream Stream(Text);
  YAML::Parser Parser(Stream);
  DocumentStart Start;
  if (Parser.HandleNextDocument(Start) && Parser.HandleNextDocument(Start))
    throw Problem{Start.Where, "a second document"};
}

static Settings take(const std::string &Text, const std::string &File) {
  Settings Out;
  Out.File = File;
  YAML::Node Document = YAML::Load(Text);
  refuseSecondDocument(Text);
  if (Document.IsNull())
    return Out;
  for (const auto &[Key, Value] : entries(Document, "keys with values"))
    takeEntry(Key, Value, Out);
  return Out;
}

Result<Settings> parseSettings(std::string_view Text, const std::string &File) {
  if (Text.size() > MaxBytes)
    return usageError(File + ":1: too large for a file of settings");
  try {
    return take(std::string(Text), File);
  } catch (const Problem &P) {
    return usageError(place(File, P.Where) + P.What);
  } catch (const YAML::Exception &E) {
    return usageError(place(File, E.mark) + oneLine(E.msg));
  }
}

Result<Settings> readSettings(const std::string &File) {
  Result<std::string> Text = readText(File);
  if (!Text)
    return usageError(Text.error().Message);
  return parseSettings(*Text, File);
}

std::string findSettings(const std::vector<std::string> &Inputs) {
  std::error_code Ignored;
  fs::path File = fs::path(moduleOfInputs(Inputs)) / SettingsFile;
  if (!fs::exists(File, Ignored))
    return "";
  // As people would write it.
  fs::path Near = fs::proximate(File, Ignored);
  return (Near.empty() ? File : Near).string();
}

} // namespace mapgraph
