//===- InputsTest.cpp - Words of the command line -------------------------===//

#include "cli/Inputs.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
using namespace mapgraph;

namespace {

// A folder of its own in which a test stands.
class InputsTest : public testing::Test {
protected:
  void SetUp() override {
    std::string Name = testing::TempDir() + "mapgraph-inputs-XXXXXX";
    Folder = mkdtemp(Name.data());
    Before = fs::current_path();
    fs::current_path(Folder);
  }
  void TearDown() override {
    fs::current_path(Before);
    fs::remove_all(Folder);
  }

  static void put(const fs::path &Path, std::string_view Text) {
    if (Path.has_parent_path())
      fs::create_directories(Path.parent_path());
    std::ofstream(Path, std::ios::binary) << Text;
  }

  fs::path Folder, Before;
};

} // namespace

static std::vector<std::string> messages(const InputSet &Set) {
  std::vector<std::string> Out;
  for (const InputProblem &F : Set.Problems)
    Out.push_back(F.Message);
  return Out;
}

using Strings = std::vector<std::string>;

TEST_F(InputsTest, KindIsToldByContent) {
  put("a.txt", "BC\xC0\xDE rest");
  put("b", "; ModuleID = 'x'\n");
  put("c.bin", "\x89MGRAPH\n");
  put("d.bc", "\x7F"
              "ELF");
  InputSet Set = sortInputs({"a.txt", "b", "c.bin", "d.bc"});
  ASSERT_EQ(messages(Set), Strings{});
  ASSERT_EQ(Set.Files.size(), 4u);
  EXPECT_EQ(Set.Files[0].Kind, FileKind::Bitcode);
  EXPECT_EQ(Set.Files[1].Kind, FileKind::IrText);
  EXPECT_EQ(Set.Files[2].Kind, FileKind::MapGraph);
  EXPECT_EQ(Set.Files[3].Kind, FileKind::Object);
}

TEST_F(InputsTest, BadFilesAreToldApart) {
  put("empty.bc", "");
  put("text.bc", "hello\n");
  InputSet Set = sortInputs({"none.bc", "empty.bc", "text.bc"});
  EXPECT_EQ(messages(Set),
            (Strings{"none.bc: no such file", "empty.bc: empty file",
                     "text.bc: not LLVM bitcode, LLVM IR text, a .mg file, an "
                     "object file or an executable"}));
  EXPECT_TRUE(Set.Files.empty());
}

TEST_F(InputsTest, RandomBytesNamedMgGoToTheReader) {
  put("x.mg", "\x01\x02\x03");
  InputSet Set = sortInputs({"x.mg"});
  ASSERT_EQ(Set.Files.size(), 1u);
  EXPECT_EQ(Set.Files[0].Kind, FileKind::MapGraph);
}

TEST_F(InputsTest, PatternsGoToTheFrontEnd) {
  put("go.mod", "module m\n");
  put("sub/a.go", "package sub\n");
  InputSet Set =
      sortInputs({"./...", "sub", "net/http", "gopkg.in/some.go", "sub/a.go"});
  ASSERT_EQ(messages(Set), Strings{});
  ASSERT_EQ(Set.Go.size(), 1u);
  EXPECT_EQ(Set.Go[0].Directory, "");
  EXPECT_EQ(Set.Go[0].Patterns, (Strings{"./...", "./sub", "net/http",
                                         "gopkg.in/some.go", "sub/a.go"}));
}

TEST_F(InputsTest, OtherModulesAreRunInTheirFolder) {
  put("m/go.mod", "module m\n");
  put("m/p/a.go", "package p\n");
  InputSet Set = sortInputs({"m/...", "m/p", "m"});
  ASSERT_EQ(Set.Go.size(), 1u);
  EXPECT_EQ(Set.Go[0].Directory, fs::canonical("m").string());
  EXPECT_EQ(Set.Go[0].Patterns, (Strings{"./...", "./p", "."}));
}

TEST_F(InputsTest, OtherFoldersAreSearchedInOrder) {
  put("d/b.ll", "define void @f() {\n");
  put("d/a.bc", "BC\xC0\xDE");
  put("d/notes.txt", "nothing\n");
  put("none/notes.txt", "nothing\n");
  InputSet Set = sortInputs({"d", "none", "d/a.bc"});
  ASSERT_EQ(Set.Files.size(), 2u);
  EXPECT_EQ(Set.Files[0].Path, "d/a.bc");
  EXPECT_EQ(Set.Files[1].Path, "d/b.ll");
  ASSERT_EQ(Set.Problems.size(), 1u);
  EXPECT_EQ(Set.Problems[0].Code, Exit::BadInput);
  EXPECT_TRUE(Set.Problems[0].Message.starts_with("none: not in a Go module"));
}

TEST_F(InputsTest, DamagedFilesInFoldersAreNotPassedOver) {
  put("d/a.bc", "no bitcode");
  put("d/b.ll", "");
  put("d/notes.txt", "nothing\n");
  InputSet Set = sortInputs({"d"});
  EXPECT_TRUE(Set.Files.empty());
  ASSERT_EQ(Set.Problems.size(), 2u);
  EXPECT_EQ(Set.Problems[0].Input, "d/a.bc");
  EXPECT_EQ(Set.Problems[1].Message, "d/b.ll: empty file");
}
