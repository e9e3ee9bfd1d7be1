//===- AdviceOrder.cpp - Which order would do without a lock --------------===//

#include "graph/rules/Adviser.h"

#include "graph/rules/Published.h"

#include <algorithm>

namespace mapgraph {

// Whether the function can be left from there.
static bool leaves(const Graph &G, NodeId From) {
  const Function &Row = G.function(G.node(From).Function);
  for (uint32_t I = 0; I != Row.Count; ++I)
    if (NodeId N(Row.First.Value + I); G.node(N).kind() == NodeKind::Return &&
                                       !G.node(N).has(NF_Panic) &&
                                       canFollow(G, From, N))
      return true;
  return false;
}

// Looks for what another thread has set.
static bool asks(const Node &N) {
  return N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::AtomicLoad;
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

std::string Adviser::joinFirst(const Side &Reader, NodeId Start) const {
  std::string Who =
      std::string("the ") + W.Thread + " started at " + place(Start);
  std::string Access = op(Reader) + " at " + place(Reader);
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

// Whether the thread comes to its end whatever others do: it has no loop that
// only goes on, and waits for nobody.
bool Adviser::endsByItself(NodeId Start) const {
  for (const CallGraph::Arc &X : L.ways().from(G.node(Start).Function)) {
    if (X.Site != Start || !X.Spawn)
      continue;
    const Function &Row = G.function(X.To);
    if (L.mayWait(X.To))
      return false;
    for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
      NodeId N(Row.First.Value + I);
      bool Loops = canFollow(G, N, N);
      if (L.mayWait(N) || (Loops && (asks(G.node(N)) || !leaves(G, N))))
        return false;
    }
  }
  return true;
}

// What is done between the two events, and on the way to the second one, may
// wait for the thread.
bool Adviser::needsThread(NodeId From, NodeId To) const {
  const Function &Row = G.function(G.node(From).Function);
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
    NodeId N(Row.First.Value + I);
    if (N != From && L.mayWait(N) &&
        (N == To || (canFollow(G, From, N) && canFollow(G, N, To))))
      return true;
  }
  return false;
}

// The writes come before the start: then the start itself orders them.
std::string Adviser::writeFirst(const Side &Writer, const Side &Reader) const {
  NodeId Start = Reader.Spawned.back();
  NodeId At = Writer.Op;
  for (NodeId Call : Writer.Calls)
    if (G.node(Call).Function == G.node(Start).Function)
      At = Call;
  if (canFollow(G, At, Start) || needsThread(Start, At)) // first: in one loop
    return "";
  std::string Access = op(Writer) + " at " + place(Writer);
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
      if (OneThread && isSpawned(*Thread) &&
          endsByItself(Thread->Spawned.back()))
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
      return "do the " + op(*S) + " at " + place(*S) + " before " +
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
             op(*Writer) + " at " + place(*Writer) + " changes it";
  return "";
}

} // namespace mapgraph
