//===- LostUpdate.h - Changes that another CPU overwrites -------*- C++ -*-===//
//
// The programs of a kernel unit run at the same time on several CPUs, each
// beside itself and all others. One helper call is atomic; what is read first
// and written back later is not: a plain change of a looked-up value or of a
// global, a copy that is put back, an element that is inserted because it was
// not there. A lock held from the read to the write makes it one step, and so
// does a value or a key that one CPU or thread has for itself.
//
// User space, which may change the same maps, is not looked at.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_LOSTUPDATE_H
#define MAPGRAPH_GRAPH_SOLVE_LOSTUPDATE_H

#include "graph/solve/Report.h"

namespace mapgraph::solver {

/// Whether the code runs in the kernel: there accesses to memory count.
bool isKernelCode(const Graph &G, FunctionId F);
/// The read that a write (NF_Modify) makes its value of, or none.
NodeId readOf(const Graph &G, NodeId Write);

/// The map whose element the path leads to, or none.
PathId mapBelow(const PathTable &Paths, PathId Element);

class LostUpdates {
public:
  LostUpdates(const Graph &G, Tables &T, const Callees &Calls,
              ObjectNames &Names)
      : G(G), T(T), Calls(Calls), Names(Names) {}

  /// What one program accesses.
  void add(FunctionId Program, const std::vector<Item> &Items);
  /// Reports what the programs added so far do to each other.
  void report(Report &R, Solution &S, const std::string &Unit);

private:
  struct Use {
    Item I;
    FunctionId Program;
    PathId Map;   ///< none: a global
    NodeId Found; ///< the lookup that the value comes from, if any
    bool Confined = false;
    bool OneKey = true; ///< the key is a constant
  };
  /// The map operations that an address comes from.
  struct Search {
    std::vector<NodeId> Ops;
    std::set<std::pair<NodeId, size_t>> Seen;
  };
  enum class Kind { Changed, PutBack, Inserted, Reused };

  void addAccess(const Item &I, FunctionId Program);
  void addMapOp(const Item &I, FunctionId Program);
  void changes(Report &R, Solution &S, const std::string &Unit);
  void updates(Report &R, Solution &S, const std::string &Unit);
  void reuses(Report &R, Solution &S, const std::string &Unit);
  void found(NodeId Value, std::vector<NodeId> Way, Search &In) const;
  NodeId useOf(NodeId Lookup) const;
  bool share(const Use &A, const Use &B) const;
  void finding(Kind K, const Use &A, const Use &B, Report &R, Solution &S,
               const std::string &Unit);
  void judge(Kind K, const Use &A, const Use &B, Finding &F) const;
  void explain(Kind K, const Use &A, const Use &B, Solution &S,
               Finding &F) const;
  std::string programText(FunctionId Program) const;

  const Graph &G;
  Tables &T;
  const Callees &Calls;
  ObjectNames &Names;
  std::map<PathId, std::vector<Use>> Cells; ///< plain writes, by place
  std::vector<Use> Updates;                 ///< that rest on a lookup
  std::vector<Use> Lookups, Deletes;
  std::set<std::pair<NodeId, NodeId>> Reported;
};

} // namespace mapgraph::solver

#endif
