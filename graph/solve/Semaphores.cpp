//===- Semaphores.cpp - Channels that are locks ---------------------------===//

#include "graph/solve/Semaphores.h"

#include "graph/solve/Callees.h"

#include <algorithm>
#include <set>

namespace mapgraph::solver {

// Through how many callers a send is looked for that a receive undoes.
static constexpr unsigned MaxDepth = 3;

namespace {
class Finder {
public:
  Finder(const Graph &Program, const Callees &C) : G(Program), Calls(C) {}

  std::unordered_map<NodeId, Admits> find();

private:
  /// Functions that do something to a channel.
  using Users = std::map<NodeId, std::set<FunctionId>>;

  void collect();
  Callees::Objects channelsOf(NodeId Event) const;
  bool givesBack(FunctionId F, const std::set<FunctionId> &Senders,
                 unsigned Depth);
  bool isDrained(NodeId Channel);
  Admits admits(NodeId Send);

  const Graph &G;
  const Callees &Calls;
  std::vector<NodeId> Sends;
  Users Sending, Receiving;
  std::map<NodeId, Admits> Of;
  std::vector<std::vector<FunctionId>> Callers; ///< once somebody has asked
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
      (Send ? Sending : Receiving)[Channel].insert(N.Function);
  }
}

// Whether what the function receives is what it has sent, or who runs it.
bool Finder::givesBack(FunctionId F, const std::set<FunctionId> &Senders,
                       unsigned Depth) {
  if (Senders.contains(F))
    return true;
  const auto &By = Callers[F.Value];
  return Depth != MaxDepth && !By.empty() &&
         std::ranges::all_of(By, [&](FunctionId Caller) {
           return givesBack(Caller, Senders, Depth + 1);
         });
}

bool Finder::isDrained(NodeId Channel) {
  if (Callers.empty())
    Callers = Calls.callers();
  return !std::ranges::all_of(Receiving[Channel], [&](FunctionId F) {
    return givesBack(F, Sending[Channel], 0);
  });
}

Admits Finder::admits(NodeId Send) {
  const auto Channels = channelsOf(Send);
  size_t Ones = std::ranges::count_if(
      Channels, [&](NodeId C) { return Of[C] == Admits::One; });
  bool All = Ones == Channels.size() &&
             !Calls.isCrowded(G.target(Send, EdgeKind::Addr));
  if (Channels.empty() || (Ones && !All))
    return Admits::Perhaps;
  return Ones ? Admits::One : Admits::Many;
}

std::unordered_map<NodeId, Admits> Finder::find() {
  collect();
  for (const auto &[Channel, By] : Sending)
    Of[Channel] = G.node(Channel).has(NF_Single) && !isDrained(Channel)
                      ? Admits::One
                      : Admits::Many;
  std::unordered_map<NodeId, Admits> Out(Of.begin(), Of.end());
  for (NodeId Send : Sends)
    if (G.target(Send, EdgeKind::Addr))
      Out[Send] = admits(Send);
  return Out;
}

std::unordered_map<NodeId, Admits> findSemaphores(const Graph &G,
                                                  const Callees &Calls) {
  return Finder(G, Calls).find();
}

} // namespace mapgraph::solver
