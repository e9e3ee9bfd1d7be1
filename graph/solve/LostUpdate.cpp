//===- LostUpdate.cpp - Changes that another CPU overwrites ---------------===//

#include "graph/solve/LostUpdate.h"

#include <algorithm>

namespace mapgraph::solver {

// Factors of the confidence.
static constexpr double Shown = 0.95;
static constexpr double SameKey = 0.8;
static constexpr double Freed = 0.4;

// Through how many calls a value is followed back to the lookup that found it.
static constexpr size_t MaxCalls = 8;

bool isKernelCode(const Graph &G, FunctionId F) {
  PackageId P = G.function(F).Package;
  return P && G.str(G.package(P).Language) == "ebpf";
}

NodeId readOf(const Graph &G, NodeId Write) {
  const Node &N = G.node(Write);
  bool Changes = N.kind() == NodeKind::Access && N.has(NF_Modify);
  return Changes ? sourceOfVal(G, Write) : NodeId();
}

PathId mapBelow(const PathTable &Paths, PathId Element) {
  for (PathId P = Element; !Paths.isBase(P); P = Paths.parent(P))
    if (Paths[P].Kind == PathKind::Field &&
        Paths[P].B == Paths.mapKeySelector())
      return Paths.parent(P);
  return {};
}

static std::vector<NodeId> callsOf(const Tables &T, const Item &I) {
  std::vector<NodeId> Out;
  for (StepId S = I.Trace; S; S = T.Steps[S.Value].Rest)
    Out.push_back(T.Steps[S.Value].Event);
  return Out;
}

// The map operations that the address comes from; Way are the calls that lead
// to its function.
void LostUpdates::found(NodeId Value, std::vector<NodeId> Way,
                        Search &In) const {
  if (!Value || !In.Seen.insert({Value, Way.size()}).second)
    return;
  const Node &N = G.node(Value);
  if (N.kind() == NodeKind::Param && !Way.empty()) {
    NodeId Call = Way.back();
    Way.pop_back();
    return found(G.target(Call, EdgeKind::Arg, N.Op), Way, In);
  }
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy || E.kind() == EdgeKind::Field) {
      found(E.From, Way, In);
      continue;
    }
    if (E.kind() != EdgeKind::ResultOf)
      continue;
    if (G.node(E.From).kind() == NodeKind::MapOp)
      In.Ops.push_back(E.From);
    if (Way.size() == MaxCalls)
      continue;
    std::vector<NodeId> Below = Way;
    Below.push_back(E.From);
    for (FunctionId F : Calls.targets(E.From)) {
      const Function &Row = G.function(F);
      for (uint32_t I = 0; I != Row.Count; ++I)
        if (NodeId R(Row.First.Value + I);
            G.node(R).kind() == NodeKind::Result && G.node(R).Op == E.label())
          found(R, Below, In);
    }
  }
}

void LostUpdates::addAccess(const Item &I, FunctionId Program) {
  if (!I.Write)
    return;
  Use U{I, Program, mapBelow(T.Paths, I.Object), {}};
  if (U.Map) {
    Search In;
    found(G.target(I.Op, EdgeKind::Addr), callsOf(T, I), In);
    const std::vector<NodeId> &Ops = In.Ops;
    if (Ops.empty())
      return;
    U.Found = Ops.front();
    U.Confined = std::ranges::all_of(
        Ops, [&](NodeId Op) { return G.node(Op).has(NF_Confined); });
    U.OneKey = std::ranges::all_of(
        Ops, [&](NodeId Op) { return G.node(Op).has(NF_Single); });
  }
  if (!U.Confined)
    Cells[I.Object].push_back(U);
}

void LostUpdates::addMapOp(const Item &I, FunctionId Program) {
  const Node &N = G.node(I.Op);
  Use U{I, Program, I.Object, I.Op, N.has(NF_Confined), N.has(NF_Single)};
  if (N.mapOp() == MapOpKind::Update && N.has(NF_Modify) && !U.Confined)
    Updates.push_back(U);
  if (N.mapOp() == MapOpKind::Delete && G.target(I.Op, EdgeKind::Key))
    Deletes.push_back(U);
  if (N.mapOp() == MapOpKind::Lookup)
    Lookups.push_back(U);
}

void LostUpdates::add(FunctionId Program, const std::vector<Item> &Items) {
  for (const Item &I : Items) {
    if (T.Paths[T.Paths.base(I.Object)].Kind != PathKind::Global)
      continue;
    if (G.node(I.Op).kind() == NodeKind::Access)
      addAccess(I, Program);
    else
      addMapOp(I, Program);
  }
}

// Whether a lock is held on both sides.
bool LostUpdates::share(const Use &A, const Use &B) const {
  return excludesAny(T.Sets, A.I.Locks, B.I.Locks);
}

