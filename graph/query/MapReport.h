//===- MapReport.h - Everything about one map -------------------*- C++ -*-===//
//
// `query ops|writers|readers MAP`, `query threads MAP`, `query locks MAP`: who
// works on a map, in which threads, holding what. A map selector that names
// several objects (one per instance of a generic type, say) gives one report
// for each.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_MAPREPORT_H
#define MAPGRAPH_GRAPH_QUERY_MAPREPORT_H

#include "graph/query/Selectors.h"

#include <iosfwd>

namespace mapgraph {

enum class OpFilter { All, Writers, Readers };

/// An op on the map, over all threads that run it.
struct OpRow {
  NodeId Op;
  std::vector<uint32_t> Threads;
  std::vector<HeldLock> Locks; ///< held in every one of its accesses
};
/// A thread that works on the map.
struct ThreadRow {
  uint32_t Thread = 0;
  std::vector<NodeId> Reads;
  std::vector<NodeId> Writes;
};
/// A lock that some op on the map holds.
struct LockRow {
  std::string Name;
  std::vector<NodeId> Read;  ///< ops that hold it in read mode
  std::vector<NodeId> Write; ///< in write mode
};

struct OpsReport {
  uint32_t Object = 0;
  std::vector<OpRow> Ops;
};
struct ThreadsReport {
  uint32_t Object = 0;
  std::vector<ThreadRow> Threads;
};
struct LocksReport {
  uint32_t Object = 0;
  size_t Ops = 0; ///< that read or write (a make needs no lock)
  std::vector<LockRow> Locks;
  std::vector<NodeId> Unlocked; ///< ops that hold none in some thread
};

std::vector<OpsReport> opsReport(const Facts &P, const std::vector<Target> &Map,
                                 OpFilter Filter);
std::vector<ThreadsReport> threadsReport(const Facts &P,
                                         const std::vector<Target> &Map);
std::vector<LocksReport> locksReport(const Facts &P,
                                     const std::vector<Target> &Map);

void writeText(const std::vector<OpsReport> &R, const Facts &P,
               std::ostream &OS);
void writeText(const std::vector<ThreadsReport> &R, const Facts &P,
               std::ostream &OS);
void writeText(const std::vector<LocksReport> &R, const Facts &P,
               std::ostream &OS);
void writeJson(const std::vector<OpsReport> &R, const Facts &P,
               std::ostream &OS);
void writeJson(const std::vector<ThreadsReport> &R, const Facts &P,
               std::ostream &OS);
void writeJson(const std::vector<LocksReport> &R, const Facts &P,
               std::ostream &OS);

} // namespace mapgraph

#endif
