//===- FolderLock.cpp - One process at a time in a folder -----------------===//

#include "cli/FolderLock.h"

#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace mapgraph {

Result<FolderLock> FolderLock::take(const std::string &Folder) {
  int File =
      open((Folder + "/.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (File < 0)
    return badInput("cannot write in " + Folder + ": " + std::strerror(errno));
  for (int Try = 0; flock(File, LOCK_EX | LOCK_NB) != 0; ++Try) {
    if (Try == 20) {
      close(File);
      return usageError(Folder + ": another batch is at work in this folder");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return FolderLock(File);
}

FolderLock::~FolderLock() {
  if (File >= 0)
    close(File);
}

} // namespace mapgraph
