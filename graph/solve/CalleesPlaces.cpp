//===- CalleesPlaces.cpp - Where code that is stored lies -----------------===//

#include "graph/solve/Callees.h"

namespace mapgraph::solver {

// Types that hold neither code nor pointers to it.
static bool isPlain(std::string_view Name) {
  while (Name.starts_with("[")) {
    size_t Close = Name.find(']');
    if (Close == std::string_view::npos)
      return false;
    Name.remove_prefix(Close + 1);
  }
  for (std::string_view Basic :
       {"bool", "string", "int", "int8", "int16", "int32", "int64", "uint",
        "uint8", "uint16", "uint32", "uint64", "uintptr", "float32", "float64",
        "complex64", "complex128"})
    if (Name == Basic)
      return true;
  return false;
}

// Whether a pointer to this allocation is worth following: structs are named by
// their fields instead.
bool Callees::isCell(NodeId N) const {
  const Node &O = G.node(N);
  if (O.kind() != NodeKind::Global &&
      (O.kind() != NodeKind::Object || O.object() == ObjectKind::Closure))
    return false;
  return !O.Type ||
         (G.type(O.Type).Kind != static_cast<uint32_t>(TypeKind::Struct) &&
          !isPlain(G.str(G.type(O.Type).Name)));
}

Callees::Var Callees::newVar() {
  Places.emplace_back();
  return NumVars++;
}

Callees::Var Callees::objectVar(NodeId Object) {
  auto [It, New] = ObjectVars.try_emplace(Object.Value, NumVars);
  if (New)
    newVar();
  return It->second;
}

Callees::Var Callees::mapVar(TypeId T) {
  auto [It, New] = MapVars.try_emplace(T.Value, NumVars);
  if (New)
    newVar();
  return It->second;
}

// A captured cell belongs to one closure function, not to all of them.
Callees::Var Callees::selectorVar(NodeId Base, uint32_t Selector) {
  if (!ClosureSelector[Selector])
    return G.Nodes.size() + Selector;
  FunctionId Code;
  const Node &B = G.node(Base);
  if (B.kind() == NodeKind::Param)
    Code = B.Function;
  else if (NodeId T = G.target(Base, EdgeKind::Code);
           T && G.node(T).kind() == NodeKind::Function)
    Code = G.node(T).Function;
  if (!Code)
    return G.Nodes.size() + Selector;
  auto [It, New] = ClosureVars.try_emplace({Code.Value, Selector}, NumVars);
  if (New)
    newVar();
  return It->second;
}

// Where an address leads when that is plain from its definition.
bool Callees::contentOf(NodeId Address, Var &V) {
  const Node &A = G.node(Address);
  if (A.kind() == NodeKind::Global || A.kind() == NodeKind::Object) {
    V = objectVar(Address);
    return true;
  }
  if (A.kind() != NodeKind::Value)
    return false;
  for (EdgeId Id : G.in(Address)) {
    const Edge &E = G.edge(Id);
    if (E.kind() != EdgeKind::Field || TransparentSelector[E.label()])
      continue;
    V = selectorVar(E.From, E.label());
    return true;
  }
  return false;
}

} // namespace mapgraph::solver
