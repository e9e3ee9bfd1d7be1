//===- Found.cpp - What was found, as it is counted -----------------------===//

#include "graph/score/Found.h"

#include <algorithm>
#include <tuple>

namespace mapgraph::score {

static FoundSide side(const Facts &P, const Side &S) {
  const Names &N = P.names();
  Place At = N.place(S.Op);
  return {{At.File, At.Line},
          N.function(N.functionOf(S.Op)),
          std::string(N.opWord(S.Op))};
}

static auto key(const FoundPair &F) {
  return std::make_tuple(F.Sides[0].key(), F.Sides[1].key(),
                         std::string_view(F.Map));
}

static FoundPair pairOf(const Facts &P, const Finding &F) {
  // Rules about one operation have no second side.
  const Side &Second = F.Sides[1].Op ? F.Sides[1] : F.Sides[0];
  FoundPair Out{F.Rule,
                P.object(F.Object),
                {side(P, F.Sides[0]), side(P, Second)},
                F.Result <= Verdict::Likely,
                F.Confidence,
                ""};
  if (Out.Sides[1].key() < Out.Sides[0].key())
    std::swap(Out.Sides[0], Out.Sides[1]);
  return Out;
}

std::vector<FoundPair> foundPairs(const Facts &P, const FindingList &List,
                                  const std::string &Root) {
  std::vector<FoundPair> All;
  for (const ShownFinding &F : List.shown()) {
    All.push_back(pairOf(P, List.finding(F)));
    All.back().Root = Root;
  }
  // Of equal pairs, the one that is shown and the most certain comes first.
  std::ranges::sort(All, [](const FoundPair &A, const FoundPair &B) {
    auto Rank = [](const FoundPair &F) {
      return std::tuple(!F.Shown, -F.Confidence, std::string_view(F.Rule));
    };
    return std::pair(key(A), Rank(A)) < std::pair(key(B), Rank(B));
  });
  auto Same =
      std::ranges::unique(All, [](const FoundPair &A, const FoundPair &B) {
        return key(A) == key(B);
      });
  All.erase(Same.begin(), Same.end());
  return All;
}

} // namespace mapgraph::score
