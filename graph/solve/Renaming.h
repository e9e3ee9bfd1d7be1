//===- Renaming.h - One object under another name ---------------*- C++ -*-===//
//
// An object that was stored where others find it, or is returned to them, has a
// second name there; so has everything that hangs on it. A renaming takes an
// access with its locks and signals from the first names to the second ones.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_RENAMING_H
#define MAPGRAPH_GRAPH_SOLVE_RENAMING_H

#include "graph/solve/Summary.h"

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

namespace mapgraph::solver {

/// Names and sets that were replaced already: items share most of them.
struct RenameMemo {
  std::unordered_map<PathId, PathId> Paths = {};
  std::unordered_map<SetId, SetId> Locks = {}, Syncs = {};
};

/// The item with all its names replaced. A lock or signal that To gives no name
/// is left out. To must always answer the same for one memo.
Item renameItem(Tables &T, const Item &I,
                const std::function<PathId(PathId)> &To, RenameMemo &Memo);

class Renaming {
public:
  /// Params: what hangs on parameters is renamed, too, where it is stored into
  /// what has a new name.
  Renaming(Tables &Shared, PathId From, PathId To, bool Params = false)
      : T(&Shared), Params(Params) {
    Names[From] = To;
  }

  /// Adds the objects that the stores put into what is renamed.
  template <typename StoreRange> void addParts(const StoreRange &Stores) {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const Store &S : Stores)
        Changed |= addPart(S);
    }
  }

  PathId path(PathId P) const;
  /// The item under its new name; unchanged when nothing is renamed.
  Item item(const Item &I) const;
  /// What has a second name.
  std::vector<PathId> renamed() const;

private:
  bool addPart(const Store &S);

  Tables *T;
  bool Params;
  std::map<PathId, PathId> Names;
  mutable RenameMemo Memo; ///< since the last part was added
};

} // namespace mapgraph::solver

#endif
