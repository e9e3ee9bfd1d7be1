//===- ScoreText.h - A score for people and for programs --------*- C++ -*-===//

#ifndef MAPGRAPH_GRAPH_SCORE_SCORETEXT_H
#define MAPGRAPH_GRAPH_SCORE_SCORETEXT_H

#include "graph/score/Score.h"

#include <iosfwd>

namespace mapgraph::score {

/// Tables by pattern (and language, when there are several), the best
/// threshold, kappa, and every miss and false alarm. Verbose also lists the
/// curve.
void writeText(const Report &R, bool Verbose, std::ostream &OS);

/// The same as one JSON object; docs/corpus.md describes it.
void writeJson(const Report &R, std::ostream &OS);

} // namespace mapgraph::score

#endif
