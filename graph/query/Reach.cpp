//===- Reach.cpp - How control gets from here to there --------------------===//

#include "graph/query/Reach.h"

#include "graph/query/JsonPlace.h"

#include <algorithm>
#include <ostream>

namespace mapgraph {

/// Functions in which control is when it is at the target; nothing for a
/// thread without one entry (the callers of an exported API).
static std::vector<FunctionId> startsOf(const Facts &P, const Target &T) {
  const Graph &G = P.graph();
  switch (T.What) {
  case Target::Kind::Function:
    return {T.function()};
  case Target::Kind::Op:
    return {G.node(T.op()).Function};
  case Target::Kind::Thread:
    if (NodeId Entry = P.solution().Threads[T.Row].Entry)
      return {G.node(Entry).Function};
    return {};
  case Target::Kind::Map:
    break;
  }
  std::vector<FunctionId> Out;
  for (NodeId Op : P.opsOfObject(T.Row))
    Out.push_back(G.node(Op).Function);
  return Out;
}

static std::vector<FunctionId> startsOf(const Facts &P,
                                        const std::vector<Target> &All) {
  std::vector<FunctionId> Out;
  for (const Target &T : All)
    for (FunctionId F : startsOf(P, T))
      if (F && std::ranges::find(Out, F) == Out.end())
        Out.push_back(F);
  return Out;
}

static NodeId opInFunction(const Facts &P, const std::vector<Target> &To,
                           FunctionId F) {
  for (const Target &T : To) {
    if (T.What == Target::Kind::Op && P.graph().node(T.op()).Function == F)
      return T.op();
    if (T.What != Target::Kind::Map)
      continue;
    for (NodeId Op : P.opsOfObject(T.Row))
      if (P.graph().node(Op).Function == F)
        return Op;
  }
  return {};
}

ReachAnswer reach(const Facts &P, const CallGraph &Calls,
                  const std::vector<Target> &From,
                  const std::vector<Target> &To) {
  ReachAnswer A{From, To, false, {}, {}, {}};
  std::vector<FunctionId> Starts = startsOf(P, From), Goals = startsOf(P, To);
  std::optional<std::vector<CallGraph::Arc>> Path =
      Calls.shortestPath(Starts, Goals);
  if (!Path)
    return A;
  A.Found = true;
  A.Path = std::move(*Path);
  FunctionId End;
  if (A.Path.empty()) {
    End = *std::ranges::find_first_of(Goals, Starts);
    A.Start = End;
  } else {
    A.Start = A.Path.front().From;
    End = A.Path.back().To;
  }
  A.Op = opInFunction(P, To, End);
  return A;
}

void writeText(const ReachAnswer &A, const Facts &P, std::ostream &OS) {
  const Names &N = P.names();
  if (!A.Found) {
    OS << A.To.front().Name << " is not reached from " << A.From.front().Name
       << '\n';
    return;
  }
  OS << N.shortFunction(A.Start) << '\n';
  for (const CallGraph::Arc &Step : A.Path)
    OS << "  " << N.position(Step.Site)
       << (Step.Spawn ? ": starts " : ": calls ") << N.shortFunction(Step.To)
       << '\n';
  if (A.Op)
    OS << "  " << N.position(A.Op) << ": " << P.describe(A.Op) << '\n';
}

void writeJson(const ReachAnswer &A, const Facts &P, std::ostream &OS) {
  const Names &N = P.names();
  Json Out = {{"from", A.From.front().Name},
              {"to", A.To.front().Name},
              {"reachable", A.Found}};
  if (A.Found) {
    Out["start"] = N.function(A.Start);
    Json Steps = Json::array();
    for (const CallGraph::Arc &Step : A.Path) {
      Json S = placeJson(N, Step.Site);
      S["kind"] = Step.Spawn ? "spawn" : "call";
      S["callee"] = N.function(Step.To);
      Steps.push_back(std::move(S));
    }
    Out["steps"] = std::move(Steps);
    if (A.Op)
      Out["op"] = opJson(P, A.Op);
  }
  writeJsonLine(Out, OS);
}

} // namespace mapgraph
