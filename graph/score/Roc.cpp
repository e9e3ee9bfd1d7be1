//===- Roc.cpp - How well does confidence tell true from false? -----------===//

#include "graph/score/Roc.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace mapgraph::score {

// Items are sorted, the highest score first. Differences are compared as whole
// numbers, True * NumFalse - False * NumTrue: rounding must not break a tie.
static void addPoints(Roc &R, const std::vector<ScoredItem> &Items,
                      int64_t NumTrue, int64_t NumFalse) {
  R.Points = {{std::numeric_limits<double>::infinity(), 0, 0}};
  int64_t True = 0, False = 0, Best = std::numeric_limits<int64_t>::min();
  for (size_t I = 0; I != Items.size(); ++I) {
    ++(Items[I].True ? True : False);
    if (I + 1 != Items.size() && Items[I + 1].Score == Items[I].Score)
      continue;
    R.Points.push_back(
        {Items[I].Score,
         static_cast<double>(True) / static_cast<double>(NumTrue),
         static_cast<double>(False) / static_cast<double>(NumFalse)});
    int64_t Difference = True * NumFalse - False * NumTrue;
    if (Items[I].Score > 0 && Difference > Best) {
      Best = Difference;
      R.Best = R.Points.back();
    }
  }
}

Roc roc(std::vector<ScoredItem> Items) {
  std::ranges::sort(Items, std::greater<>(), &ScoredItem::Score);
  int64_t NumTrue = std::ranges::count(Items, true, &ScoredItem::True);
  int64_t NumFalse = std::ranges::count(Items, false, &ScoredItem::True);
  Roc R;
  if (!NumTrue || !NumFalse)
    return R;
  addPoints(R, Items, NumTrue, NumFalse);
  for (size_t I = 1; I != R.Points.size(); ++I) {
    const RocPoint &A = R.Points[I - 1], &B = R.Points[I];
    R.Area += (B.FalseAlarmRate - A.FalseAlarmRate) * (A.Recall + B.Recall) / 2;
  }
  return R;
}

} // namespace mapgraph::score
