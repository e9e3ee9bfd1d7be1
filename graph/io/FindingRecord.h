//===- FindingRecord.h - A finding without its graph ------------*- C++ -*-===//
//
// All that output says of a finding, in words and positions: what the writers
// write. Findings of several graphs stand side by side in this form.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGRECORD_H
#define MAPGRAPH_GRAPH_IO_FINDINGRECORD_H

#include "graph/io/FindingList.h"
#include "graph/query/SourceLines.h"

namespace mapgraph {

/// A place in a function: an operation, a call, the start of a thread.
struct StepRecord {
  std::string Function; ///< "example.com/m/store.(*Cache).Set"
  Place At;
};

struct SideRecord {
  std::string Op;     ///< "update"
  std::string Access; ///< "write"
  StepRecord Site;
  std::string Thread;              ///< "goroutine started at main.go:10:2"
  std::string Origin;              ///< the same with the chain that leads to it
  bool Many = false;               ///< several such threads at once
  std::vector<StepRecord> Spawned; ///< outermost first
  std::vector<StepRecord> Calls;   ///< from the thread's entry, as written
  std::vector<HeldLock> Locks;
};

struct MapRecord {
  std::string Name;
  std::string Type;
  Place At; ///< where it is made or declared
  bool IsGlobal = false;
};

struct FindingRecord {
  std::string Rule;
  Verdict Result = Verdict::Possible;
  double Confidence = 0;
  std::vector<std::string> Assumptions;
  std::string Headline;
  std::string Fingerprint;
  MapRecord Map;
  std::vector<SideRecord> Sides; ///< as they are shown: see shownSides
  Place Head = {}; ///< of the first side, or where it calls into other modules
  std::string Why;
  std::string Fix;
  std::vector<std::string> Programs;
  bool Counted = true;
  bool InScope = true; ///< concerns the main module, see MainModule.h
  bool NewMap = false; ///< first of its map in a list
  /// See SourceLines.h; only in reports of a batch, which have no graph to ask.
  std::vector<SourceLine> CommentLines = {}, ChangeLines = {};
};

FindingRecord record(const Facts &P, const Finding &F,
                     const FoldedFinding &Folded);
/// What a list shows, in its order.
std::vector<FindingRecord> records(const Facts &P, const FindingList &List);

} // namespace mapgraph

#endif
