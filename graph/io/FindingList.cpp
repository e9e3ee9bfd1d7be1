//===- FindingList.cpp - Which findings are shown, in which order ---------===//

#include "graph/io/FindingList.h"

#include "graph/query/Fingerprint.h"
#include "graph/query/MainModule.h"
#include "graph/rules/Rules.h"

#include <algorithm>
#include <tuple>

namespace mapgraph {

/// Findings with equal keys are the same bug: seen from several programs (or
/// test variants, whose functions are nodes of their own), or with both steps
/// of one iteration.
static std::string foldKey(const Facts &P, const Finding &F) {
  std::vector<std::string> Sides;
  for (const Side &S : F.Sides)
    if (S.Op)
      Sides.push_back(std::string(P.names().opWord(S.Op)) + '@' +
                      P.names().position(S.Op));
  std::ranges::sort(Sides);
  std::string Key = F.Rule + '\n' + P.object(F.Object);
  for (const std::string &Side : Sides)
    Key += '\n' + Side;
  return Key;
}

static void addProgram(FoldedFinding &To, const std::string &Program) {
  if (!Program.empty() &&
      std::ranges::find(To.Programs, Program) == To.Programs.end())
    To.Programs.push_back(Program);
}

/// Smaller is more certain.
static std::tuple<Verdict, double> rank(const Finding &F) {
  return {F.Result, -F.Confidence};
}

static std::string packageOf(const Graph &G, NodeId N) {
  FunctionId F = N ? G.node(N).Function : FunctionId();
  if (!F || !G.function(F).Package)
    return "";
  std::string Path =
      withoutVariants(G.str(G.package(G.function(F).Package).Path));
  return Path.ends_with("_test") ? Path.substr(0, Path.size() - 5) : Path;
}

/// How far a reader has to go from the code that is meant to the threads that
/// meet in it: a test of another package says least, then any test.
static size_t distance(const Facts &P, const Finding &F) {
  static constexpr size_t Test = 100, OtherTest = 1000;
  const std::vector<Thread> &Threads = P.solution().Threads;
  size_t Out = 0;
  for (const Side &S : F.Sides) {
    if (!S.Op)
      continue;
    Out += S.Spawned.size() + S.Calls.size();
    const Thread &Root = Threads[rootOf(Threads, S.Thread)];
    if (Root.Root != Thread::RootKind::Test)
      continue;
    bool Same = packageOf(P.graph(), Root.Entry) == packageOf(P.graph(), S.Op);
    Out += Same ? Test : OtherTest;
  }
  return Out;
}

/// Which of equal findings stands for all.
static bool isBetter(const Facts &P, const Finding &A, const Finding &B) {
  if (rank(A) != rank(B))
    return rank(A) < rank(B);
  return distance(P, A) < distance(P, B);
}

static void addFingerprints(const Facts &P, std::vector<FoldedFinding> &To) {
  std::vector<uint32_t> Rows;
  for (const FoldedFinding &F : To)
    Rows.push_back(F.Row);
  std::vector<std::string> Texts = fingerprints(P, Rows);
  for (size_t I = 0; I != To.size(); ++I)
    To[I].Fingerprint = std::move(Texts[I]);
}

std::vector<FoldedFinding> foldFindings(const Facts &P) {
  const std::vector<Finding> &All = P.solution().Findings;
  std::vector<FoldedFinding> Out;
  std::map<std::string, size_t> Seen;
  for (uint32_t Row = 0; Row != All.size(); ++Row) {
    auto [It, New] = Seen.try_emplace(foldKey(P, All[Row]), Out.size());
    if (New)
      Out.push_back({.Row = Row});
    FoldedFinding &Into = Out[It->second];
    if (!New && isBetter(P, All[Row], All[Into.Row]))
      Into.Row = Row;
    addProgram(Into, All[Row].Program);
  }
  addFingerprints(P, Out);
  return Out;
}

FindingList::FindingList(const Facts &P, const FindingFilter &Filter,
                         std::vector<FoldedFinding> All)
    : S(P.solution()), Notes(Filter.Notes) {
  for (const FindingScreen &Screen : Filter.Screens) {
    ByScreen.emplace_back(Screen.Key, 0);
    ScreenWords.push_back(Screen.Word);
  }
  MainModule Ours(P.graph());
  for (FoldedFinding &F : All) {
    bool InScope = Filter.Deps || Ours.concerns(S, finding(F));
    take(std::move(F), Filter, InScope);
  }
  sortByMap(P);
}

void FindingList::take(FoldedFinding F, const FindingFilter &Filter,
                       bool InScope) {
  const Finding &Row = finding(F);
  auto By = std::ranges::find_if(
      Filter.Screens, [&](const FindingScreen &X) { return X.Hides(F); });
  bool Screened = By != Filter.Screens.end();
  if (InScope && Row.Counted && ruleText(Row.Rule).Counted && !Screened)
    Strongest = std::min(Strongest, Row.Result);
  if (!InScope || Row.Result > Filter.AtLeast ||
      Row.Confidence < Filter.MinConfidence)
    return countHidden(Row, InScope);
  if (Screened) {
    ++ByScreen[By - Filter.Screens.begin()].second;
    return;
  }
  countShown(Counts, Row.Rule, Row.Result);
  Shown.push_back({std::move(F), false});
}

void FindingList::sortByMap(const Facts &P) {
  // Objects that people see under one name are one group.
  using Rank = std::tuple<Verdict, double>;
  std::map<std::string, std::tuple<Rank, uint32_t>> Groups;
  auto GroupOf = [&](const ShownFinding &F) -> std::tuple<Rank, uint32_t> & {
    return Groups[P.object(finding(F).Object)];
  };
  for (const ShownFinding &F : Shown) {
    std::tuple<Rank, uint32_t> Mine{rank(finding(F)), F.Row};
    auto [It, New] = Groups.try_emplace(P.object(finding(F).Object), Mine);
    It->second = std::min(It->second, Mine);
  }
  std::ranges::sort(Shown, {}, [&](const ShownFinding &F) {
    return std::tuple(GroupOf(F), rank(finding(F)), F.Row);
  });
  for (size_t I = 0; I != Shown.size(); ++I)
    Shown[I].NewMap = I == 0 || GroupOf(Shown[I - 1]) != GroupOf(Shown[I]);
  Counts.Maps = Groups.size();
}

void FindingList::countHidden(const Finding &F, bool InScope) {
  if (F.Result >= Verdict::Safe)
    return; // an explanation, not a finding
  if (InScope)
    ++Counts.Weak[F.Result];
  else
    ++Counts.InDeps;
}

const Finding &FindingList::finding(const FoldedFinding &F) const {
  return S.Findings[F.Row];
}

std::string FindingList::summary() const {
  FindingCounts C = Counts;
  C.Shown = Shown.size();
  for (size_t I = 0; I != ByScreen.size(); ++I)
    C.Screened.emplace_back(ByScreen[I].second, ScreenWords[I]);
  return mapgraph::summary(C) + fixedText(Notes.FixedInBaseline);
}

} // namespace mapgraph
