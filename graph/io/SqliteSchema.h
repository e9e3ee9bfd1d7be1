//===- SqliteSchema.h - Tables and views of the export ----------*- C++ -*-===//
//
// The text of SqliteSchema.cpp is the documentation: `.schema` in sqlite3 shows
// it. PRAGMA user_version grows when a column changes its meaning or goes away.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_SQLITESCHEMA_H
#define MAPGRAPH_GRAPH_IO_SQLITESCHEMA_H

namespace mapgraph {

const char *sqliteSchema();

} // namespace mapgraph

#endif
