//===- FolderLock.h - One process at a time in a folder ---------*- C++ -*-===//

#ifndef MAPGRAPH_CLI_FOLDERLOCK_H
#define MAPGRAPH_CLI_FOLDERLOCK_H

#include "cli/Exit.h"

#include <utility>

namespace mapgraph {

/// Holds the lock until it is destroyed, or the process ends in any way.
class FolderLock {
public:
  /// Waits a moment for a process that is just ending; fails when another one
  /// is at work.
  static Result<FolderLock> take(const std::string &Folder);

  FolderLock(FolderLock &&O) noexcept : File(std::exchange(O.File, -1)) {}
  FolderLock &operator=(FolderLock &&) = delete;
  ~FolderLock();

private:
  explicit FolderLock(int File) : File(File) {}
  int File;
};

} // namespace mapgraph

#endif
