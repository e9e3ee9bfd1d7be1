//===- Inputs.cpp - What the words on the command line mean ---------------===//

#include "cli/Inputs.h"

#include "cli/Files.h"
#include "graph/format/Chunk.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace fs = std::filesystem;

namespace mapgraph {

static constexpr std::string_view FileEndings[] = {".bc", ".ll", ".mg", ".o",
                                                   ".a",  ".so", ".go"};

static bool looksLikeText(std::string_view Bytes) {
  return std::none_of(Bytes.begin(), Bytes.end(), [](unsigned char C) {
    return C < 0x20 && C != '\n' && C != '\r' && C != '\t' && C != '\f';
  });
}

// A line that begins a top-level entity of LLVM's assembly.
static bool looksLikeIr(std::string_view Bytes) {
  if (!looksLikeText(Bytes))
    return false;
  static constexpr std::string_view Starts[] = {"; ModuleID",
                                                "source_filename",
                                                "target datalayout",
                                                "target triple",
                                                "define ",
                                                "declare ",
                                                "@",
                                                "%",
                                                "!",
                                                "attributes #",
                                                "module asm"};
  for (size_t Begin = 0; Begin < Bytes.size();) {
    size_t End = std::min(Bytes.find('\n', Begin), Bytes.size());
    std::string_view Line = Bytes.substr(Begin, End - Begin);
    for (std::string_view Start : Starts)
      if (Line.starts_with(Start))
        return true;
    if (!Line.empty() && !Line.starts_with(";") && Line != "\r")
      return false;
    Begin = End + 1;
  }
  return false;
}

FileKind kindOfContent(std::string_view Bytes) {
  if (Bytes.starts_with("BC\xC0\xDE") || Bytes.starts_with("\xDE\xC0\x17\x0B"))
    return FileKind::Bitcode;
  if (Bytes.starts_with("\x7F"
                        "ELF") ||
      Bytes.starts_with("!<arch>\n"))
    return FileKind::Object;
  // Linkers may put zero bytes before the first graph of a section.
  std::string_view Graph = Bytes;
  Graph.remove_prefix(std::min(Graph.find_first_not_of('\0'), Graph.size()));
  if (Graph.starts_with(ChunkMagic))
    return FileKind::MapGraph;
  if (looksLikeIr(Bytes.substr(0, 1 << 16)))
    return FileKind::IrText;
  return FileKind::Unknown;
}

namespace {

class Sorter {
public:
  InputSet Set;

