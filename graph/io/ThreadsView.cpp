//===- ThreadsView.cpp - Threads and the maps they use --------------------===//

#include "graph/io/ViewBuilder.h"

#include <algorithm>

namespace mapgraph {

namespace {
/// What one thread does with one map.
struct Use {
  size_t Reads = 0;
  size_t Writes = 0;
  bool First = true;
  bool Some = false;           ///< some access holds a lock
  std::vector<HeldLock> Locks; ///< held in every access, in whatever mode
};
} // namespace

static void addAccess(Use &U, const Node &Op, const ObjectAccess &A) {
  if (isWrite(Op))
    ++U.Writes;
  else
    ++U.Reads;
  if (U.First)
    U.Locks = A.Locks;
  U.First = false;
  U.Some |= !A.Locks.empty();
  for (HeldLock &L : U.Locks) {
    auto Also = std::ranges::find(A.Locks, L.Name, &HeldLock::Name);
    if (Also == A.Locks.end())
      L.Name.clear();
    else
      L.Read &= Also->Read;
  }
  std::erase_if(U.Locks, [](const HeldLock &L) { return L.Name.empty(); });
}

static std::string useText(const Use &U) {
  auto Count = [](size_t N, const char *Word) {
    return std::to_string(N) + ' ' + Word + (N == 1 ? "" : "s");
  };
  std::string Out;
  if (U.Reads != 0)
    Out = Count(U.Reads, "read");
  if (U.Writes != 0)
    Out += (Out.empty() ? "" : ", ") + Count(U.Writes, "write");
  Out += '\n';
  if (!U.Locks.empty())
    return Out + text(U.Locks);
  return Out + (U.Some ? "no common lock" : "no lock");
}

View buildThreadsView(const Facts &P) {
  const Solution &S = P.solution();
  ViewBuilder B(P, "Threads and the maps they use");
  std::map<std::pair<uint32_t, uint32_t>, Use> Uses;
  for (const ObjectAccess &A : S.Accesses) {
    const Node &Op = P.graph().node(A.Op);
    if (isWrite(Op) || isRead(Op)) // a make uses no map that others have
      addAccess(Uses[{A.Thread, A.Object}], Op, A);
  }
  std::vector<bool> Shown(S.Threads.size(), false);
  for (const auto &[Key, U] : Uses)
    for (uint32_t T = Key.first; T != UINT32_MAX && !Shown[T];
         T = S.Threads[T].Parent)
      Shown[T] = true;
  for (uint32_t T = 0; T != S.Threads.size(); ++T) {
    if (!Shown[T])
      continue;
    uint32_t Row = B.threadNode(T);
    if (uint32_t Parent = S.Threads[T].Parent; Parent != UINT32_MAX)
      B.addEdge(B.threadNode(Parent), Row, "spawn",
                S.Threads[T].Site ? P.names().position(S.Threads[T].Site)
                                  : "starts");
  }
  for (const auto &[Key, U] : Uses)
    B.addEdge(B.threadNode(Key.first), B.mapNode(Key.second),
              U.Writes != 0 ? "write" : "read", useText(U));
  return B.take();
}

} // namespace mapgraph
