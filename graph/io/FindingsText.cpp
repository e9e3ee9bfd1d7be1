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
  Writer(const Facts &P, const FindingsTextOptions &O, std::ostream &OS)
      : P(P), N(P.names()), O(O), OS(OS) {}

  /// The findings of one map.
  void writeMap(const FindingList &List, std::span<const ShownFinding> Pairs);

private:
  void write(const Finding &F, const ShownFinding &Shown);
  void writeRest(const std::vector<const Finding *> &Rest,
                 std::set<NodeId> Seen);
  void writeSide(const Side &S);
  void writeCalls(const Side &S);
  void writeDetails(const Finding &F, const ShownFinding &Shown);
  /// "    " + Label + ": " + Text, on one line.
  void line(int Indent, std::string_view Label, std::string_view Text);
  std::string_view color(std::string_view Code) const {
    return O.Color ? Code : "";
  }

  const Facts &P;
  const Names &N;
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

void Writer::writeCalls(const Side &S) {
  auto Step = [&](NodeId Site) {
    return N.shortFunction(N.functionOf(Site)) + " at " + N.position(Site);
  };
  std::string Last = N.shortFunction(N.functionOf(S.Op));
  if (O.Verbose) {
    for (NodeId Site : S.Calls)
      line(4, "call", Step(Site));
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
  line(4, "calls", Text + Last);
}

void Writer::writeSide(const Side &S) {
  line(2, N.access(S.Op),
       std::string(N.opWord(S.Op)) + " at " + N.position(S.Op) + " in " +
           N.shortFunction(N.functionOf(S.Op)));
  line(4, "thread", threadText(P, S));
  writeCalls(S);
  line(4, "locks", text(S.Locks));
}

void Writer::writeDetails(const Finding &F, const ShownFinding &Shown) {
  const MapObject &M = P.solution().Objects[F.Object];
  bool IsGlobal = M.Site && P.graph().node(M.Site).kind() == NodeKind::Global;
  if (M.Declared)
    line(2, "map",
         P.object(F.Object) + (IsGlobal ? " declared at " : " made at ") +
             N.position(M.Declared));
  std::string Programs;
  for (const std::string &Program : Shown.Programs)
    Programs += (Programs.empty() ? "" : ", ") + Program;
  line(2, Shown.Programs.size() == 1 ? "program" : "programs", Programs);
  int Percent = static_cast<int>(F.Confidence * 100 + 0.5);
  line(2, "confidence", std::to_string(Percent) + " %");
}

void Writer::write(const Finding &F, const ShownFinding &Shown) {
  std::vector<const Side *> Sides = shownSides(P.graph(), F);
  const MapObject &M = P.solution().Objects[F.Object];
  OS << color("\033[1m")
     << (Sides.empty() ? N.position(M.Declared) : N.position(Sides[0]->Op))
     << ": " << color("\033[0m") << headline(P, F) << ' '
     << color(verdictColor(F.Result)) << '[' << F.Rule << ' ' << text(F.Result)
     << ']' << color("\033[0m") << '\n';
  if (std::string Certainty = certainty(F); !Certainty.empty())
    OS << "  " << Certainty << '\n';
  for (const Side *S : Sides)
    writeSide(*S);
  line(2, "why", F.Why);
  line(2, "fix", F.Fix);
  if (O.Verbose)
    writeDetails(F, Shown);
}

// A map that many functions share has many pairs, mostly with one mistake
// behind them: those that show another operation are written out, up to a few.
void Writer::writeMap(const FindingList &List,
                      std::span<const ShownFinding> Pairs) {
  static constexpr size_t Full = 3;
  std::set<NodeId> Seen;
  std::vector<const Finding *> Rest;
  size_t Written = 0;
  for (const ShownFinding &Shown : Pairs) {
    const Finding &F = List.finding(Shown);
    bool New = false;
    for (const Side *S : shownSides(P.graph(), F))
      New |= !Seen.contains(S->Op);
    if (!O.Verbose && Pairs.size() > Full && (!New || Written == Full)) {
      Rest.push_back(&F);
      continue;
    }
    ++Written;
    for (const Side *S : shownSides(P.graph(), F))
      Seen.insert(S->Op);
    write(F, Shown);
  }
  if (!Rest.empty())
    writeRest(Rest, std::move(Seen));
}

void Writer::writeRest(const std::vector<const Finding *> &Rest,
                       std::set<NodeId> Seen) {
  static constexpr size_t MaxSites = 6;
  std::vector<std::string> Sites;
  for (const Finding *F : Rest)
    for (const Side *S : shownSides(P.graph(), *F))
      if (Seen.insert(S->Op).second)
        Sites.push_back(std::string(N.opWord(S->Op)) + " at " +
                        N.position(S->Op) + " in " +
                        N.shortFunction(N.functionOf(S->Op)));
  OS << "and " << Rest.size() << " more pair" << (Rest.size() == 1 ? "" : "s")
     << " on this map" << (Sites.empty() ? " with these operations" : ", with")
     << " (-v: all)\n";
  for (size_t I = 0; I != std::min(Sites.size(), MaxSites); ++I)
    OS << "  " << Sites[I] << '\n';
  if (Sites.size() > MaxSites)
    OS << "  … and " << Sites.size() - MaxSites << " more operations\n";
}

void writeFindingsText(const Facts &P, const FindingList &List,
                       const FindingsTextOptions &Options, std::ostream &OS) {
  Writer W(P, Options, OS);
  std::span<const ShownFinding> Left = List.shown();
  for (bool First = true; !Left.empty(); First = false) {
    size_t Pairs = 1;
    while (Pairs != Left.size() && !Left[Pairs].NewMap)
      ++Pairs;
    if (!First)
      OS << '\n';
    W.writeMap(List, Left.first(Pairs));
    Left = Left.subspan(Pairs);
  }
  if (!List.shown().empty())
    OS << '\n';
  OS << List.summary() << '\n';
}

} // namespace mapgraph
