//===- AdviceLocks.cpp - Which lock to take, where, how long --------------===//

#include "graph/rules/Adviser.h"

#include <algorithm>

namespace mapgraph {

std::string Adviser::wrongMode() const {
  const Side &Writer = isWrite(G.node(A.Op)) ? A : B;
  std::string Lock = Writer.Locks.empty() ? "the lock" : Writer.Locks[0].Name;
  for (const HeldLock &L : Writer.Locks)
    if (L.Read)
      Lock = L.Name;
  return "take the write lock of " + Lock + " in " + function(Writer.Op) +
         " (" + W.Write + " instead of " + W.Read +
         "): holders of the read lock run side by side";
}

// A method whose receiver is a copy works on a copy of the lock.
std::string Adviser::wrongInstance() const {
  for (const Side *S : {&A, &B}) {
    FunctionId Fn = G.node(S->Op).Function;
    if (!(G.function(Fn).Flags & FF_Method) || S->Locks.empty() || !isGo())
      continue;
    if (P.names().function(Fn).find("(*") == std::string::npos)
      return "give " + function(S->Op) +
             " a pointer receiver: with a value receiver each call locks its "
             "own copy of " +
             S->Locks.front().Name + ", while the map stays shared";
  }
  if (isOnce(A) && isOnce(B))
    return "use one " + A.Locks.front().Name +
           " for the map, beside it: each call here has its own, so what it "
           "runs is run again";
  return "use one mutex for the map: keep it beside the map in one struct and "
         "pass that by pointer; a lock that is copied or belongs to another "
         "object keeps nobody out";
}

// The function that gave the map away, where the side has it from a call.
std::string Adviser::givenBy(const Side &S) const {
  NodeId Value = G.target(S.Op, EdgeKind::Addr);
  for (unsigned Copies = 0; Value && Copies != 8; ++Copies) {
    NodeId From;
    for (EdgeId Id : G.in(Value)) {
      const Edge &E = G.edge(Id);
      if (E.kind() == EdgeKind::Copy)
        From = E.From;
      if (E.kind() != EdgeKind::ResultOf ||
          G.node(E.From).kind() != NodeKind::Call)
        continue;
      NodeId Code = G.target(E.From, EdgeKind::Code);
      return Code && G.node(Code).kind() == NodeKind::Function ? function(Code)
                                                               : "";
    }
    Value = From;
  }
  return "";
}

// Who only reads can work on a copy; a write must reach the shared map.
std::string Adviser::escape() const {
  const std::string *Lock = commonest();
  bool Writes = false;
  std::string Giver;
  for (const Side *S : {&A, &B}) {
    if (!S->Locks.empty()) {
      Lock = &S->Locks.front().Name;
      continue;
    }
    Writes |= isWrite(G.node(S->Op));
    if (Giver.empty())
      Giver = givenBy(*S);
  }
  std::string Name = Lock ? *Lock : "the lock";
  if (Writes)
    return "keep " + Name +
           " until the map is no longer used, or put a fresh map in its place "
           "while it is held; a copy would lose what is written";
  const char *How = isGo() ? " (maps.Clone)" : "";
  if (!Giver.empty())
    return "return a copy of the map from " + Giver + ", made while " + Name +
           " is held" + How +
           ": who gets the map itself uses it without the lock";
  return "copy the map while " + Name + " is held" + How +
         " and use the copy, or keep the lock until the map is no longer used";
}

// The innermost call that only the bare side comes through: a helper that is
// meant to run under the lock of its callers.
NodeId Adviser::bareCall(const Side &Bare, const Side &Locked) const {
  if (P.names().position(Bare.Op) != P.names().position(Locked.Op))
    return {};
  for (size_t I = 0; I != Bare.Calls.size(); ++I) {
    NodeId Call = Bare.Calls[Bare.Calls.size() - 1 - I];
    if (I >= Locked.Calls.size() ||
        Locked.Calls[Locked.Calls.size() - 1 - I] != Call)
      return Call;
  }
  return {};
}

bool Adviser::isOnce(const Side &S) const {
  return std::ranges::any_of(S.Calls, [&](NodeId Call) {
    return G.node(Call).kind() == NodeKind::SyncOp &&
           G.node(Call).syncOp() == SyncOpKind::Once;
  });
}

// Of a lock that others share to read, the read mode is enough for a read.
std::string Adviser::oneBare(const Side &Bare, const Side &Locked) const {
  auto Holders = [&](const HeldLock &L) {
    auto It = Use.Locks.find(L.Name);
    return It == Use.Locks.end() ? 0 : It->second.Holders;
  };
  const std::string &Name =
      std::ranges::max_element(Locked.Locks, {}, Holders)->Name;
  std::string Where = " for the " + op(Bare) + " in " + function(Bare.Op);
  if (isOnce(Locked))
    return "go through " + Name + ".Do before the " + op(Bare) + " in " +
           function(Bare.Op) + ", too: what it runs is over when it returns";
  if (NodeId Call = bareCall(Bare, Locked))
    Where = " where " + function(Call) + " calls (" + place(Call) + ")";
  std::string Out = "hold " + Name + Where + ", too" + share(Name);
  auto It = Use.Locks.find(Name);
  if (It != Use.Locks.end() && It->second.Shared && !isWrite(G.node(Bare.Op)))
    Out += std::string("; ") + W.Read + " is enough to read";
  if (startedBy(Locked, Bare) && !isWrite(G.node(Bare.Op)) && isSpawned(Locked))
    return joinFirst(Bare, Locked.Spawned.back()) + "; or " + Out;
  return Out;
}

// A lock that only few hold and that has another owner is there by chance.
std::string Adviser::lockOfOthers() const {
  const std::string *Lock = commonest();
  if (!Lock)
    return "";
  const std::string &Map = P.solution().Objects[F.Object].Name;
  bool Beside =
      Lock->substr(0, Lock->find('.')) == Map.substr(0, Map.find('.'));
  if (!Beside && Use.Locks.at(*Lock).Holders * 2 <= Use.total())
    return "";
  std::string Out =
      "hold " + *Lock + " for the " + op(A) + " in " + function(A.Op);
  if (function(A.Op) != function(B.Op))
    Out += " and the " + op(B) + " in " + function(B.Op);
  return Out + share(*Lock);
}

bool Adviser::hasSimpleKey() const {
  TypeId Map = P.solution().Objects[F.Object].Type;
  TypeId Key = Map ? G.type(Map).Key : TypeId();
  return Key && G.type(Key).Kind == static_cast<uint32_t>(TypeKind::Basic);
}

static std::string counted(unsigned N, const char *Word) {
  return std::to_string(N) + " " + Word + (N == 1 ? "" : "s");
}

std::string Adviser::newLock() const {
  std::string Mix =
      counted(Use.Reads, "read") + ", " + counted(Use.Writes, "write");
  if (isKernel())
    return "put a bpf_spin_lock into the value, or use a per-CPU map (" + Mix +
           ")";
  std::string Out;
  bool Whole = Use.Iterations != 0 || Use.Lengths != 0;
  if (Use.Writes > Use.Reads) {
    Out = std::string("guard it with a ") + W.Mutex + " beside the map (" +
          Mix + ": a read lock would gain little)";
    if (many() && hasSimpleKey() && !Whole && Use.Writes > 2 * Use.Reads)
      Out += "; if many wait for it, split the map into shards by a hash of "
             "the key, each with its own mutex";
  } else {
    Out = std::string("guard it with a ") + W.Shared +
          " beside the map: " + W.Read + " to read, " + W.Write +
          " to write (" + Mix + ")";
    if (isGo() && many() && Use.Reads >= 4 * Use.Writes && !Whole)
      Out += "; or use sync.Map: it is mostly read, by many goroutines, and "
             "never as a whole";
  }
  std::string_view Iterate = text(MapOpKind::IterBegin);
  if (P.names().opWord(A.Op) == Iterate || P.names().opWord(B.Op) == Iterate)
    Out += std::string("; hold the lock for the whole loop, or loop over ") +
           (isGo() ? "maps.Clone of it, made under the lock"
                   : "a copy made under the lock");
  return Out;
}

std::string Adviser::variable() const {
  std::string Publish =
      isGo() ? "publish each new map through an atomic.Pointer and never "
               "change a published one"
             : "publish each new map through a std::atomic<std::shared_ptr>";
  if (const std::string *Lock = commonest())
    return "hold " + *Lock + " for the variable, too, or " + Publish;
  return "guard the variable and the map with one " + std::string(W.Mutex) +
         ", or " + Publish;
}

// Both sides are locked; what is missing is one hold from check to act.
std::string Adviser::staleCheck() const {
  auto isCommon = [&](const HeldLock &L) {
    return std::ranges::any_of(
        B.Locks, [&](const HeldLock &M) { return L.Name == M.Name; });
  };
  auto Common = std::ranges::find_if(A.Locks, isCommon);
  std::string Lock = Common == A.Locks.end() ? "the lock" : Common->Name;
  return "look the key up again under the lock of the change, and keep what is "
         "there; or hold " +
         Lock + " from the check to the change";
}

} // namespace mapgraph
