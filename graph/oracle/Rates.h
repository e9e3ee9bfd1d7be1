//===- Rates.h - Recorded numbers of errors and false alarms ----*- C++ -*-===//
//
// testdata/oracle/rates.txt: one line for each selection and primitive, with
// the counts of Compare.h. Errors and false alarms may only become fewer.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_ORACLE_RATES_H
#define MAPGRAPH_GRAPH_ORACLE_RATES_H

#include "graph/oracle/Compare.h"

#include <iosfwd>

namespace mapgraph::oracle {

class Rates {
public:
  /// Takes the place of what was recorded for the selection.
  void set(const std::string &Selection, const Comparison &C);

  /// What has become worse, one sentence each; also when the programs are not
  /// those that were recorded.
  std::vector<std::string> worse(const std::string &Selection,
                                 const Comparison &Now) const;
  /// Whether some number is lower than recorded and none is higher.
  bool better(const std::string &Selection, const Comparison &Now) const;

  bool read(std::istream &In);
  void write(std::ostream &Out) const;

private:
  /// By selection and primitive ("all" for all programs).
  std::map<std::pair<std::string, std::string>, Counts> Rows;
};

} // namespace mapgraph::oracle

#endif
