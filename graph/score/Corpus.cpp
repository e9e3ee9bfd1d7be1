//===- Corpus.cpp - Programs whose right answers are known ----------------===//

#include "graph/score/Corpus.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <set>
#include <stdexcept>
#include <yaml-cpp/yaml.h>

namespace mapgraph::score {

bool Case::expectsSilence() const {
  return std::ranges::all_of(
      Labels, [](const Label &L) { return L.What == Label::Kind::Silent; });
}

namespace {

/// What is wrong, and in which line; stays in this file.
struct Problem {
  unsigned Line;
  std::string What;
};

unsigned lineOf(const YAML::Node &N) {
  return static_cast<unsigned>(std::max(N.Mark().line, 0) + 1);
}

[[noreturn]] void fail(const YAML::Node &N, std::string What) {
  throw Problem{lineOf(N), std::move(What)};
}

void expectKeys(const YAML::Node &Map, const char *What,
                std::initializer_list<std::string_view> Known) {
  if (!Map.IsMap())
    fail(Map, std::string(What) + " is not a list of keys and values");
  std::set<std::string> Seen;
  for (const auto &Entry : Map) {
    if (!Entry.first.IsScalar())
      fail(Entry.first, "a key is not a word");
    const std::string &Key = Entry.first.Scalar();
    if (std::ranges::find(Known, Key) == Known.end())
      fail(Entry.first, "unknown key '" + Key + "'");
    if (!Seen.insert(Key).second)
      fail(Entry.first, "key '" + Key + "' stands twice");
  }
}

std::string scalar(const YAML::Node &N, std::string_view Key) {
  if (!N.IsScalar() || N.Scalar().empty())
    fail(N, std::string(Key) + " is not a word");
  return N.Scalar();
}

std::string word(const YAML::Node &Map, const char *Key,
                 const std::string &Default) {
  YAML::Node N = Map[Key];
  return N ? scalar(N, Key) : Default;
}

std::string neededWord(const YAML::Node &Map, const char *Key) {
  YAML::Node N = Map[Key];
  if (!N)
    fail(Map, std::string("'") + Key + "' is missing");
  return scalar(N, Key);
}

bool flag(const YAML::Node &Map, const char *Key, bool Default) {
  YAML::Node N = Map[Key];
  if (!N)
    return Default;
  std::string Word = scalar(N, Key);
  if (Word != "true" && Word != "false")
    fail(N, std::string(Key) + " is neither true nor false");
  return Word == "true";
}

YAML::Node list(const YAML::Node &Map, const char *Key) {
  YAML::Node N = Map[Key];
  if (N && !N.IsSequence())
    fail(N, std::string(Key) + " is not a list");
  return N;
}

std::vector<std::string> words(const YAML::Node &Map, const char *Key) {
  std::vector<std::string> Out;
  if (YAML::Node N = list(Map, Key))
    for (const YAML::Node &Item : N)
      Out.push_back(scalar(Item, Key));
  return Out;
}

/// "file.go:23" or {file: file.go, line: 23}
Spot spot(const YAML::Node &N) {
  std::string Text;
  if (N.IsMap()) {
    expectKeys(N, "a place", {"file", "line"});
    Text = neededWord(N, "file") + ":" + neededWord(N, "line");
  } else {
    Text = scalar(N, "a place");
  }
  size_t Colon = Text.rfind(':');
  Spot At;
  if (Colon != std::string::npos && Colon != 0) {
    const char *End = Text.data() + Text.size();
    auto [Stop, Error] = std::from_chars(Text.data() + Colon + 1, End, At.Line);
    if (Error == std::errc() && Stop == End && At.Line != 0) {
      At.File = Text.substr(0, Colon);
      return At;
    }
  }
  fail(N, "'" + Text + "' is no place (FILE:LINE)");
}

Judgements judgements(const YAML::Node &Map) {
  Judgements Out;
  YAML::Node N = Map["labels"];
  if (!N)
    return Out;
  if (!N.IsMap())
    fail(N, "labels are not names with words");
  for (const auto &Entry : N)
    if (!Out.emplace(scalar(Entry.first, "a labeller"),
                     scalar(Entry.second, "a label"))
             .second)
      fail(Entry.first, "a labeller stands twice");
  return Out;
}

Label expectation(const YAML::Node &N) {
  expectKeys(N, "an expectation", {"pair", "line", "rules", "labels"});
  Label L;
  L.Line = lineOf(N);
  L.Rules = words(N, "rules");
  L.Said = judgements(N);
  YAML::Node Pair = list(N, "pair"), Line = N["line"];
  if (bool(Pair) == bool(Line))
    fail(N, "an expectation has a pair or a line");
  if (Line) {
    L.First = spot(Line);
    return L;
  }
  if (Pair.size() != 2)
    fail(Pair, "a pair has two places");
  L.What = Label::Kind::Pair;
  L.First = spot(Pair[0]);
  L.Second = spot(Pair[1]);
  return L;
}

Label silence(const YAML::Node &N) {
  Label L;
  L.What = Label::Kind::Silent;
  L.Line = lineOf(N);
  if (N.IsMap()) {
    expectKeys(N, "a silent place", {"line", "labels"});
    L.Said = judgements(N);
    if (!N["line"])
      fail(N, "'line' is missing");
  }
  L.First = spot(N.IsMap() ? N["line"] : N);
  return L;
}

Case oneCase(const YAML::Node &N) {
  expectKeys(N, "a case",
             {"case", "path", "args", "tests", "pattern", "language",
              "expected", "silent", "complete", "labels"});
  Case C;
  C.Line = lineOf(N);
  C.Name = neededWord(N, "case");
  C.Path = neededWord(N, "path");
  C.Args = words(N, "args");
  C.Pattern = word(N, "pattern", C.Pattern);
  C.Language = word(N, "language", C.Language);
  C.Tests = flag(N, "tests", true);
  C.Complete = flag(N, "complete", false);
  C.Said = judgements(N);
  YAML::Node Expected = N["expected"];
  bool Silence =
      Expected && Expected.IsScalar() && Expected.Scalar() == "silence";
  if (Expected && !Silence)
    for (const YAML::Node &Item : list(N, "expected"))
      C.Labels.push_back(expectation(Item));
  if (YAML::Node Silent = list(N, "silent"))
    for (const YAML::Node &Item : Silent)
      C.Labels.push_back(silence(Item));
  return C;
}

/// The cases alone, or with a version in front.
YAML::Node casesOf(const YAML::Node &Root) {
  if (Root.IsSequence())
    return Root;
  expectKeys(Root, "the corpus", {"version", "cases"});
  if (word(Root, "version", "1") != "1")
    fail(Root["version"], "version is not 1");
  YAML::Node Cases = list(Root, "cases");
  return Cases ? Cases : YAML::Node(YAML::NodeType::Sequence);
}

Corpus corpus(const YAML::Node &Root) {
  YAML::Node Cases = casesOf(Root);
  if (Cases.size() == 0)
    fail(Root, "there are no cases");
  Corpus All;
  std::set<std::string> Names;
  for (const YAML::Node &Item : Cases) {
    All.Cases.push_back(oneCase(Item));
    if (!Names.insert(All.Cases.back().Name).second)
      fail(Item, "case '" + All.Cases.back().Name + "' stands twice");
  }
  return All;
}

} // namespace

tl::expected<Corpus, std::string> parseCorpus(std::string_view Text,
                                              std::string_view Name) {
  auto Broken = [&](unsigned Line, const std::string &What) {
    return tl::make_unexpected(std::string(Name) + ":" + std::to_string(Line) +
                               ": " + What);
  };
  try {
    YAML::Node Root = YAML::Load(std::string(Text));
    return corpus(Root);
  } catch (const Problem &P) {
    return Broken(P.Line, P.What);
  } catch (const YAML::Exception &E) {
    return Broken(static_cast<unsigned>(std::max(E.mark.line, 0)) + 1, E.msg);
  }
}

} // namespace mapgraph::score
