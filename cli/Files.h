//===- Files.h - Reading inputs and writing results -------------*- C++ -*-===//

#ifndef MAPGRAPH_CLI_FILES_H
#define MAPGRAPH_CLI_FILES_H

#include "cli/Exit.h"

#include <string>
#include <string_view>

namespace mapgraph {

/// The bytes of a file, mapped read-only as long as the object lives.
class MappedFile {
public:
  MappedFile() = default;
  MappedFile(MappedFile &&O) noexcept { *this = std::move(O); }
  MappedFile &operator=(MappedFile &&O) noexcept {
    std::swap(Bytes, O.Bytes);
    return *this;
  }
  ~MappedFile();

  /// Fails with "PATH: no such file" and the like.
  static Result<MappedFile> open(const std::string &Path);
  std::string_view bytes() const { return Bytes; }

private:
  std::string_view Bytes;
};

/// A copy of a file's text, which does not mind that the file changes while it
/// is read; fails like MappedFile::open, and beyond a size of no source text.
Result<std::string> readText(const std::string &Path);

/// Writes all of Text to Path ("" or "-": stdout). A file has its old content
/// until the new one is complete.
Result<void> writeOutput(const std::string &Path, std::string_view Text);

/// The same for a regular file; until it is complete, the name of the new one
/// begins with Prefix.
Result<void> replaceFile(const std::string &Path, std::string_view Text,
                         const std::string &Prefix);

} // namespace mapgraph

#endif
