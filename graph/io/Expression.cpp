//===- Expression.cpp - Source-like text of a value -----------------------===//

#include "graph/io/Expression.h"

namespace mapgraph {

namespace {
/// The one edge that makes a value, if there is exactly one.
struct Definition {
  EdgeKind Kind = EdgeKind::Copy;
  NodeId From;
  uint32_t Label = 0;
};
} // namespace

static Definition definitionOf(const Graph &G, NodeId Value) {
  Definition Out;
  for (EdgeId E : G.in(Value)) {
    const Edge &Row = G.edge(E);
    EdgeKind K = Row.kind();
    if (K != EdgeKind::Copy && K != EdgeKind::Field && K != EdgeKind::Load &&
        K != EdgeKind::ResultOf)
      continue;
    if (Out.From)
      return {}; // several: no single expression
    Out = {K, Row.From, Row.label()};
  }
  return Out;
}

static std::string_view partOfSelector(std::string_view Selector) {
  return Selector.substr(Selector.rfind('.') + 1);
}

static std::string render(const Graph &G, const Names &N, NodeId Value,
                          int Depth);

static std::string renderResult(const Graph &G, const Names &N, NodeId Event,
                                int Depth) {
  const Node &Row = G.node(Event);
  if (Row.kind() == NodeKind::MapOp) {
    NodeId Map = G.target(Event, EdgeKind::Addr);
    NodeId Key = G.target(Event, EdgeKind::Key);
    if (!Map)
      return std::string(N.op(Event));
    std::string Base = render(G, N, Map, Depth);
    if (Row.mapOp() == MapOpKind::IterNext)
      return "range " + Base;
    return Key ? Base + "[" + render(G, N, Key, Depth) + "]"
               : std::string(N.op(Event)) + "(" + Base + ")";
  }
  if (Row.kind() != NodeKind::Call)
    return std::string(N.op(Event));
  NodeId Callee = G.target(Event, EdgeKind::Code);
  if (Callee && G.node(Callee).kind() == NodeKind::Function)
    return N.shortFunction(G.node(Callee).Function) + "()";
  return "call()";
}

static std::string fallback(const Graph &G, const Names &N, NodeId Value) {
  const Node &Row = G.node(Value);
  std::string Type = N.type(Row.Type);
  if (Row.kind() == NodeKind::Unknown)
    return "unknown";
  if (Row.kind() == NodeKind::Param)
    return "parameter " + std::to_string(Row.Op);
  return Type.empty() ? std::string(N.op(Value)) : Type;
}

static std::string render(const Graph &G, const Names &N, NodeId Value,
                          int Depth) {
  const Node &Row = G.node(Value);
  if (Row.kind() == NodeKind::Function)
    return N.shortFunction(Row.Function);
  if (std::string_view Name = G.str(Row.Name); !Name.empty())
    return shortenPaths(Name);
  Definition D = definitionOf(G, Value);
  if (!D.From || Depth == 0)
    return fallback(G, N, Value);
  switch (D.Kind) {
  case EdgeKind::Field: {
    std::string_view Selector = G.str(G.Selectors[D.Label]);
    std::string_view Part = partOfSelector(Selector);
    if (Selector.starts_with("closure."))
      return "captured variable";
    std::string Base = render(G, N, D.From, Depth - 1);
    if (Part == "[]")
      return Base + "[…]";
    return Base + "." + std::string(Part);
  }
  case EdgeKind::ResultOf:
    return renderResult(G, N, D.From, Depth - 1);
  default: // loads and copies read like what they load or copy
    return render(G, N, D.From, Depth - 1);
  }
}

std::string expression(const Graph &G, const Names &N, NodeId Value) {
  return render(G, N, Value, 6);
}

NodeId originOf(const Graph &G, NodeId Value) {
  static constexpr int MaxCopies = 100; // copies of phis can form a cycle
  for (int I = 0; I != MaxCopies; ++I) {
    Definition D = definitionOf(G, Value);
    if (!D.From || D.Kind != EdgeKind::Copy)
      break;
    Value = D.From;
  }
  return Value;
}

} // namespace mapgraph
