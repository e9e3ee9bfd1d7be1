//===- View.h - A picture's worth of a solved graph -------------*- C++ -*-===//
//
// What is drawn, before anybody draws it: nodes with ports, labelled edges and
// clusters, as plain rows that Dot, Svg and ViewJson write.
//
//   ops        the map operation graph: make(cap, K, V), lookup(addr, key),
//              update(addr, key, val), delete(addr, key), the maps and values
//              they work on, and which of them compute a hash
//   threads    who starts whom, and which maps each thread uses
//   calls      functions that lead to map operations
//   conflicts  the findings: pairs of operations on their map
//
// Built in steps: build, collapse, focus, cap. What the cap removes is said in
// a note node, never silently.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_VIEW_H
#define MAPGRAPH_GRAPH_IO_VIEW_H

#include "graph/query/Selectors.h"

#include <optional>

namespace mapgraph {

/// A cell of a node that edges can start from: "key" with the text "k".
struct ViewPort {
  std::string Name;
  std::string Text;
};

struct ViewNode {
  std::string Id;   ///< unique and stable: "update@cache.go:16:5"
  std::string Kind; ///< an op's text, a finding's verdict, or map value thread
                    ///< function group note
  std::string Title;
  std::string Detail;   ///< a second line
  std::string Position; ///< "cache.go:16:5"
  std::vector<ViewPort> Ports;
  std::string Cluster;   ///< title of the box around it, "" none
  bool Hashes = false;   ///< computes a hash of a key
  bool Conflict = false; ///< takes part in a shown finding
  bool Own = false;      ///< of the module that is analysed

  // What it stands for; no row where it does not.
  NodeId Op;
  FunctionId Function;
  uint32_t Object = UINT32_MAX;
  uint32_t Thread = UINT32_MAX;
};

struct ViewEdge {
  uint32_t From = 0; ///< row of View::Nodes
  uint32_t To = 0;
  std::string FromPort; ///< "" the node itself
  std::string Kind;     ///< addr key val cap result read write call spawn
                        ///< conflict on
  std::string Label;
};

struct View {
  std::string Title;
  std::vector<ViewNode> Nodes;
  std::vector<ViewEdge> Edges;
  size_t Hidden = 0; ///< nodes that the cap removed
};

enum class ViewKind { Ops, Threads, Calls, Conflicts };
enum class Collapse { None, Package, Function, Type };
std::optional<ViewKind> parseViewKind(std::string_view Text);
std::optional<Collapse> parseCollapse(std::string_view Text);

struct ViewOptions {
  ViewKind Kind = ViewKind::Ops;
  std::vector<Target> Focus; ///< as `select` gives it; empty: everything
  unsigned Depth = 2;        ///< edges from the focus, in any direction
  Collapse Into = Collapse::None;
  size_t MaxNodes = 200;
};

/// The view, or a message when the focus is not part of it.
tl::expected<View, std::string> buildView(const Facts &P,
                                          const ViewOptions &Options);

} // namespace mapgraph

#endif
