//===- ChannelLocks.cpp - Channels that work as a mutex -------------------===//

#include "graph/solve/ChannelLocks.h"

#include "graph/solve/Callees.h"
#include "graph/solve/Flow.h"
#include "graph/solve/Summary.h"

#include <algorithm>
#include <array>
#include <deque>

namespace mapgraph::solver {

// Functions looked at for one channel, each some times when they call each
// other; locks have few users that do not give back what they took.
static constexpr unsigned MaxVisits = 256;

namespace {
/// What a thread may be where control is: a set.
enum State : uint8_t { Free = 1, Holder = 2 };

/// What a function makes of a thread that is Free (0) or a Holder (1).
struct Effect {
  /// By the answer: false or nil, and true or not nil.
  using Ends = std::array<uint8_t, 2>;
  std::array<Ends, 2> Out = {{{Free, Free}, {Holder, Holder}}};
  /// Gives back what the thread may not have.
  std::array<bool, 2> Fails = {false, false};

  /// It gives back what it takes: callers need not look at it, as a Holder who
  /// takes again waits for ever.
  bool isBalanced() const { return Out[0] == Ends{Free, Free} && !Fails[0]; }
  /// A thread that runs it has the message for good: it was meant for it.
  bool keeps() const { return Out[0] == Ends{Holder, Holder}; }
  bool operator==(const Effect &) const = default;
};

struct Program {
  const Graph &G;
  const Callees &Calls;
  Flows &FlowOf;
};

/// Sends on and receives from one channel.
struct Uses {
  std::vector<NodeId> Sends, Receives;
  bool Closed = false;
};

/// Follows threads that take and give one channel's message.
class Walk {
public:
  Walk(const Program &P, const std::vector<NodeId> &Takes,
       const std::vector<NodeId> &Gives)
      : P(P) {
    for (NodeId N : Takes)
      Ops[N] = LockStep::Locks;
    for (NodeId N : Gives)
      Ops[N] = LockStep::Unlocks;
  }

  /// Whether nobody gives who has not taken, and who takes does not keep it.
  bool isLock();

private:
  using States = std::vector<uint8_t>;

  Effect effectOf(FunctionId F);
  uint8_t step(NodeId Event, uint8_t In, bool &Fails) const;
  uint8_t callStep(NodeId Event, uint8_t In, bool &Fails) const;
  uint8_t onEdge(const Flow &E, const States &In, uint32_t Pos,
                 const Flow::Succ &To, uint8_t Out) const;
  uint8_t answered(NodeId Call, uint8_t In, bool Yes) const;
  const Effect &known(FunctionId F) const {
    static const Effect Neutral;
    auto It = Effects.find(F);
    return It == Effects.end() ? Neutral : It->second;
  }

  const Program &P;
  std::unordered_map<NodeId, LockStep> Ops;
  std::unordered_map<FunctionId, Effect> Effects;
};

class Finder {
public:
  explicit Finder(const Program &Of) : P(Of) {}

  std::unordered_map<NodeId, LockStep> find();

private:
  void collect();
  void judge(NodeId Channel, const Uses &Of);
  bool fills(NodeId Send, NodeId Channel);
  LockStep stepOf(NodeId Event) const;

