//===- OpenMeetings.h - Pairs that callers may exclude ----------*- C++ -*-===//
//
// A pair is judged in the frame where its threads part. The side that runs in
// the frame's own thread may be under a lock that the callers hold:
//
//   func (s *S) Pick() { s.mu.Lock(); s.sendLocked(); s.mu.Unlock() }
//   func (s *S) sendLocked() { go s.answer(); delete(s.pending, k) }
//
// Such a pair stays open until the callers are seen. It stands when one of them
// comes without the lock, or when the frame is entered from outside.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_OPENMEETINGS_H
#define MAPGRAPH_GRAPH_SOLVE_OPENMEETINGS_H

#include "graph/solve/Meet.h"

namespace mapgraph::solver {

class OpenMeetings {
public:
  /// Entries are the functions that code outside the graph enters.
  OpenMeetings(const Graph &G, const Callees &Calls, Tables &T,
               const std::vector<FunctionId> &Entries);

  /// Settles what the frame's callees left open, and opens those of its own
  /// meetings, from FirstOwn on, that a caller may exclude. Callees first.
  void frame(Frame &Fr, const MeetingList &All, size_t FirstOwn);
  /// Removes the meetings that every caller excludes, and notes them if asked.
  void close(MeetingList &All, DropLog *Log) const;

private:
  /// A meeting that is excluded by whoever holds one of the locks.
  struct Open {
    size_t Meeting;
    SetId Locks; ///< held by the thread; in the names of the function
  };

  void settle(Frame &Fr, NodeId Event, uint32_t Pos, FunctionId Callee);
  void open(FunctionId F, Open O);
  void stand(size_t Meeting);

  const Graph &G;
  const Callees &Calls;
  Tables &T;
  std::vector<std::vector<FunctionId>> Callers;
  std::vector<bool> Entered; ///< from outside, or as a thread
  std::vector<bool> Seen;    ///< frames that are done
  std::vector<std::vector<Open>> Pending;
  std::vector<bool> Excluded, Stands; ///< by meeting
};

} // namespace mapgraph::solver

#endif
