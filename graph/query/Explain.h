//===- Explain.h - All that the graph knows of an op or a pair --*- C++ -*-===//
//
// `explain FILE:LINE`: the map of an operation, the threads that run it, the
// locks that it holds, and how it stands to everybody else on that map.
// `explain FILE:LINE FILE:LINE`: the verdict on a pair, step by step, and the
// one missing fact that would change it.
//
// Repeats what the solver noted (SolveOptions::Reasons) and adds no analysis.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_QUERY_EXPLAIN_H
#define MAPGRAPH_GRAPH_QUERY_EXPLAIN_H

#include "graph/query/SafePairs.h"
#include "graph/query/Selectors.h"

namespace mapgraph {

/// A question about a pair, its answer ("yes", "no", "assumed", "not needed" …)
/// and what shows it.
struct ExplainedStep {
  std::string Question;
  std::string Answer;
  std::string Evidence;
  bool Decides = false; ///< this step alone keeps the sides apart
};

struct ExplainedPair {
  NodeId A, B;
  Verdict Result = Verdict::Unknown;
  uint32_t Finding = UINT32_MAX; ///< row of Solution::Findings
  std::string Headline;          ///< the reason, in one sentence
  std::vector<ExplainedStep> Steps;
  std::string Missing; ///< the fact that would change the verdict
};

/// Other ops on the map of an op that stand to it in one way.
struct Relation {
  Verdict Result = Verdict::Unknown;
  std::string Text; ///< "MG003: …" or the reason
  std::vector<NodeId> Others;
};

struct ExplainedOp {
  NodeId Op;
  std::vector<uint32_t> Objects;
  std::string Same;              ///< how the op comes to the map
  std::vector<uint32_t> Threads; ///< rows
  std::vector<HeldLock> Locks;   ///< whenever it runs
  std::vector<Relation> Relations;
};

struct Explanation {
  std::vector<ExplainedPair> Pairs; ///< most certain conflict first
  std::vector<ExplainedOp> Ops;     ///< without a second selector
};

ExplainedPair explainPair(const Facts &P, const SafeIndex &Index, NodeId A,
                          NodeId B);
ExplainedOp explainOp(const Facts &P, const SafeIndex &Index, NodeId Op);

/// Each list as `select` gives it; B may be empty. Places count once.
Explanation explain(const Facts &P, const std::vector<Target> &A,
                    const std::vector<Target> &B);

/// All steps of the first pair and one line for each other; Verbose: all.
void writeText(const Explanation &E, const Facts &P, bool Verbose,
               std::ostream &OS);
void writeJson(const Explanation &E, const Facts &P, std::ostream &OS);

} // namespace mapgraph

#endif
