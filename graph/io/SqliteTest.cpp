//===- SqliteTest.cpp - The export and SQL queries ------------------------===//

#include "graph/io/Sqlite.h"
#include "graph/io/GoldenFile.h"
#include "graph/io/SqliteTables.h"
#include "graph/query/SampleProgram.h"

using namespace mapgraph;

namespace {
class Sql : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};

  std::string ask(const std::string &Query) {
    tl::expected<SqlResult, std::string> R = querySql(F, Query);
    if (!R)
      return R.error();
    std::ostringstream OS;
    writeText(*R, OS);
    return OS.str();
  }
  std::string dump() {
    std::ostringstream OS;
    writeSqlite(F, OS);
    return OS.str();
  }
};
} // namespace

TEST_F(Sql, Views) {
  std::string Out;
  for (const char *Query :
       {"SELECT * FROM v_ops", "SELECT * FROM v_writers",
        "SELECT * FROM v_readers", "SELECT * FROM v_unlocked",
        "SELECT * FROM v_conflicts", "SELECT * FROM v_calls"})
    Out += std::string(Query) + "\n" + ask(Query) + "\n";
  EXPECT_GOLDEN("sql-views.txt", Out);
}

TEST_F(Sql, EveryTableHasRows) {
  for (const std::string &Table : allTables())
    EXPECT_EQ(ask("SELECT count(*) > 0 AS filled FROM " + Table),
              "filled\n------\n1\n")
        << Table;
}

TEST_F(Sql, CountsAgreeWithTheGraph) {
  EXPECT_EQ(ask("SELECT count(*) AS n FROM nodes"),
            "n\n--\n" + std::to_string(P.G.Nodes.size()) + "\n");
  EXPECT_EQ(ask("SELECT label AS l, count(*) AS n FROM edges WHERE kind = "
                "'field' GROUP BY label"),
            "l          n\n---------  -\nCache.m    4\nCache.mu   2\n"
            "closure.1  1\n");
}

TEST_F(Sql, TheFileIsADatabaseAndTheSameInEveryRun) {
  std::string Bytes = dump();
  EXPECT_TRUE(Bytes.starts_with("SQLite format 3"));
  EXPECT_TRUE(Bytes == dump());
  sqlite3 *Raw = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &Raw), SQLITE_OK);
  Database Db(Raw);
  ASSERT_EQ(sqlite3_deserialize(Raw, "main",
                                reinterpret_cast<unsigned char *>(Bytes.data()),
                                static_cast<sqlite3_int64>(Bytes.size()),
                                static_cast<sqlite3_int64>(Bytes.size()),
                                SQLITE_DESERIALIZE_READONLY),
            SQLITE_OK);
  std::string Check;
  auto Collect = [](void *Out, int, char **Values, char **) {
    *static_cast<std::string *>(Out) += Values[0];
    return 0;
  };
  ASSERT_EQ(sqlite3_exec(Raw,
                         "PRAGMA integrity_check; PRAGMA user_version;"
                         "SELECT count(*) FROM v_conflicts",
                         Collect, &Check, nullptr),
            SQLITE_OK);
  EXPECT_EQ(Check, "ok12");
}

TEST_F(Sql, NothingButReading) {
  for (const char *Query :
       {"DELETE FROM ops", "INSERT INTO unknowns VALUES ('x', 1)",
        "CREATE TABLE t (x)", "ATTACH '/tmp/x' AS y", "PRAGMA query_only = 0",
        "UPDATE ops SET line = 1", "DROP VIEW v_ops", "BEGIN"})
    EXPECT_EQ(ask(Query), "sql: not authorized") << Query;
  EXPECT_EQ(ask("VACUUM INTO '/tmp/x'"), "sql: the graph can only be read");
  EXPECT_EQ(ask("SELECT load_extension('x')"),
            "sql: not authorized to use function: load_extension");
}

TEST_F(Sql, MistakesAreExplained) {
  EXPECT_EQ(ask("SELECT colour FROM ops"), "sql: no such column: colour");
  EXPECT_EQ(ask("SELECT 1; SELECT 2"), "sql: only one statement can be given");
  EXPECT_EQ(ask("  "), "sql: there is no statement");
  EXPECT_EQ(ask("SELECT 1 ;\n"), "1\n-\n1\n");
}

TEST_F(Sql, JsonKeepsTypes) {
  tl::expected<SqlResult, std::string> R =
      querySql(F, "SELECT 'a' AS t, 1 AS i, 0.5 AS d, NULL AS n");
  ASSERT_TRUE(R);
  std::ostringstream OS;
  writeJson(*R, OS);
  EXPECT_EQ(OS.str(), "[\n  {\n    \"t\": \"a\",\n    \"i\": 1,\n    \"d\": "
                      "0.5,\n    \"n\": null\n  }\n]\n");
}
