//===- Variants.cpp - Functions as calls with constants run them ----------===//

#include "graph/solve/Variants.h"

#include <algorithm>
#include <charconv>

namespace mapgraph::solver {

static constexpr size_t MaxQuestions = 16;
static constexpr size_t MaxVariants = 8;

static uint32_t selector(const Graph &G, std::string_view Name) {
  auto It = std::ranges::find_if(G.Selectors,
                                 [&](StringId S) { return G.str(S) == Name; });
  return It - G.Selectors.begin();
}

Variants::Variants(const Graph &Program, const Callees &C,
                   const std::vector<FunctionId> &Roots)
    : G(Program), Calls(C), Pointee(selector(G, "*")),
      Others(selector(G, "...")), Questions(G.Functions.size()),
      Of(G.Functions.size()) {
  collectFinal();
  for (const auto &Group : Calls.bottomUp())
    for (FunctionId F : Group)
      ask(F);
  OfResults.clear(); // there were fewer questions
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

// The parameter that a part was found behind, and the way to it.
Variants::Question Variants::about(NodeId Place, Steps Rest,
                                   const Question &Q) const {
  std::vector<uint32_t> Way;
  while (G.node(Place).kind() != NodeKind::Param)
    for (EdgeId E : G.in(Place))
      if (G.edge(E).kind() == EdgeKind::Part) {
        Way.push_back(G.edge(E).label());
        Place = G.edge(E).From;
        break;
      }
  std::ranges::reverse(Way);
  // What the parameter leads to is where its way begins.
  if (Way.empty() && !Rest.empty() && Rest.front() == Pointee)
    Rest = Rest.subspan(1);
  Way.insert(Way.end(), Rest.begin(), Rest.end());
  return {G.node(Place).Op, std::move(Way), Q.Kind, Q.Constant};
}

static bool isFields(const Node &N) {
  return N.kind() == NodeKind::Value &&
         static_cast<ValueKind>(N.Op) == ValueKind::Fields;
}

static bool isPlace(const Node &N) {
  return N.kind() == NodeKind::Param ||
         (N.kind() == NodeKind::Value &&
          static_cast<ValueKind>(N.Op) == ValueKind::Part);
}

// A loop runs at most once when its number is at most 1, and never when it is
// 0.
std::vector<Variants::Question> Variants::questionsOf(NodeId Branch) const {
  const Node &B = G.node(Branch);
  NodeId Place = B.kind() == NodeKind::Branch && B.test() != TestKind::None
                     ? G.target(Branch, EdgeKind::Cond)
                     : NodeId();
  if (!Place || !isPlace(G.node(Place)))
    return {};
  if (B.test() != TestKind::Rounds)
    return {about(Place, {}, {0, {}, B.test(), G.str(B.Name)})};
  return {about(Place, {}, {0, {}, TestKind::AtMost, "1"}),
          about(Place, {}, {0, {}, TestKind::AtMost, "0"})};
}

// What the function asks itself, and what its callees ask of what it passes on.
void Variants::ask(FunctionId F) {
  const Function &Row = G.function(F);
  if (!(Row.Flags & FF_Defined) || (Row.Flags & FF_Opaque) || !Row.First)
    return;
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    for (const Question &Own : questionsOf(N))
      addQuestion(F, Own);
    for (FunctionId Callee : Calls.targets(N)) {
      if (Callee == F)
        continue;
      for (const Question &Q : Questions[Callee.Value])
        if (auto Ask = reply({F, nullptr, nullptr}, N, Callee, Q).Ask)
          addQuestion(F, *Ask);
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

Variants::Answer Variants::compare(const Question &Q,
                                   std::string_view With) const {
  if (Q.Kind == TestKind::Equal)
    return With == Q.Constant ? Answer::Yes : Answer::No;
  auto X = number(With), Y = number(Q.Constant);
  if (!X || !Y)
    return Answer::Open;
  return (Q.Kind == TestKind::Less ? *X < *Y : *X <= *Y) ? Answer::Yes
                                                         : Answer::No;
}

Variants::Reply Variants::reply(const Place &In, NodeId Event,
                                FunctionId Callee, const Question &Q) const {
  if (Q.Steps.empty()) {
    NodeId A = Calls.actual(Event, Callee, Q.Param);
    return A ? replyOf(A, {}, Q) : Reply();
  }
  const Node &E = G.node(Event);
  NodeId Given = E.kind() == NodeKind::Call && E.call() == CallKind::Direct
                     ? G.target(Event, EdgeKind::Given, Q.Param)
                     : NodeId();
  Reply Out = Given ? replyOf(Given, Q.Steps, Q) : Reply();
  if (Out.Known != Answer::Open || Out.Ask || !isFinal(Q))
    return Out;
  NodeId A = Calls.actual(Event, Callee, Q.Param);
  return (A ? replyOfPointer(In, A, Q, 0) : std::nullopt).value_or(Reply());
}

Variants::Reply Variants::replyOf(NodeId Value, Steps Rest,
                                  const Question &Q) const {
  const Node &N = G.node(Value);
  if (isPlace(N))
    return {Answer::Open, about(Value, Rest, Q)};
  if (N.isConstant() && Rest.empty())
    return {compare(Q, G.str(N.Name)), {}};
  return isFields(N) && !Rest.empty() ? replyOfFields(Value, Rest, Q) : Reply();
}

Variants::Reply Variants::replyOfFields(NodeId Fields, Steps Rest,
                                        const Question &Q) const {
  if (Rest.front() == Pointee)
    return replyOf(Fields, Rest.subspan(1), Q);
  NodeId Found, Base;
  for (EdgeId Id : G.out(Fields)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Part)
      continue;
    // Fields that were written in an object that may be another.
    bool Later = std::ranges::count(Rest.subspan(1), E.label());
    bool Unknown = G.node(E.To).kind() == NodeKind::Unknown;
    if ((Later && Unknown) || (E.label() == Rest.front() && Found))
      return {};
    if (E.label() == Rest.front())
      Found = E.To;
    if (E.label() == Others)
      Base = E.To;
  }
  if (Found)
    return replyOf(Found, Rest.subspan(1), Q);
  if (Base)
    return replyOf(Base, Rest, Q);
  if (std::ranges::count(Rest, Pointee)) // nil, which code may replace
    return {};
  return {compare(Q, Q.Constant.starts_with('"') ? "\"\"" : "0"), {}};
}

Variants::Answer Variants::answer(FunctionId F, const Answers &Known,
                                  const Question &Q) const {
  const auto &List = Questions[F.Value];
  auto It = std::lower_bound(List.begin(), List.end(), Q);
  return It == List.end() || *It != Q ? Answer::Open : Known[It - List.begin()];
}

Variants::Answer Variants::answerAt(const Place &In, NodeId Event,
                                    FunctionId Callee,
                                    const Question &Q) const {
  Reply R = reply(In, Event, Callee, Q);
  if (!R.Ask)
    return R.Known;
  return In.Known ? answer(In.F, *In.Known, *R.Ask) : Answer::Open;
}

Variants::Answers Variants::answersAt(VariantId By, NodeId Event,
                                      FunctionId Callee) const {
  const Row &R = Rows[By.Value];
  return answersAt({R.F, &R.Known, nullptr}, Event, Callee);
}

Variants::Answers Variants::answersAt(const Place &In, NodeId Event,
                                      FunctionId Callee) const {
  Answers Out(Questions[Callee.Value].size());
  const Node &E = G.node(Event);
  if (Out.empty() || E.kind() != NodeKind::Call || E.call() != CallKind::Direct)
    return Out;
  for (size_t I = 0; I != Out.size(); ++I)
    Out[I] = answerAt(In, Event, Callee, Questions[Callee.Value][I]);
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
    auto Asked = questionsOf(N);
    if (G.node(N).test() == TestKind::Rounds && !Asked.empty()) {
      if (answer(F, Known, Asked[0]) == Answer::Yes)
        Out.insert({N, NextRound});
      if (answer(F, Known, Asked[1]) == Answer::Yes)
        Out.insert({N, 1});
    } else if (!Asked.empty()) {
      Answer A = answer(F, Known, Asked[0]);
      if (A != Answer::Open)
        Out.insert({N, A == Answer::Yes ? 2 : 1});
    }
  }
  return Out;
}

} // namespace mapgraph::solver
