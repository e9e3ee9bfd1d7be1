//===- SafePairs.cpp - Why operations on a map cannot meet ----------------===//

#include "graph/query/SafePairs.h"

#include <algorithm>
#include <iterator>
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

/// Whether the event runs code out of a variable, which may be any of several.
static bool isDynamic(const Graph &G, NodeId Event) {
  if (!Event || G.target(Event, EdgeKind::Recv))
    return false;
  NodeId Code = G.target(Event, EdgeKind::Code);
  return Code && G.node(Code).kind() != NodeKind::Function &&
         G.node(Code).kind() != NodeKind::Object;
}

/// What a thread runs itself, without the threads that it starts. Known: where
/// no code out of variables is on the way.
const std::set<FunctionId> &SafeIndex::codeOf(uint32_t Row, bool Known) const {
  auto [It, New] = Code.try_emplace({Row, Known});
  const Graph &G = P.graph();
  const Thread &T = P.solution().Threads[Row];
  if (!New || !T.Entry || (Known && isDynamic(G, T.Site)))
    return It->second;
  if (!Calls)
    Calls = std::make_unique<CallGraph>(G, &P.solution());
  std::vector<FunctionId> Open{G.node(T.Entry).Function};
  while (!Open.empty()) {
    FunctionId F = Open.back();
    Open.pop_back();
    if (!F || !It->second.insert(F).second)
      continue;
    for (const CallGraph::Arc &A : Calls->arcsFrom(F))
      if (!A.Spawn && !(Known && isDynamic(G, A.Site)))
        Open.push_back(A.To);
  }
  return It->second;
}

/// Whether the map hangs on a variable that the function of the op has
/// captured.
static bool isCaptured(const Graph &G, NodeId Op) {
  std::vector<NodeId> Open{G.target(Op, EdgeKind::Addr)};
  std::set<NodeId> Seen;
  while (!Open.empty()) {
    NodeId Value = Open.back();
    Open.pop_back();
    if (!Value || !Seen.insert(Value).second)
      continue;
    for (EdgeId Id : G.in(Value)) {
      const Edge &E = G.edge(Id);
      if (E.kind() == EdgeKind::Field &&
          G.str(G.Selectors[E.label()]).starts_with("closure."))
        return true;
      if (E.kind() == EdgeKind::Field || E.kind() == EdgeKind::Load ||
          E.kind() == EdgeKind::Copy)
        Open.push_back(E.From);
    }
  }
  return false;
}

/// Whether the object is made elsewhere than in the thread, as far as is known,
/// and comes to the op with code out of a variable.
bool SafeIndex::isGiven(uint32_t Object, uint32_t Row, NodeId Op) const {
  const Graph &G = P.graph();
  NodeId Site = P.solution().Objects[Object].Site;
  if (!P.solution().Threads[Row].Entry ||
      codeOf(Row, true).contains(G.node(Op).Function))
    return false;
  if (!Site)
    return isCaptured(G, Op);
  return G.node(Site).kind() != NodeKind::Global &&
         !codeOf(Row, false).contains(G.node(Site).Function);
}

/// Whether something else than the threads says what is to be said.
bool SafeIndex::isAnswered(NodeId A, NodeId B) const {
  const std::vector<NodeId> &Moved = P.solution().MovedOut;
  return finding(A, B) != UINT32_MAX || !noted(A, B).empty() ||
         std::ranges::binary_search(Moved, A) ||
         std::ranges::binary_search(Moved, B) ||
         (!isWrite(P.graph().node(A)) && !isWrite(P.graph().node(B)));
}

bool SafeIndex::isUnseen(NodeId A, NodeId B) const {
  if (isAnswered(A, B))
    return false;
  std::set<uint32_t> Common;
  std::ranges::set_intersection(objects(A), objects(B),
                                std::inserter(Common, Common.end()));
  if (Common.empty())
    return false;
  for (uint32_t X : threads(A))
    for (uint32_t Y : threads(B)) {
      SafeReason Why = ofThreads(X, Y);
      if (Why != SafeReason::PerInstance && Why != SafeReason::OtherObject)
        continue;
      for (uint32_t Object : Common)
        if (isGiven(Object, X, A) && isGiven(Object, Y, B))
          return true;
    }
  return false;
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
  return isUnseen(A, B) ? std::nullopt : std::optional(byThreads(A, B));
}

} // namespace mapgraph
