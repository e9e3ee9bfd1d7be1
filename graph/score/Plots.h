//===- Plots.h - Pictures of a score ----------------------------*- C++ -*-===//
//
// SVG, written by hand: the same report gives the same bytes everywhere.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_SCORE_PLOTS_H
#define MAPGRAPH_GRAPH_SCORE_PLOTS_H

#include "graph/score/Score.h"

#include <iosfwd>

namespace mapgraph::score {

/// The ROC with its area and the best threshold marked. A curve without points
/// gives an empty field with a sentence.
void plotRoc(const Roc &Curve, std::ostream &OS);

/// Two bars per pattern: precision and recall of what is shown by default.
void plotPatterns(const Report &R, std::ostream &OS);

} // namespace mapgraph::score

#endif