  void add(const std::string &Word);

private:
  void addFolder(const std::string &Word);
  void addFile(const std::string &Word, bool Asked);
  void addPattern(const fs::path &Folder, const std::string &Word,
                  const std::string &Rest);
  void addGo(const std::string &Directory, const std::string &Pattern);
  void addProblem(const std::string &Word, const char *What) {
    Set.Problems.push_back({{Exit::BadInput, Word + ": " + What}, Word});
  }
};

} // namespace

static fs::path normal(const fs::path &P) {
  std::error_code Ignored;
  fs::path Whole = fs::weakly_canonical(P, Ignored);
  return Whole.empty() ? P : Whole;
}

std::string moduleOf(const std::string &Folder) {
  for (fs::path P = normal(Folder.empty() ? "." : Folder);;
       P = P.parent_path()) {
    std::error_code Ignored;
    if (fs::exists(P / "go.mod", Ignored))
      return P.string();
    if (P == P.parent_path())
      return {};
  }
}

std::string moduleOfInputs(const std::vector<std::string> &Words) {
  std::set<std::string> Modules;
  for (const std::string &Word : Words) {
    std::string Folder = Word.substr(0, Word.find("/..."));
    std::error_code Ignored;
    if (fs::is_directory(Folder, Ignored))
      Modules.insert(moduleOf(Folder));
  }
  return Modules.size() == 1 ? *Modules.begin() : moduleOf(".");
}

static bool isFileName(const std::string &Word) {
  if (Word.find("...") != std::string::npos)
    return false;
  return std::any_of(std::begin(FileEndings), std::end(FileEndings),
                     [&](std::string_view E) { return Word.ends_with(E); });
}

static bool isNamedLikeIr(std::string_view Word) {
  return Word.ends_with(".bc") || Word.ends_with(".ll") ||
         Word.ends_with(".mg");
}

void Sorter::add(const std::string &Word) {
  std::error_code Ignored;
  if (fs::is_directory(Word, Ignored))
    return addFolder(Word);
  if (fs::exists(Word, Ignored))
    return addFile(Word, true);
  if (isFileName(Word) && !Word.starts_with("-")) {
    // An import path may end in ".go" (gopkg.in/foo.go): then it has a host.
    bool IsPackage = Word.ends_with(".go") && Word.find('/') != Word.npos &&
                     Word.find('.') < Word.find('/') && Word[0] != '.';
    if (!IsPackage) {
      addProblem(Word, "no such file");
      return;
    }
  }
  // "dir/..." of a module that is not the one we stand in.
  size_t Dots = Word.find("/...");
  if (Dots != std::string::npos && fs::is_directory(Word.substr(0, Dots)))
    return addPattern(Word.substr(0, Dots), Word, Word.substr(Dots));
  if (Word.starts_with("./") || Word.starts_with("../") ||
      Word.starts_with("/")) {
    if (Word.find("...") == std::string::npos) {
      addProblem(Word, "no such file");
      return;
    }
  }
  addGo("", Word);
}

void Sorter::addFolder(const std::string &Word) {
  if (!moduleOf(Word).empty())
    return addPattern(Word, Word, "");
  std::vector<std::string> Found;
  std::error_code Error;
  for (fs::recursive_directory_iterator It(Word, Error), End; It != End;
       It.increment(Error))
    if (It->is_regular_file(Error))
      Found.push_back(It->path().string());
  std::sort(Found.begin(), Found.end());
  size_t Before = Set.Files.size() + Set.Problems.size();
  for (const std::string &Path : Found)
    addFile(Path, false);
  if (Set.Files.size() + Set.Problems.size() == Before)
    addProblem(Word, "not in a Go module, and no .bc, .ll, .mg, object file or "
                     "executable in it");
}

// Asked: a file that the user named must be of a known kind; others are passed
// over.
void Sorter::addFile(const std::string &Word, bool Asked) {
  if (Word.ends_with(".go")) {
    if (!Asked)
      return;
    // The go command wants all files of a list in one folder.
    fs::path Folder = fs::path(Word).parent_path();
    bool Foreign = moduleOf(Folder.string()) != moduleOf(".");
    return Foreign ? addGo(Folder.string(), fs::path(Word).filename().string())
                   : addGo("", Word);
  }
  Result<MappedFile> File = MappedFile::open(Word);
  if (!File) {
    Set.Problems.push_back({File.error(), Word});
    return;
  }
  std::string_view Bytes = File->bytes();
  FileKind Kind = kindOfContent(Bytes);
  if (Kind == FileKind::Unknown && Word.ends_with(".mg") && !Bytes.empty())
    Kind = FileKind::MapGraph; // its reader says what is wrong
  if (Kind == FileKind::Unknown && Word.ends_with(".ll") && !Bytes.empty())
    Kind = FileKind::IrText;
  if (Kind == FileKind::Unknown) {
    if (Asked || isNamedLikeIr(Word))
      addProblem(Word, Bytes.empty()
                           ? "empty file"
                           : "not LLVM bitcode, LLVM IR text, a .mg file, an "
                             "object file or an executable");
    return;
  }
  auto Same = [&](const FileInput &F) { return F.Path == Word; };
  if (std::none_of(Set.Files.begin(), Set.Files.end(), Same))
    Set.Files.push_back({Word, Kind});
}

void Sorter::addPattern(const fs::path &Folder, const std::string &Word,
                        const std::string &Rest) {
  std::string Module = moduleOf(Folder.string());
  if (Module.empty() || Module == moduleOf(".")) {
    bool Rooted = Word.starts_with(".") || Word.starts_with("/");
    return addGo("", Rooted ? Word : "./" + Word);
  }
  fs::path Inside = normal(Folder).lexically_relative(Module);
  std::string Pattern = Inside == "." ? "." : "./" + Inside.string();
  addGo(Module, Pattern + Rest);
}

void Sorter::addGo(const std::string &Directory, const std::string &Pattern) {
  for (GoRequest &R : Set.Go)
    if (R.Directory == Directory) {
      R.Patterns.push_back(Pattern);
      return;
    }
  Set.Go.push_back({Directory, {Pattern}});
}

InputSet sortInputs(const std::vector<std::string> &Words) {
  Sorter S;
  for (const std::string &Word : Words)
    S.add(Word);
  return std::move(S.Set);
}

} // namespace mapgraph
