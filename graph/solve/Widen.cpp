//===- Widen.cpp - From the solution of a slice to that of a program ------===//

#include "graph/solve/ObjectNames.h"
#include "graph/solve/Slicer.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace mapgraph {

// A mark is ":" and a row of Lines behind the name of the slice's only file.
void Slice::widenText(std::string &Text) const {
  size_t At = Text.find(LineMark);
  if (At == std::string::npos || Lines.empty())
    return;
  std::string Out;
  size_t Done = 0;
  for (; At != std::string::npos; At = Text.find(LineMark, Done)) {
    Out.append(Text, Done, At - Done);
    uint32_t Line = 0;
    Done =
        std::from_chars(Text.data() + At + 2, Text.data() + Text.size(), Line)
            .ptr -
        Text.data();
    Out += solver::shortPosition(G, Lines.at(Line));
  }
  Out.append(Text, Done);
  Text = std::move(Out);
}

template <typename Rows, typename Row>
static void widenRow(Row &To, const Rows &Table) {
  if (To)
    To = Table[To.Value];
}

void Slice::widen(std::vector<NodeId> &Rows) const {
  for (NodeId &N : Rows)
    widenRow(N, Nodes);
}

void Slice::widen(std::vector<HeldLock> &Locks) const {
  bool Changed = false;
  for (HeldLock &L : Locks)
    if (L.Name.find(LineMark) != std::string::npos) {
      widenText(L.Name);
      Changed = true;
    }
  if (Changed)
    solver::sortLocks(Locks);
}

void Slice::widen(Side &S) const {
  widenRow(S.Op, Nodes);
  widen(S.Spawned);
  widen(S.Calls);
  widen(S.Locks);
}

void Slice::widen(Finding &F) const {
  widen(F.Sides[0]);
  widen(F.Sides[1]);
  for (std::string *Text : {&F.Why, &F.Same, &F.Order, &F.Lock})
    widenText(*Text);
  for (std::string &Text : F.Assumptions)
    widenText(Text);
}

Solution Slice::widen(Solution S) const {
  for (Thread &T : S.Threads) {
    widenRow(T.Entry, Nodes);
    widenRow(T.Site, Nodes);
    widenText(T.Name);
  }
  for (MapObject &O : S.Objects) {
    widenText(O.Name);
    widenRow(O.Type, Types);
    widenRow(O.Declared, Locs);
    widenRow(O.Site, Nodes);
    widenRow(O.Holder, Locs);
  }
  for (ObjectAccess &A : S.Accesses) {
    widenRow(A.Op, Nodes);
    widen(A.Locks);
  }
  for (Finding &F : S.Findings)
    widen(F);
  for (SafePair &P : S.Safe) {
    widen(P.Sides[0]);
    widen(P.Sides[1]);
    widenText(P.By);
  }
  widen(S.MovedOut);
  for (Edge &E : S.Overlay) {
    widenRow(E.From, Nodes);
    widenRow(E.To, Nodes);
  }
  order(S);
  return S;
}

// By object, most certain first, then by position.
void Slice::order(Solution &S) const {
  std::map<uint32_t, double> Best;
  for (const Finding &F : S.Findings)
    Best[F.Object] = std::max(Best[F.Object], F.Confidence);
  auto Where = [&](const Finding &F, int Side) {
    LocId L = G.node(F.Sides[Side].Op).Loc;
    Loc X = L ? G.loc(L) : Loc();
    return std::tuple(G.str(X.File), X.Line, X.Column);
  };
  auto Order = [&](size_t Row) {
    const Finding &F = S.Findings[Row];
    return std::pair(std::tuple(-Best[F.Object],
                                std::string_view(S.Objects[F.Object].Name),
                                F.Object, -F.Confidence, Where(F, 0),
                                Where(F, 1), F.Sides[0].Op, F.Sides[1].Op),
                     Row);
  };
  // Findings are large and the keys cost: both are touched once.
  std::vector<decltype(Order(0))> Rows;
  for (size_t I = 0; I != S.Findings.size(); ++I)
    Rows.push_back(Order(I));
  std::sort(Rows.begin(), Rows.end());
  std::vector<Finding> Sorted;
  for (const auto &[Key, Row] : Rows)
    Sorted.push_back(std::move(S.Findings[Row]));
  S.Findings = std::move(Sorted);
}

} // namespace mapgraph
