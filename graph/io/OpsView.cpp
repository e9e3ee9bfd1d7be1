//===- OpsView.cpp - The map operation graph ------------------------------===//

#include "graph/io/Expression.h"
#include "graph/io/ViewBuilder.h"

#include <set>

namespace mapgraph {

namespace {
/// Adds the ops, then the values that connect them.
class OpsViewBuilder {
public:
  explicit OpsViewBuilder(const Facts &P)
      : P(P), G(P.graph()), B(P, "Map operations") {}

  View build();

private:
  void addOp(NodeId Op);
  void addOperand(uint32_t Row, NodeId Op, EdgeKind K, NodeId Value);
  void addTypes(uint32_t Row, TypeId MapType);
  void addResults(NodeId Op);
  std::set<uint32_t> madeObjects(NodeId Make) const;
  void addHolders(NodeId Address, std::set<uint32_t> &Objects) const;
  uint32_t valueNode(NodeId Value);
  NodeId producerOf(NodeId Value) const;

  const Facts &P;
  const Graph &G;
  ViewBuilder B;
  std::map<NodeId, uint32_t> Values;
};
} // namespace

static bool isOperand(EdgeKind K) {
  return K == EdgeKind::Addr || K == EdgeKind::Key || K == EdgeKind::Val ||
         K == EdgeKind::Cap;
}

/// The map op that yields the value, if one does.
NodeId OpsViewBuilder::producerOf(NodeId Value) const {
  for (EdgeId E : G.in(Value))
    if (G.edge(E).kind() == EdgeKind::ResultOf &&
        G.node(G.edge(E).From).kind() == NodeKind::MapOp)
      return G.edge(E).From;
  return {};
}

uint32_t OpsViewBuilder::valueNode(NodeId Value) {
  if (auto It = Values.find(Value); It != Values.end())
    return It->second;
  const Node &Row = G.node(Value);
  ViewNode N;
  N.Title = expression(G, P.names(), Value);
  N.Kind = "value";
  N.Function = Row.kind() == NodeKind::Function ? FunctionId() : Row.Function;
  N.Id = "value:" + N.Title;
  if (N.Function) {
    N.Id += "@" + P.names().function(N.Function);
    N.Cluster = P.names().shortFunction(N.Function);
  }
  return Values[Value] = B.add(std::move(N));
}

void OpsViewBuilder::addOperand(uint32_t Row, NodeId Op, EdgeKind K,
                                NodeId Value) {
  std::string Port(text(K));
  B.node(Row).Ports.push_back({Port, expression(G, P.names(), Value)});
  NodeId Origin = originOf(G, Value);
  if (K == EdgeKind::Addr && !P.accessesOfOp(Op).empty()) {
    std::set<uint32_t> Objects;
    for (uint32_t Access : P.accessesOfOp(Op))
      Objects.insert(P.access(Access).Object);
    for (uint32_t Object : Objects)
      B.addEdge(Row, B.mapNode(Object), Port, Port, Port);
    // The map is an element of another map: show that way too.
    if (NodeId Producer = producerOf(Origin);
        !Producer || G.node(Producer).mapOp() == MapOpKind::Make)
      return;
  }
  B.addEdge(Row, valueNode(Origin), Port, Port, Port);
}

void OpsViewBuilder::addTypes(uint32_t Row, TypeId MapType) {
  if (!MapType)
    return;
  const Type &T = G.type(MapType);
  if (T.Key)
    B.node(Row).Ports.push_back({"K", P.names().type(T.Key)});
  if (T.Elem)
    B.node(Row).Ports.push_back({"V", P.names().type(T.Elem)});
}

/// Objects that are named after the field or global at the address.
void OpsViewBuilder::addHolders(NodeId Address,
                                std::set<uint32_t> &Objects) const {
  std::string Holder;
  for (EdgeId E : G.in(Address))
    if (G.edge(E).kind() == EdgeKind::Field)
      Holder = "." + std::string(G.str(G.Selectors[G.edge(E).label()]));
  for (uint32_t I = 0; I != P.solution().Objects.size(); ++I) {
    const MapObject &M = P.solution().Objects[I];
    bool Field = !M.Name.empty() && Holder.ends_with("." + M.Name);
    if (Field || (M.Site && M.Site == Address))
      Objects.insert(I);
  }
}

/// The maps that a make yields: the solver's word, else the place that its
/// result is stored to.
std::set<uint32_t> OpsViewBuilder::madeObjects(NodeId Make) const {
  std::set<uint32_t> Out;
  for (uint32_t I = 0; I != P.solution().Objects.size(); ++I)
    if (P.solution().Objects[I].Site == Make)
      Out.insert(I);
  for (uint32_t Access : P.accessesOfOp(Make))
    Out.insert(P.access(Access).Object);
  NodeId Made = G.target(Make, EdgeKind::ResultOf);
  if (!Out.empty() || !Made)
    return Out;
  for (EdgeId E : G.in(Made)) {
    NodeId Store = G.edge(E).From;
    if (G.edge(E).kind() == EdgeKind::Val &&
        G.node(Store).kind() == NodeKind::Access)
      if (NodeId Address = G.target(Store, EdgeKind::Addr))
        addHolders(Address, Out);
  }
  return Out;
}

void OpsViewBuilder::addOp(NodeId Op) {
  const Node &Row = G.node(Op);
  uint32_t At = B.opNode(Op);
  if (Row.Function)
    B.node(At).Cluster = P.names().shortFunction(Row.Function);
  for (EdgeKind K :
       {EdgeKind::Addr, EdgeKind::Key, EdgeKind::Val, EdgeKind::Cap})
    for (EdgeId E : G.out(Op))
      if (G.edge(E).kind() == K && isOperand(K))
        addOperand(At, Op, K, G.edge(E).To);
  if (Row.mapOp() != MapOpKind::Make)
    return;
  addTypes(At, Row.Type);
  for (uint32_t Object : madeObjects(Op))
    B.addEdge(At, B.mapNode(Object), "result", "result");
}

/// Results that nobody in the view uses would only be noise.
void OpsViewBuilder::addResults(NodeId Op) {
  for (EdgeId E : G.out(Op))
    if (G.edge(E).kind() == EdgeKind::ResultOf)
      if (auto It = Values.find(G.edge(E).To); It != Values.end())
        B.addEdge(B.opNode(Op), It->second, "result", "result");
}

View OpsViewBuilder::build() {
  std::vector<NodeId> Ops;
  for (size_t I = 0; I != G.Nodes.size(); ++I)
    if (G.Nodes[I].kind() == NodeKind::MapOp)
      Ops.push_back(NodeId(I));
  for (NodeId Op : Ops)
    addOp(Op);
  for (NodeId Op : Ops)
    addResults(Op);
  return B.take();
}

View buildOpsView(const Facts &P) { return OpsViewBuilder(P).build(); }

} // namespace mapgraph
