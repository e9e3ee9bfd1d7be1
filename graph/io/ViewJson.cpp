//===- ViewJson.cpp - A view for programs ---------------------------------===//

#include "graph/io/ViewJson.h"

#include "graph/query/JsonPlace.h"

namespace mapgraph {

static void putText(Json &Out, const char *Key, const std::string &Text) {
  if (!Text.empty())
    Out[Key] = Text;
}

static Json nodeJson(const ViewNode &N) {
  Json Out = {{"id", N.Id}, {"kind", N.Kind}, {"title", N.Title}};
  putText(Out, "detail", N.Detail);
  putText(Out, "position", N.Position);
  putText(Out, "cluster", N.Cluster);
  for (const ViewPort &Port : N.Ports)
    Out["ports"].push_back({{"name", Port.Name}, {"text", Port.Text}});
  if (N.Op)
    Out["computes_hash"] = N.Hashes;
  Out["in_finding"] = N.Conflict;
  return Out;
}

void writeViewJson(const View &V, std::ostream &OS) {
  Json Nodes = Json::array(), Edges = Json::array();
  for (const ViewNode &N : V.Nodes)
    Nodes.push_back(nodeJson(N));
  for (const ViewEdge &E : V.Edges) {
    Json Row = {{"from", V.Nodes[E.From].Id},
                {"to", V.Nodes[E.To].Id},
                {"kind", E.Kind}};
    putText(Row, "label", E.Label);
    putText(Row, "port", E.FromPort);
    Edges.push_back(std::move(Row));
  }
  writeJsonLine({{"title", V.Title},
                 {"hidden", V.Hidden},
                 {"nodes", std::move(Nodes)},
                 {"edges", std::move(Edges)}},
                OS);
}

} // namespace mapgraph
