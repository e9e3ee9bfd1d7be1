//===- SolutionVerifier.cpp - Does a solution fit its graph? --------------===//
//
// V13: every id of a solution is a row of the graph or of the solution, and no
// thread is its own ancestor.
//
//===----------------------------------------------------------------------===//

#include "graph/model/Verifier.h"

#include "graph/model/ParentChains.h"

#include <algorithm>

namespace mapgraph {

namespace {
class SolutionVerifier {
public:
  SolutionVerifier(const Graph &G, const Solution &S) : G(G), S(S) {}

  std::optional<std::string> run() const {
    for (size_t I = 0; I != S.Threads.size(); ++I)
      if (!good(S.Threads[I]))
        return broken("thread", I);
    if (std::optional<uint32_t> Loop = findLoop(
            S.Threads.size(), [&](uint32_t T) { return S.Threads[T].Parent; }))
      return "V13: thread " + std::to_string(*Loop) + " is its own ancestor";
    for (size_t I = 0; I != S.Objects.size(); ++I)
      if (!good(S.Objects[I]))
        return broken("object", I);
    for (size_t I = 0; I != S.Accesses.size(); ++I)
      if (!good(S.Accesses[I]))
        return broken("access", I);
    for (size_t I = 0; I != S.Findings.size(); ++I)
      if (!good(S.Findings[I]))
        return broken("finding", I);
    for (size_t I = 0; I != S.Overlay.size(); ++I)
      if (!good(S.Overlay[I]))
        return broken("overlay edge", I);
    return std::nullopt;
  }

private:
  static std::string broken(const char *What, size_t I) {
    return "V13: " + std::string(What) + " " + std::to_string(I) +
           " of the solution has an id out of range";
  }

  bool isNode(NodeId N) const { return N.Value < G.Nodes.size(); }
  bool areNodes(const std::vector<NodeId> &Ids) const {
    return std::ranges::all_of(Ids, [&](NodeId N) { return isNode(N); });
  }

  bool good(const Thread &T) const {
    return (!T.Entry || isNode(T.Entry)) && (!T.Site || isNode(T.Site)) &&
           (T.Parent == UINT32_MAX || T.Parent < S.Threads.size());
  }
  bool good(const MapObject &O) const {
    return (!O.Type || O.Type.Value < G.Types.size()) &&
           (!O.Declared || O.Declared.Value < G.Locs.size()) &&
           (!O.Holder || O.Holder.Value < G.Locs.size()) &&
           (!O.Site || isNode(O.Site));
  }
  bool good(const ObjectAccess &A) const {
    return isNode(A.Op) && A.Object < S.Objects.size() &&
           A.Thread < S.Threads.size();
  }
  // Rules about one operation have no second side.
  bool good(const Side &X) const {
    if (!X.Op)
      return X.Spawned.empty() && X.Calls.empty();
    return isNode(X.Op) && X.Thread < S.Threads.size() && areNodes(X.Spawned) &&
           areNodes(X.Calls);
  }
  bool good(const Finding &F) const {
    return F.Object < S.Objects.size() && good(F.Sides[0]) && good(F.Sides[1]);
  }
  bool good(const Edge &E) const {
    return isOverlay(E.kind()) && isNode(E.From) && isNode(E.To);
  }

  const Graph &G;
  const Solution &S;
};
} // namespace

std::optional<std::string> verify(const Graph &G, const Solution &S) {
  return SolutionVerifier(G, S).run();
}

} // namespace mapgraph
