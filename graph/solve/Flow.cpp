//===- Flow.cpp - The condensed control flow of one function --------------===//

#include "graph/solve/Flow.h"

#include <algorithm>
#include <numeric>

namespace mapgraph::solver {

Flow::Flow(const Graph &G, FunctionId F, const CutArms &Cut)
    : HasCut(!Cut.empty()) {
  order(G, F, Cut, {});
  dominators();
  if (Ways Turned = waysOut(G, Cut); !Turned.empty()) {
    order(G, F, Cut, Turned);
    dominators();
  }
  loops();
  conditions(G);
}

// Where the ends of loops lead to that have no next round: behind the loop.
Flow::Ways Flow::waysOut(const Graph &G, const CutArms &Cut) const {
  Ways Out;
  for (auto [Branch, Label] : Cut) {
    uint32_t Pos = Label == NextRound ? position(Branch) : UINT32_MAX;
    if (Pos == UINT32_MAX || In[Pos].size() != 1)
      continue;
    uint32_t Head = In[Pos].front();
    NodeId Behind;
    for (EdgeId E : G.out(Branch))
      if (G.edge(E).kind() == EdgeKind::Next && G.edge(E).label() == 2)
        Behind = G.edge(E).To;
    if (G.node(Events[Head]).kind() != NodeKind::Merge || !Behind)
      continue;
    for (uint32_t P : In[Head])
      if (dominates(Head, P))
        Out[{Events[P], Events[Head]}] = Behind;
  }
  return Out;
}

void Flow::order(const Graph &G, FunctionId F, const CutArms &Cut,
                 const Ways &Turned) {
  auto target = [&](const Edge &E) {
    auto It = Turned.find({E.From, E.To});
    return It == Turned.end() ? E.To : It->second;
  };
  auto isTaken = [&](const Edge &E) {
    return E.kind() == EdgeKind::Next &&
           (Cut.empty() || !Cut.contains({E.From, E.label()}));
  };
  NodeId Entry = G.function(F).First;
  First = Entry;
  Events.clear();
  Index.assign(G.function(F).Count, UINT32_MAX);
  // Depth-first with an own stack: functions have up to 100,000 events.
  struct Open {
    NodeId N;
    size_t Next;
  };
  std::vector<Open> Stack{{Entry, 0}};
  std::vector<bool> Seen(Index.size());
  auto isNew = [&](NodeId N) {
    auto Bit = Seen[N.Value - First.Value];
    bool New = !Bit;
    Bit = true;
    return New;
  };
  isNew(Entry);
  while (!Stack.empty()) {
    Open &Top = Stack.back();
    auto Edges = G.out(Top.N);
    if (Top.Next == Edges.size()) {
      Events.push_back(Top.N);
      Stack.pop_back();
      continue;
    }
    const Edge &E = G.edge(Edges[Top.Next++]);
    if (isTaken(E) && isNew(target(E)))
      Stack.push_back({target(E), 0});
  }
  std::reverse(Events.begin(), Events.end());
  for (size_t I = 0; I != Events.size(); ++I)
    Index[Events[I].Value - First.Value] = I;
  Out.assign(Events.size(), {});
  In.assign(Events.size(), {});
  for (size_t I = 0; I != Events.size(); ++I)
    for (EdgeId Id : G.out(Events[I])) {
      const Edge &E = G.edge(Id);
      if (!isTaken(E))
        continue;
      uint32_t To = position(target(E));
      Out[I].push_back({To, E.label()});
      In[To].push_back(I);
    }
  ReachesExit.assign(Events.size(), false);
  std::vector<uint32_t> Work;
  for (size_t I = 0; I != Events.size(); ++I)
    if (G.node(Events[I]).kind() == NodeKind::Return) {
      ReachesExit[I] = true;
      Work.push_back(I);
    }
  while (!Work.empty()) {
    uint32_t Pos = Work.back();
    Work.pop_back();
    for (uint32_t P : In[Pos])
      if (!ReachesExit[P]) {
        ReachesExit[P] = true;
        Work.push_back(P);
      }
  }
}

uint32_t Flow::position(NodeId Event) const {
  uint32_t Row = Event.Value - First.Value;
  return Row < Index.size() ? Index[Row] : UINT32_MAX;
}

void Flow::dominators() {
  Idom.assign(Events.size(), UINT32_MAX);
  Idom[0] = 0;
  auto Meet = [&](uint32_t A, uint32_t B) {
    while (A != B) {
      while (A > B)
        A = Idom[A];
      while (B > A)
        B = Idom[B];
    }
    return A;
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t I = 1; I < Events.size(); ++I) {
      uint32_t New = UINT32_MAX;
      for (uint32_t P : In[I])
        if (Idom[P] != UINT32_MAX)
          New = New == UINT32_MAX ? P : Meet(New, P);
      if (New != Idom[I]) {
        Idom[I] = New;
        Changed = true;
      }
    }
  }
}

