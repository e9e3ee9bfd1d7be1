//===- FrameCode.cpp - Code that is one element of many -------------------===//
//
//   steps := []func(){func() { m["a"]++ }, func() { m["b"]++ }}
//   for _, s := range steps { go s() }
//
// What runs is one of those that are in the list. What they have captured is
// their own only if it is made anew for each of them.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Frame.h"

#include "graph/solve/Order.h"

#include <algorithm>

namespace mapgraph::solver {

// Functions of one list that are run each.
static constexpr size_t MaxPicked = 32;
// Objects that hold the list, or what holds it.
static constexpr size_t MaxOwners = 8;

// Whether the path is an element of a list that this frame makes, or that is
// handed to it or hangs on what is: of others, further away, too many frames
// would carry the calls up, mostly for nothing.
bool Frame::isPicked(PathId Code) const {
  if (ByValue || !Code || !T.Paths[Code].Element)
    return false;
  PathId Base = T.Paths.base(Code);
  if (T.Paths[Base].Kind != PathKind::Param)
    return T.Paths[Base].Kind == PathKind::Alloc;
  unsigned Loads = 0;
  for (; Code != Base; Code = T.Paths.parent(Code))
    Loads += T.Paths[Code].Kind == PathKind::Deref;
  return Loads < 3;
}

// Whether the event starts a closure that is one element of many: the names of
// elements do not tell what it has captured.
bool Frame::picksClosure(NodeId Event) {
  NodeId Code = G.target(Event, EdgeKind::Code);
  if (ByValue || !Code || G.node(Code).kind() == NodeKind::Function)
    return false;
  PathId P = Names.name(Code);
  return P && isPicked(Names.codePlace(P)) &&
         std::ranges::any_of(Names.followed(Event), [&](FunctionId Callee) {
           return Calls.isClosure(Callee);
         });
}

// Code that is handed to a call together with what the place hangs on, such as
// a handler to the method of its bus that keeps it.
void Frame::addHandedOver(const OpenCall &O, std::vector<PathId> &Out) {
  std::vector<PathId> Owners{T.Paths.base(O.Code)};
  for (size_t I = 0; I != Owners.size() && I != MaxOwners; ++I)
    for (const Store &S : Names.stores())
      if (S.Value == Owners[I])
        Owners.push_back(T.Paths.base(S.Addr));
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    NodeId Event = Events.event(Pos);
    if (G.node(Event).kind() != NodeKind::Call)
      continue;
    std::vector<PathId> Codes;
    bool Owner = false;
    for (EdgeId Id : G.out(Event)) {
      const Edge &E = G.edge(Id);
      if (E.kind() != EdgeKind::Arg && E.kind() != EdgeKind::Recv)
        continue;
      for (PathId P : Names.names(E.To))
        if (Names.codeOf(P))
          Codes.push_back(P);
        else
          Owner |= T.Paths.hasPrefix(O.Code, P) ||
                   std::ranges::find(Owners, P) != Owners.end();
    }
    if (Owner)
      Out.insert(Out.end(), Codes.begin(), Codes.end());
  }
}

// All that the code of the call, an element, can be.
std::vector<PathId> Frame::pickedCodes(const OpenCall &O) {
  std::vector<PathId> Out = Names.codesAt(O.Code);
  if (Out.empty()) {
    addHandedOver(O, Out);
    std::ranges::sort(Out);
    auto Same = std::ranges::unique(Out);
    Out.erase(Same.begin(), Same.end());
  }
  std::erase_if(Out, [&](PathId P) {
    return !std::ranges::binary_search(Calls.targets(O.Origin),
                                       Names.codeOf(P));
  });
  if (Out.size() > MaxPicked)
    Out.resize(MaxPicked);
  return Out;
}

// Whether each round of the loop around the call has another one of the element
// that is run and of the object: a closure made in a loop is in the list more
// than once, and has an object of its own only if that is made anew, too.
bool Frame::isOncePerWalk(const OpenCall &O, PathId Object) const {
  if (O.Repeats || !Events.inLoop(Events.position(O.Event)))
    return false;
  uint32_t Made = allocation(O.Code);
  return Made == UINT32_MAX || !Events.canFollow(Made, Made) ||
         !Events.canFollow(Made, Made, allocation(Object));
}

static bool isWait(uint32_t Code) {
  switch (SyncCode::kind(Code)) {
  case SyncKind::GroupWait:
  case SyncKind::Recv:
  case SyncKind::Drained:
  case SyncKind::Closed:
  case SyncKind::Notice:
  case SyncKind::Idle:
    return true;
  default:
    return false;
  }
}

// Whether the event starts the thread again while the one before may still run.
bool Frame::overlapsItself(const Item &I) {
  uint32_t Pos = Events.position(I.Event);
  if (!repeats(Pos))
    return false;
  if (G.node(I.Event).has(NF_Many))
    return true;
  const auto &Between = Must.between(Pos);
  std::optional<SetId> Ways;
  for (uint32_t Last : Events.predecessors(Pos))
    if (Between[Last] && Events.canFollow(Pos, Last))
      T.Sets.narrow(Ways, T.Sets.unite(*Between[Last], Must.syncAt(Last)));
  // The code that is run may itself signal what the round waits for.
  if (Ways && std::ranges::any_of(T.Sets[*Ways], isWait))
    return false;
  Wait Round;
  Round.Facts = Round.Again = Ways.value_or(SetTable::empty());
  Round.Added = I.Before;
  Round.In = this;
  Round.At = Pos;
  return !ordered(G, T, I, Round);
}

} // namespace mapgraph::solver
