//===- Variants.cpp - Functions as calls with constants run them ----------===//

#include "graph/solve/Variants.h"

#include <algorithm>
#include <charconv>

namespace mapgraph::solver {

static constexpr size_t MaxQuestions = 16;
static constexpr size_t MaxVariants = 8;

Variants::Variants(const Graph &Program, const Callees &C,
                   const std::vector<FunctionId> &Roots)
    : G(Program), Calls(C), Questions(G.Functions.size()),
      Of(G.Functions.size()) {
  for (const auto &Group : Calls.bottomUp())
    for (FunctionId F : Group)
      ask(F);
  for (uint32_t I = 0; I != G.Functions.size(); ++I) {
    Rows.push_back({FunctionId(I), Answers(Questions[I].size()), {}});
    Of[I].push_back(VariantId(I));
  }
  std::vector<VariantId> Work;
  for (FunctionId F : Roots)
    run(VariantId(F.Value), Work);
  while (!Work.empty()) {
    VariantId V = Work.back();
    Work.pop_back();
    const Flow Events(G, function(V), cut(V));
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
      for (FunctionId Callee : Calls.targets(Events.event(Pos)))
        run(demand(V, Events.event(Pos), Callee), Work);
  }
}

void Variants::run(VariantId V, std::vector<VariantId> &Work) {
  Row &R = Rows[V.Value];
  if (R.Run)
    return;
  R.Run = true;
  const Function &F = G.function(R.F);
  if ((F.Flags & FF_Defined) && !(F.Flags & FF_Opaque) && F.First)
    Work.push_back(V);
}

void Variants::addQuestion(FunctionId F, Question Q) {
  auto &List = Questions[F.Value];
  auto It = std::lower_bound(List.begin(), List.end(), Q);
  if (List.size() < MaxQuestions && (It == List.end() || *It != Q))
    List.insert(It, Q);
}

std::optional<Variants::Question> Variants::questionOf(NodeId Branch) const {
  const Node &B = G.node(Branch);
  if (B.kind() != NodeKind::Branch || B.test() == TestKind::None)
    return std::nullopt;
  NodeId Param = G.target(Branch, EdgeKind::Cond);
  if (!Param || G.node(Param).kind() != NodeKind::Param)
    return std::nullopt;
  return Question{G.node(Param).Op, B.test(), B.Name};
}

// What the function asks itself, and what its callees ask of parameters that it
// passes on.
void Variants::ask(FunctionId F) {
  const Function &Row = G.function(F);
  if (!(Row.Flags & FF_Defined) || (Row.Flags & FF_Opaque) || !Row.First)
    return;
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    if (auto Own = questionOf(N))
      addQuestion(F, *Own);
    for (FunctionId Callee : Calls.targets(N)) {
      if (Callee == F)
        continue;
      for (const Question &Q : Questions[Callee.Value])
        if (NodeId A = Calls.actual(N, Callee, Q.Param);
            A && G.node(A).kind() == NodeKind::Param)
          addQuestion(F, {G.node(A).Op, Q.Kind, Q.Constant});
    }
  }
}

static std::optional<int64_t> number(std::string_view Text) {
  int64_t N = 0;
  auto [End, Error] =
      std::from_chars(Text.data(), Text.data() + Text.size(), N);
  if (Error != std::errc() || End != Text.data() + Text.size())
    return std::nullopt;
  return N;
}

Variants::Answer Variants::compare(const Question &Q, StringId With) const {
  if (Q.Kind == TestKind::Equal)
    return With == Q.Constant ? Answer::Yes : Answer::No;
  auto X = number(G.str(With)), Y = number(G.str(Q.Constant));
  if (!X || !Y)
    return Answer::Open;
  return (Q.Kind == TestKind::Less ? *X < *Y : *X <= *Y) ? Answer::Yes
                                                         : Answer::No;
}

Variants::Answer Variants::answer(FunctionId F, const Answers &Known,
                                  const Question &Q) const {
  const auto &List = Questions[F.Value];
  auto It = std::lower_bound(List.begin(), List.end(), Q);
  return It == List.end() || *It != Q ? Answer::Open : Known[It - List.begin()];
}

Variants::Answer Variants::answerAt(VariantId By, NodeId Event,
                                    FunctionId Callee,
                                    const Question &Q) const {
  NodeId A = Calls.actual(Event, Callee, Q.Param);
  if (!A)
    return Answer::Open;
  const Node &N = G.node(A);
  if (N.isConstant())
    return compare(Q, N.Name);
  if (N.kind() == NodeKind::Param)
    return answer(function(By), Rows[By.Value].Known,
                  {N.Op, Q.Kind, Q.Constant});
  return Answer::Open;
}

Variants::Answers Variants::answersAt(VariantId By, NodeId Event,
                                      FunctionId Callee) const {
  Answers Out(Questions[Callee.Value].size());
  const Node &E = G.node(Event);
  if (Out.empty() || E.kind() != NodeKind::Call || E.call() != CallKind::Direct)
    return Out;
  for (size_t I = 0; I != Out.size(); ++I)
    Out[I] = answerAt(By, Event, Callee, Questions[Callee.Value][I]);
  return Out;
}

VariantId Variants::called(VariantId By, NodeId Event,
                           FunctionId Callee) const {
  VariantId General(Callee.Value);
  if (Of[Callee.Value].size() == 1)
    return General;
  auto It = Index.find({Callee, answersAt(By, Event, Callee)});
  return It == Index.end() ? General : It->second;
}

VariantId Variants::demand(VariantId By, NodeId Event, FunctionId Callee) {
  VariantId General(Callee.Value);
  Answers Known = answersAt(By, Event, Callee);
  if (std::ranges::all_of(Known, [](Answer A) { return A == Answer::Open; }))
    return General;
  auto It = Index.find({Callee, Known});
  if (It != Index.end())
    return It->second;
  if (Of[Callee.Value].size() > MaxVariants)
    return General;
  VariantId New(Rows.size());
  Rows.push_back({Callee, Known, armsCut(Callee, Known)});
  Of[Callee.Value].push_back(New);
  Index.emplace(std::pair(Callee, std::move(Known)), New);
  return New;
}

CutArms Variants::armsCut(FunctionId F, const Answers &Known) const {
  CutArms Out;
  const Function &Row = G.function(F);
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    auto Q = questionOf(N);
    Answer A = Q ? answer(F, Known, *Q) : Answer::Open;
    if (A != Answer::Open)
      Out.insert({N, A == Answer::Yes ? 2 : 1});
  }
  return Out;
}

} // namespace mapgraph::solver
