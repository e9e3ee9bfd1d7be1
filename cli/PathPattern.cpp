//===- PathPattern.cpp - Patterns for paths -------------------------------===//

#include "cli/PathPattern.h"

namespace mapgraph {

static constexpr std::string_view AnyFolders = "**";

static std::vector<std::string> split(std::string_view Path) {
  std::vector<std::string> Parts;
  while (!Path.empty()) {
    size_t End = std::min(Path.find('/'), Path.size());
    if (std::string_view Part = Path.substr(0, End);
        !Part.empty() && Part != ".")
      Parts.emplace_back(Part);
    Path.remove_prefix(std::min(End + 1, Path.size()));
  }
  return Parts;
}

/// One name; the last `*` takes more as long as the rest does not match.
static bool matchesName(std::string_view Pattern, std::string_view Name) {
  size_t P = 0, N = 0, Star = Pattern.npos, Taken = 0;
  while (N != Name.size()) {
    if (P != Pattern.size() && Pattern[P] == '*') {
      Star = P++;
      Taken = N;
    } else if (P != Pattern.size() &&
               (Pattern[P] == '?' || Pattern[P] == Name[N])) {
      ++P;
      ++N;
    } else if (Star != Pattern.npos) {
      P = Star + 1;
      N = ++Taken;
    } else {
      return false;
    }
  }
  return Pattern.find_first_not_of('*', P) == Pattern.npos;
}

PathPattern::PathPattern(std::string_view Text) {
  if (!Text.empty() && Text.find('/') == Text.npos)
    Parts.emplace_back(AnyFolders);
  for (std::string &Part : split(Text))
    if (Part != AnyFolders || Parts.empty() || Parts.back() != AnyFolders)
      Parts.push_back(std::move(Part));
}

bool PathPattern::matches(std::string_view Path) const {
  if (Parts.empty())
    return false;
  // Reached[I]: the first I parts of the pattern match the names seen so far.
  std::vector<bool> Reached(Parts.size() + 1);
  Reached[0] = true;
  for (const std::string &Name : split(Path)) {
    std::vector<bool> Next(Reached.size());
    for (size_t I = 0; I != Parts.size(); ++I) {
      if (Parts[I] == AnyFolders) {
        Reached[I + 1] = Reached[I + 1] || Reached[I];
        Next[I] = Next[I] || Reached[I];
      } else if (Reached[I] && matchesName(Parts[I], Name)) {
        Next[I + 1] = true;
      }
    }
    Reached = std::move(Next);
    if (Parts.back() == AnyFolders && Reached[Parts.size() - 1])
      Reached.back() = true;
    if (Reached.back())
      return true; // and so does all below it
  }
  return false;
}

} // namespace mapgraph
