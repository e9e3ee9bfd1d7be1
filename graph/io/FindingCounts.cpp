//===- FindingCounts.cpp - How many findings, how many hidden -------------===//

#include "graph/io/FindingCounts.h"

#include "graph/rules/Rules.h"

namespace mapgraph {

static constexpr std::string_view CertainWord = "certain";

static bool isCertain(const std::string &Rule, Verdict V) {
  return V == Verdict::Race && !ruleText(Rule).IsRace;
}

std::string_view verdictWord(const std::string &Rule, Verdict V) {
  return isCertain(Rule, V) ? CertainWord : text(V);
}

void countShown(FindingCounts &C, const std::string &Rule, Verdict V) {
  ++C.ByVerdict[V];
  ++C.ByRule[Rule];
  C.Certain += isCertain(Rule, V);
}

static std::string plural(size_t N, const char *Word) {
  return std::to_string(N) + ' ' + Word + (N == 1 ? "" : "s");
}

static std::string hidden(const FindingCounts &C) {
  std::string Out;
  auto Add = [&](const std::string &Part) {
    Out += (Out.empty() ? "; hidden: " : ", ") + Part;
  };
  for (auto [V, Count] : C.Weak)
    Add(std::to_string(Count) + ' ' + std::string(text(V)));
  for (const auto &[Count, Word] : C.Screened)
    if (Count != 0)
      Add(std::to_string(Count) + ' ' + Word);
  if (C.InDeps != 0)
    Add(std::to_string(C.InDeps) + " in dependencies only (--deps shows them)");
  return Out;
}

std::string summary(const FindingCounts &C) {
  std::string Out = "no findings";
  if (C.Shown != 0) {
    Out = plural(C.Shown, "finding") + " on " + plural(C.Maps, "map");
    const char *Before = ": ";
    auto Add = [&](size_t Count, std::string_view Word) {
      if (Count == 0)
        return;
      Out += Before + std::to_string(Count) + ' ' + std::string(Word);
      Before = ", ";
    };
    for (auto [V, Count] : C.ByVerdict) {
      size_t Certain = V == Verdict::Race ? C.Certain : 0;
      Add(Count - Certain, text(V));
      Add(Certain, CertainWord);
    }
  }
  return Out + hidden(C);
}

std::string fixedText(size_t Entries) {
  if (Entries == 0)
    return "";
  return "; " + std::to_string(Entries) + " baseline " +
         (Entries == 1 ? "entry is" : "entries are") + " fixed";
}

} // namespace mapgraph
