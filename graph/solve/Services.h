//===- Services.h - Threads that live as long as their object ---*- C++ -*-===//
//
// A thread that waits for something in a loop serves its object until that is
// closed: one for each object, and whoever starts it brings the object into
// service. The rest of the solver asks here before it takes a second start of
// one for a second thread.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_SERVICES_H
#define MAPGRAPH_GRAPH_SOLVE_SERVICES_H

#include "graph/solve/Summary.h"

#include <set>
#include <unordered_map>

namespace mapgraph::solver {

/// Whether the event hands code over to run for each request, or the like: not
/// what runs in several threads until the call is over.
bool isHandler(const Graph &G, NodeId Event);

/// Whether the function is of the standard library, where that is not what is
/// analysed.
bool isOfStd(const Graph &G, FunctionId F);

class Services {
public:
  Services(const Graph &G, const Tables &T) : G(G), T(T) {}

  /// Whether the access is one of such a thread.
  bool isService(const Item &I);
  /// Whether the access is done in a loop of its thread, or of what that calls.
  bool worksInLoop(const Item &I);
  /// Whether the access is done for a request to a server.
  bool isHandler(const Item &I) const;
  /// Whether the pair is two of them that one place starts, by two calls in a
  /// frame or ByCallers of exported code.
  bool startedTwice(const Item &A, const Item &B, bool ByCallers);

private:
  bool waitsInLoop(FunctionId F);
  bool isInLoop(NodeId Event);

  const Graph &G;
  const Tables &T;
  std::unordered_map<FunctionId, bool> Waits;
  std::unordered_map<FunctionId, std::set<NodeId>> Looping;
};

} // namespace mapgraph::solver

#endif
