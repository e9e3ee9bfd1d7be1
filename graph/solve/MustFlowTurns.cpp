//===- MustFlowTurns.cpp - Questions, and the time of their answers -------===//
//
//   d := make(chan T); queue <- message{d}; <-d      // asks
//   msg := <-queue; …; close(msg.d)                  // answers
//
// The one who asks gives its turn away with the message and has it again when
// the channel that only this message carries was heard. The one who answers has
// the turn from the receive to the first signal on what came with the message,
// where one follows on every way: not before, as nobody else can have given it.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/MustFlow.h"

#include <algorithm>
#include <set>

namespace mapgraph::solver {

// The channel that the operation works on; none when it is not such a one.
PathId MustFlow::channelAt(uint32_t Pos, SyncOpKind K) const {
  const Node &N = G.node(Events.event(Pos));
  if (N.kind() != NodeKind::SyncOp || N.syncOp() != K || isDead(Pos))
    return {};
  SyncKind Kind = K == SyncOpKind::Send ? SyncKind::Send : SyncKind::Recv;
  for (uint32_t C : T.Sets[Effects[Pos].Sync])
    if (SyncCode::kind(C) == Kind)
      return SyncCode::path(C);
  return {};
}

// The selections from the base to the path.
static std::vector<PathId> chainOf(const PathTable &Paths, PathId P) {
  std::vector<PathId> Out{P};
  for (; !Paths.isBase(P); Out.push_back(P))
    P = Paths.parent(P);
  std::ranges::reverse(Out);
  return Out;
}

// Whether only one of the names can be there: they part at fields of different
// types of one object, as what methods behind an interface work on does.
static bool isEither(const Tables &T, PathId P, PathId Q) {
  const auto A = chainOf(T.Paths, P), B = chainOf(T.Paths, Q);
  size_t I = 0;
  while (I != A.size() && I != B.size() && A[I] == B[I])
    ++I;
  if (I == 0 || I == A.size() || I == B.size())
    return false;
  const Path &X = T.Paths[A[I]], &Y = T.Paths[B[I]];
  if (X.Kind != PathKind::Field || Y.Kind != PathKind::Field)
    return false;
  TypeId OfX = T.fieldOwner(X.B), OfY = T.fieldOwner(Y.B);
  return OfX && OfY && OfX != OfY;
}

// The queue that the event receives from: the one, or by the type of an object
// one of several.
Naming::Names MustFlow::queuesAt(uint32_t Pos) {
  NodeId Event = Events.event(Pos);
  const Node &N = G.node(Event);
  if (N.kind() != NodeKind::SyncOp || N.syncOp() != SyncOpKind::Recv ||
      N.has(NF_Try) || isDead(Pos))
    return {};
  if (PathId Queue = channelAt(Pos, SyncOpKind::Recv))
    return {Queue};
  NodeId Addr = G.target(Event, EdgeKind::Addr);
  if (!Addr)
    return {};
  const Naming::Names Out = Names.names(Addr);
  for (size_t I = 0; I != Out.size(); ++I)
    for (size_t J = 0; J != I; ++J)
      if (!isEither(T, Out[I], Out[J]))
        return {};
  return Out;
}

bool MustFlow::receives(uint32_t Pos, PathId Queue) {
  const Naming::Names All = queuesAt(Pos);
  return std::ranges::count(All, Queue) != 0;
}

static bool isLocal(const PathTable &Paths, PathId P) {
  const Path &Base = Paths[Paths.base(P)];
  return Base.Kind == PathKind::Alloc && !ContextId(Base.B);
}

// Whether what is sent is the channel, or has it in a field.
bool MustFlow::carries(uint32_t Send, PathId Reply) {
  NodeId Message = G.target(Events.event(Send), EdgeKind::Val);
  if (!Message)
    return false;
  for (PathId V : Names.names(Message)) {
    if (V == Reply)
      return true;
    for (const Store &S : Names.stores())
      if (const Path Place = T.Paths[S.Addr];
          S.Value == Reply && Place.Kind == PathKind::Field &&
          Names.content(T.Paths.field(V, Place.B)) == Reply)
        return true;
  }
  return false;
}

// Whether the event leaves one of the carriers to somebody else; what local
// variable it puts it in is another one.
bool MustFlow::moves(uint32_t Pos, PathId Reply, PathId Queue,
                     std::set<PathId> &Carriers) {
  NodeId Event = Events.event(Pos);
  const Node &N = G.node(Event);
  for (SyncKind K : {SyncKind::Send, SyncKind::Close})
    if (T.Sets.contains(Effects[Pos].Any, SyncCode::make(K, Reply)))
      return true;
  for (EdgeId Id : G.out(Event)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Val && E.kind() != EdgeKind::Arg)
      continue;
    if (std::ranges::none_of(Names.names(E.To), [&](PathId P) {
          return Carriers.contains(T.Paths.base(P));
        }))
      continue;
    NodeId Addr = G.target(Event, EdgeKind::Addr);
    if (N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::Send &&
        channelAt(Pos, SyncOpKind::Send) == Queue)
      continue;
    if (N.kind() != NodeKind::Access || !Addr)
      return true;
    for (PathId Place : Names.names(Addr))
      if (!isLocal(T.Paths, Place))
        return true;
      else
        Carriers.insert(T.Paths.base(Place));
  }
  return false;
}

