//===- InitThreads.cpp - Threads that package initialisers start ----------===//

#include "graph/solve/InitThreads.h"

#include "graph/solve/Variants.h"

namespace mapgraph::solver {

InitThreads::Kind InitThreads::kindOf(const Item &I) const {
  TypeId Type = G.node(I.Op).Type;
  if (!Type)
    return {};
  const mapgraph::Type &Row = G.type(Type);
  return {Row.Key, Row.Elem};
}

// What is done under a call, or in a thread. Code that is not known there is
// all that the call can run.
void InitThreads::addRun(const Summary &S, bool Async) {
  for (const Item &I : S.Items) {
    if (!Async && !T.isThread(I))
      continue;
    Kind Of = kindOf(I);
    Unknown |= !Of.first || !Of.second;
    Maps.insert(Of);
  }
  for (const OpenCall &O : S.OpenCalls)
    for (FunctionId Code : Calls.targets(O.Origin))
      addCode(Code, Async || O.Async || T.async(O.Trace));
}

void InitThreads::addCode(FunctionId F, bool Async) {
  if (Added.emplace(F, Async).second)
    addRun(Done[F.Value], Async);
}

void InitThreads::add(FunctionId Initialiser, const Variants &Which) {
  const Function &Row = G.function(Initialiser);
  CalleeSummaries Of(Done, Which, VariantId(Initialiser.Value));
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
    NodeId Event(Row.First.Value + I);
    for (FunctionId Callee : Calls.targets(Event))
      if (!isInitialiser(Callee))
        addRun(Of.at(Event, Callee), isAsync(G.node(Event)));
  }
}

const std::set<FunctionId> &InitThreads::imports(FunctionId From) const {
  auto [It, New] = Imports.try_emplace(From);
  std::set<FunctionId> &Seen = It->second;
  std::vector<FunctionId> Work;
  if (New)
    Work.push_back(From);
  while (!Work.empty()) {
    const Function &Row = G.function(Work.back());
    Work.pop_back();
    for (uint32_t I = 0; Row.First && I != Row.Count; ++I)
      for (FunctionId Callee : Calls.targets(NodeId(Row.First.Value + I)))
        if (G.function(Callee).Flags & FF_Init && Seen.insert(Callee).second)
          Work.push_back(Callee);
  }
  return Seen;
}

bool InitThreads::ranBefore(StepId Other, StepId Thread) const {
  auto isInit = [&](const Step &S) {
    return S.Callee && G.function(S.Callee).Flags & FF_Init;
  };
  FunctionId Starter;
  for (StepId S = Thread; S && !T.Steps[S.Value].Async;
       S = T.Steps[S.Value].Rest)
    if (isInit(T.Steps[S.Value]))
      Starter = T.Steps[S.Value].Callee;
  if (!Starter)
    return false;
  for (StepId S = Other; S && !T.Steps[S.Value].Async;
       S = T.Steps[S.Value].Rest)
    if (isInit(T.Steps[S.Value]) &&
        imports(Starter).contains(T.Steps[S.Value].Callee))
      return true;
  return false;
}

} // namespace mapgraph::solver
