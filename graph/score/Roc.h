//===- Roc.h - How well does confidence tell true from false? ---*- C++ -*-===//
//
// The receiver operating characteristic of scores: for each threshold the share
// of true items at or above it against that of false ones. The best threshold
// is that of the greatest difference of the two (Youden, "Index for rating
// diagnostic tests", 1950); of equals the highest.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_ROC_H
#define MAPGRAPH_GRAPH_SCORE_ROC_H

#include <vector>

namespace mapgraph::score {

struct ScoredItem {
  double Score = 0; ///< 0: nothing was found
  bool True = false;
};

struct RocPoint {
  double Threshold = 0;
  double Recall = 0;         ///< share of the true items
  double FalseAlarmRate = 0; ///< share of the false items

  double youden() const { return Recall - FalseAlarmRate; }
};

struct Roc {
  /// From (0, 0), where the threshold is above every score, to (1, 1).
  std::vector<RocPoint> Points;
  double Area = 0; ///< by trapezoids: ties count half
  RocPoint Best;   ///< a score that occurs, not 0
};

/// No points when one of the two kinds is missing.
Roc roc(std::vector<ScoredItem> Items);

} // namespace mapgraph::score

#endif
