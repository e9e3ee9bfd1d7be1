//===- Advice.cpp - What would fix a finding ------------------------------===//

#include "graph/rules/Advice.h"

#include "graph/rules/Adviser.h"

#include <algorithm>

namespace mapgraph {

constexpr Words GoWords = {"goroutine", "sync.Mutex", "sync.RWMutex", "RLock",
                           "Lock"};
constexpr Words CxxWords = {"thread", "std::mutex", "std::shared_mutex",
                            "std::shared_lock", "std::unique_lock"};
constexpr Words KernelWords = {"program", "bpf_spin_lock", "bpf_spin_lock",
                               "bpf_spin_lock", "bpf_spin_lock"};

const Words &Adviser::words() const {
  FunctionId Fn = F.Sides[0].Op ? G.node(F.Sides[0].Op).Function : FunctionId();
  if (!Fn || !G.function(Fn).Package)
    return GoWords;
  std::string_view L = G.str(G.package(G.function(Fn).Package).Language);
  if (L.empty() || L.starts_with("go"))
    return GoWords;
  return L == "ebpf" ? KernelWords : CxxWords;
}

bool Adviser::isGo() const { return &W == &GoWords; }
bool Adviser::isKernel() const { return &W == &KernelWords; }

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

// Of an operation in a library the call that leads to it.
std::string Adviser::place(const Side &S) const {
  for (size_t I = 0; I <= S.Calls.size(); ++I)
    if (NodeId At = eventOf(S, I); Ours.owns(At))
      return place(At);
  return place(S.Op);
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

bool Adviser::many() const {
  const auto &Threads = P.solution().Threads;
  return Threads[A.Thread].Many || Threads[B.Thread].Many;
}

bool Adviser::isSpawned(const Side &S) const {
  return P.solution().Threads[S.Thread].Root == Thread::RootKind::Spawn;
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

std::string Adviser::nilMap() const {
  const MapObject &Map = P.solution().Objects[F.Object];
  std::string Type = P.names().type(Map.Type);
  return "make it before the write" +
         (Type.empty() ? "" : ": make(" + Type + ")");
}

// Who has an iterator, reference or pointer must get it anew.
std::string Adviser::invalidated() const {
  if (isKernel())
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
  LockWays L(P);
  return Adviser(P, F, L, MainModule(P.graph())).choose();
}

void giveAdvice(const Graph &G, Solution &S, const std::string &Root) {
  Facts P(G, S, Root);
  LockWays L(P);
  MainModule Ours(G);
  for (Finding &F : S.Findings)
    F.Fix = Adviser(P, F, L, Ours).choose();
}

} // namespace mapgraph
