//===- InitThreads.h - Threads that package initialisers start --*- C++ -*-===//
//
// Initialisers run one after the other before everything else, each of them
// once, under those of all packages that import its package. What one does
// itself can meet only threads that another one has started, so of all accesses
// only those are looked at above its package that such a thread may have on the
// same map. Without this, programs of a thousand packages lift the set-up of
// each through the initialisers of all that are above it.
//
// Maps are told apart by their key and element types alone; where a thread may
// work on a map of unknown type, everything is looked at.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_INITTHREADS_H
#define MAPGRAPH_GRAPH_SOLVE_INITTHREADS_H

#include "graph/solve/Summary.h"

#include <map>
#include <set>

namespace mapgraph::solver {

class Variants;

class InitThreads {
public:
  /// Initialisers: by function.
  InitThreads(const Graph &G, const Callees &Calls, const Tables &T,
              const std::vector<Summary> &Done, std::vector<bool> Initialisers)
      : G(G), Calls(Calls), T(T), Done(Done), IsInit(std::move(Initialisers)) {}

  /// The threads that an initialiser starts or lets its callees start: all of
  /// those are summarised, but for other initialisers.
  void add(FunctionId Initialiser, const Variants &Which);
  bool isInitialiser(FunctionId F) const { return IsInit[F.Value]; }
  /// There may be others, with any map.
  void addUnknown() { Unknown = true; }
  /// Whether an access in an initialiser, which no thread has made, can meet
  /// one of the threads that were added.
  bool mayMeet(const Item &I) const {
    return Unknown || Maps.contains(kindOf(I));
  }
  /// Whether an initialiser on the way to Other had run before that on the way
  /// to Thread started it: the second imports the first, and each runs once,
  /// whoever calls it again.
  bool ranBefore(StepId Other, StepId Thread) const;

private:
  using Kind = std::pair<TypeId, TypeId>;

  const std::set<FunctionId> &imports(FunctionId Initialiser) const;
  std::vector<FunctionId> initialisersOn(StepId Way) const;
  Kind kindOf(const Item &I) const;
  void addRun(const Summary &S, bool Async);
  void addCode(FunctionId F, bool Async);

  const Graph &G;
  const Callees &Calls;
  const Tables &T;
  const std::vector<Summary> &Done;
  std::vector<bool> IsInit;
  std::set<Kind> Maps;
  std::set<std::pair<FunctionId, bool>> Added; ///< that callers hand in
  bool Unknown = false;
  mutable std::map<FunctionId, std::set<FunctionId>> Imports; ///< all below
};

} // namespace mapgraph::solver

#endif
