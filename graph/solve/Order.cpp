//===- Order.cpp - Signals and waits that order accesses ------------------===//

#include "graph/solve/Order.h"

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

std::optional<uint32_t> ordered(const Graph &G, const Tables &T,
                                const Item &First, SetId Waits, bool Several) {
  if (Waits == SetTable::empty())
    return std::nullopt;
  for (uint32_t C : T.Sets[First.After]) {
    PathId P = SyncCode::path(C);
    auto Waited = [&](SyncKind K) {
      return T.Sets.contains(Waits, SyncCode::make(K, P));
    };
    auto Before = [&](SyncKind K) {
      return T.Sets.contains(First.Earlier, SyncCode::make(K, P));
    };
    auto After = [&](SyncKind K) {
      return T.Sets.contains(First.After, SyncCode::make(K, P));
    };
    switch (SyncCode::kind(C)) {
    case SyncKind::GroupDone:
      if (Waited(SyncKind::GroupWait))
        return C;
      break;
    case SyncKind::Send:
      if (Waited(SyncKind::Drained) ||
          (Waited(SyncKind::Recv) && !Before(SyncKind::Send) && !Several))
        return C;
      break;
    case SyncKind::Close:
      // A channel that is only closed, never sent on, or read to its end.
      if (Waited(SyncKind::Drained) ||
          (Waited(SyncKind::Recv) && !Before(SyncKind::Send) &&
           !After(SyncKind::Send)))
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
          !Before(SyncKind::Recv) && !Several)
        return C;
      break;
    case SyncKind::GroupWait:
    case SyncKind::Drained:
    case SyncKind::OnceWait:
    case SyncKind::Consume:
      break;
    }
  }
  return std::nullopt;
}

} // namespace mapgraph::solver
