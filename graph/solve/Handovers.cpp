//===- Handovers.cpp - Messages that have one owner at a time -------------===//

#include "graph/solve/Handovers.h"

#include <algorithm>

namespace mapgraph::solver {

// How many copies and parts a value is followed back.
static constexpr unsigned MaxDepth = 8;

Handovers::Handovers(const Graph &Program, const Callees &C,
                     const CalleeSummaries &D, Tables &Shared, const Flow &E,
                     Naming &N)
    : G(Program), Calls(C), Done(D), T(Shared), Events(E), Names(N) {
  HasMessages = std::ranges::any_of(Names.stores(), [&](const Store &S) {
    return T.Paths.isMessage(S.Addr);
  });
  for (uint32_t Pos = 0; Pos != Events.size() && !HasMessages; ++Pos) {
    const Node &X = G.node(Events.event(Pos));
    HasMessages |=
        X.kind() == NodeKind::SyncOp &&
        (X.syncOp() == SyncOpKind::Recv || X.syncOp() == SyncOpKind::Send);
  }
}

uint32_t Handovers::receiveOf(NodeId Value, bool Parts, unsigned Depth) const {
  std::optional<uint32_t> Out;
  for (EdgeId Id : G.in(Value)) {
    const Edge &E = G.edge(Id);
    uint32_t From = UINT32_MAX;
    bool Part = E.kind() == EdgeKind::Field || E.kind() == EdgeKind::Load;
    if (E.kind() == EdgeKind::Copy || (Part && Parts)) {
      if (Depth != MaxDepth)
        From = receiveOf(E.From, Parts, Depth + 1);
    } else if (E.kind() == EdgeKind::ResultOf) {
      const Node &N = G.node(E.From);
      NodeId Addr = G.target(E.From, EdgeKind::Addr);
      if (N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::Recv)
        From = Events.position(E.From);
      else if (Parts && Addr && Depth != MaxDepth &&
               (N.kind() == NodeKind::Access || N.kind() == NodeKind::MapOp))
        From = receiveOf(Addr, Parts, Depth + 1);
    } else if (!Part) {
      continue; // somebody uses it
    }
    if (From == UINT32_MAX || (Out && *Out != From))
      return UINT32_MAX;
    Out = From;
  }
  return Out.value_or(UINT32_MAX);
}

// Whether sends of what has this name are seen: it is an object that is made
// here or below, a parameter, or what a closure has of its maker.
bool Handovers::isTracked(PathId P) const {
  const Path &Base = T.Paths[T.Paths.base(P)];
  if (T.Paths.isBase(P))
    return Base.Kind == PathKind::Alloc || Base.Kind == PathKind::Param;
  return Base.Kind == PathKind::Param && Base.A == 0 && !T.Paths[P].Element &&
         Calls.isClosure(G.node(Events.event(0)).Function);
}

bool Handovers::isHolder(PathId P) const {
  return T.Paths[T.Paths.base(P)].Kind == PathKind::Alloc;
}

void Handovers::collect() {
  if (std::exchange(Collected, true) || !HasMessages)
    return;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    bool Sync = N.kind() == NodeKind::SyncOp;
    if (Sync && N.syncOp() == SyncOpKind::Send)
      collectSend(Pos);
    else if (Sync && N.syncOp() == SyncOpKind::Recv)
      collectReceive(Pos);
    else if (N.kind() == NodeKind::Access && N.access() == AccessKind::Write)
      collectStore(Pos);
    else if (N.kind() == NodeKind::Call || isAsync(N))
      collectCall(Pos);
    if (isAsync(N))
      collectStart(Pos);
  }
}

// What is neither made here nor received was kept by somebody, who may send it
// again.
void Handovers::collectSend(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const Naming::Names Channels = Names.names(G.target(Event, EdgeKind::Addr));
  for (EdgeId Id : G.out(Event)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Val)
      continue;
    uint32_t From = receiveOf(E.To, false, 0);
    const Naming::Names Values = Names.names(E.To);
    for (PathId P : Values) {
      if (From == UINT32_MAX && !isTracked(P)) {
        for (PathId Channel : Channels)
          Shared.insert(T.Paths.message(Channel));
        continue;
      }
      Sent[P].insert(Pos);
    }
  }
}

void Handovers::collectReceive(uint32_t Pos) {
  for (EdgeId Id : G.out(Events.event(Pos)))
    if (const Edge &E = G.edge(Id); E.kind() == EdgeKind::ResultOf)
      for (PathId P : Names.names(E.To))
        Receives[P].insert(Pos);
}

void Handovers::collectStore(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  NodeId Val = G.target(Event, EdgeKind::Val);
  if (!Addr || !Val)
    return;
  const Naming::Names Places = Names.names(Addr);
  for (PathId V : Names.names(Val))
    for (PathId Place : Places)
      if (PathId Holder = T.Paths.base(Place); isHolder(Place) && Holder != V)
        Holders[V].insert(Holder);
}

// What a thread is started with belongs to it as well as to who starts it.
void Handovers::collectStart(uint32_t Pos) {
  for (EdgeId Id : G.out(Events.event(Pos))) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Arg && E.kind() != EdgeKind::Recv &&
        E.kind() != EdgeKind::Code)
      continue;
    for (PathId P : Names.names(E.To))
      Started.insert(P);
  }
}

