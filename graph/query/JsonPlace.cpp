//===- JsonPlace.cpp - Parts that all JSON output shares ------------------===//

#include "graph/query/JsonPlace.h"

#include <ostream>

namespace mapgraph {

Json placeJson(const Names &N, NodeId Event) {
  Place At = N.place(Event);
  return {{"function", N.function(N.functionOf(Event))},
          {"file", At.File},
          {"line", At.Line},
          {"column", At.Column}};
}

Json opJson(const Facts &P, NodeId Op) {
  const Names &N = P.names();
  Json Out = {
      {"op", N.opWord(Op)},
      {"access", N.access(Op)},
      {"selector", "op:" + std::string(N.op(Op)) + "@" + N.position(Op)}};
  Out.update(placeJson(N, Op));
  return Out;
}

Json mapJson(const Facts &P, uint32_t Object) {
  const MapObject &M = P.solution().Objects[Object];
  Place At = P.names().place(M);
  return {{"name", P.object(Object)},
          {"type", P.names().type(M.Type)},
          {"file", At.File},
          {"line", At.Line}};
}

Json locksJson(const std::vector<HeldLock> &Locks) {
  Json Out = Json::array();
  for (const HeldLock &L : Locks)
    Out.push_back({{"name", L.Name}, {"mode", L.Read ? "read" : "write"}});
  return Out;
}

Json threadJson(const Facts &P, uint32_t Row) {
  const Thread &T = P.solution().Threads[Row];
  Json Out = {{"name", P.names().thread(T)}, {"multiple", T.Many}};
  if (T.Entry)
    Out["entry"] = P.names().function(P.names().functionOf(T.Entry));
  if (T.Site)
    Out["started_at"] = placeJson(P.names(), T.Site);
  return Out;
}

void writeJsonLine(const Json &J, std::ostream &OS) {
  OS << J.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace mapgraph
