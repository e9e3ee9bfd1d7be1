//===- Order.cpp - Signals and waits that order accesses ------------------===//

#include "graph/solve/Order.h"

#include "graph/solve/Frame.h"

#include <algorithm>

namespace mapgraph::solver {

static bool isUnbuffered(const Graph &G, const Tables &T, PathId P) {
  const Path &Channel = T.Paths[P];
  if (Channel.Kind != PathKind::Alloc)
    return false;
  const Node &N = G.node(NodeId(Channel.A));
  return N.kind() == NodeKind::Object && N.object() == ObjectKind::Channel &&
         !N.has(NF_Buffered);
}

// Whether the object was reached through what the place holds.
static bool isFoundIn(const Tables &T, PathId Object, PathId Place) {
  for (PathId P = Object; !T.Paths.isBase(P); P = T.Paths.parent(P))
    if (T.Paths[P].Kind == PathKind::Deref && T.Paths.parent(P) == Place)
      return true;
  return false;
}

namespace {
/// Whether what is waited for on a channel must come from the first access's
/// thread.
class OnlyHeard {
public:
  OnlyHeard(const Graph &G, const Tables &T, const Item &First, const Wait &W)
      : G(G), T(T), First(First), W(W) {}

  /// A receive hears a send of First's thread.
  bool bySend(PathId P) const {
    return !mayHave(W.Earlier, SyncKind::Send, P) &&
           !mayHave(W.Earlier, SyncKind::Close, P) &&
           others(SyncKind::Close, P) == 0 &&
           others(SyncKind::Send, P) < receives(P);
  }
  /// Receives until the close hear everything.
  bool byEnd(PathId P) const { return !mayHave(W.Earlier, SyncKind::Close, P); }
  /// A receive finds that First's thread has closed the channel.
  bool byClose(PathId P) const {
    return !mayHave(W.Earlier, SyncKind::Send, P) &&
           !mayHave(W.Earlier, SyncKind::Close, P) &&
           others(SyncKind::Close, P) == 0 && others(SyncKind::Send, P) == 0;
  }
  /// A send is taken by First's thread.
  bool byReceive(PathId P) const {
    return !mayHave(W.Earlier, SyncKind::Recv, P) &&
           others(SyncKind::Recv, P) == 0;
  }

  /// Who waits for a change sees that of First's thread.
  bool byAnnouncement(PathId P) const {
    return others(SyncKind::Announce, P) == 0;
  }

  /// Who has looked at an atomic number has found what First's thread has made
  /// it, after the access.
  bool byNumber(SyncKind Change, PathId P) const {
    auto found = [&](SyncKind K) {
      return T.Sets.contains(W.Facts, SyncCode::make(K, P));
    };
    if (mayHave(First.Earlier, SyncKind::Raise, P))
      return false;
    if (found(SyncKind::Told))
      return true; // it knows which change it waits for
    if (mayHave(First.Earlier, SyncKind::State, P))
      return false;
    bool Several = W.Several && T.async(First.Trace);
    bool WasSet = mayHave(W.Added, SyncKind::Raise, P) ||
                  mayHave(W.Added, SyncKind::State, P);
    // Several threads may count down to 0, as those of a wait group do.
    if (found(SyncKind::Zeroed) && WasSet &&
        (!Several || Change == SyncKind::Raise))
      return true;
    return !Several &&
           (found(SyncKind::Found) && others(SyncKind::Raise, P) == 0 &&
            others(SyncKind::State, P) == 0);
  }

private:
  bool mayHave(SetId S, SyncKind K, PathId P) const {
    return T.Sets.contains(S, SyncCode::make(K, P));
  }

