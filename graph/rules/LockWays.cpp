//===- LockWays.cpp - On which ways a lock is held ------------------------===//

#include "graph/rules/LockWays.h"

#include "graph/model/ShortNames.h"
#include "graph/rules/Published.h"

#include <algorithm>

namespace mapgraph {

// A site with more targets than this stands for an interface that anybody can
// implement.
static constexpr unsigned MaxTargets = 4;
static constexpr unsigned MaxDepth = 8;

Ways::Ways(const Facts &P)
    : Calls(P.graph(), &P.solution()), Callers(P.graph().Functions.size()) {
  for (const CallGraph::Arc &A : Calls.arcs())
    ++Targets[A.Site];
  for (const CallGraph::Arc &A : Calls.arcs())
    if (!A.Spawn && !isWide(A.Site))
      Callers[A.To.Value].push_back(A.From);
}

bool Ways::isWide(NodeId Site) const {
  auto It = Targets.find(Site);
  return It != Targets.end() && It->second > MaxTargets;
}

std::vector<bool> Ways::callersOf(const std::vector<FunctionId> &Of) const {
  std::vector<bool> Seen(Callers.size(), false);
  std::vector<FunctionId> Work(Of);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    if (Seen[F.Value])
      continue;
    Seen[F.Value] = true;
    Work.insert(Work.end(), Callers[F.Value].begin(), Callers[F.Value].end());
  }
  return Seen;
}

static bool isLocking(const Node &N) {
  return N.kind() == NodeKind::SyncOp &&
         (N.syncOp() == SyncOpKind::Lock || N.syncOp() == SyncOpKind::Unlock);
}

// A struct that is nothing but a mutex is known by the field that holds it.
static bool isWrapped(const std::string &Field) {
  size_t Dot = Field.find('.');
  return Dot != std::string::npos &&
         Field.substr(0, Dot) == Field.substr(Dot + 1);
}

static std::string lockNameAt(const Graph &G, NodeId Address, unsigned Depth) {
  if (!Address || Depth == MaxDepth)
    return "";
  if (G.node(Address).kind() == NodeKind::Global)
    return shortGlobal(G.name(Address));
  for (EdgeId In : G.in(Address)) {
    const Edge &E = G.edge(In);
    if (E.kind() == EdgeKind::Copy || E.kind() == EdgeKind::Load)
      if (std::string Name = lockNameAt(G, E.From, Depth + 1); !Name.empty())
        return Name;
    if (E.kind() == EdgeKind::ResultOf &&
        G.node(E.From).kind() == NodeKind::Access)
      return lockNameAt(G, G.target(E.From, EdgeKind::Addr), Depth + 1);
    if (E.kind() != EdgeKind::Field)
      continue;
    std::string_view Selector = G.str(G.Selectors[E.label()]);
    if (Selector.starts_with("closure."))
      continue;
    std::string Field = shortField(Selector);
    std::string Whole = isWrapped(Field) || isFieldOfUnnamed(Selector)
                            ? lockNameAt(G, E.From, Depth + 1)
                            : "";
    if (isFieldOfUnnamed(Selector))
      return Whole.empty() ? Field : Whole + "." + Field;
    return Whole.find('.') == std::string::npos ? Field : Whole;
  }
  return std::string(G.name(Address));
}

std::string lockName(const Graph &G, NodeId Address) {
  return lockNameAt(G, Address, 0);
}

const Ways &LockWays::ways() {
  if (!Known)
    Known = std::make_unique<Ways>(P);
  return *Known;
}

const std::map<std::string, std::vector<NodeId>> &LockWays::locks() {
  if (!ByName.empty())
    return ByName;
  for (uint32_t I = 0; I != G.Nodes.size(); ++I)
    if (isLocking(G.Nodes[I]))
      if (std::string Name = lockName(G, G.target(NodeId(I), EdgeKind::Addr));
          !Name.empty())
        ByName[Name].push_back(NodeId(I));
  ByName[""]; // there is no lock at all
  return ByName;
}