bool Flow::dominates(uint32_t A, uint32_t B) const {
  while (B > A)
    B = Idom[B];
  return A == B;
}

// Natural loops, from the last header to the first, so that inner loops come
// before those around them. A loop that was found stands for all of its events
// from then on (Inside, a union-find): it is entered through its header only,
// so the work is linear however deep loops nest.
void Flow::loops() {
  Header.assign(Events.size(), UINT32_MAX);
  Parent.assign(Events.size(), UINT32_MAX);
  std::vector<uint32_t> Inside(Events.size());
  std::iota(Inside.begin(), Inside.end(), 0);
  auto Outermost = [&](uint32_t Pos) {
    while (Inside[Pos] != Pos)
      Pos = Inside[Pos] = Inside[Inside[Pos]];
    return Pos;
  };
  for (uint32_t H = Events.size(); H-- > 0;) {
    std::vector<uint32_t> Work;
    for (uint32_t P : In[H])
      if (P >= H && dominates(H, P))
        Work.push_back(P);
    if (Work.empty())
      continue;
    Header[H] = H;
    while (!Work.empty()) {
      uint32_t Pos = Outermost(Work.back());
      Work.pop_back();
      if (Pos <= H)
        continue;
      (Header[Pos] == Pos ? Parent : Header)[Pos] = H;
      Inside[Pos] = H;
      Work.insert(Work.end(), In[Pos].begin(), In[Pos].end());
    }
  }
}

void Flow::conditions(const Graph &G) {
  Condition.assign(Events.size(), UINT32_MAX);
  Tested.assign(Events.size(), false);
  auto isTest = [&](uint32_t Pos) {
    const Node &N = G.node(Events[Pos]);
    return N.kind() == NodeKind::Branch || N.kind() == NodeKind::Merge ||
           (N.kind() == NodeKind::Access && N.access() == AccessKind::Read) ||
           (N.kind() == NodeKind::MapOp && N.mapOp() == MapOpKind::IterNext);
  };
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    uint32_t H = Header[Pos];
    if (H == UINT32_MAX || G.node(Events[Pos]).kind() != NodeKind::Branch)
      continue;
    uint32_t Up = Pos;
    NodeId Received = G.target(Events[Pos], EdgeKind::Cond);
    if (Received && G.node(Received).kind() != NodeKind::SyncOp)
      Received = {};
    while (Up != H && (isTest(Up) || Events[Up] == Received))
      Up = Idom[Up];
    if (Up != H)
      continue;
    Condition[Pos] = H;
    for (uint32_t In = Pos; In != H; In = Idom[In])
      Tested[In] = true;
    Tested[H] = true;
  }
}

bool Flow::inLoopOf(uint32_t Pos, uint32_t HeaderPos) const {
  for (uint32_t H = Header[Pos]; H != UINT32_MAX; H = Parent[H])
    if (H == HeaderPos)
      return true;
  return false;
}

std::vector<uint32_t> Flow::everyIteration(uint32_t HeaderPos) const {
  std::vector<uint32_t> Result;
  std::vector<uint32_t> Latches;
  for (uint32_t P : In[HeaderPos])
    if (P >= HeaderPos && dominates(HeaderPos, P))
      Latches.push_back(P);
  if (Latches.empty())
    return Result;
  for (uint32_t Pos = HeaderPos;
       Pos <= *std::max_element(Latches.begin(), Latches.end()); ++Pos) {
    if (Pos >= Events.size())
      break;
    if (inLoopOf(Pos, HeaderPos) &&
        std::all_of(Latches.begin(), Latches.end(),
                    [&](uint32_t L) { return dominates(Pos, L); }))
      Result.push_back(Pos);
  }
  return Result;
}

bool Flow::isInEachRound(uint32_t Pos) const {
  const std::vector<uint32_t> Each = everyIteration(Header[Pos]);
  return std::ranges::find(Each, Pos) != Each.end();
}

bool Flow::leadsTo(uint32_t A, uint32_t B) const {
  std::vector<bool> Led(Events.size());
  Led[A] = true;
  for (uint32_t Pos = A; Pos < B; ++Pos)
    if (Led[Pos])
      for (const Succ &S : Out[Pos])
        if (S.To > Pos)
          Led[S.To] = true;
  return A < B && Led[B];
}

bool Flow::canFollow(uint32_t A, uint32_t B, uint32_t Avoid) const {
  auto [It, New] =
      Followers.try_emplace(static_cast<uint64_t>(A) << 32 | Avoid);
  std::vector<bool> &Seen = It->second;
  if (!New)
    return Seen[B];
  Seen.assign(Events.size(), false);
  walk(A, [&](uint32_t Pos) {
    Seen[Pos] = true;
    return Pos != Avoid;
  });
  return Seen[B];
}

const Flow &Flows::of(FunctionId F) {
  auto &Out = Made[F];
  if (!Out)
    Out = std::make_unique<Flow>(G, F);
  return *Out;
}

} // namespace mapgraph::solver
