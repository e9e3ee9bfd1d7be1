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
    // What the use comes too late for.
    NodeId Change =
        isUse(N) && N.has(NF_Modify) ? sourceOfVal(G, Op) : NodeId();
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
    F.Sides[0] = R.side(Change);
    F.Sides[1] = R.side(Op);
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
