//===- FindingCounts.cpp - How many findings, how many hidden -------------===//

#include "graph/io/FindingCounts.h"

namespace mapgraph {

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
    for (auto [V, Count] : C.ByVerdict) {
      Out += Before + std::to_string(Count) + ' ' + std::string(text(V));
      Before = ", ";
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
