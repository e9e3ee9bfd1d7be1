//===- MeetApart.cpp - Pairs of threads without a common frame ------------===//
//
// Callers of a library, threads of initialisers and of constructors. Classes of
// items are judged, not items: the work grows with the items, the kinds of
// pairs, and what is found.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Invalidation.h"
#include "graph/solve/Meet.h"
#include "graph/solve/Order.h"
#include "graph/solve/StaleChecks.h"

#include <algorithm>

namespace mapgraph::solver {

// Meetings of two classes that are kept; what is over is counted.
static constexpr size_t MaxAlike = 4096;

/// The pairs of all classes, as they are found.
struct Meet::Apart {
  const ItemClasses &A, &B;
  Which W;
  std::vector<Judgement> Judgements = {};
  std::vector<Pair> Pairs = {};

  /// Members of C that can be the second of a pair with a first one like M.
  std::span<const ItemClasses::Member> after(const ItemClasses::Class &C,
                                             ItemClasses::Member M) const {
    std::span<const ItemClasses::Member> All = C.Members;
    if (W == Which::All)
      return All;
    return All.subspan(std::lower_bound(All.begin(), All.end(),
                                        ItemClasses::Member{M.List, 0}) -
                       All.begin());
  }
  void add(ItemClasses::Member First, ItemClasses::Member Second) {
    Pairs.push_back({First, Second, uint32_t(Judgements.size() - 1)});
  }
};

// Between threads without a common frame only a global is one object for all;
// the receiver is, too, where the object itself hangs on it.
bool Meet::everyones(PathId P, PathId Object) const {
  const Path &Base = T.Paths[T.Paths.base(P)];
  return Base.Kind == PathKind::Global ||
         (Base.Kind == PathKind::Param &&
          Base == T.Paths[T.Paths.base(Object)]);
}

// The same where the object may have been given to several holders.
bool Meet::isOneForAll(PathId P, PathId Object) const {
  return everyones(P, Object) && holderOf(P, Object) != Holder::Several;
}

SetId Meet::everyonesSyncs(SetId Syncs, PathId Object) {
  return T.Sets.select(Syncs, [&](uint32_t C) {
    return isOneForAll(SyncCode::path(C), Object);
  });
}

Meet::Judgement Meet::judgeApart(const Item &A, const Item &B) {
  No.reset();
  auto Signal =
      ordered(G, T, A, {everyonesSyncs(B.Before, A.Object), A.Before});
  if (!Signal)
    Signal = ordered(G, T, B, {everyonesSyncs(A.Before, A.Object), A.Before});
  Meeting M;
  M.A = A;
  M.B = B;
  if (Signal)
    no(*Signal);
  else if (!wonByBoth(A, B) && unlocked(M) && isShared(A, B)) {
    No.reset();
    if (PathId Flag = commonFlag(M, nullptr)) {
      M.MaybeFreed = T.Atomics.isFreed(T.Paths, Flag);
      if (!M.MaybeFreed)
        no(SafeReason::Flag, Flag);
    }
  }
  return {std::move(M), No};
}

void Meet::pairUp(Apart &To, const ItemClasses::Class &A,
                  const ItemClasses::Class &B) {
  size_t Room = Log ? SIZE_MAX : MaxAlike; // who asks for reasons gets all
  for (ItemClasses::Member First : A.Members) {
    auto Seconds = To.after(B, First);
    size_t N = std::min(Room, Seconds.size());
    for (ItemClasses::Member Second : Seconds.first(N))
      To.add(First, Second);
    Room -= N;
    LeftOut += Seconds.size() - N;
  }
}

// Of the many pairs that a common lock keeps apart, a check needs the one with
// its act, else the one with the lowest operation (StaleChecks::add).
void Meet::pairStale(Apart &To, const Alike &A, const Alike &B) {
  for (const ItemClasses::Class *X : A.Checks)
    for (const ItemClasses::Class *Y : B.All)
      pairFirst(To, *X, *Y);
  for (const ItemClasses::Class *Y : B.Checks)
    for (const ItemClasses::Class *X : A.All)
      pairSecond(To, *X, *Y);
}

void Meet::pairFirst(Apart &To, const ItemClasses::Class &Checks,
                     const ItemClasses::Class &B) {
  forChecks(To.A, Checks, B.Like.Op, [&](ItemClasses::Member M, NodeId Act) {
    uint32_t From = To.W == Which::All ? 0 : M.List;
    for (NodeId Op : {Act, NodeId()})
      if (auto Other = To.B.first(B, Op, From, UINT32_MAX))
        To.add(M, *Other);
  });
}

void Meet::pairSecond(Apart &To, const ItemClasses::Class &A,
                      const ItemClasses::Class &Checks) {
  forChecks(To.B, Checks, A.Like.Op, [&](ItemClasses::Member M, NodeId Act) {
    uint32_t UpTo = To.W == Which::All ? UINT32_MAX : M.List;
    for (NodeId Op : {Act, NodeId()})
      if (auto Other = To.A.first(A, Op, 0, UpTo))
        To.add(*Other, M);
  });
}

// Calls Do for each act on a check among the members of C that an operation
// like Other can come between.
template <typename Callback>
void Meet::forChecks(const ItemClasses &In, const ItemClasses::Class &C,
                     NodeId Other, Callback Do) {
  for (ItemClasses::Member M : C.Members)
    for (NodeId Act : Stale->actsOn(In.item(M).Op))
      if (Stale->comesBetween(Act, Other))
        Do(M, Act);
}

void Meet::meetApart(const ItemClasses &A, const ItemClasses &B, Which W,
                     const LikeOf &Like, const Finder &Found) {
  Apart All{A, B, W};
  for (const auto &[Object, OfA] : A.byObject()) {
    auto OfB = B.byObject().find(Object);
    if (OfB == B.byObject().end())
      continue;
    bool Same = &A == &B;
    std::set<PathId> Heard = heardOf(Object, OfA);
    if (!Same)
      Heard.merge(heardOf(Object, OfB->second));
    const std::vector<Alike> LikeA = alike(A, OfA, Heard);
    const std::vector<Alike> Others =
        Same ? std::vector<Alike>() : alike(B, OfB->second, Heard);
    const std::vector<Alike> &LikeB = Same ? LikeA : Others;
    for (const Alike &X : LikeA)
      for (const Alike &Y : LikeB)
        if (conflict(X.like(), Y.like()) &&
            canDisturb(G.node(X.like().Op), G.node(Y.like().Op)))
          meetAlike(All, X, Y);
  }
  std::sort(All.Pairs.begin(), All.Pairs.end(),
            [](const Pair &P, const Pair &Q) {
              return std::tie(P.A.List, P.B.List, P.A.Pos, P.B.Pos) <
                     std::tie(Q.A.List, Q.B.List, Q.A.Pos, Q.B.Pos);
            });
  settle(All, Like, Found);
}

void Meet::meetAlike(Apart &To, const Alike &A, const Alike &B) {
  size_t Before = To.Pairs.size();
  To.Judgements.push_back(judgeApart(A.like(), B.like()));
  const auto &Why = To.Judgements.back().No;
  if (!Why || Log) {
    for (const ItemClasses::Class *X : A.All)
      for (const ItemClasses::Class *Y : B.All)
        pairUp(To, *X, *Y);
  } else if (Stale && Why->Why == SafeReason::CommonLock) {
    pairStale(To, A, B);
  }
  // Most of many classes are kept apart: what they have in common is not kept.
  if (To.Pairs.size() == Before)
    To.Judgements.pop_back();
}

// Gives the pairs their items and hands them on.
void Meet::settle(const Apart &All, const LikeOf &Like, const Finder &Found) {
  Meeting Base;
  const Pair *Last = nullptr;
  for (const Pair &P : All.Pairs) {
    if (!Last || Last->A.List != P.A.List || Last->B.List != P.B.List)
      Base = Like(P.A.List, P.B.List);
    Last = &P;
    const Judgement &J = All.Judgements[P.By];
    Meeting M = J.M;
    M.Kind = Base.Kind;
    M.Evidence = Base.Evidence;
    auto [LocksA, MayA] = std::pair(M.A.Locks, M.A.MayLocks);
    auto [LocksB, MayB] = std::pair(M.B.Locks, M.B.MayLocks);
    M.A = All.A.item(P.A);
    M.B = All.B.item(P.B);
    std::tie(M.A.Locks, M.A.MayLocks) = std::tie(LocksA, MayA);
    std::tie(M.B.Locks, M.B.MayLocks) = std::tie(LocksB, MayB);
    No = J.No;
    if (No)
      drop(M);
    else
      Found(P.A.List, P.B.List, std::move(M));
  }
}

void Meet::concurrent(const std::vector<Item> &A, const std::vector<Item> &B,
                      const Meeting &Like, MeetingList &Out) {
  meetApart(
      {G, {&A}}, {G, {&B}}, Which::All,
      [&](uint32_t, uint32_t) { return Like; },
      [&](uint32_t, uint32_t, Meeting M) { Out.push_back(std::move(M)); });
}

void Meet::concurrent(const std::vector<std::vector<Item>> &Lists,
                      const LikeOf &Like, const Finder &Found) {
  std::vector<const std::vector<Item> *> All;
  for (const std::vector<Item> &L : Lists)
    All.push_back(&L);
  ItemClasses Classes(G, std::move(All));
  meetApart(Classes, Classes, Which::Upwards, Like, Found);
}

} // namespace mapgraph::solver