// Whether nobody but who gets the message can signal on the channel.
bool MustFlow::keepsToItself(PathId Reply, uint32_t Send) {
  PathId Queue = channelAt(Send, SyncOpKind::Send);
  std::set<PathId> Carriers{Reply};
  for (size_t Before = 0; Before != Carriers.size();) {
    Before = Carriers.size();
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
      if (moves(Pos, Reply, Queue, Carriers))
        return false;
  }
  return true;
}

// The send of the message that a receive gets the answer to: the only one that
// has been given the channel that it was made for.
uint32_t MustFlow::askedBy(uint32_t Recv) {
  PathId Reply = channelAt(Recv, SyncOpKind::Recv);
  if (!Reply || !T.Paths.isBase(Reply) || !isLocal(T.Paths, Reply))
    return UINT32_MAX;
  uint32_t Made = Events.position(NodeId(T.Paths[Reply].A));
  uint32_t Send = UINT32_MAX;
  for (uint32_t Pos = 0; Made != UINT32_MAX && Pos != Events.size(); ++Pos)
    if (channelAt(Pos, SyncOpKind::Send) && carries(Pos, Reply)) {
      if (Send != UINT32_MAX || Events.canFollow(Pos, Pos, Made))
        return UINT32_MAX;
      Send = Pos;
    }
  bool Asks = Send != UINT32_MAX && Events.canFollow(Send, Recv) &&
              keepsToItself(Reply, Send);
  return Asks ? Send : UINT32_MAX;
}

void MustFlow::findTurns() {
  std::set<uint32_t> Asking;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    uint32_t Send = askedBy(Pos);
    if (Send == UINT32_MAX)
      continue;
    Asking.insert(Send);
    PathId Turn = T.Paths.turn(channelAt(Send, SyncOpKind::Send));
    if (!T.Paths.isTurn(Turn))
      continue;
    SetId Mine = T.Sets.intern({LockCode::make(Turn, true)});
    Effects[Send].Release = T.Sets.unite(Effects[Send].Release, Mine);
    Effects[Pos].Acquire = T.Sets.unite(Effects[Pos].Acquire, Mine);
  }
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    NodeId Event = Events.event(Pos);
    const Node &N = G.node(Event);
    if (N.kind() != NodeKind::SyncOp || N.syncOp() != SyncOpKind::Send ||
        Asking.contains(Pos))
      continue;
    NodeId Message = G.target(Event, EdgeKind::Val);
    if (!Message || Names.names(Message).empty())
      continue;
    std::vector<uint32_t> Tells;
    for (PathId P : Names.names(G.target(Event, EdgeKind::Addr)))
      Tells.push_back(SyncCode::make(SyncKind::Tells, P));
    Effects[Pos].Any =
        T.Sets.unite(Effects[Pos].Any, T.Sets.intern(std::move(Tells)));
  }
}

// Whether the channel came with what was received from the first queue, or from
// one that is there instead of it.
bool MustFlow::isReply(PathId P, const Naming::Names &Queues) {
  auto isMessage = [&](PathId V) {
    return std::ranges::any_of(Queues, [&](PathId Queue) {
      return T.Paths.hasPrefix(V, T.Paths.message(Queue));
    });
  };
  for (PathId X = P; !T.Paths.isBase(X); X = T.Paths.parent(X))
    if (const auto &Stored = Names.storedAt(T.Paths.parent(X));
        !Stored.empty() && std::ranges::all_of(Stored, isMessage))
      return true;
  PathId Message = T.Paths.message(Queues.front());
  if (T.Paths.hasPrefix(P, Message))
    return true;
  for (const Store &S : Names.stores())
    if (const Path Place = T.Paths[S.Addr];
        S.Value == P && Place.Kind == PathKind::Field &&
        (S.Addr == Message ||
         Names.content(T.Paths.field(Message, Place.B)) == P ||
         Names.content(T.Paths.field(Names.content(Message), Place.B)) == P))
      return true;
  return false;
}

// Where messages of the queue are answered: by the event itself, or by what it
// runs, for sure or perhaps.
std::vector<MustFlow::Answer> MustFlow::answersTo(const Naming::Names &Queues) {
  std::vector<Answer> Out(Events.size(), Answer::None);
  std::map<PathId, bool> Replies;
  auto signalsReply = [&](PathId P) {
    auto [It, New] = Replies.try_emplace(P);
    if (New)
      It->second = isReply(P, Queues);
    return It->second;
  };
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    bool Itself = N.kind() == NodeKind::SyncOp && !isAsync(N);
    for (uint32_t C : T.Sets[Effects[Pos].Any]) {
      SyncKind K = SyncCode::kind(C);
      if ((K != SyncKind::Send && K != SyncKind::Close) ||
          !signalsReply(SyncCode::path(C)))
        continue;
      bool Sure = T.Sets.contains(Effects[Pos].Sync, C);
      Answer Here = Itself && Sure ? Answer::Here
                    : Sure         ? Answer::Below
                                   : Answer::MaybeBelow;
      if (Out[Pos] == Answer::None || Here == Answer::Below)
        Out[Pos] = Here;
    }
  }
  return Out;
}