  // How often somebody else may do it; a thread that does it again and again
  // counts for many.
  unsigned others(SyncKind K, PathId P) const {
    if (!W.In)
      return 0;
    static constexpr unsigned Many = 1000;
    unsigned N = 0;
    const Flow &E = W.In->events();
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
      SetId Any = W.In->must().anyAt(Pos);
      bool Waiting = W.InThread && Pos == W.At; // see W.Earlier
      if (!mayHave(Any, K, P) || E.event(Pos) == First.Event || Waiting)
        continue;
      // Its own thread is judged by what it did before and does after.
      bool Own =
          !T.async(First.Trace) && mayHave(W.In->must().mayAt(Pos), K, P);
      bool TooLate = !W.InThread && !E.canFollow(Pos, W.At);
      // Values from before the thread began are not waited for.
      bool TooEarly = K == SyncKind::Announce &&
                      !isAsync(G.node(E.event(Pos))) &&
                      !E.canFollow(E.position(First.Event), Pos);
      if (Own || TooLate || TooEarly)
        continue;
      N += E.inLoop(Pos) || mayHave(Any, SyncKind::Sends, P) ? Many : 1;
    }
    return N;
  }

  // How many receives there are for sure.
  unsigned receives(PathId P) const {
    if (!W.In || W.InThread)
      return 1;
    unsigned N = 0;
    const Flow &E = W.In->events();
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos)
      N += E.dominates(Pos, W.At) && Pos != W.At &&
           mayHave(W.In->must().syncAt(Pos), SyncKind::Recv, P);
    return std::max(N, 1u);
  }

  const Graph &G;
  const Tables &T;
  const Item &First;
  const Wait &W;
};
} // namespace

// Whether the lock was held when First's thread was started and can only have
// been taken by the second after that thread has given it back.
static bool isHandedOver(const Tables &T, const Item &First, const Wait &W,
                         PathId P) {
  if (!W.In || !T.async(First.Trace))
    return false;
  const Flow &E = W.In->events();
  const MustFlow &Must = W.In->must();
  uint32_t Lock = LockCode::make(P, false), Start = E.position(First.Event);
  if (!T.Sets.contains(Must.held(Start), Lock))
    return false;
  bool Taken = W.InThread && T.Sets.contains(W.Locks, Lock);
  for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
    bool Before = W.InThread || E.canFollow(Pos, W.At);
    if (Pos == Start || !Before || !E.canFollow(Start, Pos))
      continue;
    if (T.Sets.contains(Must.releasedAt(Pos), Lock) ||
        T.Sets.contains(Must.foreignAt(Pos), Lock))
      return false;
    Taken |= !W.InThread && E.dominates(Pos, W.At) &&
             T.Sets.contains(Must.takenAt(Pos), Lock);
  }
  return Taken;
}

// Whether its thread may have been blocked before the access.
static bool mayBlockBefore(const Tables &T, const Item &I) {
  return std::ranges::any_of(T.Sets[I.Earlier], [](uint32_t C) {
    return SyncCode::kind(C) == SyncKind::Recv ||
           SyncCode::kind(C) == SyncKind::Send;
  });
}

bool mayWaitForRoom(const Graph &G, const Tables &T, const Item &First,
                    const Wait &W) {
  if (!W.In || !T.async(First.Trace))
    return false;
  const Flow &E = W.In->events();
  SetId Filled = W.In->must().before(E.position(First.Event));
  return std::ranges::any_of(T.Sets[First.After], [&](uint32_t C) {
    uint32_t Sent = SyncCode::make(SyncKind::Send, SyncCode::path(C));
    return SyncCode::kind(C) == SyncKind::Recv &&
           !isUnbuffered(G, T, SyncCode::path(C)) &&
           T.Sets.contains(Filled, Sent) && T.Sets.contains(W.Facts, Sent) &&
           !T.Sets.contains(First.Earlier, Sent);
  });
}

bool isCancelled(const Tables &T, const Item &First, const Wait &W) {
  return std::ranges::any_of(T.Sets[First.After], [&](uint32_t C) {
    return SyncCode::kind(C) == SyncKind::GroupDone &&
           T.Sets.contains(W.Facts,
                           SyncCode::make(SyncKind::Cancel, SyncCode::path(C)));
  });
}

