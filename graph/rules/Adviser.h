//===- Adviser.h - Chooses the advice for one finding -----------*- C++ -*-===//
//
// The parts of Advice.cpp: what locks would do in AdviceLocks.cpp, what an
// order would do in AdviceOrder.cpp. Nobody else includes this.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_RULES_ADVISER_H
#define MAPGRAPH_GRAPH_RULES_ADVISER_H

#include "graph/rules/Advice.h"

namespace mapgraph {

/// The words of a language for one thing.
struct Words {
  const char *Thread, *Mutex, *Shared, *Read, *Write;
};

/// Chooses the sentence for one finding.
class Adviser {
public:
  Adviser(const Facts &P, const Finding &F)
      : P(P), G(P.graph()), F(F), A(F.Sides[0]), B(F.Sides[1]), W(words()),
        Use(useOf(P, F)) {}

  std::string choose() const;

private:
  const Words &words() const;
  bool isGo() const;
  bool isKernel() const;
  std::string wrongMode() const;
  std::string wrongInstance() const;
  std::string escape() const;
  std::string oneBare(const Side &Bare, const Side &Locked) const;
  std::string lockOfOthers() const;
  std::string missingOrder() const;
  std::string joinFirst(const Side &Reader, NodeId Start) const;
  std::string writeFirst(const Side &Writer, const Side &Reader) const;
  std::string tooEarly() const;
  std::string givenBy(const Side &S) const;
  NodeId bareCall(const Side &Bare, const Side &Locked) const;
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
  const Side &A, &B;
  const Words &W;
  MapUse Use;
};

} // namespace mapgraph

#endif
