//===- MapReport.cpp - Everything about one map ---------------------------===//

#include "graph/query/MapReport.h"

#include <algorithm>
#include <map>
#include <set>

namespace mapgraph {

static std::vector<uint32_t> objectsOf(const std::vector<Target> &Map) {
  std::vector<uint32_t> Out;
  for (const Target &T : Map)
    if (T.What == Target::Kind::Map)
      Out.push_back(T.Row);
  return Out;
}

static bool passes(const Node &N, OpFilter Filter) {
  switch (Filter) {
  case OpFilter::Writers:
    return isWrite(N);
  case OpFilter::Readers:
    return isRead(N);
  case OpFilter::All:
    break;
  }
  return true;
}

static void keepCommon(std::vector<HeldLock> &Locks,
                       const std::vector<HeldLock> &Other) {
  std::erase_if(Locks, [&](const HeldLock &L) {
    return std::ranges::find(Other, L) == Other.end();
  });
}

std::vector<OpsReport> opsReport(const Facts &P, const std::vector<Target> &Map,
                                 OpFilter Filter) {
  std::vector<OpsReport> Out;
  for (uint32_t Object : objectsOf(Map)) {
    std::map<NodeId, OpRow> Rows;
    for (uint32_t I : P.accessesOfObject(Object)) {
      const ObjectAccess &A = P.access(I);
      if (!passes(P.graph().node(A.Op), Filter))
        continue;
      auto [It, New] = Rows.try_emplace(A.Op);
      OpRow &Row = It->second;
      Row.Op = A.Op;
      if (New)
        Row.Locks = A.Locks;
      else
        keepCommon(Row.Locks, A.Locks);
      if (std::ranges::find(Row.Threads, A.Thread) == Row.Threads.end())
        Row.Threads.push_back(A.Thread);
    }
    OpsReport R{Object, {}};
    for (auto &[Op, Row] : Rows)
      R.Ops.push_back(std::move(Row));
    Out.push_back(std::move(R));
  }
  return Out;
}

static void addOnce(std::vector<NodeId> &List, NodeId Op) {
  if (std::ranges::find(List, Op) == List.end())
    List.push_back(Op);
}

std::vector<ThreadsReport> threadsReport(const Facts &P,
                                         const std::vector<Target> &Map) {
  std::vector<ThreadsReport> Out;
  for (uint32_t Object : objectsOf(Map)) {
    std::map<uint32_t, ThreadRow> Rows;
    for (uint32_t I : P.accessesOfObject(Object)) {
      const ObjectAccess &A = P.access(I);
      ThreadRow &Row = Rows[A.Thread];
      Row.Thread = A.Thread;
      if (isWrite(P.graph().node(A.Op)))
        addOnce(Row.Writes, A.Op);
      else if (isRead(P.graph().node(A.Op)))
        addOnce(Row.Reads, A.Op);
    }
    ThreadsReport R{Object, {}};
    for (auto &[Thread, Row] : Rows)
      R.Threads.push_back(std::move(Row));
    Out.push_back(std::move(R));
  }
  return Out;
}

std::vector<LocksReport> locksReport(const Facts &P,
                                     const std::vector<Target> &Map) {
  std::vector<LocksReport> Out;
  for (uint32_t Object : objectsOf(Map)) {
    std::map<std::string, LockRow> Rows;
    std::set<NodeId> Ops;
    LocksReport R{Object, 0, {}, {}};
    for (uint32_t I : P.accessesOfObject(Object)) {
      const ObjectAccess &A = P.access(I);
      const Node &Op = P.graph().node(A.Op);
      if (!isWrite(Op) && !isRead(Op))
        continue;
      Ops.insert(A.Op);
      if (A.Locks.empty())
        addOnce(R.Unlocked, A.Op);
      for (const HeldLock &L : A.Locks) {
        LockRow &Row = Rows[L.Name];
        Row.Name = L.Name;
        addOnce(L.Read ? Row.Read : Row.Write, A.Op);
      }
    }
    R.Ops = Ops.size();
    for (auto &[Name, Row] : Rows)
      R.Locks.push_back(std::move(Row));
    Out.push_back(std::move(R));
  }
  return Out;
}

} // namespace mapgraph