  Program P;
  std::map<NodeId, Uses> Channels;
  std::unordered_map<NodeId, LockStep> SendOn; ///< what a send on a lock does
  std::unordered_map<NodeId, LockStep> Filled; ///< the sends that fill them
};
} // namespace

static bool isChannelOp(const Node &N) {
  return N.kind() == NodeKind::SyncOp &&
         (N.syncOp() == SyncOpKind::Send || N.syncOp() == SyncOpKind::Recv ||
          N.syncOp() == SyncOpKind::Close);
}

// What a call that returns with an answer makes of the states.
uint8_t Walk::answered(NodeId Call, uint8_t In, bool Yes) const {
  uint8_t Out = 0;
  for (FunctionId Callee : P.Calls.targets(Call))
    for (uint8_t S : {Free, Holder})
      if (In & S)
        Out |= known(Callee).Out[S == Holder][Yes];
  return P.Calls.targets(Call).empty() ? In : Out;
}

uint8_t Walk::callStep(NodeId Event, uint8_t In, bool &Fails) const {
  const Node &N = P.G.node(Event);
  bool Async = isAsync(N);
  for (FunctionId Callee : P.Calls.targets(Event))
    if (const Effect &E = known(Callee); Async)
      Fails |= E.Fails[0] || E.keeps();
    else
      Fails |= (In & Free && E.Fails[0]) || (In & Holder && E.Fails[1]);
  if (Async)
    return In;
  uint8_t Out = answered(Event, In, false) | answered(Event, In, true);
  return N.kind() == NodeKind::Call ? Out : In | Out; // a once may run nothing
}

uint8_t Walk::step(NodeId Event, uint8_t In, bool &Fails) const {
  const Node &N = P.G.node(Event);
  auto Op = Ops.find(Event);
  if (Op == Ops.end())
    return N.kind() == NodeKind::Call || N.kind() == NodeKind::SyncOp
               ? callStep(Event, In, Fails)
               : In;
  bool Locks = Op->second == LockStep::Locks;
  Fails |= !Locks && (In & Free);
  uint8_t Out = Locks ? Holder : Free;
  return N.has(NF_Try) ? In | Out : Out;
}

// Behind a branch that tests the answer of a call.
uint8_t Walk::onEdge(const Flow &E, const States &In, uint32_t Pos,
                     const Flow::Succ &To, uint8_t Out) const {
  NodeId Call = To.Label == 1 || To.Label == 2
                    ? P.G.target(E.event(Pos), EdgeKind::Cond)
                    : NodeId();
  if (!Call || P.G.node(Call).kind() != NodeKind::Call)
    return Out;
  uint32_t At = E.position(Call);
  bool Ignored = false;
  if (At == UINT32_MAX || step(Call, In[At], Ignored) != Out)
    return Out;
  return Out & answered(Call, In[At], To.Label == 1);
}

Effect Walk::effectOf(FunctionId F) {
  const Flow &E = P.FlowOf.of(F);
  Effect Result;
  for (uint8_t Entry : {Free, Holder}) {
    bool IsHolder = Entry == Holder;
    Effect::Ends Ends = {0, 0};
    States In(E.size(), 0);
    In[0] = Entry;
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
        const Node &N = P.G.node(E.event(Pos));
        if (!In[Pos] || P.Calls.isDeadArm(E.event(Pos)))
          continue;
        if (N.kind() == NodeKind::Return && !N.has(NF_Panic))
          for (bool Yes : {false, true})
            if (P.G.str(N.Name) != (Yes ? "0" : "1"))
              Ends[Yes] |= In[Pos];
        uint8_t Out = step(E.event(Pos), In[Pos], Result.Fails[IsHolder]);
        for (const Flow::Succ &S : E.successors(Pos)) {
          uint8_t New = In[S.To] | onEdge(E, In, Pos, S, Out);
          Changed |= New != In[S.To];
          In[S.To] = New;
        }
      }
    }
    Result.Out[IsHolder] = Ends;
  }
  return Result.isBalanced() ? Effect() : Result;
}

bool Walk::isLock() {
  std::deque<FunctionId> Work;
  for (auto [N, Step] : Ops)
    Work.push_back(P.G.node(N).Function);
  std::sort(Work.begin(), Work.end());
  Work.erase(std::unique(Work.begin(), Work.end()), Work.end());
  for (unsigned Visits = 0; !Work.empty(); ++Visits) {
    FunctionId F = Work.front();
    Work.pop_front();
    if (Visits == MaxVisits)
      return false;
    Effect New = effectOf(F);
    const auto &Callers = P.Calls.callers(F);
    if (New.Fails[0] ? New.Fails[1] || Callers.empty()
                     : New.keeps() && Callers.empty())
      return false;
    if (New == known(F))
      continue;
    Effects[F] = New;
    for (FunctionId By : Callers)
      if (std::ranges::find(Work, By) == Work.end())
        Work.push_back(By);
  }
  return true;
}

