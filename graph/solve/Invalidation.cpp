//===- Invalidation.cpp - Iterators and references used too late ----------===//

#include "graph/solve/Invalidation.h"

namespace mapgraph::solver {

// Factors of the confidence.
static constexpr double Shown = 0.95;
static constexpr double OneWay = 0.8;
static constexpr double Grows = 0.6;

bool canDisturb(const Node &A, const Node &B) {
  auto Survives = [](const Node &Use, const Node &Change) {
    return isUse(Use) && Use.has(NF_Single) &&
           (Change.mapOp() == MapOpKind::Update ||
            Change.mapOp() == MapOpKind::Rehash);
  };
  return !Survives(A, B) && !Survives(B, A);
}

// The change that the use comes too late for.
static NodeId changeBefore(const Graph &G, NodeId Use) {
  NodeId Value = G.target(Use, EdgeKind::Val);
  if (Value)
    for (EdgeId Id : G.in(Value))
      if (G.edge(Id).kind() == EdgeKind::ResultOf)
        return G.edge(Id).From;
  return {};
}

static void judge(const Node &Use, const Node &Change, Finding &F) {
  F.Result = Verdict::Race;
  F.Confidence = Shown;
  if (!Use.has(NF_CommaOk))
    return;
  bool Inserts =
      Change.mapOp() != MapOpKind::Delete && Change.mapOp() != MapOpKind::Clear;
  F.Result = Verdict::Likely;
  F.Kinds.push_back(Assumption::SameOnWays);
  F.Assumptions.push_back(Inserts
                              ? "the change makes the container grow"
                              : "the way from the change to the use is taken");
  F.Confidence *= Inserts ? Grows : OneWay;
}

void reportInvalidated(const Graph &G, Tables &T, const Callees &Calls,
                       const Threads &Th, ObjectNames &Names, Report &R,
                       Solution &S) {
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    NodeId Op(I);
    const Node &N = G.node(Op);
    NodeId Change =
        isUse(N) && N.has(NF_Modify) ? changeBefore(G, Op) : NodeId();
    if (!Change || !Calls.reachable(N.Function) ||
        Th.running(N.Function) == UINT32_MAX)
      continue;
    Finding F;
    F.Rule = "MG011";
    NodeId Addr = G.target(Op, EdgeKind::Addr);
    PathId Map = G.node(Addr).kind() == NodeKind::Global ? T.Paths.global(Addr)
                 : G.node(Addr).kind() == NodeKind::Param
                     ? T.Paths.param(G.node(Addr).Op)
                 : G.node(Addr).kind() == NodeKind::Object
                     ? T.Paths.alloc(Addr)
                     : T.Paths.opaque(Addr);
    F.Object = Names.row(Map, N.Function, Change, S);
    NodeId Sides[] = {Change, Op};
    for (int K = 0; K != 2; ++K) {
      Item Side;
      Side.Op = Side.Event = Sides[K];
      F.Sides[K] = R.side(Side, N.Function);
    }
    judge(N, G.node(Change), F);
    F.Same = "the iterator was obtained from the same container";
    F.Order = "it is used after the " +
              std::string(text(G.node(Change).mapOp())) + " at " +
              shortPosition(G, G.node(Change).Loc) + " without a new value";
    F.Lock = "one thread does both: no lock helps";
    F.Why = F.Same + "; " + F.Order + "; " + F.Lock + ".";
    R.add(std::move(F));
  }
}

} // namespace mapgraph::solver
