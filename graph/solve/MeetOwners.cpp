//===- MeetOwners.cpp - Objects that one side has for itself --------------===//
//
// Which only its maker knows, which were made for one thread each, and which
// are not given out yet when a worker of their constructor begins.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

#include <algorithm>

namespace mapgraph::solver {

// What its maker alone can know is met by nobody.
bool Meet::isShared(const Item &A, const Item &B) {
  if (A.Own || B.Own)
    return no(SafeReason::NotShared, A.Object);
  return !eachHasItsOwn(A, B) || no(SafeReason::PerInstance);
}

// Whether the sides are in two threads of one start, which have each an object
// that was made for it. Where they part below the start, and one starts another
// thread from there on, both may be below one thread of it.
bool Meet::eachHasItsOwn(const Item &A, const Item &B) const {
  if (!A.MadeFor || A.MadeFor != B.MadeFor)
    return false;
  auto [X, Y] = whereTheyPart(A, B);
  if (!T.async(X) && !T.async(Y))
    return true;
  for (StepId S = A.Trace; S != X; S = T.Steps[S.Value].Rest)
    if (T.Steps[S.Value].Event == A.MadeFor)
      return false;
  return true;
}

// Whether Thread's worker was started by the function that makes and returns
// the object, and Other runs in that function itself: as long as nobody else
// has the object, the worker may have nothing to do.
bool Meet::inConstructor(Frame &Fr, const Item &Thread,
                         const Item &Other) const {
  if (!T.async(Thread.Trace) || T.async(Other.Trace))
    return false;
  unsigned Depth = 0;
  for (StepId S = Thread.Trace; S; S = T.Steps[S.Value].Rest)
    ++Depth;
  const auto &Facts = T.Sets[Thread.Before];
  if (Depth < 3 &&
      std::all_of(
          Facts.begin(), Facts.end(),
          [](uint32_t C) { return SyncCode::kind(C) == SyncKind::GroupAdd; }))
    return false;
  PathId Base = T.Paths.base(Thread.Object);
  if (T.Paths[Base].Kind != PathKind::Alloc)
    return false;
  // The constructor itself lets the worker go on.
  for (uint32_t Wait : T.Sets[Thread.Before])
    for (uint32_t Pos = 0; Pos != Fr.events().size(); ++Pos)
      for (SyncKind K : {SyncKind::Send, SyncKind::Close})
        if (T.Sets.contains(Fr.must().syncAt(Pos),
                            SyncCode::make(K, SyncCode::path(Wait))))
          return false;
  const auto &Returned = Fr.returned();
  // What hangs on a returned object is as young as that.
  auto isYoung = [&](PathId P) {
    return std::find(Returned.begin(), Returned.end(), P) != Returned.end();
  };
  if (isYoung(Base))
    return true;
  for (const Store &S : Fr.naming().stores())
    if (S.Value == Base && isYoung(T.Paths.base(S.Addr)))
      return true;
  return false;
}

} // namespace mapgraph::solver
