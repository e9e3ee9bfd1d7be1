//===- Background.h - What a constructor leaves running ---------*- C++ -*-===//
//
// The accesses of the threads that a function starts and leaves running, to the
// object that it returns and to what hangs on that: in the names that a method
// of the object uses (parameter 0 is the object), so that they can meet those
// of the object's users. Locks and signals are renamed alike.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_BACKGROUND_H
#define MAPGRAPH_GRAPH_SOLVE_BACKGROUND_H

#include "graph/solve/Summary.h"

namespace mapgraph::solver {

class Background {
public:
  /// Of is the summary of the function that makes and returns Object.
  Background(Tables &T, const Summary &Of, PathId Object);

  const std::vector<Item> &items() const { return Items; }

private:
  void findParts(const Summary &Of, PathId Object);
  PathId rename(PathId P);
  SetId renameLocks(SetId S);
  SetId renameSyncs(SetId S);

  Tables &T;
  /// The object and what is stored in it → its name for a method.
  std::map<PathId, PathId> Names;
  std::vector<Item> Items;
};

} // namespace mapgraph::solver

#endif
