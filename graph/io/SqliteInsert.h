//===- SqliteInsert.h - Insert rows of mixed values -------------*- C++ -*-===//
//
// One prepared INSERT; row(…) binds integers, numbers, texts, and ids (no row
// is NULL) by their C++ types.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_SQLITEINSERT_H
#define MAPGRAPH_GRAPH_IO_SQLITEINSERT_H

#include "graph/model/Graph.h"

#include <sqlite3.h>

#include <stdexcept>

namespace mapgraph {

class SqliteInsert {
public:
  SqliteInsert(sqlite3 *Db, const std::string &Table, int Columns) : Db(Db) {
    std::string Sql = "INSERT INTO " + Table + " VALUES (?";
    for (int I = 1; I != Columns; ++I)
      Sql += ", ?";
    check(sqlite3_prepare_v2(Db, (Sql + ")").c_str(), -1, &Statement, nullptr));
  }
  ~SqliteInsert() { sqlite3_finalize(Statement); }
  SqliteInsert(const SqliteInsert &) = delete;
  SqliteInsert &operator=(const SqliteInsert &) = delete;

  template <typename... T> void row(const T &...Values) {
    int Column = 0;
    (bind(++Column, Values), ...);
    if (sqlite3_step(Statement) != SQLITE_DONE)
      fail();
    check(sqlite3_reset(Statement));
  }

private:
  template <typename Tag> void bind(int Column, Id<Tag> Row) {
    check(Row ? sqlite3_bind_int64(Statement, Column, Row.Value)
              : sqlite3_bind_null(Statement, Column));
  }
  void bind(int Column, double Value) {
    check(sqlite3_bind_double(Statement, Column, Value));
  }
  template <std::integral T> void bind(int Column, T Value) {
    check(sqlite3_bind_int64(Statement, Column,
                             static_cast<sqlite3_int64>(Value)));
  }
  /// The text must live until the row is inserted.
  void bind(int Column, std::string_view Text) {
    check(sqlite3_bind_text(Statement, Column, Text.empty() ? "" : Text.data(),
                            static_cast<int>(Text.size()), SQLITE_STATIC));
  }

  void check(int Code) {
    if (Code != SQLITE_OK)
      fail();
  }
  /// Only memory can be missing here: the statements are ours.
  [[noreturn]] void fail() {
    throw std::runtime_error(std::string("sqlite: ") + sqlite3_errmsg(Db));
  }

  sqlite3 *Db;
  sqlite3_stmt *Statement = nullptr;
};

} // namespace mapgraph

#endif
