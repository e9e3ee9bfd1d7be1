//===- MapUse.cpp - The operations on the map of a finding ----------------===//

#include "graph/rules/Advice.h"

#include <algorithm>
#include <set>

namespace mapgraph {

/// Rows of the map: the finding's own, those under which the two sides know it
/// (a parameter of a helper has a row of its own), and rows of the same name
/// and declaration.
static std::set<uint32_t> rowsOf(const Facts &P, const Finding &F) {
  std::set<uint32_t> Rows{F.Object};
  for (const Side &S : F.Sides)
    for (uint32_t Access :
         S.Op ? P.accessesOfOp(S.Op) : std::span<const uint32_t>())
      Rows.insert(P.access(Access).Object);
  const std::vector<MapObject> &All = P.solution().Objects;
  const MapObject &Own = All[F.Object];
  for (uint32_t I = 0; I != All.size(); ++I)
    if (All[I].Name == Own.Name && All[I].Declared == Own.Declared)
      Rows.insert(I);
  return Rows;
}

namespace {
/// One place in the source.
struct Use {
  NodeId Op;
  std::vector<HeldLock> Locks; ///< in each of its accesses
};
} // namespace

static void keepCommon(std::vector<HeldLock> &Locks,
                       const std::vector<HeldLock> &Other) {
  std::erase_if(Locks, [&](const HeldLock &L) {
    return std::find(Other.begin(), Other.end(), L) == Other.end();
  });
}

static void count(const Facts &P, const Use &U, MapUse &Out) {
  const Node &N = P.graph().node(U.Op);
  if (isWrite(N))
    ++Out.Writes;
  else
    ++Out.Reads;
  std::string_view Word = P.names().opWord(U.Op);
  Out.Iterations += Word == text(MapOpKind::IterBegin);
  Out.Lengths += Word == text(MapOpKind::Length);
  for (const HeldLock &L : U.Locks) {
    MapUse::Lock &Row = Out.Locks[L.Name];
    ++Row.Holders;
    Row.Shared |= L.Read;
  }
}

MapUse useOf(const Facts &P, const Finding &F) {
  std::map<std::string, Use> Places;
  auto Add = [&](NodeId Op, const std::vector<HeldLock> &Locks) {
    const Node &N = P.graph().node(Op);
    if (!isWrite(N) && !isRead(N))
      return;
    std::string Key(P.names().opWord(Op));
    Key += '@' + P.names().position(Op);
    auto [It, New] = Places.try_emplace(Key, Use{Op, Locks});
    if (!New)
      keepCommon(It->second.Locks, Locks);
  };
  for (uint32_t Row : rowsOf(P, F))
    for (uint32_t Access : P.accessesOfObject(Row))
      Add(P.access(Access).Op, P.access(Access).Locks);
  for (const Side &S : F.Sides)
    if (S.Op)
      Add(S.Op, S.Locks);
  // The lookup of m[k]++ is part of its update.
  std::set<std::string> WriteLines;
  auto Line = [&](NodeId Op) {
    Place At = P.names().place(Op);
    return At.File + ':' + std::to_string(At.Line);
  };
  for (const auto &[Key, U] : Places)
    if (isWrite(P.graph().node(U.Op)))
      WriteLines.insert(Line(U.Op));
  MapUse Out;
  for (const auto &[Key, U] : Places)
    if (isWrite(P.graph().node(U.Op)) ||
        P.names().opWord(U.Op) != text(MapOpKind::Lookup) ||
        !WriteLines.contains(Line(U.Op)))
      count(P, U, Out);
  return Out;
}

} // namespace mapgraph
