//===- Report.cpp - From meetings to findings -----------------------------===//

#include "graph/solve/Report.h"

#include "graph/model/ShortNames.h"
#include "graph/solve/Invalidation.h"

#include <algorithm>

namespace mapgraph::solver {

std::string Report::position(NodeId N) const {
  return shortPosition(G, G.node(N).Loc);
}

Side Report::side(const Item &I, FunctionId Frame) const {
  // Without a frame the two threads have nothing in common: they begin where
  // their accesses are reached from.
  uint32_t Root =
      Frame ? Th.running(Frame) : Th.beginning(G.node(I.Event).Function);
  Side Out;
  Out.Op = I.Op;
  Out.Thread = Root == UINT32_MAX ? 0 : Root;
  if (Root != UINT32_MAX)
    Out.Spawned = Th.chain(Root);
  for (StepId S = I.Trace; S; S = T.Steps[S.Value].Rest) {
    const Step &X = T.Steps[S.Value];
    if (!X.Async) {
      Out.Calls.push_back(X.Event);
      continue;
    }
    Out.Calls.clear();
    Out.Spawned.push_back(X.Event);
    if (uint32_t Row = Th.startedAt(X.Event); Row != UINT32_MAX)
      Out.Thread = Row;
  }
  Out.Locks = heldLocks(T, Names, I.Locks, Frame);
  return Out;
}

Side Report::side(NodeId Event) const {
  Item I;
  I.Op = I.Event = Event;
  return side(I, G.node(Event).Function);
}

// A lock that hangs on the object that the map hangs on, or a global one.
bool Report::holdsOwnLock(const Item &I, PathId Object) const {
  for (uint32_t C : T.Sets[I.Locks]) {
    PathId Lock = LockCode::path(C);
    PathId Owner = Lock;
    if (T.Paths[Owner].Kind == PathKind::Deref)
      Owner = T.Paths.parent(Owner);
    while (!T.Paths.isBase(Owner) && T.Paths[Owner].Kind == PathKind::Field)
      Owner = T.Paths.parent(Owner);
    if (T.Paths.hasPrefix(Object, Owner) ||
        T.Paths[T.Paths.base(Lock)].Kind == PathKind::Global ||
        T.Paths[T.Paths.base(Object)].Kind == PathKind::Alloc)
      return true;
  }
  return false;
}

bool Report::holdsWriteLock(const Item &I) const {
  for (uint32_t C : T.Sets[I.Locks])
    if (!LockCode::read(C))
      return true;
  return false;
}

// Whether all locks are variables or fresh objects themselves, not reached
// through pointers: those of different names are different locks.
bool Report::holdsVariables(const Item &I) const {
  for (uint32_t C : T.Sets[I.Locks]) {
    PathId P = LockCode::path(C);
    while (T.Paths[P].Kind == PathKind::Field &&
           !T.Paths.isElementSelector(T.Paths[P].B))
      P = T.Paths.parent(P);
    PathKind Base = T.Paths[P].Kind;
    if ((Base != PathKind::Global && Base != PathKind::Alloc) ||
        T.Paths[P].Element)
      return false;
  }
  return I.Locks != SetTable::empty();
}

// The parameter that all locks of the side are parts of; none where one is
// reached through a pointer, or is a flag.
PathId Report::lockedObject(const Item &I) const {
  PathId Out;
  for (uint32_t C : T.Sets[I.Locks]) {
    PathId P = LockCode::path(C);
    if (T.Paths.isFlag(P))
      return {};
    while (T.Paths[P].Kind == PathKind::Field &&
           !T.Paths.isElementSelector(T.Paths[P].B))
      P = T.Paths.parent(P);
    if (T.Paths[P].Kind != PathKind::Param || (Out && P != Out))
      return {};
    Out = P;
  }
  return Out;
}

// Who waits under its lock for a condition may have waited for the other side.
static bool waitsForCondition(const Tables &T, const Item &I) {
  return std::ranges::any_of(T.Sets[I.Before], [](uint32_t C) {
    return SyncCode::kind(C) == SyncKind::Notice;
  });
}

// Whether the locks of the two sides are different ones for sure.
bool Report::holdOtherLocks(const Meeting &M) const {
  if (holdsVariables(M.A) && holdsVariables(M.B))
    return true;
  if (waitsForCondition(T, M.A) || waitsForCondition(T, M.B))
    return false;
  PathId Of = lockedObject(M.A);
  return Of && Of == lockedObject(M.B) && Of == T.Paths.base(M.A.Object);
}

std::string Report::rule(const Meeting &M) const {
  if (M.Act)
    return "MG006";
  NodeKind A = G.node(M.A.Op).kind(), B = G.node(M.B.Op).kind();
  if (A != NodeKind::MapOp || B != NodeKind::MapOp)
    return "MG008";
  if (isUse(G.node(M.A.Op)) || isUse(G.node(M.B.Op)))
    return "MG011";
  // Where the writer has a lock of its own besides, that one is the matter.
  const Item &Writer = M.A.Write ? M.A : M.B;
  if (M.ReadLocked && !holdsWriteLock(Writer))
    return "MG002";
  if (M.A.ViaLoad || M.B.ViaLoad)
    return "MG005";
  if (M.OtherInstance || holdOtherLocks(M))
    return "MG004";
  if (holdsOwnLock(M.A, M.A.Object) != holdsOwnLock(M.B, M.B.Object))
    return "MG003";
  return "MG001";
}

std::string Report::sharing(const Meeting &M, const Finding &F) const {
  const std::string &Name = S.Objects[F.Object].Name;
  if (M.ByValue)
    return "both reach " + Name + " through what was taken at " +
           position(NodeId(T.Paths[T.Paths.base(M.ByValue)].A));
  const Path &Base = T.Paths[T.Paths.base(M.A.Object)];
  if (isOfLibrary(M.Kind) && Base.Kind == PathKind::Param && M.OtherInstance)
    return "both use one " + Name + ", which was given to several objects";
  if (isOfLibrary(M.Kind) && Base.Kind == PathKind::Param)
    return "both use the " + Name + " of one receiver";
  switch (Base.Kind) {
  case PathKind::Global:
    if (std::string Variable = shortGlobal(G.name(NodeId(Base.A)));
        Variable != Name)
      return Name + " hangs on the package-level variable " + Variable;
    return Name + " is a package-level variable";
  case PathKind::Alloc:
    return "both reach " + Name + " through the object made at " +
           position(NodeId(Base.A));
  default:
    return "both reach " + Name + " through " +
           Names.text(T.Paths.base(M.A.Object), M.Frame) +
           (M.Frame ? " of " + shortenPaths(functionName(G, M.Frame)) : "");
  }
}

std::string Report::timing(const Meeting &M, const Finding &F) const {
  auto Start = [&](const Side &X) {
    return X.Spawned.empty() ? std::string() : position(X.Spawned.back());
  };
  std::string A = Start(F.Sides[0]), B = Start(F.Sides[1]);
  if (isOfLibrary(M.Kind))
    return M.Evidence;
  if (M.Kind == MeetKind::Tests)
    return A == B && !A.empty() && !M.Test
               ? "the parallel tests started at " + A + " run at the same time"
               : "the tests are parallel, so they run at the same time";
  if (M.Kind == MeetKind::Instances && !A.empty() && A == B)
    return "several threads started at " + A + " run at once";
  if (A.empty() || B.empty())
    return "the thread started at " + (A.empty() ? B : A) +
           " may still run, nothing waits for it in between";
  if (A == B)
    return "threads started at " + A + " are not ordered";
  return "the threads started at " + A + " and " + B + " are not ordered";
}

std::string noCommonLock(const Finding &F, const LockUse *Use) {
  const auto &A = F.Sides[0].Locks, &B = F.Sides[1].Locks;
  if (A.empty() && B.empty())
    return "no lock is held on either side";
  if (A.empty() || B.empty()) {
    const std::vector<HeldLock> &Held = A.empty() ? B : A;
    const HeldLock &L = Use ? Use->usual(Held, F.Sides) : Held.front();
    return L.Name + " is held on one side only";
  }
  return "the sides hold no lock in common";
}

std::string Report::locking(const Meeting &M, const Finding &F) const {
  if (M.Act)
    return "the lock is given back between the check and the " +
           std::string(text(G.node(M.Act).mapOp())) + " at " + position(M.Act) +
           " that relies on it";
  if (F.Rule == "MG002")
    return "the lock is only read-locked on both sides, and one side writes";
  bool Both = !F.Sides[0].Locks.empty() && !F.Sides[1].Locks.empty();
  if (Both && M.OtherInstance)
    return "the locks belong to different objects";
  return noCommonLock(F, &Use);
}

Report::Place Report::place(NodeId Op) const {
  const Node &N = G.node(Op);
  return {N.Loc.Value, N.Loc ? UINT32_MAX : Op.Value, N.Op};
}

std::pair<Report::Place, Report::Place> Report::keyOf(NodeId A,
                                                      NodeId B) const {
  return std::minmax({place(A), place(B)});
}

void Report::add(const Meeting &M, const std::string &Program) {
  Finding F;
  F.Program = Program;
  F.Rule = rule(M);
  F.Counted = !M.Act;
  FunctionId Frame = M.Frame ? M.Frame : G.node(M.A.Op).Function;
  F.Object = Names.row(M.A.Object, Frame, M.A.Write ? M.A.Op : M.B.Op, S);
  judge(M, F);
  auto Known = ByPair.find(keyOf(M.A.Op, M.B.Op));
  if (Known != ByPair.end() &&
      F.Confidence <= S.Findings[Known->second].Confidence)
    return; // before the sentences are made
  // The writing side first; of two, the one that comes first in the program.
  bool Swap = M.A.Write == M.B.Write ? M.B.Op < M.A.Op : M.B.Write;
  F.Sides[Swap ? 1 : 0] = side(M.A, M.Frame);
  F.Sides[Swap ? 0 : 1] = side(M.B, M.Frame);
  F.Same = sharing(M, F);
  F.Order = timing(M, F);
  F.Lock = locking(M, F);
  // That callers come at once is assumed, and said there.
  F.Why = F.Same + "; " + (isOfLibrary(M.Kind) ? "" : F.Order + "; ") + F.Lock +
          ".";
  add(std::move(F));
}

void Report::add(Finding F) {
  auto [It, New] = ByPair.try_emplace(keyOf(F.Sides[0].Op, F.Sides[1].Op),
                                      S.Findings.size());
  if (New) {
    S.Findings.push_back(std::move(F));
    return;
  }
  Finding &Old = S.Findings[It->second];
  if (F.Confidence > Old.Confidence)
    Old = std::move(F);
}

void Report::addSafe(const Drop &D) {
  SafePair P;
  FunctionId Frame = D.Frame ? D.Frame : G.node(D.A.Op).Function;
  P.Object = Names.row(D.A.Object, Frame, D.A.Op, S);
  P.Sides[0] = side(D.A, D.Frame);
  P.Sides[1] = side(D.B, D.Frame);
  P.Reason = D.Reason.Why;
  if (D.Reason.By)
    P.By = Names.text(D.Reason.By, Frame);
  else if (D.Reason.Field != UINT32_MAX)
    P.By = shortField(G.str(G.Selectors[D.Reason.Field]));
  S.Safe.push_back(std::move(P));
}

} // namespace mapgraph::solver
