//===- Dot.cpp - A view in Graphviz's language ----------------------------===//

#include "graph/io/Dot.h"

#include "graph/io/DotGraph.h"
#include "graph/io/DotIds.h"
#include "graph/io/DotLabel.h"
#include "graph/io/DotStyle.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <ostream>

namespace mapgraph {

/// cgraph takes char * and does not write to it.
static char *raw(std::string_view Text) {
  return const_cast<char *>(Text.data());
}

static void set(void *Object, const char *Name, const std::string &Value) {
  agsafeset(Object, raw(Name), raw(Value.c_str()), raw(""));
}

static void setHtml(Agraph_t *G, void *Object, const std::string &Html) {
  char *Text = agstrdup_html(G, raw(Html.c_str()));
  agsafeset(Object, raw("label"), Text, raw(""));
  agstrfree(G, Text);
}

static void setDefaults(Agraph_t *G) {
  static constexpr struct {
    int Kind;
    const char *Name, *Value;
  } Defaults[] = {
      {AGRAPH, "rankdir", "LR"},
      {AGRAPH, "bgcolor", "#ffffff"},
      {AGRAPH, "fontname", "Courier"},
      {AGRAPH, "pad", "0.3"},
      {AGRAPH, "nodesep", "0.3"},
      {AGRAPH, "ranksep", "0.9"},
      {AGRAPH, "labelloc", "b"},
      {AGRAPH, "labeljust", "l"},
      {AGRAPH, "outputorder", "edgesfirst"},
      {AGNODE, "shape", "plain"},
      {AGNODE, "fontname", "Courier"},
      {AGEDGE, "fontname", "Courier"},
      {AGEDGE, "fontsize", "9"},
      {AGEDGE, "arrowsize", "0.7"},
  };
  for (const auto &D : Defaults)
    agattr(G, D.Kind, raw(D.Name), raw(D.Value));
}

/// The box of one function or map, made when it is asked for first.
static Agraph_t *cluster(Agraph_t *G, std::map<std::string, Agraph_t *> &All,
                         const std::string &Title) {
  auto [It, New] = All.try_emplace(Title);
  if (!New)
    return It->second;
  std::string Name = "cluster_" + std::to_string(All.size());
  Agraph_t *Sub = agsubg(G, raw(Name.c_str()), 1);
  set(Sub, "style", "rounded,filled");
  set(Sub, "fillcolor", "#f7f9fb");
  set(Sub, "color", "#ccd5de");
  set(Sub, "fontsize", "10");
  set(Sub, "fontcolor", "#44546a");
  set(Sub, "labelloc", "t");
  set(Sub, "label", shortened(Title, 60));
  return It->second = Sub;
}

static void addEdge(Agraph_t *G, const std::vector<Agnode_t *> &Nodes,
                    const ViewEdge &E, size_t Row) {
  std::string Key = std::to_string(Row); // parallel edges stay apart
  Agedge_t *Edge = agedge(G, Nodes[E.From], Nodes[E.To], raw(Key.c_str()), 1);
  const EdgeStyle &Style = edgeStyle(E.Kind);
  set(Edge, "id", "e" + Key);
  set(Edge, "color", std::string(Style.Color));
  set(Edge, "fontcolor", std::string(Style.Color));
  set(Edge, "style", std::string(Style.Line));
  set(Edge, "arrowhead", std::string(Style.Arrow));
  set(Edge, "penwidth", std::string(Style.Width));
  if (!E.Label.empty())
    set(Edge, "label", " " + E.Label + " ");
  if (!E.FromPort.empty())
    set(Edge, "tailport", E.FromPort + ":e");
  if (!E.FromPort.empty() || E.Kind == "result" || E.Kind == "conflict" ||
      E.Kind == "on")
    set(Edge, "headport", "w");
}

DotGraph makeDotGraph(const View &V) {
  DotGraph G(agopen(raw("mapgraph"), Agdirected, sequentialIds()));
  setDefaults(G.get());
  std::vector<Agnode_t *> Nodes;
  std::map<std::string, Agraph_t *> Clusters;
  for (const ViewNode &N : V.Nodes) {
    Agraph_t *Home =
        N.Cluster.empty() ? G.get() : cluster(G.get(), Clusters, N.Cluster);
    Agnode_t *Node = agnode(Home, raw(N.Id.c_str()), 1);
    set(Node, "id", N.Id);
    setHtml(G.get(), Node, nodeLabel(N));
    Nodes.push_back(Node);
  }
  for (size_t I = 0; I != V.Edges.size(); ++I)
    addEdge(G.get(), Nodes, V.Edges[I], I);
  setHtml(G.get(), G.get(), legendLabel(V));
  return G;
}

void writeDot(const View &V, std::ostream &OS) {
  DotGraph G = makeDotGraph(V);
  char *Text = nullptr;
  size_t Size = 0;
  FILE *Memory = open_memstream(&Text, &Size);
  agwrite(G.get(), Memory);
  std::fclose(Memory);
  OS.write(Text, static_cast<std::streamsize>(Size));
  std::free(Text);
}

} // namespace mapgraph
