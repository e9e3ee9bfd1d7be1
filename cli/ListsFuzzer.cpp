//===- ListsFuzzer.cpp - Texts that users keep beside their code ----------===//
//
// Each input is taken as a file of settings, as a baseline, as a source text
// with comments, as a diff, and as a path with a pattern. What is refused is
// refused with one line that begins with a place.
//
//===----------------------------------------------------------------------===//

#include "cli/ChangedLines.h"
#include "cli/IgnoreComments.h"
#include "cli/PathPattern.h"
#include "cli/Settings.h"
#include "graph/io/Baseline.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>

using namespace mapgraph;

static void require(bool Holds, const char *What, const std::string &Detail) {
  if (Holds)
    return;
  std::fprintf(stderr, "ListsFuzzer: %s %s\n", What, Detail.c_str());
  std::abort();
}

static void requirePlace(const std::string &Error, const std::string &File) {
  require(Error.starts_with(File) && Error.size() > File.size() &&
              std::isdigit(static_cast<unsigned char>(Error[File.size()])),
          "an error without a place:", Error);
  require(Error.find('\n') == std::string::npos,
          "an error of several lines:", Error);
}

static void checkSettings(std::string_view Text) {
  Result<Settings> S = parseSettings(Text, "s");
  if (!S)
    requirePlace(S.error().Message, "s:");
}

static void checkBaseline(std::string_view Text) {
  tl::expected<Baseline, std::string> B = Baseline::read(Text);
  if (!B)
    requirePlace(B.error(), "");
}

static void checkComments(std::string_view Text, SourceLanguage L) {
  auto Lines =
      static_cast<uint32_t>(std::count(Text.begin(), Text.end(), '\n') + 1);
  for (const IgnoreComment &C : ignoreComments(Text, L))
    require(C.Line >= 1 && C.Line <= Lines &&
                (C.First > C.Last || (C.First >= C.Line && C.Last <= Lines)),
            "a comment beside the text, line", std::to_string(C.Line));
}

static void checkDiff(std::string_view Text) {
  ChangedLines C;
  C.addDiff(Text, "/nowhere");
  C.contains("/nowhere/a", 1);
}

static void checkPattern(std::string_view Text) {
  size_t Half = Text.size() / 2;
  PathPattern(Text.substr(0, Half)).matches(Text.substr(Half));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Text(reinterpret_cast<const char *>(Data), Size);
  checkSettings(Text);
  checkBaseline(Text);
  checkComments(Text, SourceLanguage::Go);
  checkComments(Text, SourceLanguage::C);
  checkDiff(Text);
  checkPattern(Text);
  return 0;
}
