//===- Score.cpp - How right are the answers? -----------------------------===//

#include "graph/score/Score.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace mapgraph::score {

static std::optional<double> share(size_t Part, size_t Rest) {
  if (Part + Rest == 0)
    return std::nullopt;
  return static_cast<double>(Part) / static_cast<double>(Part + Rest);
}

std::optional<double> Tally::precision() const {
  return share(Hits, FalseAlarms);
}
std::optional<double> Tally::recall() const { return share(Hits, Misses); }

Tally &Tally::operator+=(const Tally &O) {
  Hits += O.Hits;
  Misses += O.Misses;
  FalseAlarms += O.FalseAlarms;
  return *this;
}

Tallies &Tallies::operator+=(const Tallies &O) {
  Default += O.Default;
  All += O.All;
  return *this;
}

namespace {

/// The labels of one case and what was found in it.
class Judge {
public:
  Judge(const Case &C, const std::vector<FoundPair> &Found,
        const std::string &Folder)
      : C(C), Found(Found), Folder(Folder) {}

  CaseScore run() {
    for (const Label &L : C.Labels)
      if (L.What == Label::Kind::Silent)
        addSilent(L);
      else
        addExpected(L);
    if (isClosed())
      Out.Items.push_back({bestOf([&](const FoundPair &F) {
                             return !isExpected(F) && !touchesSilent(F);
                           }),
                           false});
    for (const FoundPair &F : Found)
      addFound(F);
    return std::move(Out);
  }

private:
  /// Whether what no label expects is wrong.
  bool isClosed() const { return C.Complete || C.expectsSilence(); }

  bool isAt(const FoundPair &F, const FoundSide &S, const Spot &At) const {
    namespace fs = std::filesystem;
    if (S.At.Line != At.Line)
      return false;
    fs::path Here = fs::path(F.Root) / S.At.File;
    fs::path Want = (fs::path(Folder) / At.File).lexically_normal();
    if (Here.is_absolute())
      return Here.lexically_normal() == Want;
    // Where the root is not known, the end of the path must do.
    return Want == Here || Want.string().ends_with("/" + Here.string());
  }
  bool touches(const FoundPair &F, const Spot &At) const {
    return isAt(F, F.Sides[0], At) || isAt(F, F.Sides[1], At);
  }
  bool touchesSilent(const FoundPair &F) const {
    return std::ranges::any_of(C.Labels, [&](const Label &L) {
      return L.What == Label::Kind::Silent && touches(F, L.First);
    });
  }

  /// The race on a variable that holds a map is no race on the map.
  static bool hasRule(const FoundPair &F, const Label &L) {
    if (L.Rules.empty())
      return F.Rule != "MG008";
    return std::ranges::find(L.Rules, F.Rule) != L.Rules.end();
  }
  bool isPlaceOf(const FoundPair &F, const Label &L) const {
    if (L.What == Label::Kind::Side)
      return touches(F, L.First);
    return (isAt(F, F.Sides[0], L.First) && isAt(F, F.Sides[1], L.Second)) ||
           (isAt(F, F.Sides[0], L.Second) && isAt(F, F.Sides[1], L.First));
  }
  bool answers(const FoundPair &F, const Label &L) const {
    return L.What != Label::Kind::Silent && hasRule(F, L) && isPlaceOf(F, L);
  }
  bool isExpected(const FoundPair &F) const {
    return std::ranges::any_of(C.Labels,
                               [&](const Label &L) { return answers(F, L); });
  }

  template <typename Fn> double bestOf(Fn Counts) const {
    double Best = 0;
    for (const FoundPair &F : Found)
      if (Counts(F))
        Best = std::max(Best, F.Confidence);
    return Best;
  }

  void addSilent(const Label &L) {
    Out.Items.push_back(
        {bestOf([&](const FoundPair &F) { return touches(F, L.First); }),
         false});
  }