std::optional<uint32_t> ordered(const Graph &G, const Tables &T,
                                const Item &First, const Wait &W) {
  if (W.Facts == SetTable::empty() && W.Locks == SetTable::empty())
    return std::nullopt;
  for (uint32_t C : T.Sets[W.Facts])
    if (SyncCode::kind(C) == SyncKind::Idle && !mayBlockBefore(T, First))
      return C;
  OnlyHeard Heard(G, T, First, W);
  for (uint32_t C : T.Sets[First.After]) {
    PathId P = SyncCode::path(C);
    auto Waited = [&](SyncKind K) {
      return T.Sets.contains(W.Facts, SyncCode::make(K, P));
    };
    // One thread at a time: the next begins when this one was heard.
    auto Joined = [&](SyncKind K) {
      return T.Sets.contains(W.Again, SyncCode::make(K, P));
    };
    auto Before = [&](SyncKind K) {
      return T.Sets.contains(First.Earlier, SyncCode::make(K, P));
    };
    auto After = [&](SyncKind K) {
      return T.Sets.contains(First.After, SyncCode::make(K, P));
    };
    // A channel that is only closed, never sent on, or read to its end. Where
    // it may have been closed before the name means another one then.
    auto FindsClosed = [&](PathId Channel) {
      return (Waited(SyncKind::Drained) && Heard.byEnd(Channel)) ||
             (Waited(SyncKind::Recv) && !Before(SyncKind::Send) &&
              !Before(SyncKind::Close) && !After(SyncKind::Send) &&
              Heard.byClose(Channel));
    };
    switch (SyncCode::kind(C)) {
    case SyncKind::GroupDone:
      if (Waited(SyncKind::GroupWait) &&
          T.Sets.contains(W.Added, SyncCode::make(SyncKind::GroupAdd, P)))
        return C;
      break;
    case SyncKind::Send:
      if ((Waited(SyncKind::Drained) && Heard.byEnd(P)) ||
          (Waited(SyncKind::Recv) && !Before(SyncKind::Send) &&
           (!W.Several || Joined(SyncKind::Recv)) && Heard.bySend(P)))
        return C;
      break;
    case SyncKind::Close:
      if (FindsClosed(P))
        return C;
      break;
    case SyncKind::OnceClose:
      // Somebody else may have run the once before, as far as it is known.
      if (!Before(SyncKind::Close) && !W.Several && W.In &&
          W.In->allocation(P) != UINT32_MAX && FindsClosed(P))
        return C;
      break;
    case SyncKind::OnceDone:
      if (Waited(SyncKind::OnceWait))
        return C;
      break;
    case SyncKind::Publish:
      // Only what was made for it, not what was taken from there, and nothing
      // that is done after the variable was changed before.
      if (Waited(SyncKind::Consume) && !Before(SyncKind::Publish) &&
          T.Paths[T.Paths.base(First.Object)].Kind == PathKind::Alloc &&
          !isFoundIn(T, First.Object, P))
        return C;
      break;
    case SyncKind::Raise:
    case SyncKind::State:
      if (T.Paths[T.Paths.base(First.Object)].Kind == PathKind::Alloc &&
          Heard.byNumber(SyncCode::kind(C), P))
        return C;
      break;
    case SyncKind::Announce:
      if (Waited(SyncKind::Notice) && !Before(SyncKind::Announce) &&
          !W.Several && Heard.byAnnouncement(P))
        return C;
      break;
    case SyncKind::Handed:
      if (isHandedOver(T, First, W, P))
        return C;
      break;
    case SyncKind::Recv:
      // A receive from an unbuffered channel comes before the send's end.
      if (isUnbuffered(G, T, P) && Waited(SyncKind::Send) &&
          !Before(SyncKind::Recv) && !W.Several && Heard.byReceive(P))
        return C;
      break;
    case SyncKind::GroupWait:
    case SyncKind::Drained:
    case SyncKind::Closed:
    case SyncKind::OnceWait:
    case SyncKind::Consume:
    case SyncKind::GroupAdd:
    case SyncKind::Sends:
    case SyncKind::Idle:
    case SyncKind::Notice:
    case SyncKind::Parallel:
    case SyncKind::Cancel:
    case SyncKind::Begun:
    case SyncKind::Won:
    case SyncKind::Tells:
    case SyncKind::Apart:
    case SyncKind::Senders:
    case SyncKind::Changed:
    case SyncKind::Found:
    case SyncKind::Told:
    case SyncKind::Zeroed:
      break;
    }
  }
  return std::nullopt;
}

} // namespace mapgraph::solver
