//===- SafePairs.cpp - Why operations on a map cannot meet ----------------===//

#include "graph/query/SafePairs.h"

#include <algorithm>
#include <tuple>

namespace mapgraph {

SafeIndex::SafeIndex(const Facts &Program) : P(Program) {
  const Solution &S = P.solution();
  for (const ObjectAccess &A : S.Accesses)
    add(A.Op);
  for (NodeId Op : S.MovedOut)
    add(Op);
  for (uint32_t I = 0; I != S.Findings.size(); ++I) {
    const Finding &F = S.Findings[I];
    if (!F.Sides[0].Op || !F.Sides[1].Op)
      continue;
    add(F.Sides[0].Op);
    add(F.Sides[1].Op);
    auto [It, New] = Findings.try_emplace(key(F.Sides[0].Op, F.Sides[1].Op), I);
    const Finding &Old = S.Findings[It->second];
    if (std::tuple(F.Result, -F.Confidence) <
        std::tuple(Old.Result, -Old.Confidence))
      It->second = I;
  }
  for (uint32_t I = 0; I != S.Safe.size(); ++I) {
    const SafePair &Row = S.Safe[I];
    add(Row.Sides[0].Op);
    add(Row.Sides[1].Op);
    Noted[key(Row.Sides[0].Op, Row.Sides[1].Op)].push_back(I);
  }
  for (auto &[Key, Rows] : Noted)
    std::ranges::sort(
        Rows, {}, [&](uint32_t R) { return std::pair(S.Safe[R].Reason, R); });
}

void SafeIndex::add(NodeId Op) {
  auto [It, New] = PlaceOf.try_emplace(Op);
  if (!New)
    return;
  It->second = std::string(P.names().opWord(Op)) + '@' + P.names().position(Op);
  Ops[It->second].push_back(Op);
}

const std::vector<NodeId> &SafeIndex::opsAt(const std::string &Place) const {
  static const std::vector<NodeId> None;
  auto It = Ops.find(Place);
  return It == Ops.end() ? None : It->second;
}

SafeIndex::Pair SafeIndex::key(NodeId A, NodeId B) const {
  return std::minmax(place(A), place(B));
}

uint32_t SafeIndex::finding(NodeId A, NodeId B) const {
  if (!PlaceOf.contains(A) || !PlaceOf.contains(B))
    return UINT32_MAX;
  auto It = Findings.find(key(A, B));
  return It == Findings.end() ? UINT32_MAX : It->second;
}

std::vector<uint32_t> SafeIndex::noted(NodeId A, NodeId B) const {
  if (!PlaceOf.contains(A) || !PlaceOf.contains(B))
    return {};
  auto It = Noted.find(key(A, B));
  return It == Noted.end() ? std::vector<uint32_t>() : It->second;
}

std::set<uint32_t> SafeIndex::ofAccesses(NodeId Op,
                                         uint32_t ObjectAccess::*Which) const {
  std::set<uint32_t> Out;
  if (PlaceOf.contains(Op))
    for (NodeId Twin : opsAt(place(Op)))
      for (uint32_t Row : P.accessesOfOp(Twin))
        Out.insert(P.access(Row).*Which);
  return Out;
}

std::set<uint32_t> SafeIndex::threads(NodeId Op) const {
  return ofAccesses(Op, &ObjectAccess::Thread);
}

std::set<uint32_t> SafeIndex::objects(NodeId Op) const {
  return ofAccesses(Op, &ObjectAccess::Object);
}

/// Whether one of two threads has ended before the other begins, because it is
/// of another root: initialisers, though not what they leave running, come
/// before all others, and one main or test after the other.
static bool areSerial(const std::vector<Thread> &Rows, uint32_t A, uint32_t B) {
  using Root = Thread::RootKind;
  uint32_t RootA = rootOf(Rows, A), RootB = rootOf(Rows, B);
  auto isRun = [&](uint32_t Row) {
    return Rows[Row].Root == Root::Main || Rows[Row].Root == Root::Test;
  };
  return RootA != RootB &&
         (Rows[A].Root == Root::Init || Rows[B].Root == Root::Init ||
          (isRun(RootA) && isRun(RootB)));
}

/// Of two threads that run the ops: why these do not meet.
SafeReason SafeIndex::ofThreads(uint32_t A, uint32_t B) const {
  const std::vector<Thread> &Rows = P.solution().Threads;
  using Root = Thread::RootKind;
  if (Rows[A].Root == Root::Api && Rows[B].Root == Root::Api)
    return SafeReason::OneCaller;
  if (A == B)
    return Rows[A].Many ? SafeReason::PerInstance : SafeReason::SameThread;
  return areSerial(Rows, A, B) ? SafeReason::RootOrder
                               : SafeReason::OtherObject;
}

SafeAnswer SafeIndex::byThreads(NodeId A, NodeId B) const {
  const std::set<uint32_t> OfA = objects(A), OfB = objects(B);
  if (std::ranges::none_of(OfA, [&](uint32_t O) { return OfB.contains(O); }))
    return {SafeReason::OtherObject, "", UINT32_MAX};
  std::set<SafeReason> Why;
  for (uint32_t X : threads(A))
    for (uint32_t Y : threads(B))
      Why.insert(ofThreads(X, Y));
  // The one that claims most comes first; that roots differ says least.
  for (SafeReason R : {SafeReason::OneCaller, SafeReason::OtherObject,
                       SafeReason::PerInstance, SafeReason::SameThread})
    if (Why.contains(R))
      return {R, "", UINT32_MAX};
  return {SafeReason::RootOrder, "", UINT32_MAX};
}

std::optional<SafeAnswer> SafeIndex::why(NodeId A, NodeId B) const {
  if (finding(A, B) != UINT32_MAX)
    return std::nullopt;
  const std::vector<NodeId> &Moved = P.solution().MovedOut;
  for (NodeId Op : {A, B})
    if (std::ranges::binary_search(Moved, Op))
      return SafeAnswer{SafeReason::MovedOut, "", UINT32_MAX};
  if (threads(A).empty() || threads(B).empty())
    return std::nullopt;
  if (!isWrite(P.graph().node(A)) && !isWrite(P.graph().node(B)))
    return SafeAnswer{SafeReason::ReadOnly, "", UINT32_MAX};
  if (std::vector<uint32_t> Rows = noted(A, B); !Rows.empty()) {
    const SafePair &Best = P.solution().Safe[Rows.front()];
    return SafeAnswer{Best.Reason, Best.By, Rows.front()};
  }
  return byThreads(A, B);
}

} // namespace mapgraph