  void addExpected(const Label &L) {
    bool Shown = false, Any = false;
    for (const FoundPair &F : Found)
      if (answers(F, L)) {
        Any = true;
        Shown |= F.Shown;
      }
    Out.Items.push_back(
        {bestOf([&](const FoundPair &F) { return answers(F, L); }), true});
    ++(Shown ? Out.Count.Default.Hits : Out.Count.Default.Misses);
    ++(Any ? Out.Count.All.Hits : Out.Count.All.Misses);
    if (!Shown)
      Out.Misses.push_back({C.Name, missText(L, Any)});
  }

  std::string missText(const Label &L, bool Any) const {
    auto At = [](const Spot &S) {
      return S.File + ":" + std::to_string(S.Line);
    };
    std::string Text = At(L.First);
    if (L.What == Label::Kind::Pair)
      Text += " and " + At(L.Second);
    for (size_t I = 0; I != L.Rules.size(); ++I)
      Text += (I ? "|" : " ") + L.Rules[I];
    if (Any)
      return Text + ": only possible";
    for (const FoundPair &F : Found)
      if (isPlaceOf(F, L))
        return Text + ": found as " + F.Rule;
    return Text + ": not found";
  }

  void addFound(const FoundPair &F) {
    bool Expected = isExpected(F);
    bool Wrong = touchesSilent(F) || (!Expected && isClosed());
    if (!Wrong) {
      Out.NotJudged += !Expected && F.Shown && !touchesLabel(F);
      return;
    }
    ++Out.Count.All.FalseAlarms;
    if (!F.Shown)
      return;
    ++Out.Count.Default.FalseAlarms;
    Out.FalseAlarms.push_back({C.Name, text(F)});
  }
  bool touchesLabel(const FoundPair &F) const {
    return std::ranges::any_of(
        C.Labels, [&](const Label &L) { return touches(F, L.First); });
  }
  static std::string text(const FoundPair &F) {
    auto At = [](const FoundSide &S) {
      return S.Op + " at " + S.At.File + ":" + std::to_string(S.At.Line);
    };
    return F.Rule + " " + F.Map + ": " + At(F.Sides[0]) + " and " +
           At(F.Sides[1]);
  }

  const Case &C;
  const std::vector<FoundPair> &Found;
  const std::string &Folder;
  CaseScore Out;
};

} // namespace

CaseScore scoreCase(const Case &C, const std::vector<FoundPair> &Found,
                    const std::string &Folder) {
  return Judge(C, Found, Folder).run();
}

template <typename T>
static void append(std::vector<T> &To, std::vector<T> From) {
  std::ranges::move(From, std::back_inserter(To));
}

void Report::add(const Case &C, CaseScore Of) {
  ++NumCases;
  NumLabels += Of.Count.Default.Hits + Of.Count.Default.Misses;
  Total += Of.Count;
  ByPattern[C.Pattern] += Of.Count;
  ByLanguage[C.Language] += Of.Count;
  NotJudged += Of.NotJudged;
  append(Items, std::move(Of.Items));
  append(Misses, std::move(Of.Misses));
  append(FalseAlarms, std::move(Of.FalseAlarms));
}

void Report::finish(const Corpus &C) {
  Curve = roc(std::move(Items));
  Labellers = agreement(C);
}

// A letter and a number come before words, and 2 before 10.
static std::tuple<bool, std::string, unsigned> rank(const std::string &Code) {
  unsigned Number = 0;
  const char *End = Code.data() + Code.size();
  auto [Stop, Error] = std::from_chars(Code.data() + 1, End, Number);
  bool IsCode = Code.size() > 1 && Error == std::errc() && Stop == End;
  return {!IsCode, IsCode ? Code.substr(0, 1) : Code, Number};
}

std::vector<std::string> inOrder(const std::map<std::string, Tallies> &By) {
  std::vector<std::string> Codes;
  for (const auto &[Code, Count] : By)
    Codes.push_back(Code);
  std::ranges::sort(Codes, {}, rank);
  return Codes;
}

} // namespace mapgraph::score
