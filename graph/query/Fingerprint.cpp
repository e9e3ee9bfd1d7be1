//===- Fingerprint.cpp - Knowing a finding again --------------------------===//

#include "graph/query/Fingerprint.h"

#include <algorithm>
#include <array>
#include <cstdio>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mapgraph {

static bool isDigit(char C) { return C >= '0' && C <= '9'; }

// Without what is in brackets: type arguments, and the test variant of a
// package. "[…]" of a nested map stays: it is not the outer one.
static std::string withoutBrackets(std::string_view Name) {
  std::string Out;
  size_t Depth = 0;
  for (size_t I = 0; I != Name.size(); ++I) {
    if (Name[I] == '[' && !Name.substr(I).starts_with("[…]")) {
      if (Depth++ == 0 && Out.ends_with(' '))
        Out.pop_back();
    }
    if (Depth == 0)
      Out += Name[I];
    else if (Name[I] == ']')
      --Depth;
  }
  return Out;
}

// Words that compilers number: closures, and wrappers of go and defer.
static constexpr std::string_view Numbered[] = {"func", "gowrap", "deferwrap",
                                                "go", ""};

/// One element between dots or colons, without its number.
static std::string_view withoutNumber(std::string_view Part) {
  std::string_view Word = Part;
  while (!Word.empty() && isDigit(Word.back()))
    Word.remove_suffix(1);
  bool Known = std::ranges::find(Numbered, Word) != std::end(Numbered);
  return Known ? Word : Part;
}

std::string stableName(std::string_view Name) {
  std::string Plain = withoutBrackets(Name), Out;
  for (size_t Begin = 0; Begin <= Plain.size();) {
    size_t End = std::min(Plain.find_first_of(".:", Begin), Plain.size());
    std::string_view Part = std::string_view(Plain).substr(Begin, End - Begin);
    std::string_view Kept = withoutNumber(Part);
    if (Kept.empty() && !Part.empty() && !Out.empty())
      Out.pop_back(); // with the dot in front of a mere number
    Out += Kept;
    if (End != Plain.size())
      Out += Plain[End];
    Begin = End + 1;
  }
  return Out;
}

static std::string baseName(const std::string &Path) {
  return Path.substr(Path.rfind('/') + 1);
}

// Functions of two commands can have the same name.
static std::string package(const Graph &G, FunctionId F) {
  if (!F || !G.function(F).Package)
    return "";
  return withoutBrackets(G.str(G.package(G.function(F).Package).Path));
}

static std::string sideKey(const Facts &P, const Side &S) {
  const Names &N = P.names();
  return std::string(N.opWord(S.Op)) + '\n' +
         package(P.graph(), N.functionOf(S.Op)) + '\n' +
         stableName(N.function(N.functionOf(S.Op))) + '\n' +
         baseName(N.place(S.Op).File);
}

std::string fingerprint(const Facts &P, const Finding &F) {
  std::vector<std::string> Sides;
  for (const Side &S : F.Sides)
    if (S.Op)
      Sides.push_back(sideKey(P, S));
  // Who comes first is the solver's choice.
  std::ranges::sort(Sides);
  std::string Key =
      F.Rule + '\n' + stableName(P.solution().Objects[F.Object].Name);
  for (const std::string &Side : Sides)
    Key += '\n' + Side;
  std::array<char, 17> Text;
  std::snprintf(
      Text.data(), Text.size(), "%016llx",
      static_cast<unsigned long long>(XXH3_64bits(Key.data(), Key.size())));
  return Text.data();
}

using Position = std::tuple<std::string, uint32_t, uint32_t>;

/// The positions of both sides, the smaller one first.
static std::vector<Position> positions(const Facts &P, const Finding &F) {
  std::vector<Position> Out;
  for (const Side &S : F.Sides)
    if (S.Op) {
      Place At = P.names().place(S.Op);
      Out.emplace_back(At.File, At.Line, At.Column);
    }
  std::ranges::sort(Out);
  return Out;
}

std::vector<std::string> fingerprints(const Facts &P,
                                      const std::vector<uint32_t> &Rows) {
  const std::vector<Finding> &All = P.solution().Findings;
  using Key = std::tuple<std::vector<Position>, size_t>;
  std::map<std::string, std::vector<Key>> Equal;
  for (size_t I = 0; I != Rows.size(); ++I)
    Equal[fingerprint(P, All[Rows[I]])].emplace_back(positions(P, All[Rows[I]]),
                                                     I);
  std::vector<std::string> Out(Rows.size());
  for (auto &[Hash, Members] : Equal) {
    std::ranges::sort(Members);
    for (size_t N = 0; N != Members.size(); ++N)
      Out[std::get<size_t>(Members[N])] = Hash + ':' + std::to_string(N + 1);
  }
  return Out;
}

} // namespace mapgraph
