//===- Escapes.h - When others can first know a fresh object ----*- C++ -*-===//
//
// An object that a function has made is its own until it is stored into what
// others can reach, sent, given to a goroutine, or handed to a callee that does
// such a thing. Before that an access to it can meet nobody (Choi 1999, flow
// sensitive inside one function). What is unknown counts as an escape.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_ESCAPES_H
#define MAPGRAPH_GRAPH_SOLVE_ESCAPES_H

#include "graph/solve/Naming.h"

#include <set>

namespace mapgraph::solver {

class Escapes {
public:
  Escapes(const Graph &G, const Callees &Calls, const CalleeSummaries &Done,
          const Tables &T, const Flow &Events, Naming &Names)
      : G(G), Calls(Calls), Done(Done), T(T), Events(Events), Names(Names) {}

  /// Whether nobody else can know the object, made at position Made, when
  /// control is at the event, and neither through the event itself.
  bool isOwn(PathId Object, uint32_t Made, uint32_t Pos);

private:
  const std::vector<uint32_t> &escapesOf(PathId Object);
  void collect();
  void collectAt(uint32_t Pos);
  void collectCall(uint32_t Pos);
  void add(const Naming::Names &Values, const Naming::Names &Into,
           uint32_t Pos);

  const Graph &G;
  const Callees &Calls;
  const CalleeSummaries &Done;
  const Tables &T;
  const Flow &Events;
  Naming &Names;
  bool Collected = false;
  std::map<PathId, std::vector<uint32_t>> At;
  std::map<PathId, std::set<PathId>> Holders; ///< local objects that hold it
  std::unordered_map<PathId, std::vector<uint32_t>> All;
  std::unordered_map<uint64_t, bool> Answers; ///< by object and position
};

} // namespace mapgraph::solver

#endif
