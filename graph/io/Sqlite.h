//===- Sqlite.h - A solved graph as a database, and SQL over it -*- C++ -*-===//
//
// The export is a database file for any SQLite; the query runs over the same
// tables in memory and can only read: no other file, no change, no pragma. Only
// the tables that a query names are filled, so that questions about maps do not
// pay for millions of nodes.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_SQLITE_H
#define MAPGRAPH_GRAPH_IO_SQLITE_H

#include "graph/query/Facts.h"

#include <tl/expected.hpp>

#include <iosfwd>
#include <variant>

namespace mapgraph {

/// Writes the database; the bytes are the same for equal graphs and versions
/// of SQLite. Throws std::runtime_error when memory runs out.
void writeSqlite(const Facts &P, std::ostream &OS);

/// NULL, integer, number or text.
using SqlValue = std::variant<std::monostate, int64_t, double, std::string>;

struct SqlResult {
  std::vector<std::string> Columns;
  std::vector<std::vector<SqlValue>> Rows;
};

/// Runs one statement, or returns SQLite's message.
tl::expected<SqlResult, std::string> querySql(const Facts &P,
                                              const std::string &Sql);

/// Aligned columns under their names.
void writeText(const SqlResult &R, std::ostream &OS);
/// An array of objects.
void writeJson(const SqlResult &R, std::ostream &OS);

} // namespace mapgraph

#endif
