//===- Adviser.h - Chooses the advice for one finding -----------*- C++ -*-===//
//
// The parts of Advice.cpp: what locks would do in AdviceLocks.cpp and where
// they are to be taken in AdviceWhere.cpp, what an order would do in
// AdviceOrder.cpp. Nobody else includes this.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_RULES_ADVISER_H
#define MAPGRAPH_GRAPH_RULES_ADVISER_H

#include "graph/query/MainModule.h"
#include "graph/rules/Advice.h"
#include "graph/rules/LockWays.h"
#include "graph/rules/Published.h"

namespace mapgraph {

/// The words of a language for one thing.
struct Words {
  const char *Thread, *Mutex, *Shared, *Read, *Write;
};

/// Chooses the sentence for one finding.
class Adviser {
public:
  Adviser(const Facts &P, const Finding &F, LockWays &L, const MainModule &Ours)
      : P(P), G(P.graph()), F(F), L(L), Ours(Ours), A(F.Sides[0]),
        B(F.Sides[1]), W(words()), Use(useOf(P, F)) {}

  std::string choose() const;

private:
  /// Where the lock is to be taken.
  struct Spot {
    NodeId At;         ///< the operation or a call; none: nowhere
    size_t Calls = 0;  ///< outwards from the operation
    NodeId Under;      ///< a call further inside, with the lock held
    FunctionId Called; ///< the function that is called there
  };

  const Words &words() const;
  bool isGo() const;
  bool isKernel() const;
  std::string wrongMode() const;
  std::string wrongInstance() const;
  std::string escape() const;
  std::string oneBare(const Side &Bare, const Side &Locked) const;
  std::string throughOnce(const Side &Bare, const Side &Locked) const;
  std::string lockOfOthers() const;
  bool isFoundHere(const Side &S, const std::string &Lock) const;
  bool holds(const Side &S, const std::string &Lock) const;
  /// Accesses of the map that hold it.
  unsigned holders(const std::string &Lock) const;
  /// Of the locks of a side that which belongs to the map, else that of most
  /// accesses; null: it holds none.
  const HeldLock *mostHeld(const Side &S) const;
  const HeldLock *ownLock(const Side &S) const;
  bool endsByItself(NodeId Start) const;
  bool needsThread(NodeId From, NodeId To) const;
  std::string elsewhere() const;
  std::string missingOrder() const;
  std::string joinFirst(const Side &Reader, NodeId Start) const;
  std::string writeFirst(const Side &Writer, const Side &Reader) const;
  std::string tooEarly() const;
  std::string givenBy(const Side &S) const;
  Spot spotFor(const Side &S, const std::string &Lock) const;
  NodeId eventOf(const Side &S, size_t Out) const;
  bool isHandedIn(NodeId Op) const;
  std::string holdText(const Side &S, const std::string &Lock,
                       const std::string &Rest) const;
  std::string readNote(const Side &S, const Spot &Where,
                       const std::string &Lock) const;
  std::string loopText(const Side &S, const std::string &Lock) const;
  std::vector<NodeId> loopBody(NodeId Iteration) const;
  bool writesToo(const Side &S, const Spot &Where) const;
  bool isBeside(const std::string &Lock) const;
  bool isUsual(const std::string &Lock) const;
  bool isInReach(const std::string &Lock) const;
  bool isOfSidesPackage(NodeId Lock) const;
  std::string unusedLock() const;
  bool isOnce(const Side &S) const;
  bool isSpawned(const Side &S) const;
  std::string newLock() const;
  std::string variable() const;
  std::string lostUpdate() const;
  std::string staleCheck() const;
  std::string nilMap() const;
  std::string invalidated() const;

  std::string function(NodeId Op) const;
  std::string place(NodeId N) const;
  std::string place(const Side &S) const;
  std::string op(const Side &S) const;
  std::string share(const std::string &Lock) const;
  const std::string *commonest() const;
  bool startedBy(const Side &Thread, const Side &Starter) const;
  bool many() const;
  bool writesInThread(uint32_t Thread) const;
  NodeId waitIn(FunctionId Fn) const;
  bool hasSimpleKey() const;

  const Facts &P;
  const Graph &G;
  const Finding &F;
  LockWays &L;
  const MainModule &Ours;
  const Side &A, &B;
  const Words &W;
  MapUse Use;
};

} // namespace mapgraph

#endif
