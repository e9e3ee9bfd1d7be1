//===- Meter.cpp - Time and peak memory of a phase ------------------------===//

#include "cli/Meter.h"

#include <fstream>
#include <string>

namespace mapgraph {

// VmHWM of this process in MiB, 0 where the kernel does not tell.
static double peakMiB() {
  std::ifstream Status("/proc/self/status");
  for (std::string Line; std::getline(Status, Line);)
    if (Line.starts_with("VmHWM:"))
      return std::stod(Line.substr(6)) / 1024;
  return 0;
}

Meter::Meter() : Start(std::chrono::steady_clock::now()) {
  std::ofstream("/proc/self/clear_refs") << '5';
}

PhaseCost Meter::read(std::string_view Name) const {
  std::chrono::duration<double> Passed =
      std::chrono::steady_clock::now() - Start;
  return {std::string(Name), Passed.count(), std::max(peakMiB(), ChildPeakMiB)};
}

} // namespace mapgraph
