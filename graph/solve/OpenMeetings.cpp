//===- OpenMeetings.cpp - Pairs that callers may exclude ------------------===//

#include "graph/solve/OpenMeetings.h"

#include <algorithm>

namespace mapgraph::solver {

OpenMeetings::OpenMeetings(const Graph &Program, const Callees &C,
                           Tables &Shared,
                           const std::vector<FunctionId> &Entries)
    : G(Program), Calls(C), T(Shared), Callers(G.Functions.size()),
      Entered(G.Functions.size()), Seen(G.Functions.size()),
      Pending(G.Functions.size()) {
  for (FunctionId F : Entries)
    Entered[F.Value] = true;
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    for (FunctionId Callee : Calls.targets(NodeId(I)))
      if (isAsync(G.Nodes[I]))
        Entered[Callee.Value] = true;
      else
        Callers[Callee.Value].push_back(G.Nodes[I].Function);
}

void OpenMeetings::stand(size_t Meeting) {
  Stands.resize(std::max(Stands.size(), Meeting + 1));
  Stands[Meeting] = true;
}

void OpenMeetings::open(FunctionId F, Open O) {
  const auto &From = Callers[F.Value];
  // A caller that was seen before is part of a recursion.
  if (Entered[F.Value] || From.empty() || O.Locks == SetTable::empty() ||
      std::any_of(From.begin(), From.end(),
                  [&](FunctionId C) { return Seen[C.Value]; }))
    stand(O.Meeting);
  else
    Pending[F.Value].push_back(O);
}

void OpenMeetings::settle(Frame &Fr, NodeId Event, uint32_t Pos,
                          FunctionId Callee) {
  const auto &Followed = Fr.naming().followed(Event);
  bool Known =
      !Fr.naming().isOpen(Event) &&
      std::find(Followed.begin(), Followed.end(), Callee) != Followed.end();
  for (const Open &O : Pending[Callee.Value]) {
    SetId Locks = Known ? Fr.naming().liftLocks(Event, Callee, O.Locks)
                        : SetTable::empty();
    if (!excludesAny(T.Sets, Fr.must().held(Pos), Locks)) {
      open(Fr.function(), {O.Meeting, Locks});
      continue;
    }
    Excluded.resize(std::max(Excluded.size(), O.Meeting + 1));
    Excluded[O.Meeting] = true;
  }
}

void OpenMeetings::frame(Frame &Fr, const MeetingList &All, size_t FirstOwn) {
  for (uint32_t Pos = 0; Pos != Fr.events().size(); ++Pos) {
    NodeId Event = Fr.events().event(Pos);
    if (isAsync(G.node(Event)))
      continue;
    for (FunctionId Callee : Calls.targets(Event))
      if (!Pending[Callee.Value].empty())
        settle(Fr, Event, Pos, Callee);
  }
  for (size_t I = FirstOwn; I != All.size(); ++I) {
    bool ThreadA = T.isThread(All[I].A);
    bool ThreadB = T.isThread(All[I].B);
    if (ThreadA != ThreadB)
      open(Fr.function(), {I, (ThreadA ? All[I].A : All[I].B).Locks});
  }
  Seen[Fr.function().Value] = true;
}

static void drop(const Tables &T, const Meeting &M, DropLog &Log) {
  const Item &Thread = T.isThread(M.A) ? M.A : M.B;
  PathId Lock = LockCode::path(T.Sets[Thread.Locks].front());
  Log.add(M.A, M.B, M.Frame, {SafeReason::CommonLock, Lock});
}

void OpenMeetings::close(MeetingList &All, DropLog *Log) const {
  auto isSet = [](const std::vector<bool> &Flags, size_t I) {
    return I < Flags.size() && Flags[I];
  };
  size_t Kept = 0;
  for (size_t I = 0; I != All.size(); ++I) {
    if (!isSet(Excluded, I) || isSet(Stands, I)) {
      if (Kept != I)
        All[Kept] = std::move(All[I]);
      ++Kept;
    } else if (Log) {
      drop(T, All[I], *Log);
    }
  }
  All.resize(Kept);
}

} // namespace mapgraph::solver
