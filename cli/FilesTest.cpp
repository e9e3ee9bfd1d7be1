//===- FilesTest.cpp - Reading and writing files --------------------------===//

#include "cli/Files.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
using namespace mapgraph;

TEST(Files, WritesWhatItReads) {
  std::string Name = testing::TempDir() + "mapgraph-files-XXXXXX";
  fs::path Folder = mkdtemp(Name.data());
  std::string Path = (Folder / "out").string();
  ASSERT_TRUE(writeOutput(Path, "old"));
  ASSERT_TRUE(writeOutput(Path, std::string(100000, 'x')));
  Result<MappedFile> File = MappedFile::open(Path);
  ASSERT_TRUE(File);
  EXPECT_EQ(File->bytes(), std::string(100000, 'x'));
  // No temporary file stays behind.
  EXPECT_EQ(std::distance(fs::directory_iterator(Folder), {}), 1);
  fs::remove_all(Folder);
}

TEST(Files, FailuresAreOneLine) {
  Result<MappedFile> File = MappedFile::open("/nonexistent/x.bc");
  ASSERT_FALSE(File);
  EXPECT_EQ(File.error().Message, "/nonexistent/x.bc: no such file");
  EXPECT_EQ(File.error().Code, Exit::BadInput);
  Result<void> Written = writeOutput("/nonexistent/x.mg", "text");
  ASSERT_FALSE(Written);
  EXPECT_EQ(Written.error().Message,
            "cannot write /nonexistent/x.mg: No such file or directory");
  EXPECT_FALSE(MappedFile::open("/"));
}
