//===- Meter.h - Time and peak memory of a phase ----------------*- C++ -*-===//
//
// Measures from construction to read(). The peak is that of this process since
// construction (the kernel's high-water mark, which is reset at the start) or
// that of a child process, whichever is larger.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_CLI_METER_H
#define MAPGRAPH_CLI_METER_H

#include "graph/model/Solution.h"

#include <chrono>
#include <string_view>

namespace mapgraph {

class Meter {
public:
  Meter();
  /// A child that ran within the phase had this peak.
  void addChildPeak(double MiB) { ChildPeakMiB = std::max(ChildPeakMiB, MiB); }
  PhaseCost read(std::string_view Name) const;

private:
  std::chrono::steady_clock::time_point Start;
  double ChildPeakMiB = 0;
};

} // namespace mapgraph

#endif
