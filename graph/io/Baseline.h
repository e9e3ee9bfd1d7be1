//===- Baseline.h - Findings that are known ---------------------*- C++ -*-===//
//
// A file with the fingerprints of findings that a team lives with for now. The
// JSON is for people, too: each entry says which rule, map, operations and
// functions it is about; sorted, so that two versions differ where the
// findings do. Only "fingerprint" is read back.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_BASELINE_H
#define MAPGRAPH_GRAPH_IO_BASELINE_H

#include "graph/io/FindingRecord.h"

#include <iosfwd>
#include <set>
#include <tl/expected.hpp>

namespace mapgraph {

class Baseline {
public:
  /// Fails with "LINE: what is wrong", LINE being 1 when it is the whole.
  static tl::expected<Baseline, std::string> read(std::string_view Text);
  /// Of these findings.
  static Baseline of(const std::vector<FindingRecord> &Findings);

  /// Whether a finding with this fingerprint is in it.
  bool knows(const std::string &Fingerprint) const {
    return Entries.contains(Fingerprint);
  }
  /// Entries that are none of these, the fingerprints of all findings.
  size_t fixed(const std::vector<std::string> &All) const;

private:
  std::set<std::string> Entries; ///< fingerprints
};

void writeBaseline(const std::vector<FindingRecord> &Findings,
                   std::ostream &OS);

} // namespace mapgraph

#endif
