//===- MeetTurns.cpp - Pairs of who asks and who answers ------------------===//
//
// Who has sent a message and waits for the answer does nothing in between: what
// is done between the receive of the message and the answer to it comes after
// all that the sender did before, and before all that it does later.
//
// The sender has its turn, as a lock in read mode, but for the time of waiting;
// who answers has it in write mode (MustFlowTurns.cpp). That is so for one
// thread that sends, and that waits each time.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

namespace mapgraph::solver {

// The turns that an item has: what its own thread in the frame has not given
// away, too.
SetId Meet::turns(const Item &I) {
  SetId Kept = T.Sets.select(I.Entrusted, LockCode::read);
  return T.Sets.select(T.Sets.unite(I.Flags, Kept), [&](uint32_t C) {
    return T.Paths.isTurn(LockCode::path(C));
  });
}

// Whether one side answers a message while the other one, or who sends all of
// them, waits for the answer.
bool Meet::takeTurns(Frame &Fr, const Meeting &M) {
  if (M.Kind != MeetKind::Spawned || M.A.Event == M.B.Event)
    return false;
  SetId Mine = turns(M.A);
  if (Mine == SetTable::empty())
    return false;
  SetId Theirs = turns(M.B), Any = Fr.must().anySync();
  for (uint32_t C : T.Sets[Mine]) {
    PathId Queue = T.Paths.parent(LockCode::path(C));
    auto happens = [&](SyncKind K) {
      return T.Sets.contains(Any, SyncCode::make(K, Queue));
    };
    if (!excludes(T.Sets, Theirs, C) || T.Paths[Queue].Element ||
        happens(SyncKind::Tells) || happens(SyncKind::Senders))
      continue;
    no(SafeReason::Answered, Queue);
    return true;
  }
  return false;
}

} // namespace mapgraph::solver
