//===- StaleChecks.cpp - Checks that no longer hold when acted on ---------===//

#include "graph/solve/StaleChecks.h"

#include <algorithm>

namespace mapgraph::solver {

static bool isOp(const Graph &G, NodeId N, MapOpKind K) {
  const Node &X = G.node(N);
  return X.kind() == NodeKind::MapOp && X.mapOp() == K;
}

static bool isChange(const Graph &G, NodeId N) {
  return isOp(G, N, MapOpKind::Update) || isOp(G, N, MapOpKind::Delete);
}

static bool isOwnOp(const Item &I) { return I.Event == I.Op && !I.Trace; }

void StaleChecks::frame(Frame &Fr) {
  const Flow &E = Fr.events();
  TestsOf.clear();
  for (uint32_t Pos = 0; Pos != E.size(); ++Pos)
    if (G.node(E.event(Pos)).kind() == NodeKind::Branch)
      if (NodeId Tested = G.target(E.event(Pos), EdgeKind::Cond))
        TestsOf.emplace(Tested, Pos);
  for (const Item &I : Fr.items())
    if (isOwnOp(I) && !I.Own && isChange(G, I.Op))
      act(Fr, I);
}

void StaleChecks::act(Frame &Fr, const Item &Act) {
  for (const Item &I : Fr.items()) {
    if (!isOwnOp(I) || I.Object != Act.Object ||
        !isOp(G, I.Op, MapOpKind::Lookup) ||
        !reliesOn(Fr.events(), Act.Op, I.Op) || !sameKey(Fr, I.Op, Act.Op) ||
        !isStale(Fr, I, Act))
      continue;
    auto &Acts = ByCheck[I.Op];
    if (std::none_of(Acts.begin(), Acts.end(),
                     [&](const Stale &S) { return S.Act == Act.Op; }))
      Acts.push_back({Act.Op, T.Sets[I.Locks].size()});
  }
}

// What is stored comes from the answer, or a test of the answer decides whether
// control comes to the act.
bool StaleChecks::reliesOn(const Flow &E, NodeId Act, NodeId Check) const {
  if (G.target(Act, EdgeKind::Cond) == Check)
    return true;
  uint32_t To = E.position(Act);
  auto [First, Last] = TestsOf.equal_range(Check);
  for (; First != Last; ++First) {
    uint32_t Pos = First->second;
    if (!E.dominates(Pos, To))
      continue;
    const auto &Arms = E.successors(Pos);
    auto leads = [&](const Flow::Succ &S) {
      return S.To == To || E.canFollow(S.To, To, Pos);
    };
    if (std::any_of(Arms.begin(), Arms.end(), leads) &&
        !std::all_of(Arms.begin(), Arms.end(), leads))
      return true;
  }
  return false;
}

bool StaleChecks::sameKey(Frame &Fr, NodeId X, NodeId Y) const {
  NodeId K = G.target(X, EdgeKind::Key), L = G.target(Y, EdgeKind::Key);
  if (!K || !L || G.node(K).kind() == NodeKind::Unknown)
    return false;
  return K == L ||
         (Fr.naming().name(K) && Fr.naming().name(K) == Fr.naming().name(L));
}

// Whether some way leads from one event to the other without giving back the
// lock, in whatever mode it is held.
bool StaleChecks::heldUntil(Frame &Fr, uint32_t From, uint32_t To,
                            uint32_t Lock) const {
  const Flow &E = Fr.events();
  auto isHeld = [&](uint32_t Pos) {
    SetId Held = Fr.must().held(Pos);
    return T.Sets.contains(Held, Lock & ~1U) || T.Sets.contains(Held, Lock | 1);
  };
  bool Reached = false;
  E.walk(From, [&](uint32_t Pos) {
    bool Held = isHeld(Pos);
    Reached |= Held && Pos == To;
    return Held && !Reached;
  });
  return Reached;
}

// Whether the map is read once more under the same lock as the act.
bool StaleChecks::checkedAgain(Frame &Fr, const Item &Act,
                               uint32_t Lock) const {
  const Flow &E = Fr.events();
  uint32_t To = E.position(Act.Op);
  return std::any_of(Fr.items().begin(), Fr.items().end(), [&](const Item &I) {
    uint32_t From = E.position(I.Event);
    return I.Object == Act.Object && I.Op != Act.Op && !T.async(I.Trace) &&
           From != UINT32_MAX && From != To && E.dominates(From, To) &&
           heldUntil(Fr, From, To, Lock);
  });
}

// Whether the key is changed in the section of the check, on every way to the
// act: from then on it is the change that the act relies on.
bool StaleChecks::changedAtOnce(Frame &Fr, uint32_t From, const Item &Act,
                                uint32_t Lock) const {
  const Flow &E = Fr.events();
  uint32_t To = E.position(Act.Op);
  return std::any_of(Fr.items().begin(), Fr.items().end(), [&](const Item &I) {
    if (!isOwnOp(I) || I.Object != Act.Object || I.Op == Act.Op ||
        !isChange(G, I.Op) || !sameKey(Fr, I.Op, Act.Op))
      return false;
    uint32_t At = E.position(I.Op);
    return E.dominates(From, At) && E.dominates(At, To) &&
           heldUntil(Fr, From, At, Lock);
  });
}

// Some lock is held for writing at the act and held at the check, but all of
// those are given back in between.
bool StaleChecks::isStale(Frame &Fr, const Item &Check, const Item &Act) const {
  const Flow &E = Fr.events();
  uint32_t From = E.position(Check.Op), To = E.position(Act.Op);
  bool Common = false;
  for (uint32_t C : T.Sets[Act.Locks]) {
    if (!T.Sets.contains(Check.Locks, C & ~1U) &&
        !T.Sets.contains(Check.Locks, C | 1))
      continue;
    if (heldUntil(Fr, From, To, C) || checkedAgain(Fr, Act, C) ||
        changedAtOnce(Fr, From, Act, C))
      return false;
    Common |= !LockCode::read(C);
  }
  return Common;
}

// What another thread does to the key matters where it can make the check
// wrong: an insert for all; a delete where the act stores what it had read.
bool StaleChecks::comesBetween(NodeId Act, NodeId Other) const {
  if (isOp(G, Other, MapOpKind::Update))
    return true;
  return isOp(G, Act, MapOpKind::Update) && G.target(Act, EdgeKind::Cond) &&
         isOp(G, Other, MapOpKind::Delete);
}

std::vector<NodeId> StaleChecks::actsOn(NodeId Check) const {
  std::vector<NodeId> Out;
  if (auto It = ByCheck.find(Check); It != ByCheck.end())
    for (const Stale &S : It->second)
      Out.push_back(S.Act);
  return Out;
}

void StaleChecks::excluded(const Meeting &M) {
  if (ByCheck.empty())
    return;
  add(M.A, M.B, M);
  add(M.B, M.A, M);
}

// The act itself in another thread says most; then what comes first.
void StaleChecks::add(const Item &Check, const Item &Other, const Meeting &M) {
  auto It = ByCheck.find(Check.Op);
  if (It == ByCheck.end() || Check.Own || Other.Own || Check.LostLock)
    return;
  for (const Stale &S : It->second) {
    // A lock that callers hold may span both.
    if (!comesBetween(S.Act, Other.Op) || T.Sets[Check.Locks].size() > S.Locks)
      continue;
    auto rank = [&](const Meeting &X) {
      return std::tuple(X.B.Op != S.Act, isOfLibrary(X.Kind), X.B.Op);
    };
    Meeting New = M;
    New.A = Check;
    New.B = Other;
    New.Act = S.Act;
    auto [Old, First] = Found.try_emplace({Check.Op, S.Act}, New);
    if (!First && rank(New) < rank(Old->second))
      Old->second = std::move(New);
  }
}

void StaleChecks::meetings(MeetingList &Out) const {
  for (const auto &[Key, M] : Found)
    Out.push_back(M);
}

} // namespace mapgraph::solver
