//===- Ignores.cpp - Findings that the source code says to ignore ---------===//

#include "cli/Ignores.h"

#include "graph/rules/Rules.h"

namespace mapgraph {

Ignores::Ignores(const Facts &P, bool Variables)
    : P(P), Ours(P.graph()), Variables(Variables) {
  for (const std::string &Path : Ours.files())
    Comments.read(Path);
  // Code of other files (//line, #include) counts where findings point to it.
  for (const Finding &F : P.solution().Findings)
    for (const Side &S : F.Sides)
      if (S.Op)
        Comments.read(Ours.file(S.Op));
}

bool Ignores::hides(const FoldedFinding &Folded) {
  const Finding &F = P.solution().Findings[Folded.Row];
  return Comments.covers(commentLines(P, Ours, F), F.Rule);
}

std::vector<IdleIgnore> Ignores::idle() const {
  std::vector<IdleIgnore> Out = Comments.idle([&](const std::string &Rule) {
    return Variables || ruleText(Rule).State != RuleState::FoundWithVariables;
  });
  for (IdleIgnore &I : Out)
    I.File = P.names().file(I.File);
  return Out;
}

} // namespace mapgraph
