//===- Threads.cpp - Abstract threads and what they reach -----------------===//

#include "graph/solve/Threads.h"

#include "graph/model/ShortNames.h"
#include "graph/solve/Flow.h"
#include "graph/solve/Frame.h"
#include "graph/solve/ObjectNames.h"

#include <algorithm>

namespace mapgraph::solver {

Threads::Threads(const Graph &Program, const Callees &C,
                 const std::vector<FunctionId> &Roots)
    : G(Program), Calls(C), SyncCallees(Program.Functions.size()),
      RunsOn(Program.Functions.size()),
      LastRow(Program.Functions.size(), UINT32_MAX) {
  collectCallees();
  for (FunctionId F : Roots) {
    const Function &Row = G.function(F);
    Thread T;
    T.Entry = Row.Node;
    if (Row.Flags & FF_Main) {
      T.Root = Thread::RootKind::Main;
      T.Name = "main";
    } else if (Row.Flags & FF_Test) {
      T.Root = Thread::RootKind::Test;
      T.Name = "test " + functionName(G, F);
    } else if (Row.Flags & FF_Init) {
      T.Root = Thread::RootKind::Init;
      T.Name = "init";
    } else if (Row.Flags & FF_Program) {
      T.Root = Thread::RootKind::Kernel;
      T.Many = true;
      T.Name = "program " + functionName(G, F);
      if (std::string_view Section = G.name(Row.First); !Section.empty())
        T.Name += " (SEC \"" + std::string(Section) + "\")";
    } else {
      T.Root = Thread::RootKind::Api;
      T.Many = true;
      T.Name = "caller of " + functionName(G, F);
    }
    ByRoot.try_emplace(F, Rows.size());
    Rows.push_back(std::move(T));
    reach(Rows.size() - 1, {F});
  }
  // Spawn sites in the order of the graph; only code that is reached has
  // targets.
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    NodeId N(I);
    const Node &Event = G.node(N);
    if (!isAsync(Event))
      continue;
    const auto &Targets = Calls.targets(N);
    if (Targets.empty())
      continue;
    Thread T;
    bool Callback = Event.syncOp() == SyncOpKind::Callback;
    T.Root = Callback ? Thread::RootKind::Callback : Thread::RootKind::Spawn;
    T.Entry = G.function(Targets.front()).Node;
    T.Site = N;
    Flow Events(G, Event.Function);
    uint32_t Pos = Events.position(N);
    T.Many = Event.has(NF_Many) || (Pos != UINT32_MAX && Events.inLoop(Pos));
    T.Name = (Callback ? "handler registered at " : "goroutine started at ") +
             shortPosition(G, Event.Loc);
    BySite[N] = Rows.size();
    Rows.push_back(std::move(T));
    reach(Rows.size() - 1, Targets);
  }
  for (uint32_t I = 0; I != Rows.size(); ++I) {
    if (!Rows[I].Site)
      continue;
    for (uint32_t P : RunsOn[G.node(Rows[I].Site).Function.Value])
      if (P != I) {
        Rows[I].Parent = P;
        break;
      }
  }
  // A parent chain must end: cut the first link that closes a cycle.
  for (uint32_t I = 0; I != Rows.size(); ++I) {
    uint32_t Slow = I;
    for (size_t Steps = 0; Rows[Slow].Parent != UINT32_MAX; ++Steps) {
      Slow = Rows[Slow].Parent;
      if (Steps > Rows.size()) {
        Rows[I].Parent = UINT32_MAX;
        break;
      }
    }
  }
}

void Threads::reach(uint32_t Row, const std::vector<FunctionId> &Entries) {
  std::vector<FunctionId> Work = Entries;
  auto Mark = [&](FunctionId F) {
    if (LastRow[F.Value] == Row)
      return false;
    LastRow[F.Value] = Row;
    if (auto &On = RunsOn[F.Value]; On.size() < MaxRows)
      On.push_back(Row);
    return true;
  };
  std::erase_if(Work, [&](FunctionId F) { return !Mark(F); });
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (FunctionId T : SyncCallees[F.Value])
      if (Mark(T))
        Work.push_back(T);
  }
}

void Threads::collectCallees() {
  for (size_t I = 0; I != G.Functions.size(); ++I) {
    const Function &F = G.Functions[I];
    if (!F.First || !Calls.reachable(FunctionId(I)))
      continue;
    auto &List = SyncCallees[I];
    for (uint32_t J = 0; J != F.Count; ++J) {
      NodeId N(F.First.Value + J);
      if (isAsync(G.node(N)))
        continue;
      const auto &T = Calls.targets(N);
      List.insert(List.end(), T.begin(), T.end());
    }
    std::sort(List.begin(), List.end());
    List.erase(std::unique(List.begin(), List.end()), List.end());
  }
}

uint32_t Threads::running(FunctionId F) const {
  const auto &On = RunsOn[F.Value];
  return On.empty() ? UINT32_MAX : On.front();
}

uint32_t Threads::beginning(FunctionId F) const {
  auto It = ByRoot.find(F);
  return It == ByRoot.end() ? running(F) : It->second;
}

uint32_t Threads::rootOf(FunctionId F) const {
  uint32_t Row = running(F);
  return Row == UINT32_MAX ? Row : mapgraph::rootOf(Rows, Row);
}

uint32_t Threads::startedAt(NodeId Event) const {
  auto It = BySite.find(Event);
  return It == BySite.end() ? UINT32_MAX : It->second;
}

std::vector<NodeId> Threads::chain(uint32_t Row) const {
  std::vector<NodeId> Out;
  for (; Row != UINT32_MAX; Row = Rows[Row].Parent)
    if (Rows[Row].Site)
      Out.push_back(Rows[Row].Site);
  std::reverse(Out.begin(), Out.end());
  return Out;
}

} // namespace mapgraph::solver
