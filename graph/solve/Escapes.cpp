//===- Escapes.cpp - When others can first know a fresh object ------------===//

#include "graph/solve/Escapes.h"

#include <algorithm>

namespace mapgraph::solver {

bool Escapes::isOwn(PathId Object, uint32_t Made, uint32_t Pos,
                    Knowing Others) {
  if (!Collected)
    collect();
  // What a thread makes is found only after it gave it away.
  if (isAsync(G.node(Events.event(Made))))
    return false;
  auto [It, New] =
      Answers.try_emplace(static_cast<uint64_t>(Object.Value) << 32 | Pos);
  if (New) {
    const Leaks &Of = leaksOf(Object);
    auto isBefore = [&](const Positions &Where) {
      return std::ranges::any_of(Where, [&](uint32_t E) {
        return E == Pos || Events.canFollow(E, Pos, Made);
      });
    };
    bool Found = isBefore(Of.Found);
    It->second = {!Found && !isBefore(Of.Given), !Found};
  }
  return It->second[static_cast<size_t>(Others)];
}

bool Escapes::Leaks::unite(const Leaks &Other) {
  size_t Before = Found.size() + Given.size();
  Found.insert(Other.Found.begin(), Other.Found.end());
  Given.insert(Other.Given.begin(), Other.Given.end());
  return Found.size() + Given.size() != Before;
}

// A part is known from when its holder is, or from when it is put into one that
// is known already.
Escapes::Leaks Escapes::through(const Part &P, const Leaks &OfHolder) const {
  uint32_t Made = Events.position(T.Paths.madeBy(P.Holder));
  auto leaks = [&](const Positions &Where) {
    Positions Out;
    for (uint32_t E : Where) {
      if (E == P.Pos || Events.canFollow(P.Pos, E, Made))
        Out.insert(E);
      if (Events.canFollow(E, P.Pos, Made))
        Out.insert(P.Pos);
    }
    return Out;
  };
  return {leaks(OfHolder.Found), leaks(OfHolder.Given)};
}

// The events at which the object or one that holds it becomes known.
const Escapes::Leaks &Escapes::leaksOf(PathId Object) {
  auto [It, New] = All.try_emplace(Object);
  if (!New)
    return It->second;
  std::map<PathId, Leaks> Of{{Object, At[Object]}};
  std::vector<PathId> Work{Object};
  while (!Work.empty()) {
    PathId P = Work.back();
    Work.pop_back();
    for (const Part &X : Parts[P])
      if (Of.try_emplace(X.Holder, At[X.Holder]).second)
        Work.push_back(X.Holder);
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[P, Known] : Of)
      for (const Part &X : Parts[P])
        Changed |= Known.unite(through(X, Of[X.Holder]));
  }
  return It->second = std::move(Of[Object]);
}

void Escapes::collect() {
  Collected = true;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    collectAt(Pos);
}

// Values become known at the event, to whoever knows one of Into. In a local
// object they are as known as that is.
void Escapes::add(const Naming::Names &Values, const Naming::Names &Into,
                  uint32_t Pos) {
  for (PathId V : Values) {
    PathId Value = T.Paths.base(V);
    if (T.Paths[Value].Kind != PathKind::Alloc)
      continue;
    bool Local = !Into.empty();
    for (PathId I : Into) {
      PathId Place = T.Paths.base(I);
      if (T.Paths[Place].Kind != PathKind::Alloc)
        Local = false;
      else if (Place != Value)
        Parts[Value].insert({Place, Pos});
    }
    if (!Local)
      At[Value].Found.insert(Pos);
  }
}

// A thread that is started at the event knows the values.
void Escapes::give(const Naming::Names &Values, uint32_t Pos) {
  for (PathId V : Values)
    if (PathId Value = T.Paths.base(V); T.Paths[Value].Kind == PathKind::Alloc)
      At[Value].Given.insert(Pos);
}

void Escapes::collectAt(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const Node &N = G.node(Event);
  if (N.kind() == NodeKind::Call || isAsync(N)) {
    collectCall(Pos);
    return;
  }
  bool Plain = N.kind() == NodeKind::Access || N.kind() == NodeKind::MapOp;
  if (!Plain && N.kind() != NodeKind::SyncOp)
    return;
  Naming::Names Into;
  if (NodeId Addr = G.target(Event, EdgeKind::Addr); Addr && Plain)
    Into = Names.names(Addr);
  for (EdgeId Id : G.out(Event)) {
    const Edge &E = G.edge(Id);
    bool Value =
        E.kind() == EdgeKind::Val || E.kind() == EdgeKind::Key ||
        (!Plain && (E.kind() == EdgeKind::Arg || E.kind() == EdgeKind::Code));
    if (Value)
      add(Names.names(E.To), Into, Pos);
  }
}

// Whether all that the event can run is there to be looked at.
bool Escapes::isKnown(NodeId Event) const {
  const auto &Followed = Names.followed(Event);
  return !Names.isOpen(Event) && !Followed.empty() &&
         Followed.size() == Calls.targets(Event).size() &&
         std::ranges::all_of(Followed, [&](FunctionId Callee) {
           uint32_t Flags = G.function(Callee).Flags;
           return (Flags & FF_Defined) && !(Flags & FF_Opaque);
         });
}

void Escapes::collectCall(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  bool Async = isAsync(G.node(Event)), Known = isKnown(Event);
  for (EdgeId Id : G.out(Event)) {
    EdgeKind K = G.edge(Id).kind();
    bool Given = K == EdgeKind::Arg || K == EdgeKind::Recv ||
                 K == EdgeKind::Code || (Async && K == EdgeKind::Val);
    if (Given && !Known)
      add(Names.names(G.edge(Id).To), {}, Pos);
    else if (Given && Async)
      give(Names.names(G.edge(Id).To), Pos);
  }
  if (Known)
    for (FunctionId Callee : Names.followed(Event))
      collectCallee(Pos, Callee);
}

void Escapes::collectCallee(uint32_t Pos, FunctionId Callee) {
  NodeId Event = Events.event(Pos);
  const Summary &S = Done.at(Event, Callee);
  auto lift = [&](PathId P) { return Names.lift(Event, Callee, P); };
  for (const auto *Kept : {&S.Stores, &S.Puts})
    for (const Store &X : *Kept)
      add(lift(X.Value), lift(X.Addr), Pos);
  for (const Item &I : S.Items)
    if (T.async(I.Trace))
      give(lift(I.Object), Pos);
  for (const OpenCall &O : S.OpenCalls) {
    add(lift(O.Code), {}, Pos);
    for (PathId A : O.Args)
      if (A)
        add(lift(A), {}, Pos);
  }
}

} // namespace mapgraph::solver
