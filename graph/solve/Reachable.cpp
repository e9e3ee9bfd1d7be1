//===- Reachable.cpp - What the code of a program can get to --------------===//

#include "graph/solve/Reachable.h"

namespace mapgraph::solver {

Reachable::Reachable(const Graph &Program, const std::vector<FunctionId> &Roots)
    : G(Program), Functions(G.Functions.size()), Nodes(G.Nodes.size()) {
  for (uint32_t I = 0; I != G.Methods.size(); ++I) {
    ByName[G.Methods[I].Method].push_back(I);
    ByType[G.Methods[I].Dynamic].push_back(I);
  }
  if (!Nodes.empty())
    Nodes[0] = true; // the unknown value
  for (FunctionId F : Roots)
    reach(F);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    visit(F);
  }
}

void Reachable::visit(FunctionId F) {
  const Function &Row = G.function(F);
  if (Row.Node)
    Nodes[Row.Node.Value] = true;
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I)
    visitNode(NodeId(Row.First.Value + I));
}

void Reachable::visitNode(NodeId N) {
  Nodes[N.Value] = true;
  const Node &X = G.node(N);
  if (X.has(NF_Iface) && X.Type)
    makeInterface(X.Type);
  for (EdgeId Id : G.out(N)) {
    const Edge &E = G.edge(Id);
    if (E.kind() == EdgeKind::Recv)
      callMethod(X.Name);
    visitEnd(E.To);
  }
  for (EdgeId Id : G.in(N))
    visitEnd(G.edge(Id).From);
}

// What a global is given before any code runs hangs on it.
void Reachable::visitEnd(NodeId N) {
  const Node &X = G.node(N);
  if (X.Function)
    return reach(X.Function);
  if (X.kind() != NodeKind::Global || Nodes[N.Value])
    return;
  Nodes[N.Value] = true;
  // Its users are not what it leads to.
  auto Follow = [&](NodeId End) {
    if (NodeKind K = G.node(End).kind();
        K == NodeKind::Function || K == NodeKind::Global)
      visitEnd(End);
  };
  for (EdgeId Id : G.out(N))
    Follow(G.edge(Id).To);
  for (EdgeId Id : G.in(N))
    Follow(G.edge(Id).From);
}

void Reachable::reach(FunctionId F) {
  if (Functions[F.Value])
    return;
  Functions[F.Value] = true;
  Work.push_back(F);
}

void Reachable::reachMethods(const std::vector<uint32_t> &Rows) {
  for (uint32_t Row : Rows)
    if (const Method &M = G.Methods[Row];
        M.Function && Called.contains(M.Method) && Made.contains(M.Dynamic))
      reach(G.node(M.Function).Function);
}

void Reachable::makeInterface(TypeId T) {
  if (Made.insert(T).second)
    if (auto It = ByType.find(T); It != ByType.end())
      reachMethods(It->second);
}

void Reachable::callMethod(StringId Name) {
  if (Called.insert(Name).second)
    if (auto It = ByName.find(Name); It != ByName.end())
      reachMethods(It->second);
}

} // namespace mapgraph::solver
