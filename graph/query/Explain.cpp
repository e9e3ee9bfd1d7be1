//===- Explain.cpp - All that the graph knows of an op or a pair ----------===//

#include "graph/query/Explain.h"

#include "graph/query/Concurrent.h"
#include "graph/query/MissingFact.h"

#include <algorithm>
#include <tuple>

namespace mapgraph {

static bool hasAny(const Finding &F, std::initializer_list<Assumption> Kinds) {
  return std::ranges::any_of(Kinds, [&](Assumption A) {
    return std::ranges::find(F.Kinds, A) != F.Kinds.end();
  });
}

namespace {
/// Answers the questions about one pair, in the order in which they are asked.
class PairSteps {
public:
  PairSteps(const Facts &P, const SafeIndex &Index, ExplainedPair &Out)
      : P(P), Index(Index), Out(Out) {
    Why = Index.why(Out.A, Out.B);
    if (Out.Finding != UINT32_MAX)
      F = &P.solution().Findings[Out.Finding];
    if (Why && Why->Row != UINT32_MAX)
      Noted = &P.solution().Safe[Why->Row];
  }

  void sameMap();
  void oneWrites();
  void threads();
  void order();
  void locks();
  void owned();
  const std::optional<SafeAnswer> &why() const { return Why; }

private:
  void add(const char *Question, const char *Answer, std::string Evidence,
           bool Decides = false) {
    // One reason is enough; the first stands.
    bool First = std::ranges::none_of(Out.Steps, &ExplainedStep::Decides);
    Out.Steps.push_back(
        {Question, Answer, std::move(Evidence), Decides && First});
  }
  bool isBecause(std::string_view Group) const {
    return Why && group(Why->Reason) == Group;
  }
  std::string sentenceOf() const { return sentence(Why->Reason, Why->By); }
  std::string threadsOf(int Side) const;
  std::string locksOf(int Side) const;

