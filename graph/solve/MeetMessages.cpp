//===- MeetMessages.cpp - Pairs of who sends and who receives -------------===//
//
// Objects that channels hand from thread to thread, and threads that have
// nothing to do before something is sent to them.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

#include <algorithm>

namespace mapgraph::solver {

// Both have received the object that the map hangs on, and it always has one
// owner: one of them has sent it on before the other got it.
bool Meet::passedOn(Frame &Fr, const Meeting &M) {
  PathId Object = T.Paths.base(M.A.Object);
  if (!M.A.Received || !M.B.Received || T.Paths[Object].Kind != PathKind::Alloc)
    return false;
  Handovers &Messages = Fr.messages();
  if (Messages.isShared(Object, M.A.Received) ||
      Messages.isShared(Object, M.B.Received) || !Messages.isOnlyPassed(Object))
    return false;
  no(SafeReason::PassedOn);
  return true;
}

// Whether the thread comes to the access only when it has received something
// from a channel that is made in the frame, on which nothing can have been sent
// yet when control is at the other access, as far as senders are known.
bool Meet::hasNoWork(Frame &Fr, const Item &Thread, const Item &Other) {
  if (!T.isThread(Thread) || T.async(Other.Trace))
    return false;
  const Flow &E = Fr.events();
  uint32_t At = E.position(Other.Event);
  SetId Waits = ownWaits(Thread);
  return std::ranges::any_of(T.Sets[Waits], [&](uint32_t C) {
    PathId P = SyncCode::path(C);
    uint32_t Made = Fr.allocation(P);
    if (SyncCode::kind(C) != SyncKind::Recv || Made == UINT32_MAX ||
        T.Paths[P].Kind != PathKind::Alloc)
      return false;
    NodeId Channel(T.Paths[P].A);
    for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
      if (Pos != At && !E.canFollow(Pos, At))
        continue;
      // What is over by then cannot have known the channel.
      bool Knows = Pos == Made || E.canFollow(Made, Pos);
      if (Knows ? Heard.reaches(E.event(Pos), Channel)
                : Heard.starts(E.event(Pos), Channel))
        return false;
    }
    return !Fr.messages().isKnownOutside(P);
  });
}

} // namespace mapgraph::solver