// What a callee sends of what it is given, or has made for who calls.
void Handovers::collectCall(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  for (FunctionId Callee : Names.followed(Event)) {
    const Summary &S = Done.at(Event, Callee);
    for (PathId P : S.Shared)
      for (PathId L : Names.lift(Event, Callee, P))
        Shared.insert(L);
    for (const Store &X : S.Stores) {
      const Path &Value = T.Paths[T.Paths.base(X.Value)];
      if (Value.Kind != PathKind::Param && Value.Kind != PathKind::Alloc)
        continue;
      // What a thread makes or gets is its own matter.
      bool Made = Value.Kind == PathKind::Alloc;
      if ((Made && isAsync(G.node(Event))) || T.Paths[X.Value].Element)
        continue;
      bool Send = T.Paths.isMessage(X.Addr);
      const Naming::Names Places = Names.lift(Event, Callee, X.Addr);
      for (PathId V : Names.lift(Event, Callee, X.Value)) {
        if (Send)
          Sent[V].insert(Pos);
        for (PathId P : Places)
          if (PathId Holder = T.Paths.base(P);
              !Send && isHolder(P) && Holder != V)
            Holders[V].insert(Holder);
      }
    }
  }
}

// The object, and the local ones that hold it.
std::set<PathId> Handovers::holdersOf(PathId P) const {
  std::set<PathId> Out{P};
  std::vector<PathId> Work{P};
  while (!Work.empty()) {
    auto In = Holders.find(Work.back());
    Work.pop_back();
    if (In != Holders.end())
      for (PathId H : In->second)
        if (Out.insert(H).second)
          Work.push_back(H);
  }
  return Out;
}

// Where the object or one that holds it is sent.
const std::set<uint32_t> &Handovers::sendsOf(PathId P) {
  auto [It, New] = Everywhere.try_emplace(P);
  if (New)
    for (PathId H : holdersOf(P))
      if (auto At = Sent.find(H); At != Sent.end())
        It->second.insert(At->second.begin(), At->second.end());
  return It->second;
}

// The event that makes the object, or gets it, anew before the other one.
uint32_t Handovers::made(PathId P, uint32_t Before) const {
  if (auto At = Receives.find(P); At != Receives.end())
    for (uint32_t Recv : At->second)
      if (Events.dominates(Recv, Before))
        return Recv;
  return Events.position(T.Paths.madeBy(P));
}

bool Handovers::isSentTwice(PathId P) {
  const std::set<uint32_t> &All = sendsOf(P);
  return std::ranges::any_of(All, [&](uint32_t Second) {
    uint32_t Made = made(P, Second);
    return Made != Second && std::ranges::any_of(All, [&](uint32_t First) {
             return Events.canFollow(First, Second, Made);
           });
  });
}

PathId Handovers::receivedFrom(NodeId Value, uint32_t Pos) {
  if (!HasMessages)
    return {};
  uint32_t Recv = receiveOf(Value, true, 0);
  if (Recv == UINT32_MAX || !Events.dominates(Recv, Pos))
    return {};
  collect();
  for (const auto &[P, At] : Receives)
    if (At.contains(Recv))
      for (uint32_t Send : sendsOf(P))
        if (Events.canFollow(Send, Pos, Recv))
          return {};
  NodeId Channel = G.target(Events.event(Recv), EdgeKind::Addr);
  const Naming::Names Of = Channel ? Names.names(Channel) : Naming::Names();
  return Of.size() == 1 ? Of.front() : PathId();
}

bool Handovers::isSentOn(uint32_t Param, uint32_t Pos) {
  if (!HasMessages)
    return false;
  collect();
  return std::ranges::any_of(Sent, [&](const auto &X) {
    const Path &Base = T.Paths[T.Paths.base(X.first)];
    return Base.Kind == PathKind::Param && Base.A == Param &&
           std::ranges::any_of(sendsOf(X.first), [&](uint32_t Send) {
             return Events.canFollow(Send, Pos);
           });
  });
}

void Handovers::share(PathId P) { Shared.insert(P); }

const std::set<PathId> &Handovers::shared() {
  collect();
  if (std::exchange(Judged, true))
    return Shared;
  std::set<PathId> All = Started;
  for (const auto &[P, At] : Sent)
    All.insert(P);
  for (const auto &[P, In] : Holders)
    All.insert(P);
  for (PathId P : All)
    if (isSentTwice(P) || std::ranges::any_of(holdersOf(P), [&](PathId H) {
          return Started.contains(H);
        }))
      Shared.insert(P);
  return Shared;
}

// All that is known to be stored of the object, and of local ones with it.
std::vector<Store> Handovers::storesOf(PathId Object) const {
  std::vector<Store> Out;
  std::set<PathId> Seen{Object};
  std::vector<PathId> Work{Object};
  while (!Work.empty()) {
    PathId P = Work.back();
    Work.pop_back();
    for (const Store &S : Names.stores()) {
      if (S.Value != P)
        continue;
      Out.push_back(S);
      if (isHolder(S.Addr) && !T.Paths.isMessage(S.Addr) &&
          Seen.insert(T.Paths.base(S.Addr)).second)
        Work.push_back(T.Paths.base(S.Addr));
    }
  }
  return Out;
}

bool Handovers::isOnlyPassed(PathId Object) const {
  std::set<PathId> Kept{Object}, Stored;
  for (const Store &S : storesOf(Object)) {
    Stored.insert(S.Value);
    if (T.Paths.isMessage(S.Addr))
      continue;
    if (!isHolder(S.Addr))
      return false;
    Kept.insert(T.Paths.base(S.Addr));
  }
  return Kept == Stored;
}

bool Handovers::isKnownOutside(PathId Object) const {
  return std::ranges::any_of(storesOf(Object), [&](const Store &S) {
    return T.Paths.isMessage(S.Addr) || !isHolder(S.Addr);
  });
}

bool Handovers::isShared(PathId Object, PathId Channel) {
  const std::set<PathId> &All = shared();
  return All.contains(Object) || All.contains(T.Paths.message(Channel));
}

} // namespace mapgraph::solver
