//===- Ignores.cpp - Findings that the source code says to ignore ---------===//

#include "cli/Ignores.h"

#include "cli/Files.h"
#include "graph/rules/Rules.h"

#include <algorithm>

namespace mapgraph {

Ignores::Ignores(const Facts &P, bool Variables)
    : P(P), Ours(P.graph()), Variables(Variables) {
  for (const std::string &Path : Ours.files())
    read(Path);
  // Code of other files (//line, #include) counts where findings point to it.
  for (const Finding &F : P.solution().Findings)
    for (const Side &S : F.Sides)
      if (S.Op)
        read(Ours.file(S.Op));
}

void Ignores::read(const std::string &Path) {
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

bool Ignores::covers(const std::string &File, uint32_t Line,
                     const std::string &Rule) {
  auto It = Files.find(File);
  if (It == Files.end() || Line == 0)
    return false;
  bool Covered = false;
  for (Row &R : It->second) {
    const IgnoreComment &C = R.Comment;
    if (!C.HasReason || !C.covers(Line) ||
        std::ranges::find(C.Rules, Rule) == C.Rules.end())
      continue;
    R.Used.insert(Rule);
    Covered = true;
  }
  return Covered;
}

bool Ignores::coversDeclaration(const Finding &F) {
  const MapObject &M = P.solution().Objects[F.Object];
  // A position alone does not say of which module it is: where the map is made
  // does, and a local variable is in the module of its users.
  PackageId Package = M.Site ? Ours.packageOf(M.Site) : PackageId();
  for (const Side &S : F.Sides)
    if (!Package && S.Op)
      Package = Ours.packageOf(S.Op);
  bool Covered = false;
  for (LocId L : {M.Declared, M.Holder})
    if (L)
      Covered |= covers(Ours.file(L, Package), P.graph().loc(L).Line, F.Rule);
  return Covered;
}

bool Ignores::hides(const FoldedFinding &Folded) {
  const Finding &F = P.solution().Findings[Folded.Row];
  bool Covered = coversDeclaration(F); // all are asked: all are in use
  for (const Side &S : F.Sides)
    if (S.Op)
      Covered |= covers(Ours.file(S.Op), P.names().place(S.Op).Line, F.Rule);
  return Covered;
}

bool Ignores::isLookedFor(const std::string &Rule) const {
  return Variables || ruleText(Rule).State != RuleState::FoundWithVariables;
}

std::vector<IdleIgnore> Ignores::idle() const {
  std::vector<IdleIgnore> Out;
  for (const auto &[Path, Rows] : Files) {
    std::string File = P.names().file(Path);
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
        if (!R.Used.contains(Rule) && isLookedFor(Rule))
          Out.push_back({File, C.Line, Rule, "matches nothing"});
    }
  }
  return Out;
}

} // namespace mapgraph
