//===- ChangedLines.cpp - What is new since a revision --------------------===//

#include "cli/ChangedLines.h"

#include "cli/Child.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace fs = std::filesystem;

namespace mapgraph {

// Links differ between how git and how the go command name a folder.
static std::string canonical(const std::string &Path) {
  std::error_code Error;
  fs::path Whole = fs::weakly_canonical(Path, Error);
  return Error ? Path : Whole.string();
}

/// Takes the next line off the front of Text.
static std::string_view takeLine(std::string_view &Text) {
  size_t End = std::min(Text.find('\n'), Text.size());
  std::string_view Line = Text.substr(0, End);
  Text.remove_prefix(std::min(End + 1, Text.size()));
  return Line;
}

static uint64_t takeNumber(std::string_view &Text) {
  uint64_t Value = 0;
  auto [End, Error] =
      std::from_chars(Text.data(), Text.data() + Text.size(), Value);
  Text.remove_prefix(static_cast<size_t>(End - Text.data()));
  return Error == std::errc() ? Value : 0;
}

namespace {
/// "@@ -Old,OldCount +New,NewCount @@"
struct Hunk {
  uint64_t OldCount = 1;
  uint64_t New = 0;
  uint64_t NewCount = 1;
};
} // namespace

static Hunk parseHunk(std::string_view Line) {
  Hunk H;
  auto TakeSpan = [&](char Mark, uint64_t &First, uint64_t &Count) {
    Line.remove_prefix(std::min(Line.find(Mark), Line.size()));
    Line.remove_prefix(std::min<size_t>(1, Line.size()));
    First = takeNumber(Line);
    if (!Line.starts_with(','))
      return;
    Line.remove_prefix(1);
    Count = takeNumber(Line);
  };
  uint64_t Old = 0;
  TakeSpan('-', Old, H.OldCount);
  TakeSpan('+', H.New, H.NewCount);
  return H;
}

/// The character that a backslash and Text stand for, taken off Text.
static char takeEscaped(std::string_view &Text) {
  static constexpr std::string_view Letters = "abtnvfr";
  static constexpr std::string_view Meanings = "\a\b\t\n\v\f\r";
  if (Text[0] >= '0' && Text[0] <= '7') {
    unsigned Code = 0;
    for (int I = 0; I != 3 && !Text.empty() && Text[0] >= '0' && Text[0] <= '7';
         ++I, Text.remove_prefix(1))
      Code = Code * 8 + static_cast<unsigned>(Text[0] - '0');
    return static_cast<char>(Code);
  }
  char C = Text[0];
  Text.remove_prefix(1);
  size_t Letter = Letters.find(C);
  return Letter == Letters.npos ? C : Meanings[Letter];
}

/// The path of a "+++ " line without "b/"; "" for /dev/null.
static std::string parsePath(std::string_view Text) {
  std::string Path;
  if (Text.starts_with('"')) {
    Text.remove_prefix(1);
    while (!Text.empty() && Text[0] != '"') {
      bool Escape = Text[0] == '\\' && Text.size() > 1;
      if (!Escape)
        Path += Text[0];
      Text.remove_prefix(1);
      if (Escape)
        Path += takeEscaped(Text);
    }
  } else {
    // A tab ends a path with spaces.
    Path = Text.substr(0, Text.find('\t'));
  }
  return Path.starts_with("b/") ? Path.substr(2) : std::string();
}

void ChangedLines::addDiff(std::string_view Diff, const std::string &Top) {
  std::vector<Range> *File = nullptr;
  while (!Diff.empty()) {
    std::string_view Line = takeLine(Diff);
    if (Line.starts_with("+++ ")) {
      std::string Path = parsePath(Line.substr(4));
      File = Path.empty() ? nullptr : &Files[canonical(Top + "/" + Path)];
    }
    if (!Line.starts_with("@@ "))
      continue;
    Hunk H = parseHunk(Line);
    if (File && H.NewCount)
      File->push_back({H.New, H.New + H.NewCount - 1});
    // Its text may look like anything.
    for (uint64_t Left = H.OldCount + H.NewCount; Left && !Diff.empty();)
      if (!takeLine(Diff).starts_with('\\'))
        --Left;
  }
}

void ChangedLines::addFile(const std::string &Path) {
  Files[canonical(Path)].push_back({0, UINT64_MAX});
}

bool ChangedLines::contains(const std::string &Path, uint32_t Line) const {
  if (Path.empty())
    return false;
  auto It = Files.find(canonical(Path));
  return It != Files.end() &&
         std::ranges::any_of(It->second, [&](const Range &R) {
           return R.First <= Line && Line <= R.Last;
         });
}

static tl::unexpected<Failure> problem(const std::string &What) {
  return usageError("--new-from: " + What);
}

static std::string firstLine(std::string_view Text) {
  std::string_view Line = takeLine(Text);
  if (Line.starts_with("fatal: "))
    Line.remove_prefix(7);
  return std::string(Line);
}

/// Runs git in Folder; Otherwise is told when it does not like the arguments.
static Result<std::string> git(const std::string &Folder,
                               const std::vector<std::string> &Arguments,
                               const std::string &Otherwise = "") {
  std::vector<std::string> Words = {"git", "-C", Folder};
  Words.insert(Words.end(), Arguments.begin(), Arguments.end());
  Result<ChildOutput> Child = captureChild(Words);
  if (!Child)
    return problem(Child.error().Message);
  if (Child->Code != 0)
    return problem(Otherwise.empty() ? "git: " + firstLine(Child->Errors)
                                     : Otherwise);
  return std::move(Child->Text);
}

/// The commit that the working tree and the revision come from.
static Result<std::string> mergeBase(const std::string &Revision,
                                     const std::string &Folder) {
  Result<std::string> Commit = git(Folder,
                                   {"rev-parse", "--verify", "--quiet",
                                    "--end-of-options", Revision + "^{commit}"},
                                   "no such revision: " + Revision);
  if (!Commit)
    return Commit;
  Result<std::string> Base =
      git(Folder, {"merge-base", firstLine(*Commit), "HEAD"},
          "no common ancestor of " + Revision +
              " and HEAD (is this a shallow clone?)");
  if (!Base)
    return Base;
  return firstLine(*Base);
}

Result<ChangedLines> ChangedLines::since(const std::string &Revision,
                                         const std::string &Folder) {
  Result<std::string> Top = git(Folder, {"rev-parse", "--show-toplevel"});
  if (!Top)
    return tl::make_unexpected(Top.error());
  Result<std::string> Base = mergeBase(Revision, Folder);
  if (!Base)
    return tl::make_unexpected(Base.error());
  Result<std::string> Diff =
      git(Folder, {"-c", "core.quotePath=false", "diff", "--unified=0",
                   "--find-renames", "--no-color", "--no-ext-diff",
                   "--no-textconv", "--no-relative", "--src-prefix=a/",
                   "--dst-prefix=b/", *Base, "--", "."});
  if (!Diff)
    return tl::make_unexpected(Diff.error());
  Result<std::string> Untracked =
      git(Folder, {"ls-files", "--others", "--exclude-standard", "--full-name",
                   "-z", "--", "."});
  if (!Untracked)
    return tl::make_unexpected(Untracked.error());

  ChangedLines Out;
  std::string Root = Top->substr(0, Top->find_last_not_of('\n') + 1);
  Out.addDiff(*Diff, Root);
  for (std::string_view Rest = *Untracked; !Rest.empty();) {
    size_t End = std::min(Rest.find('\0'), Rest.size());
    Out.addFile(Root + "/" + std::string(Rest.substr(0, End)));
    Rest.remove_prefix(std::min(End + 1, Rest.size()));
  }
  return Out;
}

} // namespace mapgraph
