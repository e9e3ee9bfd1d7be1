//===- AdviceWhere.cpp - In which function a lock is to be taken ----------===//
//
// From the operation outwards: the first function on the side's way that nobody
// calls with the lock held, that can name the lock, and that can be edited.
//
//===----------------------------------------------------------------------===//

#include "graph/rules/Adviser.h"

#include <algorithm>

namespace mapgraph {

// The event of the side that many calls outwards; 0 is the operation.
NodeId Adviser::eventOf(const Side &S, size_t Out) const {
  return Out == 0 ? S.Op : S.Calls[S.Calls.size() - Out];
}

// A map that is a parameter says nothing about where its lock is.
bool Adviser::isHandedIn(NodeId Op) const {
  NodeId Value = G.target(Op, EdgeKind::Addr);
  for (unsigned Copies = 0; Value && Copies != 8; ++Copies) {
    if (G.node(Value).kind() == NodeKind::Param)
      return true;
    NodeId From;
    for (EdgeId Id : G.in(Value))
      if (G.edge(Id).kind() == EdgeKind::Copy)
        From = G.edge(Id).From;
    Value = From;
  }
  return false;
}

// Outwards as long as the lock cannot or must not be taken there. Around a call
// of what takes the lock itself it cannot be taken either.
Adviser::Spot Adviser::spotFor(const Side &S, const std::string &Lock) const {
  Spot Out;
  bool HandedIn = isHandedIn(S.Op), AtHand = false;
  for (; Out.Calls <= S.Calls.size(); ++Out.Calls) {
    NodeId At = eventOf(S, Out.Calls);
    FunctionId In = G.node(At).Function;
    if (Out.Calls != 0 &&
        L.takes(G.node(eventOf(S, Out.Calls - 1)).Function, Lock))
      break;
    // What is called has the object from here.
    AtHand = AtHand || L.isAtHand(In, Lock);
    if (NodeId Under = L.callUnder(In, Lock)) {
      Out.Under = Under;
      Out.Called = In;
      continue;
    }
    bool Further = Out.Calls == 0 && HandedIn && !S.Calls.empty();
    if (!Further && Ours.owns(At) && AtHand) {
      Out.At = At;
      return Out;
    }
  }
  Out.Calls = 0;
  if (!Out.Under && Ours.owns(S.Op) && L.isAtHand(G.node(S.Op).Function, Lock))
    Out.At = S.Op;
  return Out;
}

// Where the lock can be taken on the side's way; "" when nowhere.
std::string Adviser::holdText(const Side &S, const std::string &Lock,
                              const std::string &Rest) const {
  Spot Where = spotFor(S, Lock);
  if (!Where.At && !Where.Under)
    return "";
  std::string Holder =
      Where.Under ? function(Where.Under) + " (" + place(Where.Under) + ")"
                  : "";
  if (!Where.At)
    return "split " + P.names().shortFunction(Where.Called) +
           ": a part that takes " + Lock +
           ", for callers like this one, and the rest, for " + Holder +
           ", which holds it already";
  if (Where.Calls == 0) {
    std::string Loop = loopText(S, Lock);
    return Loop.empty() ? "hold " + Lock + " for the " + op(S) + " in " +
                              function(S.Op) + Rest + readNote(S, Where, Lock)
                        : Loop;
  }
  std::string Call = " calls " + function(eventOf(S, Where.Calls - 1)) + " (" +
                     place(Where.At) + ")";
  if (!Where.Under)
    return "hold " + Lock + " where " + function(Where.At) + Call + Rest +
           readNote(S, Where, Lock);
  return "take " + Lock + " in " + function(Where.At) + " before it" + Call +
         ", not further inside: " + Holder + " holds it already";
}

// Of a lock that others share to read, the read mode is enough for a read.
std::string Adviser::readNote(const Side &S, const Spot &Where,
                              const std::string &Lock) const {
  auto It = Use.Locks.find(Lock);
  bool Enough =
      It != Use.Locks.end() && It->second.Shared && !writesToo(S, Where);
  return Enough ? std::string("; ") + W.Read + " is enough to read" : "";
}

// The events between two steps of the loop over the map.
std::vector<NodeId> Adviser::loopBody(NodeId Iteration) const {
  std::vector<NodeId> Out;
  const Function &Row = G.function(G.node(Iteration).Function);
  if (P.names().opWord(Iteration) != text(MapOpKind::IterBegin))
    return Out;
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
    NodeId Step(Row.First.Value + I);
    if (G.node(Step).kind() != NodeKind::MapOp ||
        G.node(Step).mapOp() != MapOpKind::IterNext ||
        P.names().place(Step).Line != P.names().place(Iteration).Line)
      continue;
    for (uint32_t J = 0; J != Row.Count; ++J) {
      NodeId N(Row.First.Value + J);
      NodeKind K = G.node(N).kind();
      if ((K == NodeKind::Call || K == NodeKind::SyncOp) &&
          canFollow(G, Step, N) && canFollow(G, N, Step))
        Out.push_back(N);
    }
  }
  return Out;
}

