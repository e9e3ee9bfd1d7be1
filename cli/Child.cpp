//===- Child.cpp - Running another program --------------------------------===//

#include "cli/Child.h"

#include "cli/Interrupt.h"

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace fs = std::filesystem;

namespace mapgraph {

Result<ChildResult> runChild(const std::vector<std::string> &Arguments) {
  std::vector<char *> Argv;
  for (const std::string &A : Arguments)
    Argv.push_back(const_cast<char *>(A.c_str()));
  Argv.push_back(nullptr);

  posix_spawn_file_actions_t Files;
  posix_spawn_file_actions_init(&Files);
  posix_spawn_file_actions_addopen(&Files, STDIN_FILENO, "/dev/null", O_RDONLY,
                                   0);
  posix_spawn_file_actions_adddup2(&Files, STDERR_FILENO, STDOUT_FILENO);
  posix_spawnattr_t Attributes;
  posix_spawnattr_init(&Attributes);
  posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&Attributes, 0);

  pid_t Pid = 0;
  int Error =
      posix_spawn(&Pid, Argv[0], &Files, &Attributes, Argv.data(), environ);
  posix_spawn_file_actions_destroy(&Files);
  posix_spawnattr_destroy(&Attributes);
  if (Error)
    return internalError("cannot run " + Arguments[0] + ": " +
                         std::strerror(Error));

  setChild(Pid);
  int Status = 0;
  struct rusage Usage = {};
  while (wait4(Pid, &Status, 0, &Usage) < 0 && errno == EINTR)
    continue;
  setChild(0);
  ChildResult R;
  R.Code = WIFEXITED(Status) ? WEXITSTATUS(Status) : 128 + WTERMSIG(Status);
  R.PeakMiB = static_cast<double>(Usage.ru_maxrss) / 1024;
  return R;
}

// The executable of this process; without /proc as it was started.
static fs::path executable() {
  std::error_code Error;
  fs::path Self = fs::read_symlink("/proc/self/exe", Error);
  if (!Error)
    return Self;
  const char *Started = reinterpret_cast<const char *>(getauxval(AT_EXECFN));
  return fs::absolute(Started ? Started : "", Error);
}

std::string besideSelf(const std::string &Name) {
  fs::path Self = executable();
  fs::path Folder = Self.parent_path();
  // The launcher of the distribution runs lib/ld-linux… with libexec/mapgraph,
  // and either can pass for the executable: the launchers are in bin/.
  if (Self.filename().string().starts_with("ld-linux") ||
      Folder.filename() == "libexec")
    Folder = Folder.parent_path() / "bin";
  return (Folder / Name).string();
}

} // namespace mapgraph
