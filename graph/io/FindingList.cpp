//===- FindingList.cpp - Which findings are shown, in which order ---------===//

#include "graph/io/FindingList.h"

#include "graph/rules/Rules.h"

#include <algorithm>
#include <tuple>

namespace mapgraph {

namespace {
/// Answers whether something belongs to the module that is analysed.
class Scope {
public:
  explicit Scope(const Facts &P) : P(P) {
    const Graph &G = P.graph();
    for (const Package &Row : G.Packages) {
      if (!(Row.Flags & PF_Own))
        continue;
      Known = true;
      if (std::string_view Dir = G.str(Row.Dir); !Dir.empty())
        Dirs.emplace_back(std::string(Dir) + '/');
    }
  }

  bool concerns(const Finding &F) const {
    if (!Known)
      return true;
    const MapObject &M = P.solution().Objects[F.Object];
    return (F.Sides[0].Op && owns(F.Sides[0].Op)) ||
           (F.Sides[1].Op && owns(F.Sides[1].Op)) ||
           (M.Site ? owns(M.Site) : ownsFile(M.Declared));
  }

private:
  bool owns(NodeId N) const {
    const Node &Row = P.graph().node(N);
    if (Row.Function)
      if (PackageId Package = P.graph().function(Row.Function).Package)
        return P.graph().package(Package).Flags & PF_Own;
    return ownsFile(Row.Loc);
  }
  bool ownsFile(LocId L) const {
    if (!L)
      return false;
    std::string_view File = P.graph().str(P.graph().loc(L).File);
    if (File.find("/vendor/") != File.npos)
      return false;
    return std::ranges::any_of(
        Dirs, [&](const std::string &Dir) { return File.starts_with(Dir); });
  }

  const Facts &P;
  bool Known = false;
  std::vector<std::string> Dirs;
};
} // namespace

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

static void addProgram(ShownFinding &To, const std::string &Program) {
  if (!Program.empty() &&
      std::ranges::find(To.Programs, Program) == To.Programs.end())
    To.Programs.push_back(Program);
}

/// Smaller is more certain.
static std::tuple<Verdict, double> rank(const Finding &F) {
  return {F.Result, -F.Confidence};
}

static std::vector<ShownFinding> fold(const Facts &P) {
  const std::vector<Finding> &All = P.solution().Findings;
  std::vector<ShownFinding> Out;
  std::map<std::string, size_t> Seen;
  for (uint32_t Row = 0; Row != All.size(); ++Row) {
    auto [It, New] = Seen.try_emplace(foldKey(P, All[Row]), Out.size());
    if (New)
      Out.push_back({Row, {}, false});
    ShownFinding &Into = Out[It->second];
    if (rank(All[Row]) < rank(All[Into.Row]))
      Into.Row = Row;
    addProgram(Into, All[Row].Program);
  }
  return Out;
}

FindingList::FindingList(const Facts &P, const FindingFilter &Filter)
    : S(P.solution()) {
  Scope InModule(P);
  for (ShownFinding &F : fold(P)) {
    const Finding &Row = finding(F);
    bool InScope = Filter.Deps || InModule.concerns(Row);
    if (InScope && Row.Counted && ruleText(Row.Rule).Counted)
      Strongest = std::min(Strongest, Row.Result);
    if (!InScope || Row.Result > Filter.AtLeast ||
        Row.Confidence < Filter.MinConfidence) {
      countHidden(Row, InScope);
      continue;
    }
    ++ByVerdict[Row.Result];
    ++ByRule[Row.Rule];
    Shown.push_back(std::move(F));
  }

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
  Maps = Groups.size();
}

void FindingList::countHidden(const Finding &F, bool InScope) {
  if (F.Result >= Verdict::Safe)
    return; // an explanation, not a finding
  if (InScope)
    ++Weak[F.Result];
  else
    ++InDeps;
}

const Finding &FindingList::finding(const ShownFinding &F) const {
  return S.Findings[F.Row];
}

std::string FindingList::summary() const {
  auto Plural = [](size_t N, const char *Word) {
    return std::to_string(N) + ' ' + Word + (N == 1 ? "" : "s");
  };
  std::string Out = "no findings";
  if (!Shown.empty()) {
    Out = Plural(Shown.size(), "finding") + " on " + Plural(Maps, "map");
    const char *Before = ": ";
    for (auto [V, Count] : ByVerdict) {
      Out += Before + std::to_string(Count) + ' ' + std::string(text(V));
      Before = ", ";
    }
  }
  const char *Before = "; hidden: ";
  for (auto [V, Count] : Weak) {
    Out += Before + std::to_string(Count) + ' ' + std::string(text(V));
    Before = ", ";
  }
  if (InDeps != 0)
    Out += Before + std::to_string(InDeps) +
           " in dependencies only (--deps shows them)";
  return Out;
}

} // namespace mapgraph