// Whether control goes on that way when there was no message.
bool MustFlow::isClosed(uint32_t Pos, const Flow::Succ &To, PathId Queue) {
  if (To.Label != 2)
    return false;
  uint32_t At = tested(Pos);
  return At != UINT32_MAX && receives(At, Queue);
}

// Whether every way from the receive comes to an answer before it leaves the
// function or gets the next message.
bool MustFlow::isAnswered(uint32_t Recv, PathId Queue,
                          const std::vector<Answer> &Answers) {
  std::set<uint32_t> Seen;
  std::vector<uint32_t> Work{Recv};
  while (!Work.empty()) {
    uint32_t Pos = Work.back();
    Work.pop_back();
    for (const Flow::Succ &S : Events.successors(Pos)) {
      if (isClosed(Pos, S, Queue) || Answers[S.To] == Answer::Here ||
          Answers[S.To] == Answer::Below || !Seen.insert(S.To).second)
        continue;
      const Node &N = G.node(Events.event(S.To));
      bool Exit = N.kind() == NodeKind::Return && !N.has(NF_Panic);
      if (Exit || receives(S.To, Queue))
        return false;
      Work.push_back(S.To);
    }
  }
  return true;
}

// Events that come behind a receive, but not behind an answer, on every way.
void MustFlow::addAnswering(PathId Queue, const std::vector<Answer> &Answers) {
  PathId Turn = T.Paths.turn(Queue);
  if (!T.Paths.isTurn(Turn))
    return;
  std::vector<std::optional<bool>> In(Events.size());
  In[0] = false;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
      if (!In[Pos] || isDead(Pos))
        continue;
      bool Got = receives(Pos, Queue);
      bool Out = Got || (*In[Pos] && Answers[Pos] == Answer::None);
      for (const Flow::Succ &S : Events.successors(Pos)) {
        bool New = Out && !isClosed(Pos, S, Queue) && In[S.To].value_or(true);
        Changed |= In[S.To] != New;
        In[S.To] = New;
      }
    }
  }
  SetId Mine = T.Sets.intern({LockCode::make(Turn, false)});
  InTurn.resize(Events.size(), SetTable::empty());
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos)
    if (In[Pos].value_or(false) && Answers[Pos] <= Answer::Here)
      InTurn[Pos] = T.Sets.unite(InTurn[Pos], Mine);
}

void MustFlow::findAnswers() {
  std::map<PathId, std::pair<Naming::Names, std::vector<uint32_t>>> Queues;
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Naming::Names All = queuesAt(Pos);
    for (PathId Queue : All) {
      auto &[Either, At] = Queues[Queue];
      if (Either.empty())
        Either.push_back(Queue);
      Either.insert(Either.end(), All.begin(), All.end());
      At.push_back(Pos);
    }
  }
  for (const auto &[Queue, Of] : Queues) {
    std::vector<Answer> Answers = answersTo(Of.first);
    if (std::ranges::count(Answers, Answer::Here) &&
        std::ranges::all_of(Of.second, [&](uint32_t Pos) {
          return isAnswered(Pos, Queue, Answers);
        }))
      addAnswering(Queue, Answers);
  }
}

// How many threads under the function may send on a channel.
void MustFlow::collectSenders() {
  std::map<PathId, std::pair<bool, unsigned>> Threads; // its own, started
  for (uint32_t Pos = 0; Pos != Events.size(); ++Pos) {
    const Node &N = G.node(Events.event(Pos));
    bool Async = isAsync(N);
    for (uint32_t C : T.Sets[Effects[Pos].Any]) {
      SyncKind K = SyncCode::kind(C);
      if (K != SyncKind::Send && K != SyncKind::Apart)
        continue;
      auto &[Own, Started] = Threads[SyncCode::path(C)];
      if (Async || K == SyncKind::Apart)
        Started += Events.inLoop(Pos) || N.has(NF_Many) ? 2 : 1;
      else
        Own |= N.kind() == NodeKind::SyncOp ||
               T.Sets.contains(Effects[Pos].May, C);
    }
  }
  std::vector<uint32_t> Out;
  for (const auto &[P, Count] : Threads) {
    if (Count.second)
      Out.push_back(SyncCode::make(SyncKind::Apart, P));
    if (Count.second + Count.first > 1)
      Out.push_back(SyncCode::make(SyncKind::Senders, P));
  }
  AllAny = T.Sets.unite(AllAny, T.Sets.intern(std::move(Out)));
}

} // namespace mapgraph::solver
