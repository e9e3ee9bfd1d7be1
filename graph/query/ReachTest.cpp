//===- ReachTest.cpp ------------------------------------------------------===//

#include "graph/query/Reach.h"
#include "graph/query/SampleProgram.h"

#include <gtest/gtest.h>

#include <sstream>

using namespace mapgraph;

namespace {
class Reaching : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};
  CallGraph Calls{P.G, &P.S};

  std::string ask(std::string_view From, std::string_view To) {
    std::ostringstream OS;
    writeText(reach(F, Calls, *select(From, F), *select(To, F)), F, OS);
    return OS.str();
  }
};
} // namespace

TEST_F(Reaching, FromAFunctionToAnOp) {
  EXPECT_EQ(ask("func:main.main", "op:update@cache.go:16"),
            "main.main\n"
            "  main.go:10:2: starts main.main.func1\n"
            "  main.go:11:2: calls store.(*Cache).Set\n"
            "  cache.go:16:5: update of Cache.m\n");
}

TEST_F(Reaching, FromAThreadToTheNearestOpOfAMap) {
  EXPECT_EQ(ask("thread:main", "map:Cache.m"),
            "main.main\n"
            "  main.go:9:2: calls store.NewCache\n"
            "  cache.go:12:7: make of Cache.m\n");
}

TEST_F(Reaching, InsideOneFunctionThereAreNoSteps) {
  EXPECT_EQ(ask("func:Set", "map:Cache.m"),
            "store.(*Cache).Set\n  cache.go:16:5: update of Cache.m\n");
}

TEST_F(Reaching, NoPathIsSaid) {
  EXPECT_EQ(ask("func:Get", "func:Set"),
            "func:example.com/demo/store.(*Cache).Set is not reached from "
            "func:example.com/demo/store.(*Cache).Get\n");
}

TEST_F(Reaching, JsonHasTheSteps) {
  std::ostringstream OS;
  writeJson(
      reach(F, Calls, *select("func:main.func1", F), *select("func:Set", F)), F,
      OS);
  EXPECT_EQ(OS.str(), R"({
  "from": "func:main.main.func1",
  "to": "func:example.com/demo/store.(*Cache).Set",
  "reachable": true,
  "start": "main.main.func1",
  "steps": [
    {
      "function": "main.main.func1",
      "file": "main.go",
      "line": 11,
      "column": 2,
      "kind": "call",
      "callee": "example.com/demo/store.(*Cache).Set"
    }
  ]
}
)");
}
