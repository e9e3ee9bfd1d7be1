//===- SqliteTables.h - Fill the tables of a database -----------*- C++ -*-===//
//
// Rows in the order of the graph's tables, so equal graphs give equal bytes.
// Internal to graph/io: sqlite3's types stay out of the other headers.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_SQLITETABLES_H
#define MAPGRAPH_GRAPH_IO_SQLITETABLES_H

#include "graph/query/Facts.h"

#include <sqlite3.h>

#include <memory>
#include <set>

namespace mapgraph {

struct CloseDatabase {
  void operator()(sqlite3 *Db) const { sqlite3_close(Db); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// An empty database in memory that has the schema.
Database openMemoryDatabase();

std::set<std::string> allTables();
/// Fills the tables named; others stay empty.
void fillTables(sqlite3 *Db, const Facts &P,
                const std::set<std::string> &Tables);

} // namespace mapgraph

#endif