// The last field on the way to the lock: "p.Cache." of "p.Cache.mu". A variable
// whose type has no name is there for everybody who knows the map in it.
void LockWays::findOwner(Lock &L, NodeId Address) const {
  for (unsigned Depth = 0; Address && Depth != MaxDepth; ++Depth) {
    if (G.node(Address).kind() == NodeKind::Global && isFieldOfUnnamed(L.Owner))
      L.Owner.clear();
    NodeId From;
    for (EdgeId In : G.in(Address)) {
      const Edge &E = G.edge(In);
      std::string_view Selector = E.kind() == EdgeKind::Field
                                      ? G.str(G.Selectors[E.label()])
                                      : std::string_view();
      if (!Selector.empty() && !Selector.starts_with("closure.")) {
        L.Owner = Selector.substr(0, Selector.rfind('.') + 1);
        if (!isWrapped(shortField(Selector)) && !isFieldOfUnnamed(Selector))
          return;
      }
      if (E.kind() == EdgeKind::Copy || E.kind() == EdgeKind::Load ||
          !Selector.empty())
        From = E.From;
    }
    Address = From;
  }
}

LockWays::Lock &LockWays::of(const std::string &Name) {
  auto [It, New] = Done.try_emplace(Name);
  Lock &L = It->second;
  if (!New)
    return L;
  auto Ops = locks().find(Name);
  std::vector<FunctionId> Takers;
  if (Ops != ByName.end())
    for (NodeId N : Ops->second) {
      L.Sections.insert(G.node(N).Function);
      if (G.node(N).syncOp() == SyncOpKind::Lock)
        Takers.push_back(G.node(N).Function);
      if (L.Owner.empty())
        findOwner(L, G.target(N, EdgeKind::Addr));
    }
  L.Takers = ways().callersOf(Takers);
  propagate(L, Name);
  return L;
}

/// The calls of the function that may be done with the lock held.
std::map<NodeId, bool>
LockWays::callsUnder(FunctionId F, const std::string &Name, bool Entered) {
  enum : uint8_t { Free = 1, Held = 2 };
  std::map<NodeId, uint8_t> Before;
  const Function &Row = G.function(F);
  if (!Row.First)
    return {};
  std::vector<NodeId> Work{Row.First};
  Before[Row.First] = Entered ? Free | Held : Free;
  while (!Work.empty()) {
    NodeId N = Work.back();
    Work.pop_back();
    uint8_t After = Before[N];
    if (isLocking(G.node(N)) &&
        lockName(G, G.target(N, EdgeKind::Addr)) == Name) {
      bool Takes = G.node(N).syncOp() == SyncOpKind::Lock;
      After = !Takes ? Free : G.node(N).has(NF_Try) ? Free | Held : Held;
    }
    for (EdgeId Id : G.out(N))
      if (const Edge &E = G.edge(Id); E.kind() == EdgeKind::Next) {
        uint8_t &To = Before[E.To];
        if ((To | After) == To)
          continue;
        To |= After;
        Work.push_back(E.To);
      }
  }
  std::map<NodeId, bool> Out;
  for (auto [N, State] : Before)
    Out[N] = State & Held;
  return Out;
}

// Down from the sections.
void LockWays::propagate(Lock &L, const std::string &Name) {
  std::vector<std::pair<FunctionId, bool>> Work;
  for (FunctionId F : L.Sections)
    Work.emplace_back(F, false);
  while (!Work.empty()) {
    auto [F, Entered] = Work.back();
    Work.pop_back();
    std::map<NodeId, bool> Held;
    if (!Entered || L.Sections.contains(F))
      Held = callsUnder(F, Name, Entered);
    for (const CallGraph::Arc &A : ways().from(F)) {
      if (A.Spawn || ways().isWide(A.Site) || L.Sections.contains(A.To) ||
          L.Under.contains(A.To))
        continue;
      auto At = Held.find(A.Site);
      if (At == Held.end() ? !Entered : !At->second)
        continue;
      L.Under.emplace(A.To, A.Site);
      Work.emplace_back(A.To, true);
    }
  }
}

// What takes the lock itself does not run under it: the lock is that of another
// object, or the way is never gone.
NodeId LockWays::callUnder(FunctionId F, const std::string &Name) {
  const Lock &L = of(Name);
  auto It = L.Under.find(F);
  return It == L.Under.end() || L.Takers[F.Value] ? NodeId() : It->second;
}

bool LockWays::takes(FunctionId F, const std::string &Name) {
  return of(Name).Takers[F.Value];
}

