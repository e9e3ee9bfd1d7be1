//===- BatchReport.cpp - What was found in many inputs --------------------===//

#include "graph/io/BatchReport.h"

#include "graph/io/RecordJson.h"
#include "graph/query/MainModule.h"

#include <algorithm>
#include <tuple>

namespace mapgraph {

std::string_view text(InputState S) {
  switch (S) {
  case InputState::Analysed:
    return "analysed";
  case InputState::Failed:
    return "failed";
  case InputState::Limit:
    return "unknown(limit)";
  }
  return "";
}

/// What a finding's programs are called when inputs stand beside each other:
/// most inputs are one program.
static std::vector<std::string>
programNames(const std::string &Input, const Solution &S,
             const std::vector<std::string> &Programs) {
  if (S.Programs.size() < 2 || Programs.empty())
    return {Input};
  std::vector<std::string> Out;
  for (const std::string &Program : Programs)
    Out.push_back(Program == Input ? Input : Input + " (" + Program + ")");
  return Out;
}

BatchReport reportOf(const std::string &Input, const Facts &P) {
  BatchReport Out = reportOf({Input, InputState::Analysed, "", false});
  MainModule Ours(P.graph());
  for (const FoldedFinding &Folded : foldFindings(P)) {
    const Finding &F = P.solution().Findings[Folded.Row];
    if (F.Result >= Verdict::Safe)
      continue; // an explanation, not a finding
    FindingRecord R = record(P, F, Folded);
    R.InScope = Ours.concerns(P.solution(), F);
    R.Programs = programNames(Input, P.solution(), R.Programs);
    R.CommentLines = commentLines(P, Ours, F);
    R.ChangeLines = changeLines(P, Ours, F);
    Out.Findings.push_back(std::move(R));
  }
  for (const auto &[Reason, Count] : P.solution().Unknowns)
    Out.Unknowns[Reason] += Count;
  return Out;
}

BatchReport reportOf(InputStatus Status) {
  BatchReport Out;
  Out.Inputs.push_back(std::move(Status));
  return Out;
}

/// Smaller is more certain.
static std::tuple<Verdict, double> rank(const FindingRecord &F) {
  return {F.Result, -F.Confidence};
}

static bool hasPositions(const FindingRecord &F) {
  return !F.Sides.empty() &&
         std::ranges::none_of(F.Sides, [](const SideRecord &S) {
           return S.Site.At.File.empty();
         });
}

static std::string foldKey(const FindingRecord &F) {
  std::vector<std::string> Sides;
  for (const SideRecord &S : F.Sides)
    Sides.push_back(S.Op + '@' + text(S.Site.At));
  std::ranges::sort(Sides);
  std::string Key = F.Rule + '\n' + F.Map.Name;
  for (const std::string &Side : Sides)
    Key += '\n' + Side;
  if (!hasPositions(F)) // whose code it is, only the program can say
    Key += '\n' +
           findingJson(F).dump(-1, ' ', false, Json::error_handler_t::replace);
  return Key;
}

/// A variable is declared once; other maps of one name in one folder are one to
/// people. Without a position they are one inside a program.
static std::string mapKey(const FindingRecord &F) {
  const std::string &File = F.Map.At.File;
  if (F.Map.IsGlobal && !File.empty())
    return F.Map.Name + '\n' + text(F.Map.At);
  if (!File.empty())
    return F.Map.Name + '\n' + File.substr(0, File.rfind('/') + 1);
  return F.Map.Name + "\n\n" + (F.Programs.empty() ? "" : F.Programs.front());
}

/// An order of findings that depends on nothing but what they say.
static auto position(const FindingRecord &F) {
  std::vector<std::tuple<std::string, uint32_t, uint32_t, std::string>> Sides;
  for (const SideRecord &S : F.Sides)
    Sides.emplace_back(S.Site.At.File, S.Site.At.Line, S.Site.At.Column, S.Op);
  return std::tuple(F.Rule, std::move(Sides), F.Map.Name, F.Headline,
                    F.Fingerprint, F.Why, F.Fix, F.Programs);
}

static bool isBetter(const FindingRecord &A, const FindingRecord &B) {
  if (rank(A) != rank(B))
    return rank(A) < rank(B);
  return position(A) < position(B);
}

/// What hides the bug in one program, hides it: it is one place in the source.
static std::vector<SourceLine> united(std::vector<SourceLine> A,
                                      const std::vector<SourceLine> &B) {
  A.insert(A.end(), B.begin(), B.end());
  std::ranges::sort(A);
  auto Twins = std::ranges::unique(A);
  A.erase(Twins.begin(), Twins.end());
  return A;
}

static void fold(FindingRecord F, FindingRecord &Into) {
  std::vector<std::string> Programs;
  std::ranges::set_union(F.Programs, Into.Programs,
                         std::back_inserter(Programs));
  bool InScope = F.InScope || Into.InScope;
  std::vector<SourceLine> Comments = united(F.CommentLines, Into.CommentLines);
  std::vector<SourceLine> Changes = united(F.ChangeLines, Into.ChangeLines);
  if (isBetter(F, Into))
    Into = std::move(F);
  Into.Programs = std::move(Programs);
  Into.InScope = InScope;
  Into.CommentLines = std::move(Comments);
  Into.ChangeLines = std::move(Changes);
}

/// Fingerprints are unique in one program; across programs equal ones are
/// numbered again, by position.
static void numberFingerprints(std::vector<FindingRecord> &Findings) {
  std::map<std::string, std::vector<size_t>> Equal;
  for (size_t I = 0; I != Findings.size(); ++I) {
    std::string &Hash = Findings[I].Fingerprint;
    Hash.resize(std::min(Hash.find(':'), Hash.size()));
    Equal[Hash].push_back(I);
  }
  for (auto &[Hash, Members] : Equal) {
    std::ranges::sort(Members, {},
                      [&](size_t I) { return position(Findings[I]); });
    for (size_t N = 0; N != Members.size(); ++N)
      Findings[Members[N]].Fingerprint = Hash + ':' + std::to_string(N + 1);
  }
}

/// By map, the map with the most certain finding first.
static void sortByMap(std::vector<FindingRecord> &Findings) {
  std::ranges::sort(Findings, isBetter);
  std::map<std::string, size_t> Place;
  std::vector<std::pair<size_t, size_t>> Order;
  for (size_t I = 0; I != Findings.size(); ++I) {
    auto [It, New] = Place.try_emplace(mapKey(Findings[I]), Place.size());
    Findings[I].NewMap = New;
    Order.emplace_back(It->second, I);
  }
  std::ranges::sort(Order);
  std::vector<FindingRecord> Out;
  for (auto [Map, I] : Order)
    Out.push_back(std::move(Findings[I]));
  Findings = std::move(Out);
}

BatchReport merge(std::vector<BatchReport> Parts) {
  BatchReport Out;
  std::map<std::string, FindingRecord> ByKey;
  for (BatchReport &Part : Parts) {
    std::ranges::move(Part.Inputs, std::back_inserter(Out.Inputs));
    for (const auto &[Reason, Count] : Part.Unknowns)
      Out.Unknowns[Reason] += Count;
    for (FindingRecord &F : Part.Findings) {
      std::ranges::sort(F.Programs);
      auto [It, New] = ByKey.try_emplace(foldKey(F), F);
      if (!New)
        fold(std::move(F), It->second);
    }
  }
  std::ranges::sort(Out.Inputs, {}, [](const InputStatus &S) {
    return std::tie(S.Input, S.State, S.Reason);
  });
  for (auto &[Key, F] : ByKey)
    Out.Findings.push_back(std::move(F));
  numberFingerprints(Out.Findings);
  sortByMap(Out.Findings);
  return Out;
}

} // namespace mapgraph
