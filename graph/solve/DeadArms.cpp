//===- DeadArms.cpp - Arms of selects that nobody answers -----------------===//

#include "graph/solve/DeadArms.h"

#include <algorithm>

namespace mapgraph::solver {

namespace {
/// What is known about one channel or one cell that may hold channels.
struct Use {
  bool Sent = false, Received = false, Closed = false;
  bool Whole = true;      ///< everybody who uses it is seen
  std::vector<NodeId> In; ///< cells that hold it
};

class Uses {
public:
  Uses(const Graph &Program, const Callees &C) : G(Program), Calls(C) {}

  std::unordered_set<NodeId> deadArms();

private:
  void note(NodeId V);
  void noteEvent(const Edge &E, Use &U);
  void noteStore(NodeId Event, Use &U);
  bool isKnownCall(NodeId Event) const;
  bool isClosureField(NodeId Address) const;
  void spread();
  bool isDead(NodeId Arm);

  const Graph &G;
  const Callees &Calls;
  std::unordered_map<NodeId, Use> Of;
};
} // namespace

static bool isChannel(const Node &N) {
  return N.kind() == NodeKind::Object && N.object() == ObjectKind::Channel;
}

static bool isOperand(EdgeKind K) {
  switch (K) {
  case EdgeKind::Addr:
  case EdgeKind::Key:
  case EdgeKind::Val:
  case EdgeKind::Cap:
  case EdgeKind::Arg:
  case EdgeKind::Code:
  case EdgeKind::Recv:
    return true;
  default:
    return false;
  }
}

// Loads of numbers have the flag in another sense.
static bool isArm(const Node &N) {
  return N.kind() == NodeKind::SyncOp && N.has(NF_Arm) &&
         (N.syncOp() == SyncOpKind::Send || N.syncOp() == SyncOpKind::Recv);
}

// A call of code that is defined here, which the value of the code alone does
// not leave open.
bool Uses::isKnownCall(NodeId Event) const {
  NodeId Code = G.target(Event, EdgeKind::Code);
  const auto &Targets = Calls.targets(Event);
  if (!Code || Targets.empty() || G.node(Code).kind() == NodeKind::Value ||
      G.node(Code).kind() == NodeKind::Param)
    return false;
  return std::ranges::all_of(Targets, [&](FunctionId F) {
    return G.function(F).Flags & FF_Defined &&
           !(G.function(F).Flags & FF_Opaque);
  });
}

// A captured variable of a closure whose code is part of the program.
bool Uses::isClosureField(NodeId Address) const {
  for (EdgeId Id : G.in(Address)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Field ||
        !G.str(G.Selectors[E.label()]).starts_with("closure."))
      continue;
    NodeId Code = G.target(E.From, EdgeKind::Code);
    return Code && G.node(Code).kind() == NodeKind::Function &&
           Calls.reachable(G.node(Code).Function);
  }
  return false;
}

void Uses::noteStore(NodeId Event, Use &U) {
  NodeId Address = G.target(Event, EdgeKind::Addr);
  if (!Address) {
    U.Whole = false;
    return;
  }
  const Node &A = G.node(Address);
  if (A.kind() == NodeKind::Object &&
      (A.object() == ObjectKind::Heap || A.object() == ObjectKind::Stack))
    U.In.push_back(Address);
  else
    U.Whole &= isClosureField(Address);
}

void Uses::noteEvent(const Edge &E, Use &U) {
  const Node &Event = G.node(E.From);
  bool Sync = Event.kind() == NodeKind::SyncOp;
  if (E.kind() == EdgeKind::Addr && Sync) {
    U.Sent |= Event.syncOp() == SyncOpKind::Send;
    U.Received |= Event.syncOp() == SyncOpKind::Recv;
    U.Closed |= Event.syncOp() == SyncOpKind::Close;
  } else if (E.kind() == EdgeKind::Val && Event.kind() == NodeKind::Access) {
    noteStore(E.From, U);
  } else if (E.kind() == EdgeKind::Arg) {
    U.Whole &= isKnownCall(E.From);
  } else {
    U.Whole &= E.kind() == EdgeKind::Addr || E.kind() == EdgeKind::Cap;
  }
}

// What happens to the objects that the value can be.
void Uses::note(NodeId V) {
  const Node &N = G.node(V);
  for (NodeId Object : Calls.objects(V)) {
    Use &U = Of[Object];
    U.Whole &= !Calls.isCrowded(V) && N.kind() != NodeKind::Result &&
               !N.has(NF_Iface) && !N.has(NF_Aggregate);
    for (EdgeId Id : G.in(V))
      if (const Edge &E = G.edge(Id); isOperand(E.kind()))
        noteEvent(E, U);
  }
}

// A channel in a cell that others may know is known to them, too.
void Uses::spread() {
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto &[Object, U] : Of)
      if (U.Whole && std::ranges::any_of(
                         U.In, [&](NodeId Cell) { return !Of[Cell].Whole; })) {
        U.Whole = false;
        Changed = true;
      }
  }
}

bool Uses::isDead(NodeId Arm) {
  NodeId Address = G.target(Arm, EdgeKind::Addr);
  const auto Channels = Address ? Calls.objects(Address) : Callees::Objects();
  bool Sends = G.node(Arm).syncOp() == SyncOpKind::Send;
  return !Channels.empty() && std::ranges::all_of(Channels, [&](NodeId C) {
    const Use &U = Of[C];
    if (!isChannel(G.node(C)) || !U.Whole)
      return false;
    return Sends ? !U.Received && !G.node(C).has(NF_Buffered)
                 : !U.Sent && !U.Closed;
  });
}

std::unordered_set<NodeId> Uses::deadArms() {
  std::vector<NodeId> Arms;
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    if (N.Function && Calls.reachable(N.Function) && isArm(N))
      Arms.push_back(NodeId(I));
  }
  std::unordered_set<NodeId> Out;
  if (Arms.empty())
    return Out;
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    note(NodeId(I));
  spread();
  for (NodeId Arm : Arms)
    if (isDead(Arm))
      Out.insert(Arm);
  return Out;
}

std::unordered_set<NodeId> findDeadArms(const Graph &G, const Callees &Calls) {
  return Uses(G, Calls).deadArms();
}

} // namespace mapgraph::solver
