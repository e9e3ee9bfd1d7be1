//===- GoldenFile.h - Compare output with a stored file ---------*- C++ -*-===//
//
// EXPECT_GOLDEN("findings.txt", Text) compares with
// graph/io/golden/findings.txt. MAPGRAPH_UPDATE_GOLDEN=1 in the environment
// rewrites the files instead and fails, so that nobody mistakes an update for a
// pass: read the difference.
//
//===----------------------------------------------------------------------===//

#ifndef MAPGRAPH_GRAPH_IO_GOLDENFILE_H
#define MAPGRAPH_GRAPH_IO_GOLDENFILE_H

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace mapgraph {

inline testing::AssertionResult matchesGolden(const std::string &Name,
                                              const std::string &Text) {
  std::string Path = std::string(MAPGRAPH_GOLDEN_DIR) + "/" + Name;
  if (std::getenv("MAPGRAPH_UPDATE_GOLDEN")) {
    std::ofstream(Path, std::ios::binary) << Text;
    return testing::AssertionFailure() << "rewrote " << Path;
  }
  std::ifstream In(Path, std::ios::binary);
  if (!In)
    return testing::AssertionFailure() << "cannot read " << Path;
  std::stringstream Stored;
  Stored << In.rdbuf();
  if (Stored.str() == Text)
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "differs from " << Path << ", got:\n"
                                     << Text;
}

} // namespace mapgraph

#define EXPECT_GOLDEN(Name, Text)                                              \
  EXPECT_TRUE(mapgraph::matchesGolden(Name, Text))

#endif
