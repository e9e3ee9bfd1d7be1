//===- SafeList.cpp - Safe pairs, folded per map and reason ---------------===//

#include "graph/query/MainModule.h"
#include "graph/query/SafePairs.h"
#include "graph/query/Wrapped.h"

#include <algorithm>
#include <ostream>

namespace mapgraph {

// Places of one map that are paired; more would be no reading.
static constexpr size_t MaxPlaces = 400;

namespace {
/// One map as people see it: rows of the same name and declaration.
struct Group {
  uint32_t Object = 0;
  std::vector<NodeId> Ops; ///< one per place, without makes
  bool Own = false;        ///< the main module works on it
};
} // namespace

static std::vector<Group> groups(const Facts &P, const SafeIndex &Index) {
  std::map<std::pair<std::string, std::string>, Group> ByName;
  std::set<std::pair<const Group *, std::string>> Seen;
  const std::vector<MapObject> &Objects = P.solution().Objects;
  const MainModule Module(P.graph());
  for (uint32_t I = 0; I != Objects.size(); ++I) {
    // A field is one map for people, wherever its owner was made.
    std::string Name = P.object(I), Made = P.names().type(Objects[I].Type);
    if (Name.find('.') == Name.npos || Objects[I].Name.starts_with("map made"))
      Made += '\n' + P.names().position(Objects[I]);
    auto [It, New] = ByName.try_emplace({Name, Made});
    Group &Row = It->second;
    if (New || (!Objects[Row.Object].Declared && Objects[I].Declared))
      Row.Object = I;
    for (NodeId Op : P.opsOfObject(I)) {
      const Node &N = P.graph().node(Op);
      if ((isRead(N) || isWrite(N)) &&
          Seen.insert({&Row, Index.place(Op)}).second)
        Row.Ops.push_back(Op);
      Row.Own |= Module.owns(Op);
    }
  }
  std::vector<Group> Out;
  for (auto &[Name, Row] : ByName)
    if (!Row.Ops.empty())
      Out.push_back(std::move(Row));
  return Out;
}

static bool isOneThread(const Facts &P, const SafeIndex &Index,
                        const Group &Map) {
  std::set<uint32_t> Threads;
  for (NodeId Op : Map.Ops)
    Threads.merge(Index.threads(Op));
  return Threads.size() == 1 && !P.solution().Threads[*Threads.begin()].Many;
}

static bool runsTwice(const Facts &P, const SafeIndex &Index, NodeId Op) {
  std::set<uint32_t> Threads = Index.threads(Op);
  return Threads.size() > 1 || std::ranges::any_of(Threads, [&](uint32_t Row) {
           return P.solution().Threads[Row].Many;
         });
}

static SafeMap fold(const Facts &P, const SafeIndex &Index, const Group &Map,
                    size_t MaxPairs) {
  SafeMap Out;
  std::map<std::pair<SafeReason, std::string>, SafeMap::Group> Groups;
  size_t Places = std::min(Map.Ops.size(), MaxPlaces);
  for (size_t I = 0; I != Places; ++I)
    for (size_t J = I; J != Places; ++J) {
      NodeId A = Map.Ops[I], B = Map.Ops[J];
      if (A == B && !runsTwice(P, Index, A))
        continue;
      std::optional<SafeAnswer> Why = Index.why(A, B);
      if (!Why) {
        Out.Unseen += Index.isUnseen(A, B);
        continue;
      }
      SafeMap::Group &Row = Groups[{Why->Reason, Why->By}];
      Row.Reason = Why->Reason;
      Row.By = Why->By;
      if (++Row.Count <= MaxPairs)
        Row.Pairs.emplace_back(A, B);
    }
  Out.Object = Map.Object;
  for (auto &[Key, Row] : Groups)
    Out.Groups.push_back(std::move(Row));
  size_t N = Map.Ops.size();
  Out.Omitted = N * (N + 1) / 2 - Places * (Places + 1) / 2;
  return Out;
}

SafeList safeList(const Facts &P, bool Deps, size_t MaxPairs) {
  SafeIndex Index(P);
  std::vector<Group> All = groups(P, Index);
  SafeList Out;
  for (const Group &Map : All) {
    if (!Deps && !Map.Own)
      continue;
    if (std::ranges::none_of(
            Map.Ops, [&](NodeId Op) { return isWrite(P.graph().node(Op)); })) {
      Out.Constant.push_back(Map.Object);
      continue;
    }
    if (isOneThread(P, Index, Map)) {
      Out.OneThread.push_back(Map.Object);
      continue;
    }
    SafeMap Row = fold(P, Index, Map, MaxPairs);
    for (const SafeMap::Group &G : Row.Groups)
      Out.Pairs += G.Count;
    if (!Row.Groups.empty() || Row.Unseen != 0)
      Out.Maps.push_back(std::move(Row));
  }
  return Out;
}

static std::string plural(size_t N, std::string_view Word) {
  return std::to_string(N) + ' ' + std::string(Word) + (N == 1 ? "" : "s");
}

static std::string sideText(const Facts &P, NodeId Op) {
  return std::string(P.names().opWord(Op)) + ' ' + P.names().position(Op);
}

static std::string pairText(const Facts &P, std::pair<NodeId, NodeId> Pair) {
  if (Pair.first == Pair.second)
    return sideText(P, Pair.first) + " with itself";
  return sideText(P, Pair.first) + " – " + sideText(P, Pair.second);
}

static void writeGroup(const SafeMap::Group &G, const Facts &P, bool Verbose,
                       std::ostream &OS) {
  std::string Head = "  " + std::string(group(G.Reason)) + ", " +
                     plural(G.Count, "pair") + ": ";
  writeWrapped(OS, Head, sentence(G.Reason, G.By));
  static constexpr size_t Examples = 2;
  size_t Shown = Verbose ? G.Pairs.size() : std::min(G.Pairs.size(), Examples);
  for (size_t I = 0; I != Shown; ++I)
    OS << "    " << pairText(P, G.Pairs[I]) << '\n';
  if (Shown < G.Count)
    OS << "    … " << G.Count - Shown << " more\n";
}

static void writeNames(std::string_view Head, const std::vector<uint32_t> &Maps,
                       const Facts &P, std::ostream &OS) {
  if (Maps.empty())
    return;
  OS << Head << '\n';
  for (uint32_t Object : Maps)
    OS << "  " << P.object(Object) << '\n';
}

void writeText(const SafeList &L, const Facts &P, bool Verbose,
               std::ostream &OS) {
  for (const SafeMap &Map : L.Maps) {
    const MapObject &M = P.solution().Objects[Map.Object];
    OS << (Map.Groups.empty() ? "not known: " : "safe: ")
       << P.object(Map.Object);
    if (M.Type)
      OS << " (" << P.names().type(M.Type) << ')';
    if (M.Declared)
      OS << ", " << P.names().position(M);
    OS << '\n';
    for (const SafeMap::Group &G : Map.Groups)
      writeGroup(G, P, Verbose, OS);
    if (Map.Unseen != 0)
      writeWrapped(OS, "  not known, " + plural(Map.Unseen, "pair") + ": ",
                   std::string(UnseenText));
    if (Map.Omitted != 0)
      OS << "  " << plural(Map.Omitted, "pair") << " not looked at\n";
  }
  if (Verbose) {
    writeNames("used by one thread:", L.OneThread, P, OS);
    writeNames("never changed after they are made:", L.Constant, P, OS);
  }
  OS << plural(L.Pairs, "safe pair") << " on "
     << plural(std::ranges::count_if(
                   L.Maps, [](const SafeMap &M) { return !M.Groups.empty(); }),
               "map")
     << "; " << plural(L.OneThread.size(), "more map")
     << " used by one thread, " << L.Constant.size()
     << " never changed after being made" << (Verbose ? "" : " (-v lists all)")
     << '\n';
}

} // namespace mapgraph