NodeId LockWays::takenBefore(NodeId Event, const std::string &Name, bool Read) {
  auto Ops = locks().find(Name);
  if (Ops == ByName.end())
    return {};
  for (NodeId N : Ops->second)
    if (G.node(N).Function == G.node(Event).Function &&
        G.node(N).syncOp() == SyncOpKind::Lock &&
        G.node(N).has(NF_Read) == Read && canFollow(G, N, Event))
      return N;
  return {};
}

/// One name for all instances of a generic type, in all variants of a package.
static std::string plainType(std::string_view Name) {
  std::string Out;
  unsigned Depth = 0;
  for (char C : withoutVariants(Name)) {
    Depth += C == '[';
    if (Depth == 0)
      Out += C;
    Depth -= C == ']' && Depth != 0;
  }
  return Out;
}

static bool isOf(const Graph &G, TypeId T, std::string_view Owner) {
  if (!T)
    return false;
  std::string Name = plainType(G.str(G.type(T).Name));
  return Name == Owner || Name == "*" + std::string(Owner);
}

/// A value or field of the type, with its package, is used in the body.
static bool usesType(const Graph &G, FunctionId F, std::string_view Owner) {
  const Function &Row = G.function(F);
  if (isOf(G, Row.Receiver, Owner))
    return true;
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    if (isOf(G, G.node(N).Type, Owner))
      return true;
    for (EdgeId Id : G.out(N))
      if (const Edge &E = G.edge(Id); E.kind() == EdgeKind::Field) {
        std::string S = plainType(G.str(G.Selectors[E.label()]));
        if (S.size() > Owner.size() && S.starts_with(Owner) &&
            S[Owner.size()] == '.')
          return true;
      }
  }
  return false;
}

/// The function in which the closure is made.
static FunctionId enclosing(const Graph &G, FunctionId F) {
  for (EdgeId In : G.in(G.function(F).Node))
    if (const Edge &E = G.edge(In);
        E.kind() == EdgeKind::Code && G.node(E.From).kind() == NodeKind::Object)
      return G.node(E.From).Function;
  return {};
}

bool LockWays::isAtHand(FunctionId F, const std::string &Name) {
  const Lock &L = of(Name);
  if (L.Owner.empty())
    return true;
  std::string Owner = plainType(L.Owner);
  Owner.pop_back();
  for (unsigned Depth = 0; F && Depth != MaxDepth; ++Depth) {
    if (usesType(G, F, Owner))
      return true;
    for (const CallGraph::Arc &A : ways().from(F))
      if (isOf(G, G.function(A.To).Receiver, Owner))
        return true;
    F = enclosing(G, F);
  }
  return false;
}

static bool waits(const Node &N) {
  if (N.kind() != NodeKind::SyncOp)
    return false;
  SyncOpKind K = N.syncOp();
  return K == SyncOpKind::Send || K == SyncOpKind::Recv ||
         K == SyncOpKind::CondWait || K == SyncOpKind::GroupWait ||
         K == SyncOpKind::Join;
}

/// Of the library, without a body: it sleeps, or asks over the net.
static bool waitsOutside(const Graph &G, const Function &F) {
  if (F.Flags & FF_Defined && !(F.Flags & FF_Opaque))
    return false;
  std::string_view Name = G.str(F.Name);
  return Name == "time.Sleep" || Name.starts_with("net.") ||
         Name.starts_with("net/") || Name.starts_with("os/exec.");
}

bool LockWays::mayWait(FunctionId F) {
  if (Waiting.empty()) {
    std::vector<FunctionId> Self;
    for (const Node &N : G.Nodes)
      if (N.Function && waits(N))
        Self.push_back(N.Function);
    for (uint32_t I = 0; I != G.Functions.size(); ++I)
      if (waitsOutside(G, G.Functions[I]))
        Self.emplace_back(I);
    Waiting = ways().callersOf(Self);
  }
  return Waiting[F.Value];
}

bool LockWays::mayWait(NodeId Event) {
  if (waits(G.node(Event)))
    return true;
  if (G.node(Event).kind() != NodeKind::Call)
    return false;
  bool Any = false;
  for (const CallGraph::Arc &A : ways().from(G.node(Event).Function))
    if (A.Site == Event) {
      Any = true;
      if (mayWait(A.To))
        return true;
    }
  return !Any || ways().isWide(Event);
}

} // namespace mapgraph
