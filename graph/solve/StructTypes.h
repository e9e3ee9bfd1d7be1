//===- StructTypes.h - Struct types by name ---------------------*- C++ -*-===//
//
// Selectors and dynamic types name the struct that they speak of.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SOLVE_STRUCTTYPES_H
#define MAPGRAPH_GRAPH_SOLVE_STRUCTTYPES_H

#include "graph/model/Graph.h"

#include <unordered_map>

namespace mapgraph::solver {

class StructTypes {
public:
  explicit StructTypes(const Graph &G) {
    for (size_t I = 0; I != G.Types.size(); ++I)
      if (G.Types[I].Kind == static_cast<uint32_t>(TypeKind::Struct))
        ByName.try_emplace(G.str(G.Types[I].Name), TypeId(I));
  }
  /// The first one of the name, or none.
  TypeId find(std::string_view Name) const {
    auto It = ByName.find(Name);
    return It == ByName.end() ? TypeId() : It->second;
  }
  /// "ex.T" for "*ex.T", or none.
  TypeId pointee(std::string_view Pointer) const {
    return Pointer.starts_with("*") ? find(Pointer.substr(1)) : TypeId();
  }

private:
  std::unordered_map<std::string_view, TypeId> ByName;
};

} // namespace mapgraph::solver

#endif