  const Facts &P;
  const SafeIndex &Index;
  ExplainedPair &Out;
  std::optional<SafeAnswer> Why;
  const Finding *F = nullptr;
  const SafePair *Noted = nullptr;
};
} // namespace

void PairSteps::sameMap() {
  const char *Question = "one map?";
  if (F)
    return add(Question,
               hasAny(*F, {Assumption::SameKey, Assumption::SameElement,
                           Assumption::SameOnWays, Assumption::FarOwner})
                   ? "assumed"
                   : "yes",
               F->Same);
  if (Noted)
    return add(Question, "yes", "both know it as " + P.object(Noted->Object));
  std::set<uint32_t> A = Index.objects(Out.A), B = Index.objects(Out.B), Both;
  std::ranges::set_intersection(A, B, std::inserter(Both, Both.end()));
  if (!Both.empty() && Why && Why->Reason == SafeReason::OtherObject)
    return add(Question, "no", sentenceOf(), true);
  if (!Both.empty())
    return add(Question, "yes", "both know it as " + P.object(*Both.begin()));
  auto Name = [&](const std::set<uint32_t> &Objects) {
    return Objects.empty() ? "no known map" : P.object(*Objects.begin());
  };
  add(Question, "no",
      "the first works on " + Name(A) + ", the second on " + Name(B), true);
}

void PairSteps::oneWrites() {
  for (NodeId Op : {Out.A, Out.B})
    if (isWrite(P.graph().node(Op)))
      return add("one writes?", "yes",
                 "the " + std::string(P.names().opWord(Op)) + " at " +
                     P.names().position(Op));
  add("one writes?", "no", "neither changes the map", true);
}

/// "goroutine started at main.go:10:2 in main.main, several at once".
static std::string threadOf(const Facts &P, uint32_t Row) {
  const Thread &T = P.solution().Threads[Row];
  std::string Text = P.names().thread(T);
  if (T.Site)
    Text += " in " + P.names().shortFunction(P.names().functionOf(T.Site));
  return T.Many ? Text + ", several at once" : Text;
}

std::string PairSteps::threadsOf(int Side) const {
  if (F || Noted)
    return threadOf(P, (F ? F->Sides : Noted->Sides)[Side].Thread);
  std::set<uint32_t> Rows = Index.threads(Side == 0 ? Out.A : Out.B);
  if (Rows.empty())
    return "none that is known";
  std::string Text = threadOf(P, *Rows.begin());
  return Rows.size() == 1
             ? Text
             : Text + " and " + std::to_string(Rows.size() - 1) + " more";
}

void PairSteps::threads() {
  std::string A = threadsOf(0), B = threadsOf(1);
  std::string Both = A == B ? "both in: " + A : A + "; " + B;
  if (isBecause("same thread"))
    return add("two threads?", "no", Both, true);
  if (isBecause("one caller"))
    return add("two threads?", "not shown", sentenceOf(), true);
  bool Assumed = F && hasAny(*F, {Assumption::Callers});
  add("two threads?",
      Assumed      ? "assumed"
      : F || Noted ? "yes"
                   : "perhaps",
      Both);
}

void PairSteps::order() {
  // That callers come at once is the assumption about the threads.
  if (F && hasAny(*F, {Assumption::Callers}))
    return add("ordered?", "no", "nothing orders two callers");
  if (F)
    return add("ordered?", "no", F->Order);
  if (isBecause("ordered"))
    return add("ordered?", "yes", sentenceOf(), true);
  if (isBecause("common lock"))
    return add("ordered?", "no", "nothing that was seen orders the threads");
  add("ordered?", "not needed", "");
}

std::string PairSteps::locksOf(int Side) const {
  if (F || Noted)
    return text((F ? F->Sides : Noted->Sides)[Side].Locks);
  return text(locksAt(P, Index, Side == 0 ? Out.A : Out.B));
}

void PairSteps::locks() {
  std::string Held = "first: " + locksOf(0) + "; second: " + locksOf(1);
  if (F)
    return add("common lock?",
               hasAny(*F, {Assumption::OtherLock, Assumption::LockNoName,
                           Assumption::LockSomeWays})
                   ? "assumed not"
                   : "no",
               F->Lock + " (" + Held + ")");
  if (isBecause("common lock"))
    return add("common lock?", "yes", sentenceOf() + " (" + Held + ")", true);
  bool Any = !commonLocks(P, Index, Out.A, Out.B).empty();
  add("common lock?", Any ? "yes" : "no", Held);
}

void PairSteps::owned() {
  if (F)
    return add("owned by one?",
               hasAny(*F, {Assumption::InConstructor}) ? "assumed not" : "no",
               "both threads reach it");
  if (isBecause("owned"))
    return add("owned by one?", "yes", sentenceOf(), true);
  add("owned by one?", "not needed", "");
}

ExplainedPair explainPair(const Facts &P, const SafeIndex &Index, NodeId A,
                          NodeId B) {
  ExplainedPair Out;
  Out.Finding = Index.finding(A, B);
  // The sides in the order of what was noted.
  const Side *Sides = nullptr;
  std::optional<SafeAnswer> Why = Index.why(A, B);
  if (Out.Finding != UINT32_MAX)
    Sides = P.solution().Findings[Out.Finding].Sides;
  else if (Why && Why->Row != UINT32_MAX)
    Sides = P.solution().Safe[Why->Row].Sides;
  Out.A = Sides ? Sides[0].Op : A;
  Out.B = Sides ? Sides[1].Op : B;

  PairSteps Steps(P, Index, Out);
  Steps.sameMap();
  Steps.oneWrites();
  Steps.threads();
  Steps.order();
  Steps.locks();
  Steps.owned();
  if (Out.Finding != UINT32_MAX) {
    const Finding &F = P.solution().Findings[Out.Finding];
    Out.Result = F.Result;
    Out.Headline = F.Why;
    Out.Missing = missingFact(P, F);
    return Out;
  }
  if (!Why && Index.isUnseen(A, B)) {
    Out.Headline = UnseenText;
    Out.Missing = "which functions the variable holds, and what they have "
                  "captured: if it "
                  "is one map, it is a race; if each has its own, the pair is "
                  "safe";
    return Out;
  }
  if (!Why) {
    Out.Headline =
        "no thread is known to run " +
        std::string(Index.threads(A).empty() ? "the first" : "the second");
    Out.Missing = "a call, or the start of a thread, that leads to it: the "
                  "pair can then be judged";
    return Out;
  }
  Out.Result = Verdict::Safe;
  Out.Headline = Out.Steps.front().Decides ? Out.Steps.front().Evidence
                                           : sentence(Why->Reason, Why->By);
  Out.Missing = missingFact(P, Index, Out.A, Out.B, *Why);
  return Out;
}

/// What is said of both sides, said of one.
static std::string ofOne(const std::string &Same) {
  static constexpr std::pair<std::string_view, std::string_view> Verbs[] = {
      {"both reach ", "it reaches "}, {"both use ", "it uses "}};
  for (auto [Both, One] : Verbs)
    if (Same.starts_with(Both))
      return std::string(One) + Same.substr(Both.size());
  return Same;
}

/// How the op comes to its map.
static std::string sameOf(const Facts &P, const SafeIndex &Index, NodeId Op,
                          const std::set<uint32_t> &Objects) {
  for (const Finding &F : P.solution().Findings)
    for (const Side &S : F.Sides)
      if (S.Op && Index.place(S.Op) == Index.place(Op))
        return ofOne(F.Same);
  for (uint32_t Object : Objects) {
    NodeId Site = P.solution().Objects[Object].Site;
    if (!Site)
      continue;
    if (P.graph().node(Site).kind() == NodeKind::Global)
      return "it hangs on the package-level variable declared at " +
             P.names().position(Site);
    return "it is, or hangs on, what is made at " + P.names().position(Site);
  }
  return "by its name in the function; who made it is not known";
}

/// Places of one of the maps, each once, without makes.
static std::vector<NodeId> partners(const Facts &P, const SafeIndex &Index,
                                    NodeId Op,
                                    const std::set<uint32_t> &Objects) {
  std::set<NodeId> Ops{Op};
  for (uint32_t Object : Objects)
    for (NodeId Other : P.opsOfObject(Object))
      Ops.insert(Other);
  auto AddSides = [&](const Side(&Sides)[2]) {
    for (int I : {0, 1})
      if (Sides[I].Op && Sides[1 - I].Op &&
          Index.place(Sides[I].Op) == Index.place(Op))
        Ops.insert(Sides[1 - I].Op);
  };
  for (const Finding &F : P.solution().Findings)
    AddSides(F.Sides);
  for (const SafePair &S : P.solution().Safe)
    AddSides(S.Sides);
  std::vector<NodeId> Out;
  std::set<std::string> Seen;
  for (NodeId Other : Ops) {
    const Node &N = P.graph().node(Other);
    if ((isRead(N) || isWrite(N)) && Seen.insert(Index.place(Other)).second)
      Out.push_back(Other);
  }
  return Out;
}

ExplainedOp explainOp(const Facts &P, const SafeIndex &Index, NodeId Op) {
  ExplainedOp Out;
  Out.Op = Op;
  std::set<uint32_t> Objects = Index.objects(Op);
  Out.Objects.assign(Objects.begin(), Objects.end());
  Out.Same = sameOf(P, Index, Op, Objects);
  std::set<uint32_t> Threads = Index.threads(Op);
  Out.Threads.assign(Threads.begin(), Threads.end());
  Out.Locks = locksAt(P, Index, Op);
  std::map<std::tuple<Verdict, std::string>, std::vector<NodeId>> Groups;
  bool Twice =
      Threads.size() > 1 || std::ranges::any_of(Threads, [&](uint32_t Row) {
        return P.solution().Threads[Row].Many;
      });
  for (NodeId Other : partners(P, Index, Op, Objects)) {
    if (Index.place(Other) == Index.place(Op) && !Twice)
      continue;
    ExplainedPair Pair = explainPair(P, Index, Op, Other);
    std::string Text = Pair.Headline;
    if (Pair.Finding != UINT32_MAX)
      Text = P.solution().Findings[Pair.Finding].Rule + ": " + Text;
    Groups[{Pair.Result, Text}].push_back(Other);
  }
  for (auto &[Key, Others] : Groups)
    Out.Relations.push_back(
        {std::get<0>(Key), std::get<1>(Key), std::move(Others)});
  return Out;
}

/// One op per place that the graph knows an access of.
static std::vector<NodeId> opsAt(const Facts &P, const SafeIndex &Index,
                                 const std::vector<Target> &All) {
  std::vector<NodeId> Out;
  std::set<std::string> Seen;
  for (NodeId Op : mapOpsOf(P, All)) {
    const Node &N = P.graph().node(Op);
    if ((isRead(N) || isWrite(N)) && Index.knows(Op) &&
        Seen.insert(Index.place(Op)).second)
      Out.push_back(Op);
  }
  return Out;
}

Explanation explain(const Facts &P, const std::vector<Target> &A,
                    const std::vector<Target> &B) {
  SafeIndex Index(P);
  Explanation Out;
  std::vector<NodeId> OpsA = opsAt(P, Index, A), OpsB = opsAt(P, Index, B);
  if (B.empty()) {
    for (NodeId Op : OpsA)
      Out.Ops.push_back(explainOp(P, Index, Op));
    return Out;
  }
  std::set<std::pair<std::string, std::string>> Seen;
  for (NodeId X : OpsA)
    for (NodeId Y : OpsB)
      if (Seen.insert(std::minmax(Index.place(X), Index.place(Y))).second)
        Out.Pairs.push_back(explainPair(P, Index, X, Y));
  std::ranges::sort(Out.Pairs, {}, [](const ExplainedPair &Pair) {
    return std::tuple(Pair.Result, Pair.A, Pair.B);
  });
  return Out;
}

} // namespace mapgraph
