//===- IgnoreTable.cpp - The mapgraph:ignore comments of files ------------===//

#include "cli/IgnoreTable.h"

#include "cli/Files.h"

#include <algorithm>

namespace mapgraph {

void IgnoreTable::read(const std::string &Path) {
  if (Path.empty() || Files.contains(Path))
    return;
  std::vector<Row> &Rows = Files[Path];
  Result<std::string> Text = readText(Path);
  if (!Text)
    return;
  SourceLanguage L =
      Path.ends_with(".go") ? SourceLanguage::Go : SourceLanguage::C;
  for (IgnoreComment &C : ignoreComments(*Text, L))
    Rows.push_back({std::move(C), {}});
}

bool IgnoreTable::covers(const SourceLine &Line, const std::string &Rule) {
  auto It = Files.find(Line.File);
  if (It == Files.end())
    return false;
  bool Covered = false;
  for (Row &R : It->second) {
    const IgnoreComment &C = R.Comment;
    if (!C.HasReason || !C.covers(Line.Line) ||
        std::ranges::find(C.Rules, Rule) == C.Rules.end())
      continue;
    R.Used.insert(Rule);
    Covered = true;
  }
  return Covered;
}

bool IgnoreTable::covers(const std::vector<SourceLine> &Lines,
                         const std::string &Rule) {
  bool Covered = false;
  for (const SourceLine &Line : Lines)
    Covered |= covers(Line, Rule);
  return Covered;
}

std::vector<IdleIgnore> IgnoreTable::faulty() const {
  return idle([](const std::string &) { return false; });
}

std::vector<IdleIgnore> IgnoreTable::idle(
    const std::function<bool(const std::string &)> &Wanted) const {
  std::vector<IdleIgnore> Out;
  for (const auto &[File, Rows] : Files) {
    for (const Row &R : Rows) {
      const IgnoreComment &C = R.Comment;
      if (C.Rules.empty()) {
        Out.push_back({File, C.Line, "", "needs a rule and a reason"});
        continue;
      }
      if (!C.HasReason) {
        Out.push_back({File, C.Line, C.Rules.front(), "needs a reason"});
        continue;
      }
      for (const std::string &Rule : C.Rules)
        if (!R.Used.contains(Rule) && Wanted(Rule))
          Out.push_back({File, C.Line, Rule, "matches nothing"});
    }
  }
  return Out;
}

} // namespace mapgraph
