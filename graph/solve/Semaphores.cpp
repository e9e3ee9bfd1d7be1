//===- Semaphores.cpp - Channels that are locks ---------------------------===//

#include "graph/solve/Semaphores.h"

#include "graph/solve/Callees.h"
#include "graph/solve/Flow.h"

#include <algorithm>
#include <set>

namespace mapgraph::solver {

// Through how many callers a send is looked for that a receive undoes.
static constexpr unsigned MaxDepth = 3;

namespace {
class Finder {
public:
  Finder(const Graph &Program, const Callees &C, Flows &Known)
      : G(Program), Calls(C), FlowOf(Known) {}

  std::unordered_map<NodeId, Admits> find();

private:
  /// What functions do to a channel.
  using Events = std::map<FunctionId, std::vector<NodeId>>;
  using Users = std::map<NodeId, Events>;

  void collect();
  Callees::Objects channelsOf(NodeId Event) const;
  bool takesItsOwn(FunctionId F, const std::vector<NodeId> &Receives,
                   const Events &Sends);
  bool mayRunAfterSend(FunctionId Caller, FunctionId F, const Events &Sends);
  bool givesBack(FunctionId F, const Events &Sends, unsigned Depth);
  bool isDrained(NodeId Channel);
  bool mayBeDrained(NodeId Channel) const;
  Admits admits(NodeId Send);

  const Graph &G;
  const Callees &Calls;
  std::vector<NodeId> Sends;
  Users Sending, Receiving;
  /// Types of the channels of receives that are not known to be of any.
  std::set<TypeId> Unknown;
  std::map<NodeId, Admits> Of;
  Flows &FlowOf;
};
} // namespace

static bool isOp(const Node &N, SyncOpKind K) {
  return N.kind() == NodeKind::SyncOp && N.syncOp() == K;
}

Callees::Objects Finder::channelsOf(NodeId Event) const {
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  return Addr ? Calls.objects(Addr) : Callees::Objects();
}

void Finder::collect() {
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    bool Send = isOp(N, SyncOpKind::Send);
    if ((!Send && !isOp(N, SyncOpKind::Recv)) || !N.Function ||
        !Calls.reachable(N.Function))
      continue;
    if (Send)
      Sends.push_back(NodeId(I));
    for (NodeId Channel : channelsOf(NodeId(I)))
      (Send ? Sending : Receiving)[Channel][N.Function].push_back(NodeId(I));
    NodeId Addr = G.target(NodeId(I), EdgeKind::Addr);
    if (!Send && Addr && Calls.isCrowded(Addr))
      Unknown.insert(G.node(Addr).Type);
  }
}

// Whether the function sends on every way that leads to a receive, from where
// it begins and from any receive.
bool Finder::takesItsOwn(FunctionId F, const std::vector<NodeId> &Receives,
                         const Events &Sends) {
  auto It = Sends.find(F);
  if (It == Sends.end())
    return false;
  const Flow &E = FlowOf.of(F);
  std::set<uint32_t> Sent, Taken;
  for (NodeId N : It->second)
    Sent.insert(E.position(N));
  for (NodeId N : Receives)
    Taken.insert(E.position(N));
  bool Own = true;
  auto goOn = [&](uint32_t Pos) {
    Own &= !Taken.contains(Pos);
    return Own && !Sent.contains(Pos);
  };
  E.walk(0, goOn);
  for (uint32_t Pos : Taken)
    if (Pos != UINT32_MAX)
      E.walk(Pos, goOn);
  return Own;
}

// Whether the caller sends itself, and may have done so where it runs F.
bool Finder::mayRunAfterSend(FunctionId Caller, FunctionId F,
                             const Events &Sends) {
  auto It = Sends.find(Caller);
  if (It == Sends.end())
    return false;
  const Flow &E = FlowOf.of(Caller);
  bool All = true;
  Calls.forTargets(Caller, [&](NodeId Event, FunctionId Callee) {
    uint32_t At = Callee == F ? E.position(Event) : UINT32_MAX;
    All &= At == UINT32_MAX || std::ranges::any_of(It->second, [&](NodeId S) {
             uint32_t Pos = E.position(S);
             return Pos != UINT32_MAX && E.canFollow(Pos, At);
           });
  });
  return All;
}

// Whether what the function receives is what those have sent who run it.
bool Finder::givesBack(FunctionId F, const Events &Sends, unsigned Depth) {
  const auto &By = Calls.callers(F);
  return Depth != MaxDepth && !By.empty() &&
         std::ranges::all_of(By, [&](FunctionId Caller) {
           return mayRunAfterSend(Caller, F, Sends) ||
                  (!Sends.contains(Caller) &&
                   givesBack(Caller, Sends, Depth + 1));
         });
}

bool Finder::isDrained(NodeId Channel) {
  const Events &Sends = Sending[Channel];
  return !std::ranges::all_of(Receiving[Channel], [&](const auto &By) {
    return Sends.contains(By.first) ? takesItsOwn(By.first, By.second, Sends)
                                    : givesBack(By.first, Sends, 0);
  });
}

// Whether the channel may be one of those that a receive is from which is not
// known to be from any.
bool Finder::mayBeDrained(NodeId Channel) const {
  TypeId Type = G.node(Channel).Type;
  return Unknown.contains(Type) || Unknown.contains(TypeId()) ||
         (!Type && !Unknown.empty());
}

Admits Finder::admits(NodeId Send) {
  const auto Channels = channelsOf(Send);
  size_t Ones = std::ranges::count_if(
      Channels, [&](NodeId C) { return Of[C] == Admits::One; });
  bool Some = std::ranges::any_of(
      Channels, [&](NodeId C) { return Of[C] != Admits::Many; });
  bool All = Ones == Channels.size() &&
             !Calls.isCrowded(G.target(Send, EdgeKind::Addr));
  if (Channels.empty() || (Some && !All))
    return Admits::Perhaps;
  return Some ? Admits::One : Admits::Many;
}

std::unordered_map<NodeId, Admits> Finder::find() {
  collect();
  for (const auto &[Channel, By] : Sending)
    Of[Channel] = !G.node(Channel).has(NF_Single) || isDrained(Channel)
                      ? Admits::Many
                  : mayBeDrained(Channel) ? Admits::Perhaps
                                          : Admits::One;
  std::unordered_map<NodeId, Admits> Out(Of.begin(), Of.end());
  for (NodeId Send : Sends)
    if (G.target(Send, EdgeKind::Addr))
      Out[Send] = admits(Send);
  return Out;
}

std::unordered_map<NodeId, Admits>
findSemaphores(const Graph &G, const Callees &Calls, Flows &Known) {
  return Finder(G, Calls, Known).find();
}

} // namespace mapgraph::solver
