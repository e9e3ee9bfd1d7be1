//===- TakenOut.h - Containers that were taken out of their place *- C++
//-*-===//
//
// Who takes a map out of a field and puts another one there (or nil), both in
// one section of a lock, has it alone from then on, if everybody else finds it
// through that field and uses it within one section of the lock: such a section
// was over before, or finds another map. The same holds for all that is reached
// through the map.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_TAKENOUT_H
#define MAPGRAPH_GRAPH_SOLVE_TAKENOUT_H

#include "graph/solve/MustFlow.h"

namespace mapgraph::solver {

class TakenOut {
public:
  TakenOut(const Graph &G, const Callees &Calls, const CalleeSummaries &Done,
           Tables &T, const Flow &Events, Naming &Names, const MustFlow &Must)
      : G(G), Calls(Calls), Done(Done), T(T), Events(Events), Names(Names),
        Must(Must) {}

  /// Whether the map, wherever it comes from, was taken from a place that was
  /// given another one before the event.
  bool movedOut(NodeId Map, uint32_t Pos);
  /// The locks under which the value, or what it was found in, was taken out of
  /// its place on every way to the event; none if it may have been put back.
  SetId takenUnder(NodeId Value, uint32_t Pos);
  /// Of Locks, which are held when the event does something with what the value
  /// leads to, those that are held since it was found in what hangs on their
  /// owner.
  SetId foundUnder(NodeId Value, uint32_t Pos, SetId Locks);
  /// The same for an object that is put where it is found at From.
  SetId foundSince(uint32_t From, uint32_t Pos, PathId Object,
                   SetId Locks) const;

private:
  /// What gives a value, and the place where it was or the name that it has.
  struct Finding {
    uint32_t Pos;
    PathId Place;
  };
  bool movedOut(NodeId Map, uint32_t Pos, unsigned Depth);
  uint32_t replacement(NodeId Load, uint32_t Pos);
  bool inOneSection(uint32_t From, uint32_t To, uint32_t Lock) const;
  bool isBehind(uint32_t Lock, PathId Place) const;
  bool isHeldSince(uint32_t From, uint32_t Pos, uint32_t Lock) const;
  bool isFoundUnder(uint32_t Lock, const std::vector<Finding> &By,
                    uint32_t Pos) const;
  SetId takenOut(NodeId Value, uint32_t Pos, unsigned Depth);
  SetId takenBy(NodeId Finder, uint32_t Pos, unsigned Depth);
  bool isGivenAway(uint32_t Taken, uint32_t Store, uint32_t Pos);
  bool givesAway(uint32_t Pos, uint32_t Taken);
  bool calleeGivesAway(NodeId Event, uint32_t Taken);
  bool isMadeHere(PathId Place) const;
  bool comesFrom(NodeId Value, uint32_t Taken);
  void finders(NodeId Value, std::vector<Finding> &To, unsigned Depth);

  const Graph &G;
  const Callees &Calls;
  const CalleeSummaries &Done;
  Tables &T;
  const Flow &Events;
  Naming &Names;
  const MustFlow &Must;
  /// Answers: many items are handed on with one value.
  std::map<std::pair<NodeId, uint32_t>, SetId> TakenUnder;
  std::map<std::tuple<NodeId, uint32_t, SetId>, SetId> FoundUnder;
};

} // namespace mapgraph::solver

#endif
