//===- InitThreads.cpp - Threads that package initialisers start ----------===//

#include "graph/solve/InitThreads.h"

#include "graph/solve/Variants.h"

#include <algorithm>

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
  CalleeSummaries Of(Done, Which, VariantId(Initialiser.Value));
  Calls.forTargets(Initialiser, [&](NodeId Event, FunctionId Callee) {
    if (!isInitialiser(Callee))
      addRun(Of.at(Event, Callee), isAsync(G.node(Event)));
  });
}

const std::set<FunctionId> &InitThreads::imports(FunctionId From) const {
  auto [It, New] = Imports.try_emplace(From);
  std::set<FunctionId> &Seen = It->second;
  std::vector<FunctionId> Work;
  if (New)
    Work.push_back(From);
  while (!Work.empty()) {
    FunctionId By = Work.back();
    Work.pop_back();
    Calls.forTargets(By, [&](NodeId, FunctionId Callee) {
      if (G.function(Callee).Flags & FF_Init && Seen.insert(Callee).second)
        Work.push_back(Callee);
    });
  }
  return Seen;
}

// The initialisers on a way, up to the start of a thread.
std::vector<FunctionId> InitThreads::initialisersOn(StepId Way) const {
  std::vector<FunctionId> Out;
  for (; Way && !T.Steps[Way.Value].Async; Way = T.Steps[Way.Value].Rest)
    if (FunctionId F = T.Steps[Way.Value].Callee;
        F && G.function(F).Flags & FF_Init)
      Out.push_back(F);
  return Out;
}

bool InitThreads::ranBefore(StepId Other, StepId Thread) const {
  const std::vector<FunctionId> Starters = initialisersOn(Thread);
  return !Starters.empty() &&
         std::ranges::any_of(initialisersOn(Other), [&](FunctionId F) {
           return imports(Starters.back()).contains(F);
         });
}

} // namespace mapgraph::solver
