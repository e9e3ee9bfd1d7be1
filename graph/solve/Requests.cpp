//===- Requests.cpp - Whether a test asks its servers in turn -------------===//

#include "graph/solve/Requests.h"

#include "graph/solve/Services.h"

#include <algorithm>

namespace mapgraph::solver {

// Whether only code of the module can call what the package exports.
static bool isInternal(std::string_view Path) {
  return Path.starts_with("internal/") || Path.ends_with("/internal") ||
         Path.find("/internal/") != std::string_view::npos;
}

Requests::Requests(const Graph &G, const Callees &Calls,
                   const std::vector<FunctionId> &Roots)
    : G(G), Calls(Calls),
      OwnKnown(std::ranges::any_of(
          G.Packages, [](const Package &P) { return P.Flags & PF_Own; })),
      IsRoot(Roots.begin(), Roots.end()) {}

// Whether the function itself makes something run that can ask while others
// wait. Goroutines of libraries serve the connections of client and server.
bool Requests::startsBeside(FunctionId F) const {
  const Function &Row = G.function(F);
  if (!Row.First ||
      (OwnKnown && !(Row.Package && (G.package(Row.Package).Flags & PF_Own))))
    return false;
  for (uint32_t I = 0; I != Row.Count; ++I) {
    NodeId Event(Row.First.Value + I);
    const Node &N = G.node(Event);
    if ((isAsync(N) && !isHandler(G, Event)) ||
        (N.kind() == NodeKind::SyncOp && N.syncOp() == SyncOpKind::Parallel))
      return true;
  }
  return false;
}

// Handlers, and the goroutines in which the standard library serves
// connections, or brings answers back.
bool isServing(const Graph &G, NodeId Event) {
  if (!isAsync(G.node(Event)) || isHandler(G, Event))
    return isHandler(G, Event);
  FunctionId In = G.node(Event).Function;
  return isOfStd(G, In) &&
         G.str(G.package(G.function(In).Package).Path).starts_with("net/");
}

// What serves is the other side: what it starts does not ask for the test.
bool Requests::asksInTurn(FunctionId Root) {
  auto [It, New] = RootMemo.try_emplace(Root, true);
  if (!New)
    return It->second;
  std::vector<bool> Seen(G.Functions.size(), false);
  std::vector<FunctionId> Work{Root};
  Seen[Root.Value] = true;
  while (!Work.empty() && It->second) {
    FunctionId F = Work.back();
    Work.pop_back();
    It->second = !startsBeside(F);
    Calls.forTargets(F, [&](NodeId Event, FunctionId To) {
      if (Seen[To.Value] || isServing(G, Event))
        return;
      Seen[To.Value] = true;
      Work.push_back(To);
    });
  }
  return It->second;
}

bool Requests::inTurn(FunctionId F) {
  auto [It, New] = Memo.try_emplace(F, false);
  if (!New)
    return It->second;
  std::set<FunctionId> Seen{F};
  std::vector<FunctionId> Work{F};
  bool Any = false;
  while (!Work.empty()) {
    FunctionId At = Work.back();
    Work.pop_back();
    if (const Function &Row = G.function(At); IsRoot.contains(At)) {
      bool Test = Row.Flags & FF_Test;
      // An outer caller; those of the module are known.
      bool Inside = !(Row.Flags & (FF_Main | FF_Init)) && Row.Package &&
                    !Calls.callers(At).empty() &&
                    isInternal(G.str(G.package(Row.Package).Path));
      if (Test ? !asksInTurn(At) : !Inside)
        return false;
      Any |= Test;
    }
    for (FunctionId C : Calls.callers(At))
      if (Seen.insert(C).second)
        Work.push_back(C);
  }
  return It->second = Any;
}

} // namespace mapgraph::solver
