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

#include <array>
#include <set>

namespace mapgraph::solver {

/// Who may know an object that still counts as one's own.
enum class Knowing : uint8_t {
  Nobody,
  Threads ///< those that the function or its callees have started with it, as
          ///< long as they put it nowhere; others cannot find it
};

class Escapes {
public:
  Escapes(const Graph &G, const Callees &Calls, const CalleeSummaries &Done,
          const Tables &T, const Flow &Events, Naming &Names)
      : G(G), Calls(Calls), Done(Done), T(T), Events(Events), Names(Names) {}

  /// Whether none but Others can know the object, made at position Made, when
  /// control is at the event, and neither through the event itself.
  bool isOwn(PathId Object, uint32_t Made, uint32_t Pos, Knowing Others);

private:
  using Positions = std::set<uint32_t>;
  /// Where an object becomes known: to everybody, or to threads only.
  struct Leaks {
    Positions Found, Given;
    bool unite(const Leaks &Other);
  };
  /// It is put into another local object.
  struct Part {
    PathId Holder;
    uint32_t Pos;
    auto operator<=>(const Part &) const = default;
  };

  const Leaks &leaksOf(PathId Object);
  Leaks through(const Part &P, const Leaks &OfHolder) const;
  void collect();
  void collectAt(uint32_t Pos);
  void collectCall(uint32_t Pos);
  void collectCallee(uint32_t Pos, FunctionId Callee);
  bool isKnown(NodeId Event) const;
  void add(const Naming::Names &Values, const Naming::Names &Into,
           uint32_t Pos);
  void give(const Naming::Names &Values, uint32_t Pos);

  const Graph &G;
  const Callees &Calls;
  const CalleeSummaries &Done;
  const Tables &T;
  const Flow &Events;
  Naming &Names;
  bool Collected = false;
  std::map<PathId, Leaks> At;
  std::map<PathId, std::set<Part>> Parts;
  std::unordered_map<PathId, Leaks> All;
  std::unordered_map<uint64_t, std::array<bool, 2>> Answers; ///< by object and
                                                             ///< position
};

} // namespace mapgraph::solver

#endif
