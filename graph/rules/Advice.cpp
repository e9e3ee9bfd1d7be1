//===- Advice.cpp - What would fix a finding ------------------------------===//

#include "graph/rules/Advice.h"

#include "graph/rules/Published.h"

#include <algorithm>

namespace mapgraph {

namespace {

/// The words of a language for one thing.
struct Words {
  const char *Thread, *Mutex, *Shared, *Read, *Write, *Clone;
};

constexpr Words GoWords = {"goroutine", "sync.Mutex", "sync.RWMutex",
                           "RLock",     "Lock",       "maps.Clone"};
constexpr Words CxxWords = {
    "thread",           "std::mutex",       "std::shared_mutex",
    "std::shared_lock", "std::unique_lock", "a copy"};
constexpr Words KernelWords = {"program",       "bpf_spin_lock",
                               "bpf_spin_lock", "bpf_spin_lock",
                               "bpf_spin_lock", "a copy"};

/// Chooses the sentence for one finding.
class Adviser {
public:
  Adviser(const Facts &P, const Finding &F)
      : P(P), G(P.graph()), F(F), A(F.Sides[0]), B(F.Sides[1]), W(words()),
        Use(useOf(P, F)) {}

  std::string choose() const;

private:
  const Words &words() const;
  bool isGo() const { return &W == &GoWords; }
  std::string wrongMode() const;
  std::string wrongInstance() const;
  std::string escape() const;
  std::string oneBare(const Side &Bare, const Side &Locked) const;
  std::string lockOfOthers() const;
  std::string missingOrder() const;
  std::string joinFirst(const Side &Reader, NodeId Start) const;
  std::string writeFirst(const Side &Writer, const Side &Reader) const;
  std::string tooEarly() const;
  NodeId bareCall(const Side &Bare, const Side &Locked) const;
  bool isOnce(const Side &S) const;
  bool isSpawned(const Side &S) const;
  std::string newLock() const;
  std::string variable() const;
  std::string lostUpdate() const;
  std::string staleCheck() const;
  std::string nilMap() const;
  std::string invalidated() const;

  std::string function(NodeId Op) const;
  std::string place(NodeId N) const;
  std::string op(const Side &S) const;
  std::string share(const std::string &Lock) const;
  const std::string *commonest() const;
  bool startedBy(const Side &Thread, const Side &Starter) const;
  bool many() const;
  bool writesInThread(uint32_t Thread) const;
  NodeId waitIn(FunctionId Fn) const;
  bool hasSimpleKey() const;

