//===- Sqlite.cpp - A solved graph as a database, and SQL over it ---------===//

#include "graph/io/Sqlite.h"

#include "graph/io/SqliteTables.h"

#include <ostream>
#include <stdexcept>

namespace mapgraph {

void writeSqlite(const Facts &P, std::ostream &OS) {
  Database Db = openMemoryDatabase();
  fillTables(Db.get(), P, allTables());
  sqlite3_int64 Size = 0;
  unsigned char *Bytes = sqlite3_serialize(Db.get(), "main", &Size, 0);
  if (!Bytes)
    throw std::runtime_error("sqlite: not enough memory for the database");
  OS.write(reinterpret_cast<const char *>(Bytes), Size);
  sqlite3_free(Bytes);
}

/// Allows what reads; notes the tables that are read in the set at Data.
static int authorize(void *Data, int Action, const char *Table,
                     const char *Function, const char *, const char *) {
  switch (Action) {
  case SQLITE_READ:
    static_cast<std::set<std::string> *>(Data)->insert(Table ? Table : "");
    return SQLITE_OK;
  case SQLITE_FUNCTION: // which loads code; its name is the second text
    return std::string_view(Function ? Function : "") == "load_extension"
               ? SQLITE_DENY
               : SQLITE_OK;
  case SQLITE_SELECT:
  case SQLITE_RECURSIVE:
    return SQLITE_OK;
  default:
    return SQLITE_DENY;
  }
}

namespace {
struct Finalize {
  void operator()(sqlite3_stmt *S) const { sqlite3_finalize(S); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
} // namespace

static SqlValue valueAt(sqlite3_stmt *S, int Column) {
  switch (sqlite3_column_type(S, Column)) {
  case SQLITE_INTEGER:
    return static_cast<int64_t>(sqlite3_column_int64(S, Column));
  case SQLITE_FLOAT:
    return sqlite3_column_double(S, Column);
  case SQLITE_NULL:
    return std::monostate();
  default: {
    const char *Text =
        reinterpret_cast<const char *>(sqlite3_column_text(S, Column));
    size_t Size = static_cast<size_t>(sqlite3_column_bytes(S, Column));
    return Text ? std::string(Text, Size) : std::string();
  }
  }
}

static tl::unexpected<std::string> failure(sqlite3 *Db) {
  return tl::make_unexpected(std::string("sql: ") + sqlite3_errmsg(Db));
}

tl::expected<SqlResult, std::string> querySql(const Facts &P,
                                              const std::string &Sql) {
  Database Db = openMemoryDatabase();
  std::set<std::string> Tables;
  sqlite3_set_authorizer(Db.get(), authorize, &Tables);
  sqlite3_stmt *Raw = nullptr;
  const char *Rest = nullptr;
  if (sqlite3_prepare_v2(Db.get(), Sql.c_str(), -1, &Raw, &Rest) != SQLITE_OK)
    return failure(Db.get());
  Statement S(Raw);
  if (!S)
    return tl::make_unexpected("sql: there is no statement");
  if (std::string_view(Rest).find_first_not_of(" \t\r\n;") !=
      std::string_view::npos)
    return tl::make_unexpected("sql: only one statement can be given");
  if (!sqlite3_stmt_readonly(S.get()))
    return tl::make_unexpected("sql: the graph can only be read");

  // The statement is prepared; what it reads is known and filled now.
  sqlite3_set_authorizer(Db.get(), nullptr, nullptr);
  fillTables(Db.get(), P, Tables);
  sqlite3_set_authorizer(Db.get(), authorize, &Tables);

  SqlResult Out;
  int Columns = sqlite3_column_count(S.get());
  for (int I = 0; I != Columns; ++I)
    Out.Columns.push_back(sqlite3_column_name(S.get(), I));
  int Code;
  while ((Code = sqlite3_step(S.get())) == SQLITE_ROW) {
    std::vector<SqlValue> Row;
    for (int I = 0; I != Columns; ++I)
      Row.push_back(valueAt(S.get(), I));
    Out.Rows.push_back(std::move(Row));
  }
  if (Code != SQLITE_DONE)
    return failure(Db.get());
  return Out;
}

} // namespace mapgraph
