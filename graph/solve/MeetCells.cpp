//===- MeetCells.cpp - Variables that hold one object after another -------===//
//
//   srv = New(); go srv.Run()
//   srv = New(); go srv.Run()
//
// The goroutines have captured the variable, and each mostly finds what it held
// at its start.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Meet.h"

namespace mapgraph::solver {

// Whether the variable is surely given something between the two events, of
// which the second never comes first.
bool Meet::storedBetween(Frame &Fr, PathId Variable, uint32_t From,
                         uint32_t To) {
  const Flow &E = Fr.events();
  if (E.canFollow(To, From) || !E.canFollow(From, To))
    return false;
  for (uint32_t Pos = 0; Pos != E.size(); ++Pos) {
    const Node &N = G.node(E.event(Pos));
    if (N.kind() == NodeKind::Access && N.access() == AccessKind::Write &&
        E.dominates(Pos, To) && E.canFollow(From, Pos) &&
        Fr.naming().name(G.target(E.event(Pos), EdgeKind::Addr)) == Variable)
      return true;
  }
  return false;
}

// Whether both sides find the object in a variable of the frame that was given
// another one between the starts of their threads.
bool Meet::givenAnew(Frame &Fr, const Meeting &M) {
  if (M.Kind != MeetKind::Spawned || M.A.Event == M.B.Event)
    return false;
  uint32_t A = Fr.events().position(M.A.Event);
  uint32_t B = Fr.events().position(M.B.Event);
  for (PathId P = M.A.Object; !T.Paths.isBase(P); P = T.Paths.parent(P)) {
    PathId Variable = T.Paths.parent(P);
    if (T.Paths[P].Kind == PathKind::Deref &&
        Fr.allocation(Variable) != UINT32_MAX && T.Paths.isBase(Variable))
      return storedBetween(Fr, Variable, A, B) ||
             storedBetween(Fr, Variable, B, A);
  }
  return false;
}

} // namespace mapgraph::solver
