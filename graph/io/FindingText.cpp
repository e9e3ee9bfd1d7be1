//===- FindingText.cpp - The words of a finding ---------------------------===//

#include "graph/io/FindingText.h"

#include <algorithm>

namespace mapgraph {

std::vector<const Side *> shownSides(const Graph &G, const Finding &F) {
  std::vector<const Side *> Out;
  for (const Side &S : F.Sides)
    if (S.Op)
      Out.push_back(&S);
  if (Out.size() != 2)
    return Out;
  // The first side is where people look: the write of a plain pair, the access
  // that lacks the lock; in other rules the solver's order says who it is.
  bool Swap = false;
  if (F.Rule == "MG001")
    Swap = !isWrite(G.node(Out[0]->Op)) && isWrite(G.node(Out[1]->Op));
  if (F.Rule == "MG003" || F.Rule == "MG005")
    Swap = !Out[0]->Locks.empty() && Out[1]->Locks.empty();
  if (Swap)
    std::swap(Out[0], Out[1]);
  return Out;
}

static std::string_view accessNoun(const Facts &P, NodeId Op) {
  std::string_view Word = P.names().opWord(Op);
  return Word == text(MapOpKind::IterBegin) ? "iteration"
                                            : P.names().access(Op);
}

/// "write and read", "writes".
static std::string accessNouns(const Facts &P, const Finding &F) {
  std::vector<const Side *> Sides = shownSides(P.graph(), F);
  if (Sides.size() != 2)
    return "access";
  std::string A(accessNoun(P, Sides[0]->Op)), B(accessNoun(P, Sides[1]->Op));
  return A == B ? A + "s" : A + " and " + B;
}

// Of exported generic code that is looked at as its callers would see it: the
// type is that of an instance which the front end may have invented.
static bool isInvented(const Facts &P, const Finding &F) {
  if (F.Program != "library")
    return false;
  std::string Name = P.object(F.Object);
  if (Name.find('.') != std::string::npos)
    return Name.find("[…].") != std::string::npos;
  return std::ranges::any_of(F.Sides, [&](const Side &S) {
    FunctionId Fn = S.Op ? P.names().functionOf(S.Op) : FunctionId();
    return Fn && P.names().function(Fn).find("[...]") != std::string::npos;
  });
}

static std::string mapWithType(const Facts &P, const Finding &F) {
  std::string Out = P.object(F.Object);
  std::string Type = P.names().type(P.solution().Objects[F.Object].Type);
  return Type.empty() || isInvented(P, F) ? Out : Out + " (" + Type + ")";
}

std::string headline(const Facts &P, const Finding &F) {
  std::string Out;
  std::string_view Pattern = ruleText(F.Rule).Headline;
  for (size_t I = 0; I != Pattern.size(); ++I) {
    if (Pattern[I] != '%') {
      Out += Pattern[I];
      continue;
    }
    Out += Pattern[++I] == 'a' ? accessNouns(P, F) : mapWithType(P, F);
  }
  return Out;
}

std::string certainty(const FindingRecord &F) {
  if (F.Result == Verdict::Race && F.Assumptions.empty())
    return "";
  std::string Out(text(F.Result));
  if (ruleText(F.Rule).IsRace && F.Result != Verdict::Race)
    Out += " race";
  if (F.Assumptions.empty())
    return Out;
  Out += ": assumes that ";
  for (size_t I = 0; I != F.Assumptions.size(); ++I)
    Out += (I == 0 ? "" : ", and that ") + F.Assumptions[I];
  return Out;
}

std::string threadText(const Facts &P, const Side &S) {
  const Names &N = P.names();
  const Thread &T = P.solution().Threads[S.Thread];
  std::string Out = N.thread(T);
  if (T.Site)
    Out += " in " + N.shortFunction(N.functionOf(T.Site));
  if (T.Many)
    Out += ", several at once";
  std::string Chain;
  for (NodeId Site : S.Spawned)
    if (Site != T.Site)
      Chain += (Chain.empty() ? "" : ", then ") + N.position(Site) + " in " +
               N.shortFunction(N.functionOf(Site));
  return Chain.empty() ? Out : Out + "; within what is started at " + Chain;
}

} // namespace mapgraph
