//===- FindingsText.cpp - Findings for people -----------------------------===//

#include "graph/io/FindingsText.h"

#include "graph/io/FindingText.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <span>

namespace mapgraph {

namespace {
/// Writes one list of findings; keeps what every line needs.
class Writer {
public:
  Writer(const FindingsTextOptions &O, std::ostream &OS) : O(O), OS(OS) {}

  /// The findings of one map.
  void writeMap(std::span<const FindingRecord> Pairs);

private:
  void write(const FindingRecord &F);
  void writeRest(const std::vector<const FindingRecord *> &Rest,
                 std::set<std::string> Seen);
  void writeSide(const SideRecord &S);
  void writeNil(const FindingRecord &F);
  void writeCalls(const SideRecord &S);
  void writeDetails(const FindingRecord &F);
  void writePrograms(const FindingRecord &F);
  /// "    " + Label + ": " + Text, on one line.
  void line(int Indent, std::string_view Label, std::string_view Text);
  std::string_view color(std::string_view Code) const {
    return O.Color ? Code : "";
  }

  const FindingsTextOptions &O;
  std::ostream &OS;
};
} // namespace

static std::string_view verdictColor(Verdict V) {
  switch (V) {
  case Verdict::Race:
    return "\033[1;31m"; // red
  case Verdict::Likely:
    return "\033[1;33m"; // yellow
  default:
    return "\033[1;36m"; // cyan
  }
}

void Writer::line(int Indent, std::string_view Label, std::string_view Text) {
  if (Text.empty())
    return;
  std::string Flat(Text);
  std::ranges::replace(Flat, '\n', ' ');
  OS << std::string(Indent, ' ') << color("\033[2m") << Label << ':'
     << color("\033[0m") << ' ' << Flat << '\n';
}

static std::string shortFunction(const StepRecord &S) {
  return shortenPaths(S.Function);
}

/// "update at cache.go:16:5 in store.(*Cache).Set"
static std::string siteText(const SideRecord &S) {
  return S.Op + " at " + text(S.Site.At) + " in " + shortFunction(S.Site);
}

void Writer::writeCalls(const SideRecord &S) {
  auto Step = [](const StepRecord &Call) {
    return shortFunction(Call) + " at " + text(Call.At);
  };
  if (O.Verbose) {
    for (const StepRecord &Call : S.Calls)
      line(4, "call", Step(Call));
    return;
  }
  if (S.Calls.empty())
    return;
  static constexpr size_t Ends = 2; // steps kept at both ends of a long path
  std::string Text;
  for (size_t I = 0; I != S.Calls.size(); ++I) {
    if (S.Calls.size() > 2 * Ends + 1 && I == Ends) {
      size_t Left = S.Calls.size() - 2 * Ends;
      Text += "… " + std::to_string(Left) + " calls … → ";
      I += Left;
    }
    Text += Step(S.Calls[I]) + " → ";
  }
  line(4, "calls", Text + shortFunction(S.Site));
}

void Writer::writeSide(const SideRecord &S) {
  line(2, S.Access, siteText(S));
  line(4, "thread", S.Origin);
  writeCalls(S);
  line(4, "locks", text(S.Locks));
}

// No second thread and no lock has to do with it.
void Writer::writeNil(const FindingRecord &F) {
  for (const SideRecord &S : F.Sides)
    line(2, &S == &F.Sides.front() ? S.Access : "nil", siteText(S));
}

void Writer::writePrograms(const FindingRecord &F) {
  static constexpr size_t MaxPrograms = 3;
  size_t Shown = O.Verbose ? SIZE_MAX : MaxPrograms;
  std::string Programs;
  for (size_t I = 0; I != std::min(F.Programs.size(), Shown); ++I)
    Programs += (I == 0 ? "" : ", ") + F.Programs[I];
  if (F.Programs.size() > Shown)
    Programs += " and " + std::to_string(F.Programs.size() - Shown) + " more";
  line(2, F.Programs.size() == 1 ? "program" : "programs", Programs);
}

void Writer::writeDetails(const FindingRecord &F) {
  if (!F.Map.At.File.empty())
    line(2, "map",
         F.Map.Name + (F.Map.IsGlobal ? " declared at " : " made at ") +
             text(F.Map.At));
  writePrograms(F);
  int Percent = static_cast<int>(F.Confidence * 100 + 0.5);
  line(2, "confidence", std::to_string(Percent) + " %");
}

void Writer::write(const FindingRecord &F) {
  Place Head = F.Sides.empty() ? F.Map.At : F.Sides[0].Site.At;
  OS << color("\033[1m") << text(F.Head.File.empty() ? Head : F.Head) << ": "
     << color("\033[0m") << F.Headline << ' ' << color(verdictColor(F.Result))
     << '[' << F.Rule << ' ' << verdictWord(F.Rule, F.Result) << ']'
     << color("\033[0m") << '\n';
  if (std::string Certainty = certainty(F); !Certainty.empty())
    OS << "  " << Certainty << '\n';
  if (F.Rule == "MG007")
    writeNil(F);
  else
    for (const SideRecord &S : F.Sides)
      writeSide(S);
  line(2, "why", F.Why);
  line(2, "fix", F.Fix);
  if (O.Verbose)
    writeDetails(F);
  else if (O.Programs)
    writePrograms(F);
}

// A map that many functions share has many pairs, mostly with one mistake
// behind them: those that show another operation are written out, up to a few.
void Writer::writeMap(std::span<const FindingRecord> Pairs) {
  static constexpr size_t Full = 3;
  std::set<std::string> Seen;
  std::vector<const FindingRecord *> Rest;
  size_t Written = 0;
  for (const FindingRecord &F : Pairs) {
    bool New = false;
    for (const SideRecord &S : F.Sides)
      New |= !Seen.contains(siteText(S));
    if (!O.Verbose && Pairs.size() > Full && (!New || Written == Full)) {
      Rest.push_back(&F);
      continue;
    }
    ++Written;
    for (const SideRecord &S : F.Sides)
      Seen.insert(siteText(S));
    write(F);
  }
  if (!Rest.empty())
    writeRest(Rest, std::move(Seen));
}

void Writer::writeRest(const std::vector<const FindingRecord *> &Rest,
                       std::set<std::string> Seen) {
  static constexpr size_t MaxSites = 6;
  std::vector<std::string> Sites;
  for (const FindingRecord *F : Rest)
    for (const SideRecord &S : F->Sides)
      if (Seen.insert(siteText(S)).second)
        Sites.push_back(siteText(S));
  OS << "and " << Rest.size() << " more pair" << (Rest.size() == 1 ? "" : "s")
     << " on this map" << (Sites.empty() ? " with these operations" : ", with")
     << " (-v: all)\n";
  for (size_t I = 0; I != std::min(Sites.size(), MaxSites); ++I)
    OS << "  " << Sites[I] << '\n';
  if (Sites.size() > MaxSites)
    OS << "  … and " << Sites.size() - MaxSites << " more operations\n";
}

void writeFindingsText(std::span<const FindingRecord> Left,
                       const FindingsTextOptions &Options, std::ostream &OS) {
  Writer W(Options, OS);
  while (!Left.empty()) {
    size_t Pairs = 1;
    while (Pairs != Left.size() && !Left[Pairs].NewMap)
      ++Pairs;
    W.writeMap(Left.first(Pairs));
    OS << '\n';
    Left = Left.subspan(Pairs);
  }
}

void writeFindingsText(const Facts &P, const FindingList &List,
                       const FindingsTextOptions &Options, std::ostream &OS) {
  writeFindingsText(records(P, List), Options, OS);
  OS << List.summary() << '\n';
}

} // namespace mapgraph
