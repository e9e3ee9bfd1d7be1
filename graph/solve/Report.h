//===- Report.h - From meetings to findings ---------------------*- C++ -*-===//
//
// Gives a pair its rule, verdict and confidence, and the sentences of its
// witness. One finding per pair of ops: the most certain meeting stands for it.
//
// Confidence is a product: 0.95 for what is shown, times a factor for every
// assumption (named in the finding). Verdict: race without assumptions, likely
// with one, possible with more or where something is not known.
//
// Every call on a way has conditions that nobody has looked at. Of the judged
// pairs of real modules (testdata/realworld) with six calls or more on both
// ways five of six were false; not so where locks show that somebody has
// thought of other threads.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_REPORT_H
#define MAPGRAPH_GRAPH_SOLVE_REPORT_H

#include "graph/solve/LockUse.h"
#include "graph/solve/Meet.h"
#include "graph/solve/ObjectNames.h"
#include "graph/solve/Requests.h"
#include "graph/solve/Services.h"
#include "graph/solve/Threads.h"

namespace mapgraph::solver {

/// Why no lock keeps the sides of a finding apart, by what they hold; Use tells
/// which of several locks is the map's, null the first.
std::string noCommonLock(const Finding &F, const LockUse *Use = nullptr);

class Report {
public:
  /// S: with all its accesses.
  Report(const Graph &G, Tables &T, const Threads &Th, ObjectNames &Names,
         Requests &Asked, Solution &S)
      : G(G), T(T), Th(Th), Names(Names), S(S), Living(G, T), Asked(Asked),
        Use(S) {}

  void add(const Meeting &M, const std::string &Program);
  /// A finding that was judged elsewhere; of one pair the surest stays.
  void add(Finding F);
  /// An access as the frame sees it; without one as its thread does.
  Side side(const Item &I, FunctionId Frame) const;
  /// An event as its function does it, whatever locks are held.
  Side side(NodeId Event) const;
  /// A pair that was ruled out, in the order of the calls.
  void addSafe(const Drop &D);

private:
  void judge(const Meeting &M, Finding &F);
  std::string rule(const Meeting &M) const;
  bool handlerInTest(const Meeting &M) const;
  bool isInTest(NodeId Event) const;
  bool beginsInTest(const Item &I, FunctionId Frame) const;
  bool isWithinTest(const Meeting &M, size_t Calls) const;
  bool needsTwoRequests(const Meeting &M);
  size_t callsOfBoth(const Meeting &M) const;
  bool oneLocks(const Meeting &M) const;
  bool isMeantToBeLocked(const Meeting &M) const;
  bool fillsAgain(const Meeting &M, const MapObject &Map) const;
  std::string sharing(const Meeting &M, const Finding &F) const;
  std::string timing(const Meeting &M, const Finding &F) const;
  std::string locking(const Meeting &M, const Finding &F) const;
  bool holdsOwnLock(const Item &I, PathId Object) const;
  bool holdsWriteLock(const Item &I) const;
  bool holdsVariables(const Item &I) const;
  PathId lockedObject(const Item &I) const;
  bool holdOtherLocks(const Meeting &M) const;
  std::string position(NodeId N) const;

  const Graph &G;
  Tables &T;
  const Threads &Th;
  ObjectNames &Names;
  Solution &S;
  Services Living;
  Requests &Asked;
  LockUse Use;
  /// The same code in two variants of a package is one place.
  using Place = std::tuple<uint32_t, uint32_t, uint8_t>;
  Place place(NodeId Op) const;
  std::pair<Place, Place> keyOf(NodeId A, NodeId B) const;
  std::map<std::pair<Place, Place>, size_t> ByPair;
};

} // namespace mapgraph::solver

#endif
