//===- Flags.cpp - Variables that let in one thread -----------------------===//

#include "graph/solve/Flags.h"

#include <algorithm>

namespace mapgraph::solver {

// Through how many callers the address of a variable is followed back.
static constexpr unsigned MaxDepth = 5;

bool isAtomicWrite(const Node &N) {
  return N.kind() == NodeKind::SyncOp &&
         (N.syncOp() == SyncOpKind::AtomicStore ||
          N.syncOp() == SyncOpKind::AtomicRmw);
}

static bool isSection(const Node &N) {
  return N.kind() == NodeKind::SyncOp &&
         (N.syncOp() == SyncOpKind::Take || N.syncOp() == SyncOpKind::Reset);
}

static bool isTake(const Node &N) {
  return isSection(N) ? N.syncOp() == SyncOpKind::Take
                      : isAtomicWrite(N) && N.has(NF_Try);
}

Flags::Flags(const Graph &Program) : G(Program) {
  collect();
  if (!Taken.empty())
    collectEscaped();
}

using Constants = std::vector<std::string_view>;

// What a take names: what it sets, and what it has found not to be there.
static Constants constantsOf(std::string_view Name) {
  Constants Out;
  for (size_t At = 0; At <= Name.size();) {
    size_t End = std::min(Name.find('|', At), Name.size());
    Out.push_back(Name.substr(At, End - At));
    At = End + 1;
  }
  return Out;
}

static bool contains(const Constants &In, std::string_view C) {
  return std::ranges::find(In, C) != In.end();
}

// One that goes on and off is on when it is not 0: what sets it to 0 takes
// nothing. What two takes set it to must keep out both; else it is no flag.
void Flags::addTake(const Key &K, std::string_view Name, Keys &Mixed) {
  const Constants Out = constantsOf(Name);
  if (contains(Out, "0"))
    return;
  Constants &Kept = KeepOut.try_emplace(K, Out).first->second;
  if (!contains(Kept, Out.front()) || !contains(Out, Kept.front()))
    Mixed.insert(K);
  std::erase_if(Kept, [&](std::string_view C) { return !contains(Out, C); });
}

void Flags::collectConstants() {
  Keys Mixed;
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    Keys Which;
    if (!isSection(N) || !find(G.target(NodeId(I), EdgeKind::Addr), Which, 0))
      continue;
    std::string_view Set = constantsOf(G.str(N.Name)).front();
    for (const Key &K : Which) {
      if (Set.empty() || Set == "0")
        Returning.insert(K);
      if (isTake(N))
        addTake(K, G.str(N.Name), Mixed);
    }
  }
  for (const Key &K : Mixed)
    KeepOut.erase(K);
}

// Whether the operation on one of these variables may end that it is taken.
bool Flags::clears(const Node &N, const Keys &Which) const {
  if (!isSection(N))
    return isAtomicWrite(N) && !N.has(NF_Single);
  std::string_view Set = constantsOf(G.str(N.Name)).front();
  return std::ranges::any_of(Which, [&](const Key &K) {
    auto It = KeepOut.find(K);
    return It == KeepOut.end() || !contains(It->second, Set);
  });
}

// The variables that are taken, and those that are cleared by name.
void Flags::collect() {
  collectConstants();
  for (const auto &[K, Kept] : KeepOut)
    Taken.insert(K);
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (const Node &N = G.Nodes[I]; isTake(N) && !isSection(N))
      find(G.target(NodeId(I), EdgeKind::Addr), Taken, 0);
  for (size_t I = 0; !Taken.empty() && I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    Keys Which;
    if (!isSection(N) && !isAtomicWrite(N))
      continue;
    find(G.target(NodeId(I), EdgeKind::Addr), Which, 0);
    if (clears(N, Which))
      Cleared.insert(Which.begin(), Which.end());
  }
}

// What is cleared through some pointer may be any variable whose address is
// used for more than atomic operations.
void Flags::collectEscaped() {
  auto isUnknown = [&](NodeId Atomic) {
    Keys Ignored;
    return !find(G.target(Atomic, EdgeKind::Addr), Ignored, 0);
  };
  bool Unknown = false;
  for (size_t I = 0; !Unknown && I != G.Nodes.size(); ++I)
    Unknown = isAtomicWrite(G.Nodes[I]) && clears(G.Nodes[I], {}) &&
              isUnknown(NodeId(I));
  if (!Unknown)
    return;
  for (const Edge &E : G.Edges) {
    bool Used = E.kind() == EdgeKind::Val || E.kind() == EdgeKind::Arg ||
                E.kind() == EdgeKind::Copy;
    NodeId Address = E.kind() == EdgeKind::Copy ? E.From : E.To;
    if (auto K = Used ? keyOf(Address) : std::nullopt; K && Taken.contains(*K))
      Cleared.insert(*K);
  }
}

