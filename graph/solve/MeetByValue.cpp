//===- MeetByValue.cpp - Pairs that share what one value is ---------------===//
//
// An element that is taken once and then used by both sides is one object:
//
//   c := s.conns[id]; go c.serve(); c.add(x)
//
// Its place stands for many, so the pair is looked for once more with the value
// as the name. Whoever comes to locks and groups by the place is known by the
// place only: a pair must not be excluded under those names either.
//
//===----------------------------------------------------------------------===//

#include "graph/solve/Invalidation.h"
#include "graph/solve/Meet.h"

namespace mapgraph::solver {

// Whether the two can overlap before the value is taken anew.
bool Meet::overlapByValue(Frame &Values, const Item &A, const Item &B,
                          MeetKind &Kind) {
  const Flow &E = Values.events();
  uint32_t P = E.position(A.Event), Q = E.position(B.Event);
  if (A.Parallel || B.Parallel)
    return false;
  if (P == Q)
    return Values.isOneObject(A.Object, P, P) &&
           mayOverlap(Values, A, B, Kind) && Kind == MeetKind::Instances;
  No.reset();
  Full = Cancelled = Answered = OneEnded = false;
  return eitherFollows(Values, A, B,
                       runsBeside(A, B) && Values.isOneObject(A.Object, P, Q),
                       runsBeside(B, A) && Values.isOneObject(A.Object, Q, P));
}

// The locks of two instances of an object that may be the same do not tell.
bool Meet::meetByValue(Frame &Values, Meeting &M) {
  if (!overlapByValue(Values, M.A, M.B, M.Kind) || isOneWinner(Values, M) ||
      takeTurns(Values, M) || !unlocked(M, &Values) || M.OtherInstance ||
      commonFlag(M, &Values) || !isShared(M.A, M.B))
    return false;
  M.ByValue = M.A.Object;
  M.MaybeFull = Full;
  M.MaybeCancelled = Cancelled;
  M.Answered = Answered;
  M.OneEnded = OneEnded;
  return true;
}

bool Meet::meetByPlace(Frame &Fr, Meeting &M) {
  MeetKind Kind = M.Kind;
  bool Locked = M.MaybeLocked;
  if (!mayOverlap(Fr, M.A, M.B, Kind) || isOneWinner(Fr, M) ||
      takeTurns(Fr, M) || !unlocked(M, &Fr) || M.OtherInstance ||
      commonFlag(M, &Fr))
    return false;
  M.MaybeLocked |= Locked;
  M.MaybeFull |= Full;
  M.MaybeCancelled |= Cancelled;
  M.Answered |= Answered;
  M.OneEnded |= OneEnded;
  return true;
}

void Meet::byValue(Frame &Fr, Frame &Values, MeetingList &Out) {
  std::map<PathId, std::vector<const Item *>> ByObject;
  for (const Item &I : Values.items())
    ByObject[I.Object].push_back(&I);
  auto place = [&](PathId P) {
    if (!Values.naming().isTaken(P))
      return P;
    PathId Value = T.Paths.base(P);
    const auto &Names = Fr.naming().names(NodeId(T.Paths[Value].A));
    return Names.size() == 1 ? T.Paths.rebase(P, Value, Names.front()) : P;
  };
  RenameMemo Places;
  for (const auto &[Object, List] : ByObject)
    for (size_t I = 0; I != List.size(); ++I)
      for (size_t J = I; J != List.size(); ++J) {
        Meeting M;
        M.A = *List[I];
        M.B = *List[J];
        M.Frame = Fr.function();
        if (!conflict(M.A, M.B) ||
            !canDisturb(G.node(M.A.Op), G.node(M.B.Op)) ||
            !meetByValue(Values, M))
          continue;
        M.UnknownCall = Fr.naming().isOfUnknownCall(
            NodeId(T.Paths[T.Paths.base(M.ByValue)].A));
        M.A = renameItem(T, M.A, place, Places);
        M.B = renameItem(T, M.B, place, Places);
        if (meetByPlace(Fr, M))
          Out.push_back(std::move(M));
      }
}

} // namespace mapgraph::solver
