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
  OnlyHeard(const Tables &T, const Item &First, const Wait &W)
      : T(T), First(First), W(W) {}

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
      if (Own || TooLate)
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

  const Tables &T;
  const Item &First;
  const Wait &W;
};
} // namespace

std::optional<uint32_t> ordered(const Graph &G, const Tables &T,
                                const Item &First, const Wait &W) {
  if (W.Facts == SetTable::empty())
    return std::nullopt;
  OnlyHeard Heard(T, First, W);
  for (uint32_t C : T.Sets[First.After]) {
    PathId P = SyncCode::path(C);
    auto Waited = [&](SyncKind K) {
      return T.Sets.contains(W.Facts, SyncCode::make(K, P));
    };
    auto Before = [&](SyncKind K) {
      return T.Sets.contains(First.Earlier, SyncCode::make(K, P));
    };
    auto After = [&](SyncKind K) {
      return T.Sets.contains(First.After, SyncCode::make(K, P));
    };
    switch (SyncCode::kind(C)) {
    case SyncKind::GroupDone:
      if (Waited(SyncKind::GroupWait) &&
          T.Sets.contains(W.Added, SyncCode::make(SyncKind::GroupAdd, P)))
        return C;
      break;
    case SyncKind::Send:
      if ((Waited(SyncKind::Drained) && Heard.byEnd(P)) ||
          (Waited(SyncKind::Recv) && !Before(SyncKind::Send) && !W.Several &&
           Heard.bySend(P)))
        return C;
      break;
    case SyncKind::Close:
      // A channel that is only closed, never sent on, or read to its end.
      if ((Waited(SyncKind::Drained) && Heard.byEnd(P)) ||
          (Waited(SyncKind::Recv) && !Before(SyncKind::Send) &&
           !After(SyncKind::Send) && Heard.byClose(P)))
        return C;
      break;
    case SyncKind::OnceDone:
      if (Waited(SyncKind::OnceWait))
        return C;
      break;
    case SyncKind::Publish:
      // Only what was made for it, not what was taken from there.
      if (Waited(SyncKind::Consume) &&
          T.Paths[T.Paths.base(First.Object)].Kind == PathKind::Alloc &&
          !isFoundIn(T, First.Object, P))
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
    case SyncKind::OnceWait:
    case SyncKind::Consume:
    case SyncKind::GroupAdd:
    case SyncKind::Sends:
      break;
    }
  }
  return std::nullopt;
}

} // namespace mapgraph::solver
