//===- MeetWalks.cpp - Pairs on the elements of what is walked ------------===//
//
//   for { for _, s := range subs { go s.run() }; time.Sleep(d) }
//
// The goroutines of one walk have an object each; those of the next one have
// the same objects again. Where a walk comes to each element, whoever uses one
// afterwards uses the same as one of its threads.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

#include <algorithm>

namespace mapgraph::solver {

// Whether what both are done with is one element in each round: an object, or
// the same code out of those that are walked.
bool Meet::isOneElement(const Item &A, const Item &B) const {
  if (A.ByCell || B.ByCell)
    return true;
  auto [X, Y] = whereTheyPart(A, B);
  return !X || !Y || T.Steps[X.Value].Event != T.Steps[Y.Value].Event;
}

// Whether the loop around the event may come to it with one element more than
// once: in another walk, or because its rounds may be those of several.
bool Meet::comesAgain(const Frame &Fr, const Item &I) const {
  const Flow &E = Fr.events();
  uint32_t Pos = E.position(I.Event), Header = E.loopHeader(Pos);
  uint32_t Around = E.loopAround(Header);
  if (!Fr.walkOf(Header) && !(E.reachesExit(Pos) && E.isInEachRound(Pos)))
    return true;
  uint32_t Anew = Fr.allocation(I.Object);
  return Around != UINT32_MAX && E.canFollow(Pos, Around, Anew) &&
         E.canFollow(Around, Pos, Anew);
}

// What happens on every way from the event back to it that begins another walk.
SetId Meet::beforeNextWalk(Frame &Fr, uint32_t Pos) {
  const Flow &E = Fr.events();
  uint32_t Header = E.loopHeader(Pos), Around = E.loopAround(Header);
  if (Around != UINT32_MAX)
    return Fr.must().between(Pos)[Around].value_or(SetTable::empty());
  // Rounds that do not come to the event are those of what is around the walk.
  std::optional<SetId> Out;
  for (uint32_t Last : E.predecessors(Header))
    if (E.dominates(Header, Last) && !E.dominates(Pos, Last))
      if (auto Way = Fr.must().upTo(Pos, Last))
        T.Sets.narrow(Out, *Way);
  return Out.value_or(SetTable::empty());
}

// What the frame hears of one walk's threads before it begins the next walk.
std::optional<uint32_t> Meet::walkAtATime(Frame &Fr, const Item &A,
                                          const Item &B) {
  uint32_t Pos = Fr.events().position(A.Event);
  if (!A.Walked || !B.Walked || G.node(A.Event).has(NF_Many))
    return std::nullopt;
  return bothHeard(Fr, A, B, beforeNextWalk(Fr, Pos));
}

// Whether nothing is done between the two events, in either order, that may put
// others in the place of what is in the container.
bool Meet::keepsElements(Frame &Fr, PathId Container, uint32_t P,
                         uint32_t Q) const {
  const Flow &E = Fr.events();
  auto isBetween = [&](uint32_t Pos) {
    return (E.canFollow(P, Pos) && E.canFollow(Pos, Q)) ||
           (E.canFollow(Q, Pos) && E.canFollow(Pos, P));
  };
  for (const Item &I : Fr.items())
    if (I.Write && I.Object == Container && isBetween(E.position(I.Event)))
      return false;
  for (const Store &S : Fr.naming().stores())
    if (!T.Paths.isBase(S.Addr) && T.Paths.hasPrefix(Container, S.Addr))
      return false;
  bool Found = false; // in a place that whoever is called may change
  for (PathId X = Container; !T.Paths.isBase(X); X = T.Paths.parent(X))
    Found |= T.Paths[X].Kind == PathKind::Deref;
  for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
    NodeId Event = E.event(Pos);
    const Node &N = G.node(Event);
    bool Call = N.kind() == NodeKind::Call && Found &&
                !Fr.naming().targets(Event).empty();
    bool Write =
        N.kind() == NodeKind::Access && N.access() == AccessKind::Write;
    if ((!Call && !Write) || !isBetween(Pos))
      continue;
    if (Call)
      return false;
    for (PathId To : Fr.naming().names(G.target(Event, EdgeKind::Addr)))
      if (T.Paths.hasPrefix(Container, To) ||
          T.Paths.container(To) == Container)
        return false;
  }
  return true;
}

// Notes what is known of the elements that the sides have.
void Meet::compareElements(Frame &Fr, Meeting &M) {
  PathId Container = T.Paths.container(M.A.Object);
  if (!Container)
    return;
  const Flow &E = Fr.events();
  uint32_t P = E.position(M.A.Event), Q = E.position(M.B.Event);
  auto isInWalk = [&](const Item &I, uint32_t From, uint32_t Other) {
    return I.Walked && E.inLoopOf(Other, E.loopHeader(From));
  };
  M.OneWalk = P != Q && (isInWalk(M.A, P, Q) || isInWalk(M.B, Q, P));
  M.AllElements =
      !M.OneWalk && (M.A.All || M.B.All) && keepsElements(Fr, Container, P, Q);
}

} // namespace mapgraph::solver
