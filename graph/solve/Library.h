//===- Library.h - Concurrent callers of exported code ----------*- C++ -*-===//
//
// Packages that no main reaches: which exported methods and functions may run
// at the same time on one receiver or on package-level maps. Only where the
// code itself says so: the type locks, starts goroutines that use the receiver,
// or serves requests; the evidence is the assumption of the finding. A type
// without any stays silent.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_LIBRARY_H
#define MAPGRAPH_GRAPH_SOLVE_LIBRARY_H

#include "graph/solve/Lockers.h"
#include "graph/solve/Meet.h"
#include "graph/solve/ObjectNames.h"
#include "graph/solve/Services.h"

namespace mapgraph::solver {

class Library {
public:
  Library(const Graph &Program, Tables &Shared, const Summaries &Results,
          const ObjectNames &Texts, Meet &Pairs);

  /// Meetings of callers of the functions (the exported code of one library).
  void meetings(const std::vector<FunctionId> &Exported, MeetingList &Out);

private:
  using Functions = std::vector<FunctionId>;
  using Events = std::set<NodeId>;

  /// What callers of one type, or of one package, do to what all of them have.
  struct Callers {
    const Functions &Of;
    PathKind Base; ///< the receiver, or variables of the package
    Lockers Locks;
    std::vector<std::vector<Item>> Items; ///< by function
    std::vector<Events> Services;
  };

  /// Why callers may be concurrent; empty when nothing says so.
  std::string typeEvidence(const Functions &Methods) const;
  std::string lockEvidence(FunctionId By, PathId Lock) const;
  std::string packageEvidence(const Functions &Exported) const;
  /// Threads that Maker leaves running, and the users of what it returns.
  void meetBackground(FunctionId Maker,
                      const std::map<TypeId, Functions> &ByType,
                      MeetingList &Out);
  void meet(const Functions &Of, PathKind Base, const std::string &Evidence,
            MeetingList &Out);
  std::string shortName(FunctionId F) const;
  Events servicesOf(FunctionId F, const std::vector<Item> &Does);
  NodeId startOf(const Item &I) const;
  bool beforeService(const Meeting &M, const Events &ServicesA,
                     const Events &ServicesB) const;
  bool startedByMaker(const Meeting &M, FunctionId User);
  bool runsTests(FunctionId F) const;
  bool isOf(const Callers &Group, FunctionId F, const Item &I) const;
  void collect(Callers &Group);
  std::string evidence(const Callers &Group, uint32_t I, uint32_t J,
                       const std::string &Because) const;
  bool maySetUp(const Callers &Group, uint32_t I, const Item &X) const;
  void doubt(const Callers &Group, uint32_t I, uint32_t J, Meeting &M);
  bool runsAtAnyTime(FunctionId F, const std::vector<Item> &Does,
                     PathId Map) const;
  bool writesBehind(const Meeting &M) const;
  bool isOwnLock(PathId Lock) const;
  bool startsThread(const Item &I, PackageId Own) const;
  std::string_view packageOf(std::string_view Name) const;
  bool isOfOtherPackage(PathId Lock, FunctionId F) const;

  const Graph &G;
  Tables &T;
  const Summaries &Done;
  const ObjectNames &Names;
  Meet &Pairs;
  Services Living;
  std::set<std::string, std::less<>> Packages; ///< paths
};

} // namespace mapgraph::solver

#endif