// A change meets itself on another CPU; what keeps it from that must keep out
// the other writes of the place, too.
void LostUpdates::changes(Report &R, Solution &S, const std::string &Unit) {
  for (const auto &[Cell, Uses] : Cells)
    for (const Use &U : Uses) {
      if (!G.node(U.I.Op).has(NF_Modify))
        continue;
      if (!share(U, U)) {
        finding(Kind::Changed, U, U, R, S, Unit);
        continue;
      }
      for (const Use &Other : Uses)
        if (!share(U, Other))
          finding(Kind::Changed, U, Other, R, S, Unit);
    }
}

void LostUpdates::updates(Report &R, Solution &S, const std::string &Unit) {
  for (const Use &U : Updates)
    finding(G.node(U.I.Op).has(NF_CommaOk) ? Kind::Inserted : Kind::PutBack, U,
            U, R, S, Unit);
}

// The first operation on the memory that the lookup found, or none.
NodeId LostUpdates::useOf(NodeId Lookup) const {
  const Function &Row = G.function(G.node(Lookup).Function);
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    NodeKind K = G.node(N).kind();
    NodeId Addr = K == NodeKind::Access || K == NodeKind::SyncOp
                      ? G.target(N, EdgeKind::Addr)
                      : NodeId();
    Search In;
    found(Addr, {}, In);
    if (std::ranges::find(In.Ops, Lookup) != In.Ops.end())
      return N;
  }
  return {};
}

// The memory of a deleted element can become another key's.
void LostUpdates::reuses(Report &R, Solution &S, const std::string &Unit) {
  for (const Use &L : Lookups)
    for (const Use &D : Deletes) {
      if (L.Map != D.Map || (L.Confined && D.Confined))
        continue;
      Use At = L;
      At.I.Op = useOf(L.I.Op);
      if (At.I.Op)
        finding(Kind::Reused, D, At, R, S, Unit);
      break;
    }
}

void LostUpdates::judge(Kind K, const Use &A, const Use &B, Finding &F) const {
  F.Confidence = Shown;
  F.Result = Verdict::Race;
  auto Assume = [&](std::string Text, double Factor, Verdict V) {
    F.Kinds.push_back(Assumption::SameKey);
    F.Assumptions.push_back(std::move(Text));
    F.Confidence *= Factor;
    F.Result = V;
  };
  if (K == Kind::Reused)
    Assume("the element is deleted, and its memory given to another key, "
           "while the pointer to it is used",
           Freed, Verdict::Possible);
  else if (K == Kind::Inserted)
    Assume("two CPUs miss the same key at once", SameKey, Verdict::Likely);
  else if (!A.OneKey || !B.OneKey)
    Assume("two CPUs work on the same key at once", SameKey, Verdict::Likely);
}

std::string LostUpdates::programText(FunctionId Program) const {
  const Function &Row = G.function(Program);
  std::string Out(G.str(Row.Display));
  if (std::string_view Section = G.name(Row.First); !Section.empty())
    Out += " (SEC \"" + std::string(Section) + "\")";
  return Out;
}

void LostUpdates::explain(Kind K, const Use &A, const Use &B, Solution &S,
                          Finding &F) const {
  const std::string &Name = S.Objects[F.Object].Name;
  switch (K) {
  case Kind::Changed:
    F.Same = A.Map ? "both change one value of the map " + Name
                   : "both change the global variable " + Name;
    break;
  case Kind::PutBack:
    F.Same = "what is put into " + Name +
             " was made of a value looked up "
             "before, and each helper call is atomic by itself only";
    break;
  case Kind::Inserted:
    F.Same = "the key was not in " + Name +
             " when it was looked up; the "
             "update replaces what another CPU has put there since";
    break;
  case Kind::Reused:
    F.Same = "the pointer is into the element of " + Name + " that is deleted";
    break;
  }
  F.Order = A.Program == B.Program
                ? "the program " + programText(A.Program) +
                      " runs on several CPUs at once"
                : "the programs " + programText(A.Program) + " and " +
                      programText(B.Program) + " run on several CPUs at once";
  F.Lock = noCommonLock(F);
  F.Why = F.Same + "; " + F.Order + "; " + F.Lock + ".";
}

void LostUpdates::finding(Kind K, const Use &A, const Use &B, Report &R,
                          Solution &S, const std::string &Unit) {
  if (!Reported.insert(std::minmax(A.I.Op, B.I.Op)).second)
    return;
  Finding F;
  F.Rule = K == Kind::Reused ? "MG011" : "MG010";
  F.Program = Unit;
  PathId Object = A.Map ? A.Map : A.I.Object;
  F.Object = Names.row(Object, A.Program, A.Found ? A.Found : A.I.Op, S);
  F.Sides[0] = R.side(A.I, A.Program);
  F.Sides[1] = R.side(B.I, B.Program);
  judge(K, A, B, F);
  explain(K, A, B, S, F);
  R.add(std::move(F));
}

void LostUpdates::report(Report &R, Solution &S, const std::string &Unit) {
  changes(R, S, Unit);
  updates(R, S, Unit);
  reuses(R, S, Unit);
  Cells.clear();
  for (auto *List : {&Updates, &Lookups, &Deletes})
    List->clear();
}

} // namespace mapgraph::solver
