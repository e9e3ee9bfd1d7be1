//===- LockWays.h - On which ways a lock is held ----------------*- C++ -*-===//
//
// Advice to take a lock must not be advice to take it twice: Go's mutexes are
// not reentrant. So it is asked on which ways a function is reached with the
// lock held, and which functions take it themselves.
//
// Locks are told apart by the names that people see ("Cache.mu"), over the call
// graph: one name can be the locks of several objects, and a way can be one
// that is never gone. Good enough to choose where to take a lock, not to judge
// a pair by. Each lock costs one pass over the functions below its sections.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_RULES_LOCKWAYS_H
#define MAPGRAPH_GRAPH_RULES_LOCKWAYS_H

#include "graph/query/CallGraph.h"
#include "graph/query/Facts.h"

#include <set>

namespace mapgraph {

/// The functions with calls both ways, without those that say little: of a site
/// with many targets (an interface) nobody knows which one runs.
class Ways {
public:
  explicit Ways(const Facts &P);

  std::span<const CallGraph::Arc> from(FunctionId F) const {
    return Calls.arcsFrom(F);
  }
  /// Whether the site may call anything.
  bool isWide(NodeId Site) const;
  /// Functions from which one of them is reached in the same thread; with them.
  std::vector<bool> callersOf(const std::vector<FunctionId> &Of) const;

private:
  CallGraph Calls;
  std::map<NodeId, unsigned> Targets;
  std::vector<std::vector<FunctionId>> Callers;
};

class LockWays {
public:
  explicit LockWays(const Facts &P) : P(P), G(P.graph()) {}

  /// A call of the function under the lock; none when there is none.
  NodeId callUnder(FunctionId F, const std::string &Lock);
  /// Whether the function, or what it calls, takes the lock.
  bool takes(FunctionId F, const std::string &Lock);
  /// Where the function takes it on the way to the event, in the given mode.
  NodeId takenBefore(NodeId Event, const std::string &Lock, bool Read);
  /// Whether the function can name the lock: it uses the object that the lock
  /// belongs to, or the lock is a variable.
  bool isAtHand(FunctionId F, const std::string &Lock);
  /// Names of all locks that somebody takes, with one place.
  const std::map<std::string, std::vector<NodeId>> &locks();

  /// Whether what is called there may wait for another thread, or call back
  /// what nobody knows.
  bool mayWait(NodeId Call);
  /// The same of the function itself.
  bool mayWait(FunctionId F);
  const Ways &ways();

private:
  struct Lock {
    std::set<FunctionId> Sections; ///< that lock or unlock it themselves
    std::vector<bool> Takers;
    std::map<FunctionId, NodeId> Under; ///< by callee, a call under the lock
    std::string Owner; ///< the type that it is a field of, with the dot
  };
  Lock &of(const std::string &Name);
  void findOwner(Lock &L, NodeId Address) const;
  void propagate(Lock &L, const std::string &Name);
  std::map<NodeId, bool> callsUnder(FunctionId F, const std::string &Name,
                                    bool Entered);

  const Facts &P;
  const Graph &G;
  std::unique_ptr<Ways> Known;
  std::map<std::string, std::vector<NodeId>> ByName;
  std::map<std::string, Lock> Done;
  std::vector<bool> Waiting;
};

/// What people call the lock at the address: "Cache.mu", "" unknown.
std::string lockName(const Graph &G, NodeId Address);

} // namespace mapgraph

#endif
