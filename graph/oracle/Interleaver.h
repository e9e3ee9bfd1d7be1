//===- Interleaver.h - All schedules of a small program ---------*- C++ -*-===//
//
// The truth about a program of Language.h: runs it in every possible order and
// says which accesses can really overlap. No reduction: two ways to one state
// are one (a visited set), nothing else is left out.
//
// Two accesses overlap when they work on one map, one writes, and in some
// execution both happen and neither happens before the other: they need not be
// neighbours in that schedule. Happens-before is that of the Go memory model,
// kept as vector clocks along each schedule:
//
//   go, join     the start before what the thread does, its end before the join
//   locks        an unlock before every later lock and rlock, an runlock before
//                every later lock; rlock and runlock order nothing among
//                readers. Anybody may unlock
//   channels     a send before its receive; the k-th receive before the
//                (k+capacity)-th send; without capacity the receive also before
//                the end of its send; a close before each receive that finds
//                the channel closed. A receive carries on what came with it
//   wait groups  every done so far before a wait that goes on
//   once         the return of the function before the return of any Do
//
// A program that deadlocks or dies (unlock of what is not locked, close or send
// on a closed channel, a negative wait group) has run until then: what overlaps
// before counts. Whether a program can come to such an end is told besides, as
// is which events can run at all.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_INTERLEAVER_H
#define MAPGRAPH_GRAPH_ORACLE_INTERLEAVER_H

#include "graph/oracle/Language.h"

#include <memory>
#include <vector>

namespace mapgraph::oracle {

/// What can happen in a program.
class Truth {
public:
  bool overlap(Place A, Place B) const {
    return Overlaps[index(A)] >> index(B) & 1;
  }
  /// Whether the event is over in some schedule.
  bool runs(Place P) const { return Ran >> index(P) & 1; }
  bool runsWhole(const Program &P) const;
  /// Ends other than by the end of all threads, in some schedule.
  bool deadlocks() const { return Deadlock; }
  bool panics() const { return Panic; }
  /// How many different states were seen.
  size_t states() const { return NumStates; }

private:
  friend class Interleaver;
  static unsigned index(Place P) {
    return P.Thread * Code::MaxEvents + P.Index;
  }
  std::array<uint32_t, Program::MaxThreads * Code::MaxEvents> Overlaps = {};
  uint32_t Ran = 0;
  bool Deadlock = false, Panic = false;
  size_t NumStates = 0;
};

/// Keeps its memory from one program to the next.
class Interleaver {
public:
  Interleaver();
  ~Interleaver();
  Truth explore(const Program &P);

  /// A point of an execution; in the .cpp file.
  struct State;

private:
  class Run;
  class Visited;
  std::vector<State> Work;
  std::unique_ptr<Visited> Seen;
};

} // namespace mapgraph::oracle

#endif
