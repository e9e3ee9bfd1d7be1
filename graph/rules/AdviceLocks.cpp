//===- AdviceLocks.cpp - Which lock to take, where, how long --------------===//

#include "graph/rules/Adviser.h"

#include <algorithm>

namespace mapgraph {

// The lock is taken where the side's way comes from, or in a function that it
// comes through.
std::string Adviser::wrongMode() const {
  const Side &Writer = isWrite(G.node(A.Op)) ? A : B;
  std::string Lock = Writer.Locks.empty() ? "the lock" : Writer.Locks[0].Name;
  for (const HeldLock &L : Writer.Locks)
    if (L.Read)
      Lock = L.Name;
  std::string Where = function(Writer.Op);
  for (size_t I = 0; I <= Writer.Calls.size(); ++I)
    if (NodeId Taken = L.takenBefore(eventOf(Writer, I), Lock, true)) {
      if (I != 0)
        Where = function(Taken) + " at " + place(Taken);
      break;
    }
  return "take the write lock of " + Lock + " in " + Where + " (" + W.Write +
         " instead of " + W.Read +
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
    return std::string("guard it with a ") + W.Mutex +
           " beside the map, in what " + A.Locks.front().Name +
           ".Do runs: each call here has a " + A.Locks.front().Name +
           " of its own, so what it runs is run again";
  // The lock of most accesses is the right one, that of the other side a slip.
  auto rank = [&](const Side &S) {
    const HeldLock *Own = ownLock(S);
    return Own ? static_cast<int>(holders(Own->Name)) : -1;
  };
  std::pair<const Side *, const Side *> Order[] = {{&A, &B}, {&B, &A}};
  if (rank(A) > rank(B))
    std::swap(Order[0], Order[1]);
  for (auto [Bare, Locked] : Order)
    if (const HeldLock *Own = ownLock(*Locked); Own && !holds(*Bare, Own->Name))
      return oneBare(*Bare, *Locked);
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
  for (auto [Bare, Locked] : {std::pair(&A, &B), {&B, &A}})
    if (Bare->Locks.empty() && ownLock(*Locked) && isFoundHere(*Bare, Name))
      return oneBare(*Bare, *Locked);
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

// The map is found in a field right before it is used, and the lock was not
// taken before: another lock is the one that was given back.
bool Adviser::isFoundHere(const Side &S, const std::string &Lock) const {
  if (L.takenBefore(S.Op, Lock, false) || L.takenBefore(S.Op, Lock, true))
    return false;
  NodeId Value = G.target(S.Op, EdgeKind::Addr);
  for (EdgeId Id : Value ? G.in(Value) : std::span<const EdgeId>()) {
    const Edge &E = G.edge(Id);
    NodeId Addr = E.kind() == EdgeKind::Load ? E.From : NodeId();
    if (E.kind() == EdgeKind::ResultOf &&
        G.node(E.From).kind() == NodeKind::Access)
      Addr = G.target(E.From, EdgeKind::Addr);
    for (EdgeId In : Addr ? G.in(Addr) : std::span<const EdgeId>())
      if (G.edge(In).kind() == EdgeKind::Field)
        return true;
  }
  return false;
}

bool Adviser::holds(const Side &S, const std::string &Lock) const {
  return std::ranges::any_of(S.Locks,
                             [&](const HeldLock &X) { return X.Name == Lock; });
}

unsigned Adviser::holders(const std::string &Lock) const {
  auto It = Use.Locks.find(Lock);
  return It == Use.Locks.end() ? 0 : It->second.Holders;
}

const HeldLock *Adviser::mostHeld(const Side &S) const {
  auto Best = std::ranges::max_element(S.Locks, {}, [&](const HeldLock &X) {
    return std::pair(isBeside(X.Name), holders(X.Name));
  });
  return Best == S.Locks.end() ? nullptr : &*Best;
}

// Of several locks the one that belongs to the map, as most accesses say.
const HeldLock *Adviser::ownLock(const Side &S) const {
  const HeldLock *Best = mostHeld(S);
  return Best && isBeside(Best->Name) ? Best : nullptr;
}

bool Adviser::isOnce(const Side &S) const {
  return std::ranges::any_of(S.Calls, [&](NodeId Call) {
    return G.node(Call).kind() == NodeKind::SyncOp &&
           G.node(Call).syncOp() == SyncOpKind::Once;
  });
}

// What a Once runs first is over for whoever goes through it; a reader can. The
// writer of something else cannot run in it.
std::string Adviser::throughOnce(const Side &Bare, const Side &Locked) const {
  const std::string &Name = Locked.Locks.front().Name;
  if (isWrite(G.node(Bare.Op)) || !isWrite(G.node(Locked.Op)))
    return newLock();
  return "go through " + Name + ".Do before the " + op(Bare) + " in " +
         function(Bare.Op) + ", too: what it runs is over when it returns";
}

std::string Adviser::oneBare(const Side &Bare, const Side &Locked) const {
  if (isOnce(Locked))
    return throughOnce(Bare, Locked);
  const std::string &Name = mostHeld(Locked)->Name;
  std::string Out;
  if (isUsual(Name))
    Out = holdText(Bare, Name, ", too" + share(Name));
  if (Out.empty())
    return newLock();
  if (startedBy(Locked, Bare) && !isWrite(G.node(Bare.Op)) &&
      isSpawned(Locked) && endsByItself(Locked.Spawned.back()))
    return joinFirst(Bare, Locked.Spawned.back()) + "; or " + Out;
  return Out;
}

// The lock of the others, for both sides.
std::string Adviser::lockOfOthers() const {
  const std::string *Lock = commonest();
  if (!Lock || !isUsual(*Lock))
    return "";
  if (function(A.Op) == function(B.Op))
    return holdText(A, *Lock, share(*Lock));
  if (spotFor(A, *Lock).At == A.Op && spotFor(B, *Lock).At == B.Op)
    return "hold " + *Lock + " for the " + op(A) + " in " + function(A.Op) +
           " and the " + op(B) + " in " + function(B.Op) + share(*Lock);
  std::string First = holdText(A, *Lock, ""),
              Second = holdText(B, *Lock, share(*Lock));
  return First.empty() || Second.empty() || First == Second
             ? Second
             : First + "; and " + Second;
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
  if (std::string There = unusedLock(); !There.empty()) {
    for (const Side *S : {&A, &B})
      if (spotFor(*S, There).Under)
        return holdText(*S, There, "");
    return "hold " + There + ", which is there already, wherever the map is " +
           "used (" + Mix + ")" + elsewhere();
  }
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
  return Out + elsewhere();
}

// What a library does with the map is locked where it is called.
std::string Adviser::elsewhere() const {
  for (const Side *S : {&A, &B}) {
    if (Ours.owns(S->Op))
      continue;
    for (size_t I = 1; I <= S->Calls.size(); ++I)
      if (NodeId At = eventOf(*S, I); Ours.owns(At))
        return "; for the " + op(*S) + " in " + function(S->Op) +
               ", which is not of this module, hold it where " + function(At) +
               " calls " + function(eventOf(*S, I - 1)) + " (" + place(At) +
               "), or pass a copy";
  }
  return "";
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