// What the body of the loop calls may need the lock, or take long: then the
// loop is over a copy.
std::string Adviser::loopText(const Side &S, const std::string &Lock) const {
  for (NodeId N : loopBody(S.Op)) {
    bool Again = false;
    for (const CallGraph::Arc &A : L.ways().from(G.node(N).Function))
      Again |= A.Site == N && !A.Spawn && L.takes(A.To, Lock);
    if (!Again && !L.mayWait(N))
      continue;
    return "loop over a copy in " + function(S.Op) + ", made while " + Lock +
           " is held" + (isGo() ? " (maps.Clone)" : "") +
           ": what the loop does at " + place(N) +
           (Again ? " takes the lock itself" : " can take long or lock, too");
  }
  return "";
}

// A read lock is not enough where the same function goes on to write, by the
// name that it has for the map.
bool Adviser::writesToo(const Side &S, const Spot &Where) const {
  if (isWrite(G.node(S.Op)))
    return true;
  auto isOnTheWay = [&](FunctionId Fn) {
    for (size_t I = 0; I <= Where.Calls; ++I)
      if (G.node(eventOf(S, I)).Function == Fn)
        return true;
    return false;
  };
  auto Writes = [&](uint32_t Object) {
    return std::ranges::any_of(P.accessesOfObject(Object), [&](uint32_t Row) {
      NodeId Op = P.access(Row).Op;
      return isWrite(G.node(Op)) && isOnTheWay(G.node(Op).Function);
    });
  };
  return Writes(F.Object) ||
         std::ranges::any_of(P.accessesOfOp(S.Op), [&](uint32_t Row) {
           return Writes(P.access(Row).Object);
         });
}

// Locks of what holds the map are the map's own; others are there by chance,
// unless most accesses hold them.
bool Adviser::isBeside(const std::string &Lock) const {
  const std::string &Map = P.solution().Objects[F.Object].Name;
  size_t Dot = Lock.rfind('.');
  return Dot == std::string::npos
             ? Map.find('.') == std::string::npos
             : Lock.compare(0, Dot + 1, Map, 0, Map.rfind('.') + 1) == 0;
}

// Whether this module can take the lock: it does so somewhere. That of another
// module is mostly a private field.
bool Adviser::isInReach(const std::string &Lock) const {
  if (!Ours.owns(A.Op) && !Ours.owns(B.Op))
    return true;
  auto It = L.locks().find(Lock);
  return It == L.locks().end() ||
         std::ranges::any_of(It->second,
                             [&](NodeId Op) { return Ours.owns(Op); });
}

bool Adviser::isUsual(const std::string &Lock) const {
  auto It = Use.Locks.find(Lock);
  return isInReach(Lock) &&
         (isBeside(Lock) ||
          (It != Use.Locks.end() && It->second.Holders * 2 >= Use.total()));
}

// Types of two packages can have one short name.
bool Adviser::isOfSidesPackage(NodeId Lock) const {
  auto pathOf = [&](NodeId N) {
    PackageId Of = Ours.packageOf(N);
    return Of ? withoutVariants(G.str(G.package(Of).Path)) : std::string();
  };
  return pathOf(Lock) == pathOf(A.Op) || pathOf(Lock) == pathOf(B.Op);
}

// The mutex that stands beside the map, where nobody holds it for the map yet:
// by its name it is not that of something else.
std::string Adviser::unusedLock() const {
  const std::string &Map = P.solution().Objects[F.Object].Name;
  size_t Dot = Map.rfind('.');
  if (Dot == std::string::npos)
    return "";
  std::string Found;
  for (const auto &[Name, Ops] : L.locks()) {
    if (Name.size() <= Dot || Name.compare(0, Dot + 1, Map, 0, Dot + 1) != 0 ||
        std::ranges::none_of(Ops,
                             [&](NodeId Op) { return isOfSidesPackage(Op); }))
      continue;
    if (!Found.empty())
      return ""; // several: each is for something
    Found = Name;
  }
  std::string Field = Found.empty() ? "" : Found.substr(Dot + 1);
  for (char &C : Field)
    C = std::tolower(static_cast<unsigned char>(C));
  for (const char *Generic : {"mu", "mtx", "mutex", "lock", "lck", "rw", "rwmu",
                              "rwmutex", "rwlock", "m", "l", "mux", "guard"})
    if (Field == Generic)
      return Found;
  return "";
}

} // namespace mapgraph
