//===- ExplainWriters.cpp - Text and JSON of explanations -----------------===//

#include "graph/query/Explain.h"
#include "graph/query/JsonPlace.h"
#include "graph/query/Wrapped.h"

#include <algorithm>
#include <ostream>

namespace mapgraph {

static std::string opText(const Facts &P, NodeId Op) {
  return P.names().position(Op) + " " + P.describe(Op);
}

static std::string pairHead(const Facts &P, const ExplainedPair &Pair) {
  std::string Out = Pair.A == Pair.B
                        ? opText(P, Pair.A) + ", twice at once"
                        : opText(P, Pair.A) + " and " + opText(P, Pair.B);
  Out += ": " + std::string(text(Pair.Result));
  if (Pair.Finding != UINT32_MAX)
    Out += " [" + P.solution().Findings[Pair.Finding].Rule + "]";
  return Out;
}

static void writeStep(const ExplainedStep &Step, std::ostream &OS) {
  std::string Head = "  " + Step.Question;
  Head.resize(18, ' ');
  std::string Text = Step.Answer + (Step.Decides ? " (decides)" : "");
  if (!Step.Evidence.empty())
    Text += ": " + Step.Evidence;
  writeWrapped(OS, Head, Text);
}

static void writePair(const ExplainedPair &Pair, const Facts &P,
                      std::ostream &OS) {
  writeWrapped(OS, "", pairHead(P, Pair));
  for (const ExplainedStep &Step : Pair.Steps)
    writeStep(Step, OS);
  const Finding *F = Pair.Finding == UINT32_MAX
                         ? nullptr
                         : &P.solution().Findings[Pair.Finding];
  if (F)
    for (const std::string &Text : F->Assumptions)
      if (Pair.Missing.find(Text) == Text.npos)
        writeWrapped(OS, "  assumes that    ", Text);
  writeWrapped(OS, "  missing fact:   ", Pair.Missing);
  if (F && !F->Fix.empty())
    writeWrapped(OS, "  fix:            ", F->Fix);
}

/// "goroutine started at a.go:7 in main.run ← main", innermost first.
static std::string chainText(const Facts &P, uint32_t Row) {
  std::string Out;
  for (; Row != UINT32_MAX; Row = P.solution().Threads[Row].Parent) {
    const Thread &T = P.solution().Threads[Row];
    Out += (Out.empty() ? "" : " ← ") + P.names().thread(T);
    if (T.Many)
      Out += " (several at once)";
  }
  return Out;
}

static std::string mapText(const Facts &P, uint32_t Object) {
  const MapObject &M = P.solution().Objects[Object];
  std::string Out = P.object(Object);
  if (M.Type)
    Out += " (" + P.names().type(M.Type) + ")";
  if (M.Declared) {
    bool Global = M.Site && P.graph().node(M.Site).kind() == NodeKind::Global;
    Out += std::string(Global ? ", declared at " : ", made at ") +
           P.names().position(M);
  }
  return Out;
}

/// A row of the same name says more: the map of a package under test is not
/// another one.
static bool isVariant(const Facts &P, uint32_t Object,
                      const std::vector<uint32_t> &All) {
  const std::vector<MapObject> &Rows = P.solution().Objects;
  return !Rows[Object].Declared &&
         std::ranges::any_of(All, [&](uint32_t Other) {
           return Rows[Other].Name == Rows[Object].Name &&
                  (Rows[Other].Declared || Other < Object);
         });
}

static void writeRelation(const Relation &R, const Facts &P, bool Verbose,
                          std::ostream &OS) {
  std::string Head = "    " + std::string(text(R.Result)) + ": ";
  writeWrapped(OS, Head, R.Text);
  static constexpr size_t Few = 3;
  size_t Shown = Verbose ? R.Others.size() : std::min(R.Others.size(), Few);
  std::string Text;
  for (size_t I = 0; I != Shown; ++I)
    Text += (I == 0 ? "" : ", ") + std::string(P.names().opWord(R.Others[I])) +
            " " + P.names().position(R.Others[I]);
  if (Shown < R.Others.size())
    Text += " and " + std::to_string(R.Others.size() - Shown) + " more";
  writeWrapped(OS, "      with ", Text);
}

static void writeOp(const ExplainedOp &E, const Facts &P, bool Verbose,
                    std::ostream &OS) {
  writeWrapped(OS, "",
               opText(P, E.Op) + " in " +
                   P.names().shortFunction(P.names().functionOf(E.Op)));
  for (uint32_t Object : E.Objects)
    if (!isVariant(P, Object, E.Objects))
      writeWrapped(OS, "  map:     ", mapText(P, Object));
  writeWrapped(OS, "  how:     ", E.Same);
  static constexpr size_t Few = 4;
  size_t Shown = Verbose ? E.Threads.size() : std::min(E.Threads.size(), Few);
  for (size_t I = 0; I != Shown; ++I)
    writeWrapped(OS, "  thread:  ", chainText(P, E.Threads[I]));
  if (Shown < E.Threads.size())
    OS << "           and " << E.Threads.size() - Shown << " more\n";
  if (E.Threads.empty())
    OS << "  thread:  none that is known\n";
  writeWrapped(OS, "  locks:   ", text(E.Locks));
  OS << (E.Relations.empty() ? "  nobody else works on the map\n"
                             : "  who else works on the map:\n");
  for (const Relation &R : E.Relations)
    writeRelation(R, P, Verbose, OS);
}

void writeText(const Explanation &E, const Facts &P, bool Verbose,
               std::ostream &OS) {
  for (size_t I = 0; I != E.Ops.size(); ++I) {
    OS << (I == 0 ? "" : "\n");
    writeOp(E.Ops[I], P, Verbose, OS);
  }
  for (size_t I = 0; I != E.Pairs.size(); ++I) {
    if (I == 0 || Verbose) {
      OS << (I == 0 ? "" : "\n");
      writePair(E.Pairs[I], P, OS);
      continue;
    }
    OS << (I == 1 ? "\nalso there (-v explains them):\n" : "");
    const ExplainedPair &Pair = E.Pairs[I];
    writeWrapped(OS, "  ", pairHead(P, Pair) + ", " + Pair.Headline);
  }
  if (E.Ops.empty() && E.Pairs.empty())
    OS << "no reads or writes of a map there that a thread runs\n";
}

static Json pairJson(const ExplainedPair &Pair, const Facts &P) {
  Json Steps = Json::array();
  for (const ExplainedStep &Step : Pair.Steps)
    Steps.push_back({{"question", Step.Question},
                     {"answer", Step.Answer},
                     {"evidence", Step.Evidence},
                     {"decides", Step.Decides}});
  Json Out = {{"a", opJson(P, Pair.A)},       {"b", opJson(P, Pair.B)},
              {"verdict", text(Pair.Result)}, {"why", Pair.Headline},
              {"steps", std::move(Steps)},    {"missing", Pair.Missing}};
  if (Pair.Finding != UINT32_MAX) {
    const Finding &F = P.solution().Findings[Pair.Finding];
    Out["rule"] = F.Rule;
    Out["assumptions"] = F.Assumptions;
    Out["fix"] = F.Fix;
  }
  return Out;
}

static Json threadChainJson(const Facts &P, uint32_t Row) {
  Json Out = threadJson(P, Row);
  Json From = Json::array();
  for (Row = P.solution().Threads[Row].Parent; Row != UINT32_MAX;
       Row = P.solution().Threads[Row].Parent)
    From.push_back(threadJson(P, Row));
  Out["started_by"] = std::move(From);
  return Out;
}

static Json opExplanationJson(const ExplainedOp &E, const Facts &P) {
  Json Maps = Json::array(), Threads = Json::array(), Others = Json::array();
  for (uint32_t Object : E.Objects)
    Maps.push_back(mapJson(P, Object));
  for (uint32_t Row : E.Threads)
    Threads.push_back(threadChainJson(P, Row));
  for (const Relation &R : E.Relations) {
    Json Ops = Json::array();
    for (NodeId Op : R.Others)
      Ops.push_back(opJson(P, Op));
    Others.push_back(
        {{"verdict", text(R.Result)}, {"why", R.Text}, {"ops", Ops}});
  }
  Json Out = opJson(P, E.Op);
  Out["maps"] = std::move(Maps);
  Out["how"] = E.Same;
  Out["threads"] = std::move(Threads);
  Out["locks"] = locksJson(E.Locks);
  Out["others"] = std::move(Others);
  return Out;
}

void writeJson(const Explanation &E, const Facts &P, std::ostream &OS) {
  Json Ops = Json::array(), Pairs = Json::array();
  for (const ExplainedOp &Op : E.Ops)
    Ops.push_back(opExplanationJson(Op, P));
  for (const ExplainedPair &Pair : E.Pairs)
    Pairs.push_back(pairJson(Pair, P));
  writeJsonLine({{"ops", std::move(Ops)}, {"pairs", std::move(Pairs)}}, OS);
}

} // namespace mapgraph
