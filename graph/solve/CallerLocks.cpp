//===- CallerLocks.cpp - Locks that callers hold for a function -----------===//

#include "graph/solve/CallerLocks.h"

#include "graph/solve/Frame.h"

namespace mapgraph::solver {

void CallerLocks::add(NodeId Call, const std::vector<HeldLock> &Held) {
  std::vector<uint32_t> Codes;
  for (const HeldLock &L : Held) {
    auto [It, New] =
        NameIndex.try_emplace(L.Name, static_cast<uint32_t>(Names.size()));
    if (New)
      Names.push_back(L.Name);
    Codes.push_back(It->second << 1 | 1);
    if (!L.Read)
      Codes.push_back(It->second << 1);
  }
  AtCall[Call] = Sets.intern(std::move(Codes));
}

bool CallerLocks::meet(FunctionId Callee, SetId Held) {
  SetId &Row = AtEntry[Callee.Value];
  SetId Old = Row;
  Row = Old ? Sets.intersect(Old, Held) : Held;
  if (Row != Old)
    Again[Callee.Value] = true;
  return Row != Old;
}

bool CallerLocks::passOn(FunctionId Caller) {
  const Function &Row = G.function(Caller);
  bool Changed = false;
  for (uint32_t I = 0; Row.First && I != Row.Count; ++I) {
    NodeId Event(Row.First.Value + I);
    const auto &Targets = Calls.targets(Event);
    if (Targets.empty())
      continue;
    SetId Held = SetTable::empty();
    if (!isAsync(G.node(Event))) {
      auto It = AtCall.find(Event);
      Held = AtEntry[Caller.Value];
      if (It != AtCall.end())
        Held = Sets.unite(Held, It->second);
    }
    for (FunctionId Callee : Targets)
      Changed |= meet(Callee, Held);
  }
  return Changed;
}

void CallerLocks::propagate(const std::vector<FunctionId> &Roots) {
  AtEntry.assign(G.Functions.size(), SetId());
  Again.assign(G.Functions.size(), false);
  for (FunctionId F : Roots)
    meet(F, SetTable::empty());
  // Callers come first, so only recursions need another round.
  const auto &Groups = Calls.bottomUp();
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (auto Group = Groups.rbegin(); Group != Groups.rend(); ++Group)
      for (FunctionId F : *Group)
        if (Again[F.Value]) {
          Again[F.Value] = false;
          Changed |= passOn(F);
        }
  }
}

std::vector<HeldLock> CallerLocks::of(FunctionId F) const {
  std::vector<HeldLock> Out;
  if (AtEntry.empty() || !AtEntry[F.Value])
    return Out;
  for (uint32_t Code : Sets[AtEntry[F.Value]])
    if (Code & 1)
      Out.push_back(
          {Names[Code >> 1], !Sets.contains(AtEntry[F.Value], Code & ~1u)});
  std::sort(Out.begin(), Out.end());
  return Out;
}

} // namespace mapgraph::solver