// The variable whose address the value is, where its definition says so.
std::optional<Flags::Key> Flags::keyOf(NodeId Address) const {
  const Node &N = G.node(Address);
  if (N.kind() == NodeKind::Global)
    return Key(Owner::Global, Address.Value);
  if (N.kind() == NodeKind::Object)
    return Key(Owner::Local, 0);
  if (N.kind() != NodeKind::Value)
    return std::nullopt;
  auto isCell = [&](uint32_t Selector) {
    return G.str(G.Selectors[Selector]).starts_with("closure.");
  };
  for (EdgeId Id : G.in(Address)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Field && !isCell(E.label()))
      return Key(Owner::Field, E.label());
    // What a closure has captured is a variable of the function around it.
    if (E.kind() == EdgeKind::Load)
      for (EdgeId From : G.in(E.From))
        if (const Edge &F = G.edge(From);
            F.kind() == EdgeKind::Field && isCell(F.label()))
          return Key(Owner::Local, 0);
  }
  return std::nullopt;
}

// Adds the variables that the address may be of; false when there are others.
bool Flags::find(NodeId Address, Keys &Found, unsigned Depth) const {
  if (!Address || Depth == MaxDepth)
    return false;
  if (auto K = keyOf(Address)) {
    Found.insert(*K);
    return true;
  }
  if (G.node(Address).kind() == NodeKind::Param)
    return findInCallers(Address, Found, Depth);
  bool Any = false, All = true;
  for (EdgeId Id : G.in(Address)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Copy)
      All &= find(E.From, Found, Depth + 1);
    else if (E.kind() == EdgeKind::Load || E.kind() == EdgeKind::ResultOf)
      All = false;
    else
      continue; // somebody uses it
    Any = true;
  }
  return Any && All;
}

bool Flags::findInCallers(NodeId Param, Keys &Found, unsigned Depth) const {
  const Function &Callee = G.function(G.node(Param).Function);
  bool Any = false;
  if (!Callee.Node)
    return false;
  for (EdgeId Id : G.in(Callee.Node)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Code || G.node(E.From).kind() != NodeKind::Call)
      return false; // its address is taken
    for (EdgeId Out : G.out(E.From))
      if (const Edge &A = G.edge(Out);
          A.kind() == EdgeKind::Arg && A.label() == G.node(Param).Op) {
        if (!find(A.To, Found, Depth + 1))
          return false;
        Any = true;
      }
  }
  return Any;
}

FlagUse Flags::use(NodeId Event) const {
  const Node &N = G.node(Event);
  if (Taken.empty() || !(isAtomicWrite(N) || isSection(N)))
    return {};
  Keys Which;
  bool Known = find(G.target(Event, EdgeKind::Addr), Which, 0);
  auto in = [](const Keys &Of) {
    return [&](const Key &K) { return Of.contains(K); };
  };
  if (!Known || std::ranges::none_of(Which, in(Taken)))
    return {};
  bool Once = std::ranges::none_of(Which, in(Cleared));
  bool Sets = !clears(N, Which);
  return {Once ? FlagKind::Once : FlagKind::Lock, isTake(N) && Sets, Sets};
}

bool Flags::isOneWay(NodeId Event) const {
  Keys Which;
  return find(G.target(Event, EdgeKind::Addr), Which, 0) &&
         std::ranges::none_of(
             Which, [&](const Key &K) { return Returning.contains(K); });
}

bool Flags::changes(NodeId Event) const {
  const Node &N = G.node(Event);
  bool Locked = N.syncOp() != SyncOpKind::Reset || N.has(NF_Confined);
  return Locked && isOneWay(Event);
}

Flags::Key Flags::keyOf(const PathTable &Paths, PathId Flag) {
  const Path &Variable = Paths[Paths.parent(Flag)];
  if (Variable.Kind == PathKind::Field)
    return {Owner::Field, Variable.B};
  if (Variable.Kind == PathKind::Global)
    return {Owner::Global, Variable.A};
  return {Owner::Local, 0};
}

void Flags::free(const PathTable &Paths, PathId Flag) {
  Freed.insert(keyOf(Paths, Flag));
}

bool Flags::isFreed(const PathTable &Paths, PathId Flag) const {
  return Freed.contains(keyOf(Paths, Flag));
}

} // namespace mapgraph::solver
