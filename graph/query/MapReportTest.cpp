//===- MapReportTest.cpp --------------------------------------------------===//

#include "graph/query/MapReport.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

#include <sstream>

using namespace mapgraph;

namespace {
class MapReports : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};
  std::vector<Target> Map{{Target::Kind::Map, 0, "map:Cache.m"}};

  template <typename Report> std::string text(const Report &R) {
    std::ostringstream OS;
    writeText(R, F, OS);
    return OS.str();
  }
};
} // namespace

static constexpr const char *Head =
    "Cache.m (map[string]int), made at cache.go:12:7\n";

TEST_F(MapReports, Ops) {
  EXPECT_EQ(text(opsReport(F, Map, OpFilter::All)),
            std::string(Head) +
                "  cache.go:12:7: make in store.NewCache; locks: none; "
                "threads: main\n"
                "  cache.go:16:5: update in store.(*Cache).Set; locks: none; "
                "threads: goroutine started at main.go:10:2\n"
                "  cache.go:21:12: lookup in store.(*Cache).Get; locks: "
                "Cache.mu (read); threads: main\n"
                "  cache.go:26:2: delete in store.(*Cache).Drop; locks: "
                "Cache.mu; threads: main\n");
}

TEST_F(MapReports, WritersAndReadersSplitTheOps) {
  std::vector<OpsReport> W = opsReport(F, Map, OpFilter::Writers);
  ASSERT_EQ(W[0].Ops.size(), 2u);
  EXPECT_EQ(W[0].Ops[0].Op, P.Update);
  EXPECT_EQ(W[0].Ops[1].Op, P.Delete);
  std::vector<OpsReport> R = opsReport(F, Map, OpFilter::Readers);
  ASSERT_EQ(R[0].Ops.size(), 1u);
  EXPECT_EQ(R[0].Ops[0].Op, P.Lookup);
}

TEST_F(MapReports, LocksOfAnOpAreThoseOfAllItsAccesses) {
  P.S.Accesses.push_back({P.Delete, 0, 1, {}});
  Facts Fresh(P.G, P.S, SampleProgram::Root);
  OpRow Row = opsReport(Fresh, Map, OpFilter::Writers)[0].Ops[1];
  EXPECT_TRUE(Row.Locks.empty());
  EXPECT_EQ(Row.Threads, (std::vector<uint32_t>{0, 1}));
}

TEST_F(MapReports, Threads) {
  EXPECT_EQ(text(threadsReport(F, Map)),
            std::string(Head) + "  main\n"
                                "    writes: delete cache.go:26:2\n"
                                "    reads: lookup cache.go:21:12\n"
                                "  goroutine started at main.go:10:2\n"
                                "    writes: update cache.go:16:5\n");
}

TEST_F(MapReports, Locks) {
  EXPECT_EQ(text(locksReport(F, Map)),
            std::string(Head) + "  Cache.mu: held by 2 of 3 operations\n"
                                "    write mode: delete cache.go:26:2\n"
                                "    read mode: lookup cache.go:21:12\n"
                                "  no lock: 1 of 3 operations\n"
                                "    without: update cache.go:16:5\n");
}

TEST_F(MapReports, Json) {
  std::ostringstream OS;
  writeJson(opsReport(F, Map, OpFilter::Readers), F, OS);
  EXPECT_EQ(OS.str(), R"({
  "maps": [
    {
      "map": {
        "name": "Cache.m",
        "type": "map[string]int",
        "file": "cache.go",
        "line": 12
      },
      "ops": [
        {
          "op": "lookup",
          "access": "read",
          "selector": "op:lookup@cache.go:21:12",
          "function": "example.com/demo/store.(*Cache).Get",
          "file": "cache.go",
          "line": 21,
          "column": 12,
          "threads": [
            {
              "name": "main",
              "multiple": false,
              "entry": "main.main"
            }
          ],
          "locks": [
            {
              "name": "Cache.mu",
              "mode": "read"
            }
          ]
        }
      ]
    }
  ]
}
)");
}
