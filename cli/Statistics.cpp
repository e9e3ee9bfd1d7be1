//===- Statistics.cpp - Numbers about a solved graph ----------------------===//

#include "cli/Statistics.h"

#include <array>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <sstream>

namespace mapgraph {

namespace {

// One section of the output: its heading, its key in JSON, its numbers.
struct Section {
  const char *Heading;
  const char *Key;
  const Statistics::Counts &Numbers;
};

} // namespace

// Counts of the nodes of one kind by Op, with the texts of that enumeration.
template <typename OpKind>
static Statistics::Counts countOps(const Graph &G, NodeKind Kind) {
  std::array<uint64_t, static_cast<size_t>(OpKind::Last)> ByOp = {};
  for (const Node &N : G.Nodes)
    if (N.kind() == Kind)
      ++ByOp[N.Op];
  Statistics::Counts Out;
  for (size_t Op = 0; Op != ByOp.size(); ++Op)
    Out.emplace_back(text(static_cast<OpKind>(Op)), ByOp[Op]);
  return Out;
}

static Statistics::Counts countThreads(const Solution &S) {
  Statistics::Counts Out = {{"main", 0},    {"init", 0},     {"test", 0},
                            {"spawned", 0}, {"callback", 0}, {"api", 0},
                            {"kernel", 0}};
  for (const Thread &T : S.Threads)
    ++Out[static_cast<size_t>(T.Root)].second;
  return Out;
}

static Statistics::Counts countFindings(const Solution &S) {
  Statistics::Counts Out;
  for (Verdict V : {Verdict::Race, Verdict::Likely, Verdict::Possible})
    Out.emplace_back(text(V), 0);
  for (const Finding &F : S.Findings)
    for (auto &[Name, Count] : Out)
      if (Name == text(F.Result))
        ++Count;
  return Out;
}

static uint64_t countLocks(const Solution &S) {
  std::set<std::string_view> Names;
  for (const ObjectAccess &A : S.Accesses)
    for (const HeldLock &L : A.Locks)
      Names.insert(L.Name);
  return Names.size();
}

Statistics countGraph(const Graph &G, const Solution &S) {
  uint64_t Defined = 0;
  for (const Function &F : G.Functions)
    Defined += (F.Flags & FF_Defined) != 0;
  Statistics Out;
  Out.Sizes = {{"programs", S.Programs.size()},
               {"packages", G.Packages.size()},
               {"functions", G.Functions.size()},
               {"functions with a body", Defined},
               {"nodes", G.Nodes.size()},
               {"edges", G.Edges.size()},
               {"map objects", S.Objects.size()},
               {"threads", S.Threads.size()},
               {"locks held at map operations", countLocks(S)}};
  Out.MapOps = countOps<MapOpKind>(G, NodeKind::MapOp);
  Out.SyncOps = countOps<SyncOpKind>(G, NodeKind::SyncOp);
  Out.Calls = countOps<CallKind>(G, NodeKind::Call);
  Out.Threads = countThreads(S);
  Out.Findings = countFindings(S);
  for (const auto &[Reason, Count] : S.Unknowns)
    Out.Unknowns.emplace_back(Reason, Count);
  return Out;
}

static std::vector<Section> sections(const Statistics &N) {
  return {{"graph", "graph", N.Sizes},
          {"map operations", "map_ops", N.MapOps},
          {"synchronisation", "sync_ops", N.SyncOps},
          {"calls", "calls", N.Calls},
          {"threads", "threads", N.Threads},
          {"findings", "findings", N.Findings},
          {"not known", "unknowns", N.Unknowns}};
}

void writeText(const Statistics &Numbers, const std::vector<PhaseCost> &Costs,
               std::ostream &OS) {
  for (const Section &S : sections(Numbers)) {
    OS << S.Heading << '\n';
    for (const auto &[Name, Count] : S.Numbers)
      if (Count || &S.Numbers == &Numbers.Sizes)
        OS << std::setw(12) << Count << "  " << Name << '\n';
  }
  OS << "phases of this run\n" << std::fixed;
  for (const PhaseCost &C : Costs)
    OS << std::setw(12) << std::setprecision(3) << C.Seconds << " s"
       << std::setw(10) << std::setprecision(1) << C.PeakMiB << " MiB  "
       << C.Name << '\n';
}

void writeJson(const Statistics &Numbers, const std::vector<PhaseCost> &Costs,
               std::ostream &OS) {
  nlohmann::ordered_json Out;
  for (const Section &S : sections(Numbers)) {
    nlohmann::ordered_json &Part = Out[S.Key] =
        nlohmann::ordered_json::object();
    for (const auto &[Name, Count] : S.Numbers)
      Part[Name] = Count;
  }
  Out["phases"] = nlohmann::ordered_json::array();
  for (const PhaseCost &C : Costs)
    Out["phases"].push_back(
        {{"name", C.Name}, {"seconds", C.Seconds}, {"peak_mib", C.PeakMiB}});
  OS << Out.dump(2, ' ', false,
                 nlohmann::ordered_json::error_handler_t::replace)
     << '\n';
}

} // namespace mapgraph
