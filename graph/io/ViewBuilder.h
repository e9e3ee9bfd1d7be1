//===- ViewBuilder.h - Shared by the builders of views ----------*- C++ -*-===//
//
// One function per view, and the rows that all of them make. Internal to
// graph/io.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_VIEWBUILDER_H
#define MAPGRAPH_GRAPH_IO_VIEWBUILDER_H

#include "graph/io/View.h"

#include <map>
#include <set>

namespace mapgraph {

class ViewBuilder {
public:
  ViewBuilder(const Facts &P, std::string Title);

  /// Row of the node for it, made when it is asked for the first time.
  uint32_t mapNode(uint32_t Object);
  uint32_t opNode(NodeId Op);
  uint32_t functionNode(FunctionId F);
  uint32_t threadNode(uint32_t Thread);

  uint32_t add(ViewNode N);
  ViewNode &node(uint32_t Row) { return Out.Nodes[Row]; }
  void addEdge(uint32_t From, uint32_t To, std::string Kind, std::string Label,
               std::string FromPort = "");

  const Facts &facts() const { return P; }
  View take() { return std::move(Out); }

private:
  bool isOwn(FunctionId F) const;

  const Facts &P;
  View Out;
  std::map<uint32_t, uint32_t> Maps, Threads;
  std::map<NodeId, uint32_t> Ops;
  std::map<FunctionId, uint32_t> Functions;
  std::map<std::string, uint32_t> Ids; // how often a base was used
  std::set<NodeId> Conflicting;
};

View buildOpsView(const Facts &P);
View buildThreadsView(const Facts &P);
View buildCallsView(const Facts &P);
View buildConflictsView(const Facts &P);

/// Merges what has one package, function or receiver type; edges between the
/// merged are counted.
View collapse(const View &V, const Facts &P, Collapse Into);
/// Keeps what is at most Depth edges away from the focus.
tl::expected<View, std::string> focus(const View &V, const Facts &P,
                                      const std::vector<Target> &Focus,
                                      unsigned Depth);
/// Keeps the MaxNodes most telling nodes and adds the note.
View cap(const View &V, size_t MaxNodes);
/// The view of the kept rows, in their order.
View keepNodes(const View &V, const std::vector<bool> &Keep);

} // namespace mapgraph

#endif
