//===- Files.cpp - Reading inputs and writing results ---------------------===//

#include "cli/Files.h"

#include "cli/Interrupt.h"

#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mapgraph {

static std::string reason(const std::string &Path) {
  if (errno == ENOENT)
    return Path + ": no such file";
  return Path + ": " + std::strerror(errno);
}

Result<MappedFile> MappedFile::open(const std::string &Path) {
  int File = ::open(Path.c_str(), O_RDONLY | O_CLOEXEC);
  if (File < 0)
    return badInput(reason(Path));
  struct stat Info = {};
  MappedFile M;
  if (fstat(File, &Info) != 0 || !S_ISREG(Info.st_mode)) {
    close(File);
    return badInput(Path + ": not a regular file");
  }
  size_t Size = static_cast<size_t>(Info.st_size);
  if (Size) {
    void *Data = mmap(nullptr, Size, PROT_READ, MAP_PRIVATE, File, 0);
    if (Data == MAP_FAILED) {
      auto Problem = badInput(reason(Path));
      close(File);
      return Problem;
    }
    M.Bytes = {static_cast<const char *>(Data), Size};
  }
  close(File);
  return M;
}

MappedFile::~MappedFile() {
  if (!Bytes.empty())
    munmap(const_cast<char *>(Bytes.data()), Bytes.size());
}

Result<std::string> readText(const std::string &Path) {
  static constexpr off_t MaxBytes = off_t(1) << 28;
  // A pipe without a writer must not stop us before we know that it is one.
  int File = ::open(Path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (File < 0)
    return badInput(reason(Path));
  struct stat Info = {};
  bool Regular = fstat(File, &Info) == 0 && S_ISREG(Info.st_mode);
  std::string Text;
  if (Regular && Info.st_size < MaxBytes)
    Text.resize(static_cast<size_t>(Info.st_size));
  size_t Size = 0;
  while (Size != Text.size()) {
    ssize_t Got = read(File, Text.data() + Size, Text.size() - Size);
    if (Got < 0 && errno == EINTR)
      continue;
    if (Got <= 0)
      break;
    Size += static_cast<size_t>(Got);
  }
  Text.resize(Size);
  close(File);
  if (!Regular)
    return badInput(Path + ": not a regular file");
  if (Info.st_size >= MaxBytes)
    return badInput(Path + ": too large");
  return Text;
}

static bool writeAll(int File, std::string_view Text) {
  while (!Text.empty()) {
    ssize_t Written = write(File, Text.data(), Text.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written < 0)
      return false;
    Text.remove_prefix(static_cast<size_t>(Written));
  }
  return true;
}

// Devices and pipes have no old content to keep.
static bool isSpecial(const std::string &Path) {
  struct stat Info = {};
  return stat(Path.c_str(), &Info) == 0 && !S_ISREG(Info.st_mode);
}

Result<void> replaceFile(const std::string &Path, std::string_view Text,
                         const std::string &Prefix) {
  TempFile Temp(Prefix);
  int File =
      Temp.good() ? ::open(Temp.path().c_str(), O_WRONLY | O_CLOEXEC) : -1;
  bool Good = File >= 0 && writeAll(File, Text);
  if (File >= 0 && close(File) != 0)
    Good = false;
  if (!Good || !Temp.moveTo(Path))
    return badInput("cannot write " + Path + ": " + std::strerror(errno));
  return {};
}

Result<void> writeOutput(const std::string &Path, std::string_view Text) {
  if (Path.empty() || Path == "-") {
    if (!writeAll(STDOUT_FILENO, Text) && errno != EPIPE)
      return badInput(std::string("cannot write to stdout: ") +
                      std::strerror(errno));
    return {};
  }
  if (isSpecial(Path)) {
    int File = ::open(Path.c_str(), O_WRONLY | O_CLOEXEC);
    bool Good = File >= 0 && writeAll(File, Text);
    int Error = errno;
    if (File >= 0)
      close(File);
    return Good
               ? Result<void>()
               : badInput("cannot write " + Path + ": " + std::strerror(Error));
  }
  return replaceFile(Path, Text, Path + ".");
}

} // namespace mapgraph
