//===- DotTest.cpp - DOT and SVG ------------------------------------------===//

#include "graph/io/Dot.h"
#include "graph/io/DotLabel.h"
#include "graph/io/GoldenFile.h"
#include "graph/io/Svg.h"
#include "graph/query/SampleProgram.h"

using namespace mapgraph;

namespace {
class Pictures : public testing::Test {
protected:
  SampleProgram P;
  Facts F{P.G, P.S, SampleProgram::Root};
  View Ops = *buildView(F, {});

  static std::string dot(const View &V) {
    std::ostringstream OS;
    writeDot(V, OS);
    return OS.str();
  }
  static std::string svg(const View &V) {
    std::ostringstream OS;
    tl::expected<void, std::string> R = writeSvg(V, {}, OS);
    EXPECT_TRUE(R) << R.error();
    return OS.str();
  }
};
} // namespace

TEST_F(Pictures, DotOfOps) { EXPECT_GOLDEN("ops.dot", dot(Ops)); }

TEST_F(Pictures, SvgIsTheSameInEveryRun) {
  std::string First = svg(Ops);
  for (int Run = 0; Run != 3; ++Run) {
    // Layout must not depend on what the heap looks like.
    std::vector<std::string> Garbage;
    for (int I = 0; I != 1000 * Run; ++I)
      Garbage.push_back(std::string(static_cast<size_t>(I % 97), 'x'));
    for (size_t I = 0; I < Garbage.size(); I += 2)
      Garbage[I] = std::string();
    EXPECT_TRUE(First == svg(Ops)) << "run " << Run;
  }
  EXPECT_NE(First.find("id=\"update@cache.go:16:5\""), std::string::npos);
  EXPECT_EQ(First.find("graphviz version"), std::string::npos);
  EXPECT_EQ(First.find("Courier"), std::string::npos);
}

TEST_F(Pictures, ALayoutThatCannotFinishIsNotStarted) {
  SvgLimits Small;
  Small.MaxNodes = 3;
  std::ostringstream OS;
  tl::expected<void, std::string> R = writeSvg(Ops, Small, OS);
  ASSERT_FALSE(R);
  EXPECT_TRUE(R.error().starts_with("too large for a picture (")) << R.error();
  EXPECT_EQ(OS.str(), "");
}

TEST_F(Pictures, ALayoutThatTakesTooLongIsStopped) {
  View Dense;
  for (int I = 0; I != 400; ++I) {
    ViewNode N;
    N.Id = N.Title = std::to_string(I);
    N.Kind = "function";
    Dense.Nodes.push_back(N);
    for (int K = 0; K < I && K != 12; ++K)
      Dense.Edges.push_back({static_cast<uint32_t>((I * 7 + K * 31) % I),
                             static_cast<uint32_t>(I), "", "call", "x"});
  }
  SvgLimits Short;
  Short.Seconds = 1;
  Short.MaxEdges = 10000;
  std::ostringstream OS;
  tl::expected<void, std::string> R = writeSvg(Dense, Short, OS);
  ASSERT_FALSE(R);
  EXPECT_TRUE(R.error().starts_with("the layout took more than 1 s"))
      << R.error();
}

TEST_F(Pictures, MemoryOfTheProgramItselfDoesNotCount) {
  // Reserved, never touched: only the address space matters.
  std::unique_ptr<char[]> Graph(new char[size_t(300) << 20]);
  SvgLimits Limits;
  Limits.MemoryMiB = 200;
  std::ostringstream OS;
  tl::expected<void, std::string> R = writeSvg(Ops, Limits, OS);
  EXPECT_TRUE(R) << R.error();
  EXPECT_TRUE(Graph);
}

TEST_F(Pictures, ALayoutThatNeedsTooMuchMemoryIsAMessage) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "sanitizers need the address space";
#endif
#endif
  View Many;
  for (uint32_t I = 0; I != 1400; ++I) {
    ViewNode N;
    N.Id = N.Title = std::to_string(I);
    N.Kind = "function";
    Many.Nodes.push_back(N);
    if (I != 0)
      Many.Edges.push_back({I / 3, I, "", "call", ""});
  }
  SvgLimits Limits;
  Limits.MemoryMiB = 1;
  std::ostringstream OS;
  tl::expected<void, std::string> R = writeSvg(Many, Limits, OS);
  ASSERT_FALSE(R);
  EXPECT_TRUE(
      R.error().starts_with("the layout failed or needed more than 1 MiB"))
      << R.error();
  EXPECT_EQ(OS.str(), "");
}

TEST_F(Pictures, TextIsEscapedAndCutByCharacters) {
  EXPECT_EQ(escapeHtml("a<b>&\"\x01"), "a&lt;b&gt;&amp;&quot; ");
  EXPECT_EQ(shortened("abcdefgh", 7), "ab...gh");
  EXPECT_EQ(shortened("äöüäöüäö", 7), "äö...äö");
  EXPECT_EQ(shortened("short", 5), "short");
}
