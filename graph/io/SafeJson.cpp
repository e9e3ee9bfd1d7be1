//===- SafeJson.cpp - Safe pairs for programs -----------------------------===//

#include "graph/io/SafeJson.h"

namespace mapgraph {

static Json groupJson(const Facts &P, const SafeMap::Group &G) {
  Json Pairs = Json::array();
  for (auto [A, B] : G.Pairs)
    Pairs.push_back(Json::array({opJson(P, A), opJson(P, B)}));
  return {{"reason", group(G.Reason)},
          {"why", sentence(G.Reason, G.By)},
          {"pairs", G.Count},
          {"examples", std::move(Pairs)}};
}

Json safeJson(const Facts &P, const SafeList &L) {
  Json Maps = Json::array();
  for (const SafeMap &M : L.Maps) {
    Json Groups = Json::array();
    for (const SafeMap::Group &G : M.Groups)
      Groups.push_back(groupJson(P, G));
    Maps.push_back({{"map", mapJson(P, M.Object)},
                    {"reasons", std::move(Groups)},
                    {"not_known", M.Unseen},
                    {"not_looked_at", M.Omitted}});
  }
  return {{"pairs", L.Pairs},
          {"maps", std::move(Maps)},
          {"one_thread", L.OneThread.size()},
          {"never_changed", L.Constant.size()}};
}

} // namespace mapgraph
