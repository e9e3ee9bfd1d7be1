//===- IgnoreComments.cpp - mapgraph:ignore in source texts ---------------===//

#include "cli/IgnoreComments.h"

#include <algorithm>
#include <cctype>

namespace mapgraph {

static constexpr std::string_view Word = "mapgraph:ignore";

namespace {
/// What stands on a line.
struct LineContent {
  bool Code = false;
  bool Comment = false;
};

/// A comment of the text, without its marks.
struct Comment {
  uint32_t First = 0; ///< lines
  uint32_t Last = 0;
  std::string_view Text;
};

/// Walks over a text and tells code, comments and blank lines apart.
class Scanner {
public:
  Scanner(std::string_view Text, SourceLanguage L)
      : Text(Text), IsGo(L == SourceLanguage::Go), Lines(2) {
    while (At < Text.size())
      step();
  }

  std::vector<Comment> Comments;

  LineContent line(uint32_t L) const {
    return L < Lines.size() ? Lines[L] : LineContent();
  }

private:
  bool startsWith(std::string_view S) const {
    return Text.substr(At).starts_with(S);
  }
  void newLine() { Lines.emplace_back(); }
  uint32_t current() const { return static_cast<uint32_t>(Lines.size() - 1); }

  void step();
  void lineComment();
  void blockComment();
  void takeCode(size_t End);
  size_t endOfQuoted(char Quote, bool ManyLines) const;
  size_t endOfRawString() const;
  size_t endOfLiteral() const;

  std::string_view Text;
  bool IsGo;
  size_t At = 0;
  std::vector<LineContent> Lines; ///< row 0 is unused
};
} // namespace

static bool isSpace(char C) {
  return std::isspace(static_cast<unsigned char>(C));
}
static bool isWordChar(char C) {
  return std::isalnum(static_cast<unsigned char>(C)) || C == '_';
}

void Scanner::step() {
  if (startsWith("//"))
    return lineComment();
  if (startsWith("/*"))
    return blockComment();
  if (Text[At] == '\n')
    newLine();
  if (isSpace(Text[At])) {
    ++At;
    return;
  }
  takeCode(endOfLiteral());
}

void Scanner::lineComment() {
  size_t End = std::min(Text.find('\n', At), Text.size());
  Lines.back().Comment = true;
  Comments.push_back({current(), current(), Text.substr(At + 2, End - At - 2)});
  At = End;
}

void Scanner::blockComment() {
  size_t Close = Text.find("*/", At + 2);
  size_t End = std::min(Close, Text.size());
  Comment C{current(), 0, Text.substr(At + 2, End - At - 2)};
  Lines.back().Comment = true;
  for (char X : C.Text)
    if (X == '\n') {
      newLine();
      Lines.back().Comment = true;
    }
  C.Last = current();
  Comments.push_back(C);
  At = Close == Text.npos ? Text.size() : Close + 2;
}

/// Everything up to End is code: one character, or a literal of some lines.
void Scanner::takeCode(size_t End) {
  Lines.back().Code = true;
  for (; At != End; ++At)
    if (Text[At] == '\n') {
      newLine();
      Lines.back().Code = true;
    }
}

/// End of the literal that begins here, or of the one character.
size_t Scanner::endOfLiteral() const {
  switch (Text[At]) {
  case '"':
    // R"x(…)x", also behind a prefix: u8R"x(…)x".
    if (!IsGo && At != 0 && Text[At - 1] == 'R')
      return endOfRawString();
    return endOfQuoted('"', false);
  case '\'':
    // 1'000'000
    if (!IsGo && At != 0 && isWordChar(Text[At - 1]) && At + 1 < Text.size() &&
        std::isxdigit(static_cast<unsigned char>(Text[At - 1])) &&
        std::isxdigit(static_cast<unsigned char>(Text[At + 1])))
      return At + 1;
    return endOfQuoted('\'', false);
  case '`':
    return IsGo ? endOfQuoted('`', true) : At + 1;
  default:
    return At + 1;
  }
}

/// A literal that is not closed ends with its line.
size_t Scanner::endOfQuoted(char Quote, bool ManyLines) const {
  for (size_t I = At + 1; I < Text.size(); ++I) {
    if (Text[I] == Quote)
      return I + 1;
    if (ManyLines)
      continue;
    if (Text[I] == '\n')
      return I;
    if (Text[I] == '\\' && I + 1 < Text.size())
      ++I;
  }
  return Text.size();
}

size_t Scanner::endOfRawString() const {
  size_t Open = Text.find('(', At);
  static constexpr size_t LongestDelimiter = 16;
  if (Open == Text.npos || Open - At - 1 > LongestDelimiter)
    return endOfQuoted('"', false);
  std::string Close =
      ")" + std::string(Text.substr(At + 1, Open - At - 1)) + "\"";
  size_t End = Text.find(Close, Open);
  return End == Text.npos ? Text.size() : End + Close.size();
}

static std::string_view trimLeft(std::string_view S, std::string_view Also) {
  while (!S.empty() && (isSpace(S[0]) || Also.find(S[0]) != Also.npos))
    S.remove_prefix(1);
  return S;
}

/// Takes "MG001, MG003" off the front of S.
static std::vector<std::string> takeRules(std::string_view &S) {
  std::vector<std::string> Rules;
  for (;;) {
    S = trimLeft(S, "");
    size_t End = 0;
    while (End != S.size() && (isWordChar(S[End]) || S[End] == '-'))
      ++End;
    if (End != 0)
      Rules.emplace_back(S.substr(0, End));
    S = trimLeft(S.substr(End), "");
    if (End == 0 || !S.starts_with(','))
      return Rules;
    S.remove_prefix(1);
  }
}

// Words, not only marks between the rules and them.
static bool isReason(std::string_view S) {
  return std::ranges::any_of(S, [](char C) {
    return isWordChar(C) || static_cast<unsigned char>(C) >= 0x80;
  });
}

/// The lines that the comment speaks of.
static void setLines(IgnoreComment &To, const Comment &C, const Scanner &S) {
  for (uint32_t L = C.First; L <= C.Last; ++L)
    if (S.line(L).Code) {
      To.First = To.Last < To.First ? L : To.First;
      To.Last = L;
    }
  if (To.First <= To.Last)
    return;
  uint32_t Below = C.Last + 1;
  while (S.line(Below).Comment && !S.line(Below).Code)
    ++Below;
  if (S.line(Below).Code)
    To.First = To.Last = Below;
}

std::vector<IgnoreComment> ignoreComments(std::string_view Text,
                                          SourceLanguage Language) {
  std::vector<IgnoreComment> Out;
  if (Text.find(Word) == Text.npos)
    return Out; // most files, at the speed of a search
  Scanner S(Text, Language);
  for (const Comment &C : S.Comments) {
    std::string_view Rest = trimLeft(C.Text, "*");
    if (!Rest.starts_with(Word))
      continue;
    Rest.remove_prefix(Word.size());
    if (!Rest.empty() && !isSpace(Rest[0]))
      continue; // another word
    IgnoreComment New;
    New.Line = C.First;
    New.Rules = takeRules(Rest);
    New.HasReason = isReason(Rest);
    setLines(New, C, S);
    Out.push_back(std::move(New));
  }
  return Out;
}

} // namespace mapgraph
