//===- Escapes.cpp - When others can first know a fresh object ------------===//

#include "graph/solve/Escapes.h"

#include <algorithm>

namespace mapgraph::solver {

bool Escapes::isOwn(PathId Object, uint32_t Made, uint32_t Pos) {
  if (!Collected)
    collect();
  // What a thread makes is found only after it gave it away.
  if (isAsync(G.node(Events.event(Made))))
    return false;
  auto [It, New] = Answers.try_emplace(
      static_cast<uint64_t>(Object.Value) << 32 | Pos, false);
  if (New)
    It->second = std::none_of(
        escapesOf(Object).begin(), escapesOf(Object).end(),
        [&](uint32_t E) { return E == Pos || Events.canFollow(E, Pos, Made); });
  return It->second;
}

// The events at which the object or one that holds it becomes known.
const std::vector<uint32_t> &Escapes::escapesOf(PathId Object) {
  auto [It, New] = All.try_emplace(Object);
  if (!New)
    return It->second;
  std::set<PathId> Seen{Object};
  std::vector<PathId> Work{Object};
  while (!Work.empty()) {
    PathId P = Work.back();
    Work.pop_back();
    const auto &Here = At[P];
    It->second.insert(It->second.end(), Here.begin(), Here.end());
    for (PathId H : Holders[P])
      if (Seen.insert(H).second)
        Work.push_back(H);
  }
  return It->second;
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
        Holders[Value].insert(Place);
    }
    if (!Local)
      At[Value].push_back(Pos);
  }
}

void Escapes::collectAt(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const Node &N = G.node(Event);
  if (N.kind() == NodeKind::Call) {
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

void Escapes::collectCall(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const auto &Followed = Names.followed(Event);
  bool Known = !Names.isOpen(Event) && !Followed.empty() &&
               Followed.size() == Calls.targets(Event).size();
  for (FunctionId Callee : Followed) {
    uint32_t Flags = G.function(Callee).Flags;
    Known &= (Flags & FF_Defined) && !(Flags & FF_Opaque);
  }
  if (!Known) {
    for (EdgeId Id : G.out(Event))
      if (EdgeKind K = G.edge(Id).kind();
          K == EdgeKind::Arg || K == EdgeKind::Recv || K == EdgeKind::Code)
        add(Names.names(G.edge(Id).To), {}, Pos);
    return;
  }
  for (FunctionId Callee : Followed) {
    const Summary &S = Done.at(Event, Callee);
    for (const Store &X : S.Stores)
      add(Names.lift(Event, Callee, X.Value), Names.lift(Event, Callee, X.Addr),
          Pos);
    for (const Item &I : S.Items)
      if (T.async(I.Trace))
        add(Names.lift(Event, Callee, I.Object), {}, Pos);
    for (const OpenCall &O : S.OpenCalls) {
      add(Names.lift(Event, Callee, O.Code), {}, Pos);
      for (PathId A : O.Args)
        if (A)
          add(Names.lift(Event, Callee, A), {}, Pos);
    }
  }
}

} // namespace mapgraph::solver
