//===- NilMaps.cpp - Writes to maps that are surely nil -------------------===//

#include "graph/solve/NilMaps.h"

#include "graph/model/ShortNames.h"

#include <algorithm>

namespace mapgraph::solver {

static constexpr unsigned MaxSteps = 16;

// Whether only the package itself can name the field: "T.f", not "T.F".
static bool isUnexported(std::string_view Selector) {
  size_t Dot = Selector.rfind('.');
  return Dot != std::string_view::npos && Dot + 1 < Selector.size() &&
         (std::islower(static_cast<unsigned char>(Selector[Dot + 1])) ||
          Selector[Dot + 1] == '_');
}

std::optional<NilMaps::Origin> NilMaps::read(NodeId Event,
                                             NodeId Address) const {
  const Node &At = G.node(Address);
  if (At.kind() == NodeKind::Global) {
    std::string Name = shortGlobal(G.name(Address));
    if (!At.Loc || !isUnexported(Name) || Stored.global(Address))
      return std::nullopt;
    return Origin{Event, Name, "nothing is ever stored in " + Name, At.Loc};
  }
  std::optional<Origin> Out;
  for (EdgeId Id : G.in(Address)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Addr)
      continue; // the reads themselves
    if (E.kind() != EdgeKind::Field || Stored.field(E.label()) || Out)
      return std::nullopt;
    std::string_view Selector = G.str(G.Selectors[E.label()]);
    if (!isUnexported(Selector) || Selector.starts_with("closure."))
      return std::nullopt;
    std::string Name = shortField(Selector);
    Out = Origin{Event, Name, "nothing is ever stored in " + Name,
                 G.Selectors[E.label()].Loc};
  }
  return Out;
}

std::optional<NilMaps::Origin> NilMaps::returned(NodeId Call, uint32_t Index,
                                                 unsigned Depth) const {
  const auto &Targets = Calls.targets(Call);
  std::optional<Origin> Out;
  for (FunctionId F : Targets) {
    const Function &Row = G.function(F);
    if (!(Row.Flags & FF_Defined) || Row.Flags & FF_Opaque)
      return std::nullopt;
    std::optional<Origin> Of;
    NodeId Return;
    for (uint32_t I = 0; I != Row.Count; ++I) {
      NodeId N(Row.First.Value + I);
      const Node &X = G.node(N);
      if (X.kind() == NodeKind::Result && X.Op == Index)
        Of = origin(N, Depth + 1);
      if (X.kind() == NodeKind::Return && !X.has(NF_Panic) && !Return)
        Return = N;
    }
    if (!Of || !Return)
      return std::nullopt;
    if (Out)
      continue;
    std::string Name = "the result of " + shortenPaths(functionName(G, F));
    Out = Origin{Return, Name, Name + " is nil on every way", Row.Loc};
  }
  return Out;
}

// A constant has no name of its own: what the program calls it.
std::string NilMaps::variable(NodeId Value) const {
  std::string_view Name = G.name(Value);
  return Name.empty() || Name == "nil" ? "the map" : std::string(Name);
}

std::optional<NilMaps::Origin> NilMaps::origin(NodeId Value,
                                               unsigned Depth) const {
  const Node &N = G.node(Value);
  if (Depth == MaxSteps ||
      (N.kind() != NodeKind::Value && N.kind() != NodeKind::Result))
    return std::nullopt;
  std::optional<Origin> Out;
  bool Any = false;
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    std::optional<Origin> From;
    switch (E.kind()) {
    case EdgeKind::Copy:
      From = origin(E.From, Depth + 1);
      break;
    case EdgeKind::ResultOf:
      if (G.node(E.From).kind() == NodeKind::Access)
        From = read(E.From, G.target(E.From, EdgeKind::Addr));
      else if (G.node(E.From).kind() == NodeKind::Call)
        From = returned(E.From, E.label(), Depth);
      break;
    case EdgeKind::Load:
      break;
    default:
      continue;
    }
    if (!From)
      return std::nullopt;
    Any = true;
    if (!Out)
      Out = From;
  }
  if (Any)
    return Out;
  // A result that nothing flows to is a constant one on every way.
  bool Constant = N.kind() == NodeKind::Result || G.name(Value) == "nil";
  if (!Constant)
    return std::nullopt;
  return Origin{G.function(N.Function).First,
                variable(Value),
                "it is declared here and nothing is assigned to it",
                {}};
}

Finding NilMaps::finding(NodeId Write, const Origin &From, const Report &R,
                         Solution &S) const {
  Finding F;
  F.Rule = "MG007";
  F.Result = Verdict::Race;
  F.Confidence = 0.95;
  F.Object = S.Objects.size();
  MapObject O;
  O.Name = From.Name;
  O.Type = G.node(Write).Type;
  O.Declared = O.Holder = From.Declared;
  S.Objects.push_back(std::move(O));
  F.Sides[0] = R.side(Write);
  F.Sides[1] = R.side(From.Event);
  F.Same = From.Why;
  F.Order = "a write to a nil map panics";
  F.Lock = "no lock changes that";
  F.Why = F.Same + "; " + F.Order + ".";
  return F;
}

void NilMaps::report(Report &R, const Threads &Th, Solution &S) {
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    NodeId Op(I);
    const Node &N = G.node(Op);
    if (N.kind() != NodeKind::MapOp || N.mapOp() != MapOpKind::Update ||
        N.has(NF_CommaOk) || !Calls.reachable(N.Function) ||
        Th.running(N.Function) == UINT32_MAX)
      continue;
    PackageId P = G.function(N.Function).Package;
    if (!P || !G.str(G.package(P).Language).starts_with("go"))
      continue;
    if (NodeId Map = G.target(Op, EdgeKind::Addr))
      if (std::optional<Origin> From = origin(Map, 0))
        R.add(finding(Op, *From, R, S));
  }
}

} // namespace mapgraph::solver