// Whether the send comes once after each make of the channel.
bool Finder::fills(NodeId Send, NodeId Channel) {
  const Node &N = P.G.node(Send);
  if (N.Function != P.G.node(Channel).Function || N.has(NF_Try) ||
      N.has(NF_Arm))
    return false;
  const Flow &E = P.FlowOf.of(N.Function);
  uint32_t Pos = E.position(Send), Made = E.position(Channel);
  return Pos != UINT32_MAX && Made != UINT32_MAX && E.dominates(Made, Pos) &&
         !E.canFollow(Pos, Pos, Made);
}

void Finder::judge(NodeId Channel, const Uses &Of) {
  if (Of.Sends.empty() || Of.Receives.empty())
    return;
  if (P.G.node(Channel).has(NF_Single) &&
      Walk(P, Of.Sends, Of.Receives).isLock()) {
    SendOn[Channel] = LockStep::Locks;
    return;
  }
  std::vector<NodeId> Gives;
  NodeId Filler;
  for (NodeId Send : Of.Sends)
    if (!Filler && fills(Send, Channel))
      Filler = Send;
    else
      Gives.push_back(Send);
  if (Gives.empty() || !Filler || Of.Closed ||
      !Walk(P, Of.Receives, Gives).isLock())
    return;
  SendOn[Channel] = LockStep::Unlocks;
  Filled[Filler] = LockStep::None;
}

void Finder::collect() {
  const Graph &G = P.G;
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const Node &N = G.Nodes[I];
    NodeId Event(I), Addr;
    if (!isChannelOp(N) || !N.Function || !P.Calls.reachable(N.Function) ||
        !(Addr = G.target(Event, EdgeKind::Addr)))
      continue;
    for (NodeId Channel : P.Calls.objects(Addr)) {
      Uses &Of = Channels[Channel];
      if (N.syncOp() == SyncOpKind::Close)
        Of.Closed = true;
      else
        (N.syncOp() == SyncOpKind::Send ? Of.Sends : Of.Receives)
            .push_back(Event);
    }
  }
}

// Takes the lock if all channels that it may work on are locks that it takes,
// and gives it back if one of them is one that it gives back.
LockStep Finder::stepOf(NodeId Event) const {
  NodeId Addr = P.G.target(Event, EdgeKind::Addr);
  const auto Objects = P.Calls.objects(Addr);
  if (Objects.empty() || Filled.contains(Event))
    return LockStep::None;
  bool Sends = P.G.node(Event).syncOp() == SyncOpKind::Send;
  auto is = [&](LockStep Step) {
    return [this, Sends, Step](NodeId Channel) {
      auto It = SendOn.find(Channel);
      return It != SendOn.end() && (It->second == Step) == Sends;
    };
  };
  if (std::ranges::any_of(Objects, is(LockStep::Unlocks)))
    return LockStep::Unlocks;
  return !P.Calls.isCrowded(Addr) &&
                 std::ranges::all_of(Objects, is(LockStep::Locks))
             ? LockStep::Locks
             : LockStep::None;
}

std::unordered_map<NodeId, LockStep> Finder::find() {
  collect();
  for (const auto &[Channel, Of] : Channels)
    judge(Channel, Of);
  std::unordered_map<NodeId, LockStep> Out = SendOn;
  for (const auto &[Channel, Of] : Channels)
    if (SendOn.contains(Channel))
      for (const auto *Events : {&Of.Sends, &Of.Receives})
        for (NodeId Event : *Events)
          Out[Event] = stepOf(Event);
  return Out;
}

std::unordered_map<NodeId, LockStep>
findChannelLocks(const Graph &G, const Callees &Calls, Flows &Known) {
  return Finder({G, Calls, Known}).find();
}

} // namespace mapgraph::solver
