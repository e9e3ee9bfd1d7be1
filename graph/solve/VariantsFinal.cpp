//===- VariantsFinal.cpp - What makers put into fields for good -----------===//
//
// A field that only the maker of its object sets holds the same ever after,
// whoever else has the object. So a call is known by where its argument comes
// from: made here, or by a function whose variant says what it puts there.
//
//   tx := db.Begin(false)   // &Tx{}, where Begin(true) returns
//   tx.Rollback()           // &Tx{writable: true}
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Variants.h"

#include <algorithm>

namespace mapgraph::solver {

// How far values are followed in one function, and results of calls in others.
static constexpr unsigned MaxDepth = 5;
static constexpr unsigned MaxNested = 4;

static NodeId finalFields(const Graph &G, NodeId N) {
  return G.node(N).kind() == NodeKind::Object ? G.target(N, EdgeKind::Given)
                                              : NodeId();
}

// Fields that are told of objects, unless copies of whole structs set them.
void Variants::collectFinal() {
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (NodeId Fields = finalFields(G, NodeId(I)))
      for (EdgeId Id : G.out(Fields))
        if (G.edge(Id).kind() == EdgeKind::Part)
          Final.insert(G.edge(Id).label());
  for (size_t I = 0; !Final.empty() && I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    if (N.kind() != NodeKind::SyncOp || N.syncOp() != SyncOpKind::Reset)
      continue;
    for (EdgeId Id : G.in(G.target(NodeId(I), EdgeKind::Addr)))
      if (G.edge(Id).kind() == EdgeKind::Field)
        Final.erase(G.edge(Id).label());
  }
}

bool Variants::isFinal(const Question &Q) const {
  return Q.Steps.size() == 1 && Final.contains(Q.Steps.front());
}

std::optional<Variants::Reply> Variants::replyOfPointer(const Place &In,
                                                        NodeId Pointer,
                                                        const Question &Q,
                                                        unsigned Depth) const {
  const Node &N = G.node(Pointer);
  if (N.kind() == NodeKind::Param)
    return Reply{Answer::Open, about(Pointer, Q.Steps, Q)};
  if (N.kind() == NodeKind::Object) {
    if (In.Events && In.Events->position(Pointer) == UINT32_MAX)
      return std::nullopt;
    NodeId Fields = finalFields(G, Pointer);
    NodeId Held =
        Fields ? G.target(Fields, EdgeKind::Part, Q.Steps.front()) : NodeId();
    return Held ? replyOf(Held, {}, Q) : Reply();
  }
  bool Followed = N.kind() == NodeKind::Value || N.kind() == NodeKind::Result;
  if (!Followed || Depth == MaxDepth)
    return Reply();
  std::optional<Reply> Out;
  for (EdgeId Id : G.in(Pointer)) {
    const Edge &E = G.edge(Id);
    std::optional<Reply> One;
    if (E.kind() == EdgeKind::Copy)
      One = replyOfPointer(In, E.From, Q, Depth + 1);
    else if (E.kind() == EdgeKind::ResultOf)
      One = replyOfCall(In, E.From, E.label(), Q);
    else if (E.kind() == EdgeKind::Load || E.kind() == EdgeKind::Field)
      return Reply();
    else
      continue; // somebody uses it
    if (One && Out && (One->Known != Out->Known || One->Ask != Out->Ask))
      return Reply();
    if (One)
      Out = One;
  }
  return Out;
}

// What a call has returned, told by its own arguments.
std::optional<Variants::Reply> Variants::replyOfCall(const Place &In,
                                                     NodeId Event,
                                                     uint32_t Result,
                                                     const Question &Q) const {
  if (In.Events && In.Events->position(Event) == UINT32_MAX)
    return std::nullopt;
  const Node &E = G.node(Event);
  const auto &Callees = Calls.targets(Event);
  if (E.kind() != NodeKind::Call || E.call() != CallKind::Direct ||
      Callees.size() != 1 || Nested == MaxNested)
    return Reply();
  ++Nested;
  FunctionId Callee = Callees.front();
  Reply Out = replyOfResult(Callee, answersAt(In, Event, Callee), Result, Q);
  if (Out.Ask)
    Out = reply(In, Event, Callee, *Out.Ask);
  --Nested;
  return Out;
}

Variants::Reply Variants::replyOfResult(FunctionId F, const Answers &Known,
                                        uint32_t Result,
                                        const Question &Q) const {
  auto [It, New] = OfResults.try_emplace({F, Known, Result, Q});
  if (New) // until then a recursive function knows nothing
    It->second = findResult(F, Known, Result, Q);
  return It->second;
}

Variants::Reply Variants::findResult(FunctionId F, const Answers &Known,
                                     uint32_t Result, const Question &Q) const {
  const Function &Row = G.function(F);
  if (!(Row.Flags & FF_Defined) || (Row.Flags & FF_Opaque) || !Row.First)
    return {};
  const Flow Events(G, F, armsCut(F, Known));
  const Place In{F, &Known, &Events};
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    if (G.node(N).kind() == NodeKind::Result && G.node(N).Op == Result)
      return replyOfPointer(In, N, Q, 0).value_or(Reply());
  }
  return {};
}

} // namespace mapgraph::solver