  const Facts &P;
  const Graph &G;
  const Finding &F;
  const Side &A, &B;
  const Words &W;
  MapUse Use;
};

} // namespace

const Words &Adviser::words() const {
  FunctionId Fn = F.Sides[0].Op ? G.node(F.Sides[0].Op).Function : FunctionId();
  if (!Fn || !G.function(Fn).Package)
    return GoWords;
  std::string_view L = G.str(G.package(G.function(Fn).Package).Language);
  if (L.empty() || L.starts_with("go"))
    return GoWords;
  return L == "ebpf" ? KernelWords : CxxWords;
}

std::string Adviser::function(NodeId Op) const {
  return P.names().shortFunction(P.names().functionOf(Op));
}

std::string Adviser::op(const Side &S) const {
  std::string_view Word = P.names().opWord(S.Op);
  return std::string(Word == text(MapOpKind::IterBegin) ? "iteration" : Word);
}

// As in the other sentences of a finding: without folders and column.
std::string Adviser::place(NodeId N) const {
  Place At = P.names().place(N);
  At.File.erase(0, At.File.rfind('/') + 1);
  At.Column = 0;
  return text(At);
}

/// ", as 12 of 13 accesses do", or nothing when the lock is rare.
std::string Adviser::share(const std::string &Lock) const {
  auto It = Use.Locks.find(Lock);
  if (It == Use.Locks.end() || It->second.Holders == 0 || Use.total() < 2)
    return "";
  unsigned Holders = It->second.Holders;
  return ", as " + std::to_string(Holders) + " of " +
         std::to_string(Use.total()) + " accesses " +
         (Holders == 1 ? "does" : "do");
}

const std::string *Adviser::commonest() const {
  auto Most = std::ranges::max_element(
      Use.Locks, {}, [](const auto &L) { return L.second.Holders; });
  return Most == Use.Locks.end() ? nullptr : &Most->first;
}

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

// Who only reads can work on a copy; a write must reach the shared map.
std::string Adviser::escape() const {
  const std::string *Lock = commonest();
  bool Writes = false;
  for (const Side *S : {&A, &B}) {
    if (!S->Locks.empty())
      Lock = &S->Locks.front().Name;
    else
      Writes |= isWrite(G.node(S->Op));
  }
  std::string Name = Lock ? *Lock : "the lock";
  if (Writes)
    return "keep " + Name +
           " until the map is no longer used, or put a fresh map in its place "
           "while it is held; a copy would lose what is written";
  return "copy the map while " + Name + " is held" +
         (isGo() ? " (maps.Clone)" : "") +
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

bool Adviser::many() const {
  const auto &Threads = P.solution().Threads;
  return Threads[A.Thread].Many || Threads[B.Thread].Many;
}

// Starter runs in the thread that starts Thread, below the very function.
bool Adviser::startedBy(const Side &Thread, const Side &Starter) const {
  if (Thread.Spawned.size() != Starter.Spawned.size() + 1 ||
      !std::equal(Starter.Spawned.begin(), Starter.Spawned.end(),
                  Thread.Spawned.begin()))
    return false;
  FunctionId In = G.node(Thread.Spawned.back()).Function;
  return G.node(Starter.Op).Function == In ||
         std::ranges::any_of(Starter.Calls, [&](NodeId Call) {
           return G.node(Call).Function == In;
         });
}

bool Adviser::writesInThread(uint32_t Thread) const {
  for (uint32_t Row : P.accessesOfObject(F.Object))
    if (P.access(Row).Thread == Thread && isWrite(G.node(P.access(Row).Op)))
      return true;
  return false;
}

NodeId Adviser::waitIn(FunctionId Fn) const {
  const Function &Row = G.function(Fn);
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    if (G.node(N).kind() != NodeKind::SyncOp)
      continue;
    SyncOpKind K = G.node(N).syncOp();
    if (K == SyncOpKind::GroupWait || K == SyncOpKind::Join)
      return N;
  }
  return {};
}

bool Adviser::isSpawned(const Side &S) const {
  return P.solution().Threads[S.Thread].Root == Thread::RootKind::Spawn;
}

std::string Adviser::joinFirst(const Side &Reader, NodeId Start) const {
  std::string Who =
      std::string("the ") + W.Thread + " started at " + place(Start);
  std::string Access = op(Reader) + " at " + place(Reader.Op);
  FunctionId In = G.node(Start).Function;
  NodeId Wait = waitIn(In);
  if (Wait && G.node(Reader.Op).Function == In && canFollow(G, Reader.Op, Wait))
    return "do the " + Access + " after the wait at " + place(Wait) +
           ": until then " + Who + " may write";
  return "wait for " + Who + " before the " + Access +
         (isGo() ? " (a WaitGroup, or a channel that it closes)" : "") +
         (Wait || !Use.Locks.empty()
              ? ""
              : std::string(", or guard both with a ") + W.Mutex);
}

// The writes come before the start: then the start itself orders them.
std::string Adviser::writeFirst(const Side &Writer, const Side &Reader) const {
  NodeId Start = Reader.Spawned.back();
  NodeId At = Writer.Op;
  for (NodeId Call : Writer.Calls)
    if (G.node(Call).Function == G.node(Start).Function)
      At = Call;
  if (canFollow(G, At, Start)) // both in one loop
    return "";
  std::string Access = op(Writer) + " at " + place(Writer.Op);
  std::string Else =
      std::string("; if it must come later, guard both with a ") + W.Mutex;
  if (!isSpawned(Reader))
    return "do the " + Access + " before the handlers of " + place(Start) +
           " begin to run: what is written before needs no lock" + Else;
  return "start the " + std::string(W.Thread) + " of " + place(Start) +
         " after the " + Access +
         ": what is written before the start needs no lock" + Else;
}

// One thread and its starter: what is missing is an order, not a lock.
std::string Adviser::missingOrder() const {
  for (auto [Thread, Starter] : {std::pair(&A, &B), {&B, &A}}) {
    if (!startedBy(*Thread, *Starter))
      continue;
    bool OneThread = !P.solution().Threads[Thread->Thread].Many;
    if (!isWrite(G.node(Starter->Op))) {
      if (OneThread && isSpawned(*Thread))
        return joinFirst(*Starter, Thread->Spawned.back());
      continue;
    }
    if (!isWrite(G.node(Thread->Op)) && !writesInThread(Thread->Thread))
      if (std::string Out = writeFirst(*Starter, *Thread); !Out.empty())
        return Out;
  }
  return "";
}

// Given away first, filled later.
std::string Adviser::tooEarly() const {
  for (const Side *S : {&A, &B}) {
    if (!isWrite(G.node(S->Op)))
      continue;
    if (NodeId At = publishedBefore(G, S->Op)) {
      bool Sent = G.node(At).kind() == NodeKind::SyncOp &&
                  G.node(At).syncOp() == SyncOpKind::Send;
      return "do the " + op(*S) + " at " + place(S->Op) + " before " +
             (Sent ? "the send at "
                   : "others can find the map, that is before ") +
             place(At) +
             (Sent ? ", and make a new one for each send: what was sent "
                     "belongs to the receiver"
                   : ": what is complete when it is published needs no lock "
                     "to be read");
    }
  }
  for (auto [Writer, Reader] : {std::pair(&A, &B), {&B, &A}})
    if (isWrite(G.node(Writer->Op)) && !isWrite(G.node(Reader->Op)) &&
        isFoundByAtomicLoad(G, Reader->Op))
      return "copy the map, change the copy and store that: readers have the "
             "published map while the " +
             op(*Writer) + " at " + place(Writer->Op) + " changes it";
  return "";
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
  if (&W == &KernelWords)
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

// What makes read, change and write one step.
std::string Adviser::lostUpdate() const {
  const Node &Write = G.node(A.Op);
  if (Write.kind() == NodeKind::MapOp && Write.has(NF_CommaOk))
    return "insert with BPF_NOEXIST and look the key up again: then the "
           "element of the CPU that was first stays";
  if (A.Locks.empty() != B.Locks.empty())
    return "hold the bpf_spin_lock of the value for the write in " +
           function((A.Locks.empty() ? A : B).Op) +
           ", too, from the read to the write";
  if (Write.kind() == NodeKind::MapOp)
    return "change the value in place, with an atomic operation or between "
           "bpf_spin_lock and bpf_spin_unlock of a lock in it; or use a "
           "per-CPU map";
  if (!P.solution().Objects[F.Object].Type)
    return "use an atomic operation such as __sync_fetch_and_add, or a per-CPU "
           "map with one element";
  return "use an atomic operation such as __sync_fetch_and_add, put a "
         "bpf_spin_lock into the value and hold it from the read to the write, "
         "or use a per-CPU map";
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

std::string Adviser::nilMap() const {
  const MapObject &Map = P.solution().Objects[F.Object];
  std::string Type = P.names().type(Map.Type);
  return "make it before the write" +
         (Type.empty() ? "" : ": make(" + Type + ")");
}

// Who has an iterator, reference or pointer must get it anew.
std::string Adviser::invalidated() const {
  if (&W == &KernelWords)
    return "hold what the pointer leads to as long as it is used: a "
           "bpf_spin_lock in the value does not keep the element; copy what is "
           "needed, or delete where nobody can have the pointer any more";
  const std::string *Lock = commonest();
  bool OneThread = A.Thread == B.Thread && A.Spawned == B.Spawned &&
                   G.node(B.Op).has(NF_Modify);
  if (!OneThread)
    return "keep " + (Lock ? *Lock : std::string("the lock")) +
           " until the iterator or reference is no longer used, or copy the "
           "value while it is held";
  std::string_view Change = P.names().opWord(A.Op);
  if (Change == text(MapOpKind::Delete))
    return "go on with what the erase returns, or step before it";
  return "do not keep an iterator over the " + op(A) +
         ": look the element up again after it";
}

std::string Adviser::choose() const {
  if (!A.Op || !B.Op)
    return "";
  if (F.Rule == "MG002")
    return wrongMode();
  if (F.Rule == "MG004")
    return wrongInstance();
  if (F.Rule == "MG005")
    return escape();
  if (F.Rule == "MG006")
    return staleCheck();
  if (F.Rule == "MG007")
    return nilMap();
  if (F.Rule == "MG010")
    return lostUpdate();
  if (F.Rule == "MG011")
    return invalidated();
  if (F.Rule == "MG008")
    return variable();
  if (A.Locks.empty() != B.Locks.empty())
    return A.Locks.empty() ? oneBare(A, B) : oneBare(B, A);
  if (std::string Early = tooEarly(); !Early.empty())
    return Early;
  if (A.Locks.empty())
    if (std::string Order = missingOrder(); !Order.empty())
      return Order;
  if (std::string Lock = lockOfOthers(); !Lock.empty())
    return Lock;
  return newLock();
}

std::string advice(const Facts &P, const Finding &F) {
  return Adviser(P, F).choose();
}

void giveAdvice(const Graph &G, Solution &S, const std::string &Root) {
  Facts P(G, S, Root);
  for (Finding &F : S.Findings)
    F.Fix = advice(P, F);
}

} // namespace mapgraph
