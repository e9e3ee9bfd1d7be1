//===- DotStyle.cpp - Colours and lines of pictures -----------------------===//

#include "graph/io/DotStyle.h"

#include <algorithm>

namespace mapgraph {

static constexpr std::string_view White = "#ffffff", Ink = "#22303c";

static constexpr NodeStyle Nodes[] = {
    {"make", "#2f7d4f", White, "makes the map"},
    {"lookup", "#2563a8", White, "reads by key"},
    {"length", "#5b6f83", White, "reads the length"},
    {"iterate", "#0f7482", White, "iterates"},
    {"iterate-next", "#0f7482", White, ""},
    {"clone", "#5b6f83", White, "reads all"},
    {"update", "#b45309", White, "writes by key"},
    {"delete", "#b3362b", White, "removes a key"},
    {"clear", "#b3362b", White, "removes all"},
    {"swap", "#7a4aa3", White, "exchanges"},
    {"move", "#7a4aa3", White, "moves away"},
    {"rehash", "#b45309", White, "rehashes"},
    {"use", "#1d4ed8", White, "uses an iterator or reference"},
    {"read", "#2563a8", White, "reads the variable"},
    {"write", "#b45309", White, "writes the variable"},
    {"race", "#c81e1e", White, "shown to be possible"},
    {"likely", "#9a5b00", White, "rests on an assumption"},
    {"possible", "#5b6f83", White, "rests on several"},
    {"map", "#fbe7b2", Ink, "map object"},
    {"value", "#eef1f4", Ink, "value"},
    {"thread", "#dcdcf7", Ink, "thread"},
    {"function", "#eef1f4", Ink, "function"},
    {"function with ops", "#cfe3f7", Ink, "function with map operations"},
    {"group", "#e3ecf5", Ink, "merged nodes"},
    {"note", "#ffffff", "#8a5a00", ""},
};

static constexpr EdgeStyle Edges[] = {
    {"addr", "#44546a", "solid", "normal", "1.3", "addr: the map"},
    {"key", "#2563a8", "solid", "vee", "1", "key"},
    {"val", "#b45309", "solid", "vee", "1", "val"},
    {"cap", "#5b6f83", "dotted", "vee", "1", "cap"},
    {"result", "#2f7d4f", "solid", "vee", "1.3", "result: yields"},
    {"call", "#7d8b99", "solid", "vee", "1", "calls"},
    {"spawn", "#5b4fc4", "dashed", "normal", "1.6", "starts a thread"},
    {"read", "#2563a8", "solid", "vee", "1.2", "only reads"},
    {"write", "#b45309", "solid", "vee", "1.6", "writes"},
    {"conflict", "#c81e1e", "solid", "none", "2.2", "can meet"},
    {"on", "#44546a", "solid", "normal", "1.3", "on the map"},
};

static constexpr NodeStyle OtherNode = {"", "#eef1f4", Ink, ""};
static constexpr EdgeStyle OtherEdge = {"", "#7d8b99", "solid", "vee", "1", ""};

std::span<const NodeStyle> nodeStyles() { return Nodes; }
std::span<const EdgeStyle> edgeStyles() { return Edges; }

const NodeStyle &nodeStyle(std::string_view Kind) {
  const NodeStyle *It = std::ranges::find(Nodes, Kind, &NodeStyle::Kind);
  return It == std::end(Nodes) ? OtherNode : *It;
}

const EdgeStyle &edgeStyle(std::string_view Kind) {
  const EdgeStyle *It = std::ranges::find(Edges, Kind, &EdgeStyle::Kind);
  return It == std::end(Edges) ? OtherEdge : *It;
}

} // namespace mapgraph
