//===- FindingsSarif.h - Findings for code review tools ---------*- C++ -*-===//
//
// SARIF 2.1.0: one result per finding with one codeFlow of two threadFlows,
// one per side. The second side is also a related location *that the message
// links to*, because viewers hide unlinked ones. Files of the module are
// relative to %SRCROOT%.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_FINDINGSSARIF_H
#define MAPGRAPH_GRAPH_IO_FINDINGSSARIF_H

#include "graph/io/FindingRecord.h"

#include <iosfwd>

namespace mapgraph {

/// Version is that of the tool ("0.1.0"); NotAnalysed has a line for each input
/// that could not be read.
void writeFindingsSarif(std::span<const FindingRecord> Findings,
                        std::span<const std::string> NotAnalysed,
                        std::string_view Version, std::ostream &OS);

void writeFindingsSarif(const Facts &P, const FindingList &List,
                        std::string_view Version, std::ostream &OS);

} // namespace mapgraph

#endif
