//===- DotIds.cpp - Ids of cgraph objects in order of creation ------------===//

#include "graph/io/DotIds.h"

#include <string>
#include <unordered_map>

namespace mapgraph {

namespace {
/// The names of one graph, numbered. The texts are cgraph's own strings: its
/// writer looks at the mark for HTML that stands before them.
struct IdState {
  Agraph_t *G;
  std::unordered_map<std::string, IDTYPE> Ids;
  std::unordered_map<IDTYPE, char *> Names;
  IDTYPE Last = 0;
};
} // namespace

static void *openIds(Agraph_t *G, Agdisc_t *) {
  return new IdState{G, {}, {}, 0};
}

/// Returns 1 with the id, 0 when there is none and none may be made.
static long mapId(void *State, int, char *Name, IDTYPE *Id, int Create) {
  IdState &S = *static_cast<IdState *>(State);
  if (!Name) { // an anonymous object
    *Id = ++S.Last;
    return 1;
  }
  auto It = S.Ids.find(Name);
  if (It == S.Ids.end()) {
    if (!Create)
      return 0;
    It = S.Ids.emplace(Name, ++S.Last).first;
    S.Names[It->second] = agstrdup(S.G, Name);
  }
  *Id = It->second;
  return 1;
}

static long allocateId(void *, int, IDTYPE) { return 0; } // names only
static void freeId(void *, int, IDTYPE) {}
static void registerId(void *, int, void *) {}

static char *nameOfId(void *State, int, IDTYPE Id) {
  IdState &S = *static_cast<IdState *>(State);
  auto It = S.Names.find(Id);
  return It == S.Names.end() ? nullptr : It->second;
}

static void closeIds(void *State) {
  IdState *S = static_cast<IdState *>(State);
  for (auto [Id, Name] : S->Names)
    agstrfree(S->G, Name);
  delete S;
}

Agdisc_t *sequentialIds() {
  static Agiddisc_t Ids = {openIds,  mapId,    allocateId, freeId,
                           nameOfId, closeIds, registerId};
  static Agdisc_t Discipline = {&AgMemDisc, &Ids, &AgIoDisc};
  return &Discipline;
}

} // namespace mapgraph
