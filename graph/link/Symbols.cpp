//===- Symbols.cpp - Which function and global is which -------------------===//

#include "graph/link/Symbols.h"

namespace mapgraph {

// Larger is better; among equals the first one stays.
static int rank(const Function &F) {
  if (!(F.Flags & FF_Defined))
    return 0;
  return F.Flags & FF_Shared ? 1 : 2;
}

Symbols::Symbols(const std::vector<Graph> &Modules) {
  addFunctions(Modules);
  addGlobals(Modules);
}

void Symbols::addFunctions(const std::vector<Graph> &Modules) {
  // The names are those of the modules, which live longer than this table.
  std::unordered_map<std::string_view, uint32_t> Rows;
  FunctionRows.resize(Modules.size());
  for (size_t M = 0; M != Modules.size(); ++M) {
    const Graph &G = Modules[M];
    for (uint32_t I = 0; I != G.Functions.size(); ++I) {
      const Function &F = G.Functions[I];
      std::string_view Name = G.str(F.Name);
      uint32_t Row = static_cast<uint32_t>(Winners.size());
      if (!Name.empty() && !(F.Flags & FF_Local))
        Row = Rows.try_emplace(Name, Row).first->second;
      FunctionRows[M].push_back(Row);
      if (Row == Winners.size()) {
        Winners.push_back({M, I});
        continue;
      }
      Place &Winner = Winners[Row];
      if (rank(F) > rank(Modules[Winner.Module].Functions[Winner.Row]))
        Winner = {M, I};
    }
  }
  for (const Place &P : Winners)
    NumBodyNodes += Modules[P.Module].Functions[P.Row].Count;
}

void Symbols::addGlobals(const std::vector<Graph> &Modules) {
  std::unordered_map<std::string_view, uint32_t> Rows;
  GlobalRows.resize(Modules.size());
  for (size_t M = 0; M != Modules.size(); ++M) {
    const Graph &G = Modules[M];
    for (const Node &N : G.Nodes) {
      if (N.kind() != NodeKind::Global)
        continue;
      std::string_view Name = G.str(N.Name);
      uint32_t Row = static_cast<uint32_t>(NumGlobals);
      if (!Name.empty())
        Row = Rows.try_emplace(Name, Row).first->second;
      NumGlobals += Row == NumGlobals;
      GlobalRows[M].push_back(Row);
    }
  }
}

} // namespace mapgraph
